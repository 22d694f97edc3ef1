-- Question: what must be said to whoever chooses a group, before what its answers say?
-- One row = a warning with its place.
-- Columns: target_group_id, intervention_id, title, statement, reassurance, source_name, locator
select
    warning.target_group_id, warning.intervention_id, warning.title, warning.statement, warning.reassurance,
    source.short_name as source_name, warning.locator
from group_warning as warning
join source using (source_id)
order by warning.target_group_id, warning.intervention_id
