-- Question: where do the sources disagree about the figures of one theme of practice?
-- One row = a disagreement a reader should see (not the editorial ones) and one figure it touches, main ones first.
-- Parameters: topic.
-- Columns: figure_id, disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b,
--   handling, visibility
select
    figure_id, disagreement_id, told.topic, kind, position_a, name_a as source_a, locator_a, position_b,
    name_b as source_b, locator_b, handling, visibility
from disagreement_told as told
join disagreement_ref using (disagreement_id)
join practice_figure on disagreement_ref.scope = 'practice_figure' and figure_id = ref_id
where practice_figure.topic = $topic and visibility <> 'log'
order by told.page_order, figure_id
