-- Question: what do job centres do, and where does it say so?
-- One row = a practice figure of one theme, in the order of the report and of the question.
-- Parameters: topic; first and last (numbers of questions within the theme, from 1).
-- Columns: figure_id, topic, question, answer, answer_kind, value?, unit, n?, method, statement, source_id, source_name,
--   locator, derived, intervention_id?, intervention?
select
    figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, source_id, source_name, locator,
    derived, intervention_id, intervention
from practice_told
where topic = $topic and question_number between $first and $last
order by page_order
