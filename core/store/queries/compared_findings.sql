-- Question: what has been measured about some interventions, for anybody, and how near is it to a citizen's group?
-- One row = a finding with its study. Directness is empty for a group without relation to the citizen's.
-- Parameters: target, interventions (a list of intervention ids).
-- Columns: intervention_id, finding_id, study_id, trial_id, citation, year, country, design, risk_of_bias, transferability,
--   directness, evidence_group, can_vote, comparison, comparator, outcome, effect_type, horizon_from_months,
--   horizon_to_months, direction, effect_low, effect_high, unit, significant, causal, statement, source_id, source_name,
--   locator, derived
select
    finding.intervention_id, finding.finding_id, study.study_id, study.trial_id, study.citation, study.year, study.country,
    study.design, study.risk_of_bias, study.transferability, measured.directness, evidence_group.name as evidence_group,
    coalesce(measured.can_vote, false) as can_vote, finding.comparison, finding.comparator, finding.outcome,
    finding.effect_type, finding.horizon_from_months, finding.horizon_to_months, finding.direction, finding.effect_low,
    finding.effect_high, finding.unit, finding.significant, finding.causal, finding.statement, finding.source_id,
    source.short_name as source_name, finding.locator, finding.derived
from finding
join study using (study_id)
join source on source.source_id = finding.source_id
join target_group as evidence_group on evidence_group.target_group_id = finding.target_group_id
left join measured on measured.finding_id = finding.finding_id and measured.target_group_id = $target
where list_contains($interventions, finding.intervention_id)
order by finding.intervention_id, finding.comparison, finding.unit, study.citation, finding.horizon_to_months nulls first,
    finding.finding_id
