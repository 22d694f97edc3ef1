-- Question: to which questions do some practice figures belong, and what are all the answers to these?
-- One row = a practice figure, in the order of the report and of the question.
-- Parameters: figures (figure ids; unknown ones are left out).
-- Columns: figure_id, topic, question, answer, answer_kind, value?, unit, n?, method, statement,
--   source_id, source_name, locator, derived, intervention_id?, intervention?
with asked as (
    select distinct topic, question_number from practice_told where list_contains($figures, figure_id)
)
select
    figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, source_id, source_name, locator,
    derived, intervention_id, intervention
from practice_told
join asked using (topic, question_number)
order by page_order
