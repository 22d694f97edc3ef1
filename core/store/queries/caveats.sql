-- Question: which limitation travels with what?
-- One row = a caveat and one thing it limits.
-- Columns: caveat_id, kind, statement, plain, circumstance, source_id, source_name,
--   source_kind, locator, scope, ref_id
select
    caveat.caveat_id, caveat.kind, caveat.statement, caveat.plain, coalesce(caveat.circumstance, '') as circumstance,
    caveat.source_id, source.short_name as source_name, source.kind as source_kind, caveat.locator, caveat_scope.scope,
    coalesce(caveat_scope.ref_id, '') as ref_id
from caveat
join caveat_scope using (caveat_id)
join source on source.source_id = caveat.source_id
join vocabulary on vocabulary.vocabulary = 'caveat_kind' and vocabulary.code = caveat.kind
order by vocabulary.sort_order, caveat.caveat_id, caveat_scope.scope, caveat_scope.ref_id
