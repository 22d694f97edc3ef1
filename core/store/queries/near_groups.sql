-- Question: which groups are so near to a target group that what is said of them is said of it?
-- One row = the group itself, one that it is a part of, a part of it, or a related one.
-- Parameters: groups (target group ids).
-- Columns: target_group_id, evidence_group_id, directness
select target_group_id, evidence_group_id, directness
from reach
where list_contains($groups, target_group_id) and intervention_id is null
order by target_group_id, evidence_group_id
