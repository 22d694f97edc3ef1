-- Question: where do the sources disagree about some studies, their results or the conclusions they draw?
-- One row = a disagreement, those a reader should see first and the editorial ones last.
-- Parameters: studies (list of study ids).
-- Columns: disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b, handling, visibility
with touched as (
    select distinct disagreement_id
    from disagreement_ref as ref
    join told on ref.scope = case told.kind when 'entry' then 'study' else told.kind end and ref.ref_id = told.ref_id
    where list_contains($studies, told.study_id)
)
select
    disagreement_id, topic, kind, position_a, name_a as source_a, locator_a, position_b, name_b as source_b, locator_b,
    handling, visibility
from touched
join disagreement_told using (disagreement_id)
order by page_order
