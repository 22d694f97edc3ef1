-- Question: to which groups do the five documents give nothing to bring up?
-- One row = a group readers choose without an answer that may be recommended and is about something for the room.
-- Columns: target_group_id
select target_group_id
from target_group
where is_selectable and target_group_id not in (
    select assessment.target_group_id
    from assessment
    join intervention using (intervention_id)
    where assessment.is_recommended and intervention.in_conversation
)
order by sort_order, target_group_id
