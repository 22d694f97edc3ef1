-- Question: how many study results point which way, by period?
-- One row = a printed count: the periods in order, then what they consist of.
-- Columns: period_from, period_to, grouping, n_positive, n_negative, n_total, unit, study_id, source_id, source_name,
--   locator, derived
select
    period_from, period_to, "grouping", n_positive, n_negative, n_total, unit, study_id, source_id,
    source.short_name as source_name, locator, derived
from study_count
join source using (source_id)
order by "grouping" <> 'periode', unit desc, derived desc, period_to - period_from desc, period_from, n_total desc
