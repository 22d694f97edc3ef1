-- Question: what did some studies measure?
-- One row = a result, in the order of the given studies.
-- Parameters: studies (list of study ids).
-- Columns: finding_id, study_id, citation, intervention_id, intervention, target_group, comparison, comparator, outcome,
--   effect_type, horizon_from_months, horizon_to_months, direction, effect_low, effect_high, unit, significant, causal,
--   statement, source_id, source_name, locator, derived
select
    finding.finding_id, finding.study_id, study.citation, finding.intervention_id, intervention.name as intervention,
    target_group.name as target_group, finding.comparison, finding.comparator, finding.outcome, finding.effect_type,
    finding.horizon_from_months, finding.horizon_to_months, finding.direction, finding.effect_low, finding.effect_high,
    finding.unit, finding.significant, finding.causal, finding.statement, finding.source_id,
    source.short_name as source_name, finding.locator, finding.derived
from finding
join study using (study_id)
join intervention on intervention.intervention_id = finding.intervention_id
join target_group on target_group.target_group_id = finding.target_group_id
join source on source.source_id = finding.source_id
where list_contains($studies, finding.study_id)
order by list_position($studies, finding.study_id), finding.comparison, intervention.sort_order,
    target_group.sort_order, finding.outcome, finding.horizon_to_months nulls first, finding.finding_id
