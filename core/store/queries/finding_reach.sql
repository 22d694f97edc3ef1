-- Question: which measured results reach a target group, and where are they printed?
-- One row = a finding seen from the citizen's group, with what an answer says of it.
-- Parameters: target, and the switches only_danish, without_high_bias, after_2010, only_randomised, without_review.
-- Columns: directness, evidence_group, finding_id, study_id, citation, year, country, risk_of_bias, trial_id, can_vote,
--   intervention_id, comparison, comparator, outcome, horizon_from_months, horizon_to_months, direction, significant,
--   statement, source_id, source_name, locator
select
    measured.directness, evidence_group.name as evidence_group, finding.finding_id, study.study_id, study.citation,
    study.year, study.country, study.risk_of_bias, study.trial_id, measured.can_vote, finding.intervention_id,
    finding.comparison, finding.comparator, finding.outcome, finding.horizon_from_months, finding.horizon_to_months,
    finding.direction, finding.significant, finding.statement, finding.source_id, source.short_name as source_name,
    finding.locator
from measured
join finding using (finding_id)
join study on study.study_id = finding.study_id
join source on source.source_id = finding.source_id
join target_group as evidence_group on evidence_group.target_group_id = measured.evidence_group_id
where measured.target_group_id = $target
  and study.study_id in (from counted($only_danish, $without_high_bias, $after_2010, $only_randomised, $without_review))
order by finding.intervention_id, study.citation, finding.outcome, finding.horizon_to_months nulls first, finding.finding_id
