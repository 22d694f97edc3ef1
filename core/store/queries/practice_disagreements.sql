-- Question: where do the sources disagree about the figures of one theme of practice?
-- One row = a disagreement a reader should see (not the editorial ones) and one figure it touches, main ones first.
-- Parameters: topic.
-- Columns: figure_id, disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b,
--   handling, visibility
select
    practice_figure.figure_id, disagreement.disagreement_id, disagreement.topic, disagreement.kind, position_a,
    a.short_name as source_a, locator_a, position_b, b.short_name as source_b, locator_b, handling, visibility
from disagreement
join disagreement_ref on disagreement_ref.disagreement_id = disagreement.disagreement_id
join practice_figure on disagreement_ref.scope = 'practice_figure' and practice_figure.figure_id = disagreement_ref.ref_id
join source as a on a.source_id = disagreement.source_a
join source as b on b.source_id = disagreement.source_b
where practice_figure.topic = $topic and visibility <> 'log'
order by visibility, disagreement.topic, disagreement.disagreement_id, practice_figure.figure_id
