-- Question: about which interventions does a survey say what job centres do?
-- One row = an intervention (or none) with its number of practice figures, most first.
-- Parameters: document (the source that is the survey itself).
-- Columns: intervention_id?, intervention?, figures
select intervention_id, intervention, count(*) as figures
from practice_told
where source_id = $document
group by all
order by figures desc, intervention_id nulls last
