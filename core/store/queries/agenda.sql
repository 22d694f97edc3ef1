-- Question: what is the plan of a conversation?
-- One row = an item under a point, in order; a point without items for a group still has its row.
-- Columns: agenda_id, title, weight, point_scope, item_id, mode, item_scope, needs_fund, phase, actor, kind, statement, source_name, locator
select
    point.agenda_id, point.title, point.weight, point.scope as point_scope, item.item_id, link.mode, link.scope as item_scope, link.needs_fund,
    item.phase, item.actor, item.kind, item.statement, source.short_name as source_name, item.locator
from agenda_point as point
left join agenda_item as link on link.agenda_id = point.agenda_id
left join conversation_item as item on item.item_id = link.item_id
left join source on source.source_id = item.source_id
order by point.sort_order, link.sort_order
