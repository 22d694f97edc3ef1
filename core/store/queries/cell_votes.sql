-- Question: which trials vote in one cell, and how?
-- One row = a vote.
-- Parameters: target, intervention, and the switches only_danish, without_high_bias, after_2010, only_randomised,
--   without_review.
-- Columns: directness, comparison, vote_unit, citations, direction, is_high_quality, publications, results
select
    directness, comparison, vote_unit, direction, is_high_quality, publications, len(finding_ids) as results,
    array_to_string(list_sort(citations), ', ') as citations
from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
where target_group_id = $target and intervention_id = $intervention and direction is not null
order by comparison, directness, vote_unit
