-- Question: which words are known to the search?
-- One row = a word.
-- Columns: word
select distinct word from search_term where length(word) > 3 order by word
