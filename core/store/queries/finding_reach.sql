-- Question: which measured results reach a target group, and where are they printed?
-- One row = a finding seen from the citizen's group, with what an answer says of it.
-- Parameters: target, and the switches only_danish, without_high_bias, after_2010, only_randomised, without_review.
-- Columns: directness, steps, evidence_group, finding_id, study_id, citation, year?, country?, risk_of_bias, trial_id?,
--   can_vote, role, intervention_id, comparison, comparator, outcome, horizon_from_months?, horizon_to_months?, condition_on?,
--   condition?, direction, effect_low?, effect_high?, unit, significant?, statement, source_id, source_name, locator
select
    measured.directness, measured.steps, result.evidence_group, finding_id, result.study_id, citation, result.year,
    result.country, result.risk_of_bias, trial_id, measured.can_vote, result.role, intervention_id, result.comparison,
    comparator, outcome, horizon_from_months, horizon_to_months, result.condition_on, result.condition, result.direction,
    effect_low, effect_high, unit, result.significant, statement, source_id, source_name, locator
from measured
join result using (finding_id, intervention_id)
where measured.target_group_id = $target
  and counts(measured.country, measured.risk_of_bias, measured.year, measured.design, measured.counted_by,
             $only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review)
order by intervention_id, citation, outcome, horizon_to_months nulls first, finding_id
