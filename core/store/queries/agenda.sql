-- Question: what are the plans of a conversation?
-- One row = an item under a point of a plan, in order.
-- Columns: agenda_id, title, plain_title?, target_group_id?, part, mode, weight, least_minutes, item_id, needs_fund, about_group_id?, actor, kind, short?, statement, source_name, locator
select
    point.agenda_id, point.title, point.plain_title, point.target_group_id, point.part, point.mode, point.weight, point.least_minutes,
    item.item_id, link.needs_fund, item.about_group_id, item.actor, item.kind, item.short, item.statement, source.short_name as source_name, item.locator
from agenda_point as point
join agenda_item as link on link.agenda_id = point.agenda_id
join conversation_item as item on item.item_id = link.item_id
join source on source.source_id = item.source_id
order by point.sort_order, link.sort_order
