-- Question: in which trials does a document print how much of the participants' gain other unemployed people lose?
-- One row = a printed share (100 = all of it), with every publication of the trial.
-- Columns: trial_id, study_ids, percent, statement, citation, source_name, locator
select
    study.trial_id, (select list(study_id order by study_id) from study as other where other.trial_id = study.trial_id) as study_ids,
    finding.effect_low as percent, finding.statement, study.citation, source.short_name as source_name, finding.locator
from finding
join study using (study_id)
join source on source.source_id = finding.source_id
where finding.effect_type = 'displacement' and finding.unit = 'percent' and finding.effect_low is not null
order by study.trial_id, finding.finding_id
