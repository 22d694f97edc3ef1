-- Question: what has been measured about some interventions, for anybody, and how near is it to a citizen's group?
-- One row = a finding with its study. Directness is empty for a group without relation to the citizen's.
-- Parameters: target, interventions (a list of intervention ids).
-- Columns: intervention_id, finding_id, study_id, trial_id?, vote_unit, citation, year?, country?, design, risk_of_bias, transferability,
--   directness?, barred_by?, evidence_group, can_vote, comparison, comparator, outcome, effect_type, horizon_from_months?,
--   horizon_to_months?, direction, effect_low?, effect_high?, unit, significant?, causal, statement, source_id, source_name,
--   locator, derived
select
    result.intervention_id, finding_id, result.study_id, trial_id, result.vote_unit, citation, result.year, result.country, result.design,
    result.risk_of_bias, transferability, measured.directness, measured.barred_by, result.evidence_group,
    coalesce(measured.can_vote, false) as can_vote, result.comparison, comparator, outcome, effect_type,
    horizon_from_months, horizon_to_months, result.direction, effect_low, effect_high, unit, result.significant, causal, statement,
    source_id, source_name, locator, derived
from result
left join (from measured where target_group_id = $target) as measured using (finding_id, intervention_id)
where list_contains($interventions, result.intervention_id)
order by result.intervention_id, result.comparison, unit, citation, horizon_to_months nulls first, finding_id
