-- Question: what was looked at for the second layer and left out, and why?
-- One row = a work, in page order.
-- Parameters: groups (groups readers choose, or an empty list for the whole layer).
-- Columns: second_left_out_id, layer_group_id, citation, subject, why, reason
select second_left_out_id, target_group_id as layer_group_id, citation, subject, why, reason
from second_left_out
where len($groups) = 0 or target_group_id in (
    select layer_group_id from second_group where list_contains($groups, second_group.target_group_id)
)
order by sort_order, second_left_out_id
