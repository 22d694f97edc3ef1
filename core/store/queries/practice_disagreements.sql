-- Question: where do the sources disagree about some figures of practice?
-- One row = a disagreement a reader should see (not the editorial ones) and one figure it touches, main ones first.
-- Parameters: figures (figure ids).
-- Columns: figure_id, disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b,
--   handling, visibility
select
    ref_id as figure_id, disagreement_id, told.topic, kind, position_a, name_a as source_a, locator_a, position_b,
    name_b as source_b, locator_b, handling, visibility
from disagreement_told as told
join disagreement_ref using (disagreement_id)
where scope = 'practice_figure' and list_contains($figures, ref_id) and visibility <> 'log'
order by told.page_order, ref_id
