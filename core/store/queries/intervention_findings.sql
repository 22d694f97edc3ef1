-- Question: what has been measured about one intervention, for anybody?
-- One row = a finding with its study.
-- Parameters: intervention.
-- Columns: finding_id, study_id, citation, year?, country?, design, risk_of_bias, transferability, kind, trial_id?, cohort_id?,
--   target_group, comparison, comparator, outcome, effect_type, horizon_from_months?, horizon_to_months?, direction, effect_low?,
--   effect_high?, unit, significant?, causal, statement, source_id, source_name, locator, derived
select
    finding_id, study_id, citation, year, country, design, risk_of_bias, transferability, study_kind as kind, trial_id,
    cohort_id, evidence_group as target_group, comparison, comparator, outcome, effect_type, horizon_from_months,
    horizon_to_months, direction, effect_low, effect_high, unit, significant, causal, statement, source_id, source_name,
    locator, derived
from result
where intervention_id = $intervention
order by vote_unit, year, citation, outcome, horizon_to_months nulls first, finding_id
