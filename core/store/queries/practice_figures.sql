-- Question: what do job centres do, and where does it say so?
-- One row = a practice figure, by theme, in the order of the report and of the question.
-- Columns: figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, source_id, source_name,
--   locator, derived, intervention_id, intervention
select
    figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, source_id, source_name, locator,
    derived, intervention_id, intervention
from practice_told
order by page_order
