-- Question: for which part of a target group does a Danish study find no or a negative effect?
-- One row = a part of the group, an intervention and the studies that say so.
-- Parameters: groups (target group ids).
-- Columns: target_group_id, intervention_id, comparison, evidence_group, citations
select target_group_id, intervention_id, comparison, evidence_group, citations
from contrary
where list_contains($groups, target_group_id)
order by target_group_id, intervention_id, comparison, evidence_group
