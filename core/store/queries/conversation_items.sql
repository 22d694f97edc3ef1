-- Question: what is done before, during and after a conversation, and by whom?
-- One row = an item, in order.
-- Columns: item_id, phase, actor, kind, statement, intervention_id?, about_group_id?, source_id, source_name, locator, sort_order
select item_id, phase, actor, item.kind, statement, intervention_id, about_group_id, source_id, source.short_name as source_name, locator, sort_order
from conversation_item as item
join source using (source_id)
order by case phase when 'before' then 1 when 'during' then 2 else 3 end, sort_order, item_id
