-- Question: which values of each filter on studies have at least one?
-- One row = a value of a filter.
-- Columns: facet, code
select facet, code from study_facet order by facet, code
