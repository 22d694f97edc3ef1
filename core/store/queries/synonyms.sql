-- Question: which words do readers use for what the evidence calls something else?
-- One row = a word or a phrase and one thing it means.
-- Columns: word, means, explained
select word, means, explained from synonym order by rowid
