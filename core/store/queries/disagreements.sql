-- Question: where do the sources disagree with each other and with themselves?
-- One row = a disagreement.
-- Columns: disagreement_id, topic, kind, position_a, source_a_id, source_a, locator_a, position_b, source_b_id, source_b,
--   locator_b, handling, visibility
select
    disagreement_id, topic, disagreement.kind, position_a, a.source_id as source_a_id, a.short_name as source_a, locator_a,
    position_b, b.source_id as source_b_id, b.short_name as source_b, locator_b, handling, visibility
from disagreement
join source as a on a.source_id = disagreement.source_a
join source as b on b.source_id = disagreement.source_b
join vocabulary on vocabulary.vocabulary = 'visibility' and vocabulary.code = disagreement.visibility
order by vocabulary.sort_order, topic, disagreement_id
