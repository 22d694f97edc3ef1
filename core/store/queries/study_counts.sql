-- Question: how many study results point which way, by period?
-- One row = a printed count: the periods in order, then what they consist of.
-- Columns: period_from, period_to, grouping, n_positive?, n_negative?, n_total, unit, study_id?, source_id, source_name,
--   locator, derived
select
    period_from, period_to, "grouping", n_positive, n_negative, n_total, unit, study_id, source_id,
    source.short_name as source_name, locator, derived
from study_count
join source using (source_id)
order by
    case when "grouping" = 'periode' then period_from end nulls last, unit desc, derived desc, n_total desc, period_from
