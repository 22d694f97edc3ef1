-- Question: which themes of practice are there, and how many questions does each hold?
-- One row = a theme, in the order of the report.
-- Columns: topic, questions
select topic, max(question_number) as questions
from practice_told
group by topic
order by min(page_order)
