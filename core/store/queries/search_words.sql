-- Question: which words are known to the search?
-- One row = a word.
-- Columns: word
select word from search_word where length(word) > 3 order by word
