-- Question: about which interventions does any of the target groups have an answer to a question?
-- One row = an intervention. "Does it work?" (absolute) is asked of all; "which form?" (relative) of those compared.
-- Parameters: groups (target group ids), comparison.
-- Columns: intervention_id
select distinct intervention_id
from assessment
where list_contains($groups, target_group_id) and comparison = $comparison
order by intervention_id
