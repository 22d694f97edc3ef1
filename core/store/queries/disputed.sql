-- Question: which results and conclusions of some target groups stand in a disagreement a caseworker must see?
-- One row = a finding or a claim that is disputed.
-- Parameters: groups (target group ids).
-- Columns: scope, ref_id
select scope, ref_id
from disputed
where (scope = 'finding' and ref_id in (select finding_id from measured where list_contains($groups, target_group_id)))
   or (scope = 'claim' and ref_id in (select claim_id from concluded where list_contains($groups, target_group_id)))
order by all
