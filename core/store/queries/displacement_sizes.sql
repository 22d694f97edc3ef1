-- Question: in which trials does a document print how much of the participants' gain other unemployed people lose?
-- One row = a trial with the printed share (100 = all of it) and every publication of it.
-- Columns: trial_id, percent, study_ids
select study.trial_id, max(finding.effect_low) as percent, list(distinct publication.study_id) as study_ids
from finding
join study using (study_id)
join study as publication on publication.trial_id = study.trial_id
where finding.effect_type = 'displacement' and finding.unit = 'percent' and finding.effect_low is not null
group by study.trial_id
order by study.trial_id
