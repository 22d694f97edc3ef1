-- Question: what of a result decides which caveats it carries?
-- One row = a finding.
-- Columns: finding_id, study_id, trial_id?, source_id, citation, year?, country?, risk_of_bias, can_vote, significant?,
--   direction, outcome, horizon_from_months?, horizon_to_months?
select
    finding_id, study_id, trial_id, source_id, citation, year, country, risk_of_bias, can_vote, significant, direction,
    outcome, horizon_from_months, horizon_to_months
from result
where is_own
order by finding_id
