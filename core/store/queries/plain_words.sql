-- Question: how is what is known said to the citizen?
-- One row = a claim, a finding, an intervention or a rule with its plain words.
-- Columns: scope, ref_id, intervention_id?, plain, say?
select scope, ref_id, intervention_id, plain, say
from plain_words
order by scope, ref_id, intervention_id
