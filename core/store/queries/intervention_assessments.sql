-- Question: what is the answer about one intervention for each target group a reader can choose?
-- One row = target group × comparison, in page order.
-- Parameters: intervention.
-- Columns: target_group_id, name, comparison, state, direction?, level?, level_words, level_groups, level_computed?,
--   level_stated?, is_level_ours, directness?, trials, publications, has_source_disagreement, is_recommended, not_recommended?, conclusions
select
    target_group_id, target_group.name, comparison, state, direction, level, case when level_stated is null then level_words else '' end as level_words, level_groups,
    level_computed, level_stated, is_level_ours, directness, trials, publications, has_source_disagreement, is_recommended, not_recommended, len(claim_ids) as conclusions
from assessment
join target_group using (target_group_id)
where intervention_id = $intervention and is_selectable
order by comparison, target_group.sort_order
