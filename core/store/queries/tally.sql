-- Question: how do the trials vote in each cell, at each directness?
-- One row = target group × intervention × comparison × directness × direction of the vote × its quality; the direction
--   is null for trials of which no result votes.
-- Parameters: groups (target group ids), the switches only_danish, without_high_bias, after_2010, only_randomised
--   and without_review (a review's study_id, or an empty string).
-- Columns: target_group_id, intervention_id, comparison, directness, direction,
--   is_high_quality, trials, publications, finding_ids, other_finding_ids
select
    target_group_id, intervention_id, comparison, directness, direction, is_high_quality,
    count(*) as trials,
    sum(publications)::integer as publications,
    coalesce(flatten(list(finding_ids)), []) as finding_ids,
    coalesce(flatten(list(other_finding_ids)), []) as other_finding_ids
from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
where list_contains($groups, target_group_id)
group by all
order by target_group_id, intervention_id, comparison, directness, direction, is_high_quality
