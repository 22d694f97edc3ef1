-- Question: which results and conclusions of some target groups stand in a disagreement a caseworker must see?
-- One row = a finding or a claim that is disputed.
-- Parameters: first and last (target group ids in alphabetical order; the same twice for one group).
-- Columns: scope, ref_id
select scope, ref_id
from disputed
where (scope = 'finding' and ref_id in (select finding_id from measured where target_group_id between $first and $last))
   or (scope = 'claim' and ref_id in (select claim_id from concluded where target_group_id between $first and $last))
order by all
