-- Question: which trials vote in one cell, and how?
-- One row = a vote.
-- Parameters: target, intervention, and the switches only_danish, without_high_bias, after_2010, only_randomised,
--   without_review.
-- Columns: directness, comparison, vote_unit, citations, direction, is_high_quality, publications, results
select
    vote.directness, vote.comparison, vote.vote_unit, vote.direction, vote.is_high_quality, vote.publications,
    len(vote.finding_ids) as results,
    (select string_agg(distinct citation, ', ' order by citation)
     from finding join study using (study_id) where list_contains(vote.finding_ids, finding_id)) as citations
from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review) as vote
where target_group_id = $target and intervention_id = $intervention
order by comparison, directness, vote_unit
