-- Question: which studies hold all the words, in themselves or in what is told of them?
-- One row = the answer: the ids in a list, best first (a list is read faster than as many rows).
-- Parameters: stems (list of stems), starts (list of word beginnings, same length).
-- Columns: study_ids
with asked as (
    select unnest($stems) as stem, unnest($starts) as start, unnest(range(len($stems))) as position
),
known as (
    select asked.position, word.word_id, case when word.stem = asked.stem then 2 else 1 end as nearness
    from asked
    join search_word as word on word.stem = asked.stem or starts_with(word.word, asked.start)
),
-- Documents first: several forms of a word in one document would else be counted for every study it is about.
found as (
    select document_id, position, max(term.weight * known.nearness) as score
    from known
    join search_term as term using (word_id)
    group by all
),
hit as (
    select study_id, position, max(score) as score
    from found
    join search_about using (document_id)
    group by all
),
whole as (
    select study_id, sum(score) as score from hit group by study_id having count(*) = len($stems)
)
select coalesce(list(study_id order by score desc, study_id), []) as study_ids
from whole
