-- Question: which trials vote in one cell, and how?
-- One row = a vote.
-- Parameters: target, intervention, and the switches only_danish, without_high_bias, after_2010, only_randomised,
--   without_review.
-- Columns: directness, comparison, vote_unit, citations, direction, is_high_quality, publications, results
with vote as (
    from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
    where target_group_id = $target and intervention_id = $intervention and direction is not null
),
cited as (
    select finding_id, citation from result where intervention_id = $intervention
)
select
    directness, comparison, vote_unit, direction, is_high_quality, publications, len(finding_ids) as results,
    array_to_string(list_sort(list_distinct(list(citation))), ', ') as citations
from vote
join cited on list_contains(finding_ids, finding_id)
group by all
order by comparison, directness, vote_unit
