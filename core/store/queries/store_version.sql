-- Question: which data is this, and when was it built?
-- One row = the store.
-- Columns: version, built_at
select version, built_at from store_version
