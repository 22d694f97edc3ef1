-- Question: which groups are there?
-- One row = a target group, in page order.
-- Columns: target_group_id, name, plain_name?, definition, is_selectable, is_front, spell_from_months?, months_left?, sort_order
select
    target_group_id, name, plain_name, definition, is_selectable, is_front, spell_from_months, months_left, sort_order
from target_group
order by sort_order, target_group_id
