-- Question: what did some studies measure?
-- One row = a result, in the order of the given studies.
-- Parameters: studies (list of study ids).
-- Columns: finding_id, study_id, citation, intervention_id, intervention, target_group, comparison, comparator, outcome,
--   effect_type, horizon_from_months?, horizon_to_months?, direction, effect_low?, effect_high?, unit, significant?, causal,
--   statement, source_id, source_name, locator, derived
select
    finding_id, study_id, citation, result.intervention_id, intervention.name as intervention,
    target_group.name as target_group, comparison, comparator, outcome, effect_type, horizon_from_months,
    horizon_to_months, direction, effect_low, effect_high, unit, significant, causal, statement, source_id, source_name,
    locator, derived
from result
join intervention on intervention.intervention_id = result.intervention_id
join target_group on target_group.target_group_id = result.named_group_id
where list_contains($studies, study_id) and is_own
order by list_position($studies, study_id), comparison, intervention.sort_order, target_group.sort_order, outcome,
    horizon_to_months nulls first, finding_id
