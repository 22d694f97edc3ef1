-- Question: which editions of the data have there been, and how many answers moved with each?
-- One row = an edition, the newest first.
-- Columns: edition, published_on, cause, note, replaces?, moves
select edition.edition, published_on, cause, note, replaces, count(edition_move.edition) as moves
from edition
left join edition_move using (edition)
group by all
order by edition.edition desc
