-- Question: what has been measured about one intervention, for anybody?
-- One row = a finding with its study.
-- Parameters: intervention.
-- Columns: finding_id, study_id, citation, year, country, design, risk_of_bias, transferability, kind, trial_id, cohort_id,
--   target_group, comparison, comparator, outcome, effect_type, horizon_from_months, horizon_to_months, direction, effect_low,
--   effect_high, unit, significant, causal, statement, source_id, source_name, locator, derived
select
    finding.finding_id, study.study_id, study.citation, study.year, study.country, study.design, study.risk_of_bias,
    study.transferability, study.kind, study.trial_id, study.cohort_id, target_group.name as target_group, finding.comparison,
    finding.comparator, finding.outcome, finding.effect_type, finding.horizon_from_months, finding.horizon_to_months,
    finding.direction, finding.effect_low, finding.effect_high, finding.unit, finding.significant, finding.causal,
    finding.statement, finding.source_id, source.short_name as source_name, finding.locator, finding.derived
from finding
join study using (study_id)
join target_group on target_group.target_group_id = finding.target_group_id
join source on source.source_id = finding.source_id
where finding.intervention_id = $intervention
order by coalesce(study.cohort_id, study.trial_id, study.study_id), study.year, study.citation, finding.outcome,
    finding.horizon_to_months nulls first, finding.finding_id
