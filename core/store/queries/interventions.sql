-- Question: which interventions are there, and to which family does each belong?
-- One row = an intervention, in tree order.
-- Columns: intervention_id, parent_id?, family_id, family_name, name, summary, plain_name, plain_summary, kind, existed_until?, lever, in_conversation, is_actionable, sort_order
with recursive tree as (
    select *, intervention_id as family_id, name as family_name from intervention where parent_id is null
    union all
    select child.*, tree.family_id, tree.family_name
    from tree join intervention as child on child.parent_id = tree.intervention_id
)
select intervention_id, parent_id, family_id, family_name, name, summary, plain_name, plain_summary, kind, existed_until, lever, in_conversation, is_actionable, sort_order
from tree
order by sort_order, intervention_id
