-- Question: how do the trials vote in each cell, at each directness?
-- One row = target group × intervention × comparison × directness.
-- Parameters: first and last (target group ids in alphabetical order; the same twice for one group), the switches only_danish, without_high_bias, after_2010, only_randomised
--   and without_review (a review's study_id, or an empty string).
-- Columns: target_group_id, intervention_id, comparison, directness, positive, none, negative, mixed,
--   unclear, positive_high, none_high, negative_high, publications, finding_ids, other_finding_ids
with voted as (
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
        flatten(list(finding_ids order by vote_unit)) as finding_ids
    from votes($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
    where target_group_id between $first and $last
    group by all
),
other as (
    select target_group_id, intervention_id, comparison, directness, list(finding_id order by finding_id) as other_finding_ids
    from measured
    where not can_vote
      and target_group_id between $first and $last
      and study_id in (from counted($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review))
    group by all
),
final as (
    select
        target_group_id, intervention_id, comparison, directness,
        coalesce(positive, 0) as positive, coalesce(none, 0) as none, coalesce(negative, 0) as negative,
        coalesce(mixed, 0) as mixed, coalesce(unclear, 0) as unclear,
        coalesce(positive_high, 0) as positive_high, coalesce(none_high, 0) as none_high,
        coalesce(negative_high, 0) as negative_high, coalesce(publications, 0) as publications,
        coalesce(finding_ids, []) as finding_ids, coalesce(other_finding_ids, []) as other_finding_ids
    from voted full join other using (target_group_id, intervention_id, comparison, directness)
)
from final
order by all
