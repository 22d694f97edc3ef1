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
    disagreement.disagreement_id, topic, disagreement.kind, position_a, a.short_name as source_a, locator_a, position_b,
    b.short_name as source_b, locator_b, handling, visibility
from touched
join disagreement using (disagreement_id)
join source as a on a.source_id = disagreement.source_a
join source as b on b.source_id = disagreement.source_b
order by case visibility when 'main' then 1 when 'note' then 2 else 3 end, topic, disagreement.disagreement_id
