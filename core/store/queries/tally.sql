-- Question: how do the trials vote in each cell, at each directness?
-- One row = target group × intervention × comparison × directness.
-- Parameters: groups (target group ids), the switches only_danish, without_high_bias, after_2010, only_randomised
--   and without_review (a review's study_id, or an empty string).
-- Columns: target_group_id, intervention_id, comparison, directness, positive, none, negative, mixed,
--   unclear, positive_high, none_high, negative_high, publications, finding_ids, other_finding_ids
with voted as (
    from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
    where list_contains($groups, target_group_id)
)
select
    target_group_id, intervention_id, comparison, directness,
    count(*) filter (direction = 'positive') as positive,
    count(*) filter (direction = 'none') as none,
    count(*) filter (direction = 'negative') as negative,
    count(*) filter (direction = 'mixed') as mixed,
    count(*) filter (direction = 'unclear') as unclear,
    count(*) filter (direction = 'positive' and is_high_quality) as positive_high,
    count(*) filter (direction = 'none' and is_high_quality) as none_high,
    count(*) filter (direction = 'negative' and is_high_quality) as negative_high,
    sum(publications)::integer as publications,
    list_sort(coalesce(flatten(list(finding_ids)), [])) as finding_ids,
    list_sort(coalesce(flatten(list(other_finding_ids)), [])) as other_finding_ids
from voted
group by all
order by target_group_id, intervention_id, comparison, directness
