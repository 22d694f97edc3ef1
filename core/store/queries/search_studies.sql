-- Question: which studies hold all the words, in themselves or in what is told of them?
-- One row = a study, best first.
-- Parameters: stems (list of stems), starts (list of word beginnings, same length).
-- Columns: study_id, score
with asked as (
    select unnest($stems) as stem, unnest($starts) as start, unnest(range(len($stems))) as position
),
hit as (
    select about.study_id, asked.position,
           max(term.weight * case when term.stem = asked.stem then 2 else 1 end) as score
    from asked
    join search_term as term on term.stem = asked.stem or starts_with(term.word, asked.start)
    join search_about as about on about.kind = term.kind and about.ref_id = term.ref_id
    group by all
)
select study_id, sum(score)::integer as score
from hit
group by study_id
having count(*) = len($stems)
order by score desc, study_id
