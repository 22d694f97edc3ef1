-- Question: which claims, findings and interventions stand in a disagreement a caseworker must see?
-- One row = a thing that is disputed.
-- Columns: scope, ref_id
select distinct scope, ref_id
from disagreement_ref
join disagreement using (disagreement_id)
where visibility = 'main' and scope in ('claim', 'finding')
order by all
