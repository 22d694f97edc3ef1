-- Question: what did one study measure?
-- One row = a finding of the study.
-- Parameters: study.
-- Columns: finding_id, intervention_id, intervention, target_group_id, target_group, comparison, comparator, outcome, effect_type,
--   horizon_from_months, horizon_to_months, direction, effect_low, effect_high, unit, significant, causal, statement, source_id,
--   source_name, locator, derived
select
    finding.finding_id, finding.intervention_id, intervention.name as intervention, finding.target_group_id,
    target_group.name as target_group, finding.comparison, finding.comparator, finding.outcome, finding.effect_type,
    finding.horizon_from_months, finding.horizon_to_months, finding.direction, finding.effect_low, finding.effect_high,
    finding.unit, finding.significant, finding.causal, finding.statement, finding.source_id, source.short_name as source_name,
    finding.locator, finding.derived
from finding
join intervention using (intervention_id)
join target_group using (target_group_id)
join source on source.source_id = finding.source_id
where finding.study_id = $study
order by intervention.sort_order, target_group.sort_order, finding.outcome, finding.horizon_to_months nulls first, finding.finding_id
