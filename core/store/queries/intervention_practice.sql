-- Question: what do job centres do about one intervention?
-- One row = a practice figure.
-- Parameters: intervention.
-- Columns: figure_id, topic, question, answer, value?, unit, n?, method, statement, source_name, locator, derived
select figure_id, topic, question, answer, value, unit, n, method, statement, source_name, locator, derived
from practice_told
where intervention_id = $intervention
order by topic, sort_order, figure_id
