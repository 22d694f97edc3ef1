-- Question: which documents does everything come from?
-- One row = a document.
-- Columns: source_id, title, short_name, publisher, year, year_note?, kind, url?, covers
select source_id, title, short_name, publisher, year, year_note, kind, url, covers
from source
order by year desc, source_id
