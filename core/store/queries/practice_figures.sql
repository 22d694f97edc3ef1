-- Question: what do job centres do, and where does it say so?
-- One row = a practice figure, by theme, in the order of the report and of the question.
-- Columns: figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, source_id, source_name,
--   locator, derived, intervention_id, intervention
select
    figure_id, topic, question, answer, answer_kind, value, unit, n, method, statement, practice_figure.source_id,
    source.short_name as source_name, locator, derived, practice_figure.intervention_id,
    intervention.name as intervention
from practice_figure
join source on source.source_id = practice_figure.source_id
join vocabulary on vocabulary.vocabulary = 'practice_topic' and vocabulary.code = practice_figure.topic
left join intervention on intervention.intervention_id = practice_figure.intervention_id
-- Rows are stored in the order of the file, which is that of the report.
order by
    vocabulary.sort_order, min(practice_figure.rowid) over (partition by topic, question), practice_figure.sort_order,
    figure_id
