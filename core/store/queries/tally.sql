-- Question: how do the trials vote in each cell, at each distance?
-- One row = target group × intervention × comparison × directness × steps × direction of the vote × its quality; the
--   direction is null for trials of which no result votes.
-- Parameters: groups (target group ids), the switches only_danish, without_high_bias, after_2010, only_randomised
--   and without_review (a review's study_id, or an empty string).
-- Columns: target_group_id, intervention_id, comparison, directness, steps, direction?, is_high_quality,
--   is_unappraised_rct, trials, publications, results, insignificant, others, depends_on, ways, evidence_groups, barred_by?,
--   finding_ids, other_finding_ids
select
    target_group_id, intervention_id, comparison, directness, steps, direction, is_high_quality, is_unappraised_rct,
    count(*) as trials,
    sum(publications)::integer as publications,
    sum(results)::integer as results,
    sum(insignificant)::integer as insignificant,
    sum(others)::integer as others,
    coalesce(flatten(list(depends_on)), []) as depends_on,
    coalesce(flatten(list(ways)), []) as ways,
    coalesce(flatten(list(evidence_groups)), []) as evidence_groups,
    any_value(barred_by) as barred_by,
    coalesce(flatten(list(finding_ids)), []) as finding_ids,
    coalesce(flatten(list(other_finding_ids)), []) as other_finding_ids
from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
where list_contains($groups, target_group_id)
group by all
order by target_group_id, intervention_id, comparison, directness, steps, direction, is_high_quality, is_unappraised_rct
