-- Question: which tables and columns does the store hold?
-- One row = a column of a table (not of the search index).
-- Columns: table_name, table_comment, name, type, comment
select
    duckdb_columns.table_name, coalesce(duckdb_tables.comment, '') as table_comment, column_name as name,
    data_type as type, coalesce(duckdb_columns.comment, '') as comment
from duckdb_columns()
join duckdb_tables() using (table_oid)
where not starts_with(duckdb_columns.table_name, 'search_')
order by duckdb_columns.table_name, column_index
