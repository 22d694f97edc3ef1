-- Question: which studies hold all the words, in themselves or in what is told of them?
-- One row = a study, best first.
-- Parameters: stems (list of stems), starts (list of word beginnings, same length).
-- Columns: study_id, score
with asked as (
    select unnest($stems) as stem, unnest($starts) as start, unnest(range(len($stems))) as position
),
known as (
    select asked.position, word.word_id, case when word.stem = asked.stem then 2 else 1 end as nearness
    from asked
    join search_word as word on word.stem = asked.stem or starts_with(word.word, asked.start)
),
hit as (
    select about.study_id, known.position, max(term.weight * known.nearness) as score
    from known
    join search_term as term using (word_id)
    join search_about as about using (document_id)
    group by all
)
select study_id, sum(score)::integer as score
from hit
group by study_id
having count(*) = len($stems)
order by score desc, study_id
