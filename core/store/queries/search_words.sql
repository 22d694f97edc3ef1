-- Question: which words are known to the search?
-- One row = a word, in the order of its letters' numbers.
-- Columns: word, stem, is_name
select word, stem, is_name from search_word order by word_id
