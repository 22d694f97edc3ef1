-- Question: about which interventions does any of the target groups have an answer to a question?
-- One row = an intervention, in tree order. "Does it work?" (absolute) is asked of all; "which form?" (relative) of those compared.
-- Parameters: groups (target group ids), comparison.
-- Columns: intervention_id
select intervention_id
from assessment
join intervention using (intervention_id)
where list_contains($groups, target_group_id) and comparison = $comparison
group by intervention_id, intervention.sort_order
order by intervention.sort_order, intervention_id
