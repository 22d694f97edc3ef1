-- Question: which limitations travel with the given things?
-- One row = a caveat and one thing it limits.
-- Parameters: scopes and ref_ids (lists of the same length: the kind of each thing and its id; all has an empty one; line
--   asks for what travels along the line of an intervention).
-- Columns: caveat_id, kind, changes, about_group_id?, short, statement, plain, circumstance, source_id, source_name,
--   source_kind, locator, scope, ref_id
with asked as (
    select distinct unnest($scopes) as scope, unnest($ref_ids) as ref_id
),
limited as (
    select caveat_scope.caveat_id, caveat_scope.scope, asked.ref_id
    from asked
    join caveat_scope on caveat_scope.scope = asked.scope and coalesce(caveat_scope.ref_id, '') = asked.ref_id
    union all
    select travelling.caveat_id, asked.scope, asked.ref_id
    from asked
    join travelling on asked.scope = 'line' and travelling.intervention_id = asked.ref_id
)
select
    caveat.caveat_id, caveat.kind, caveat.changes, caveat.about_group_id, caveat.short, caveat.statement, caveat.plain, coalesce(caveat.circumstance, '') as circumstance,
    caveat.source_id, source.short_name as source_name, source.kind as source_kind, caveat.locator, limited.scope,
    limited.ref_id
from limited
join caveat using (caveat_id)
join source on source.source_id = caveat.source_id
join vocabulary on vocabulary.vocabulary = 'caveat_kind' and vocabulary.code = caveat.kind
order by vocabulary.sort_order, caveat.caveat_id, limited.scope, limited.ref_id
