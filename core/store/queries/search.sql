-- Question: which documents hold all the words?
-- One row = a document, best first.
-- Parameters: stems (list of stems), starts (list of word beginnings, same length), top (how many rows).
-- Columns: kind, ref_id, title, body, score
with asked as (
    select unnest($stems) as stem, unnest($starts) as start, unnest(range(len($stems))) as position
),
hit as (
    select term.kind, term.ref_id, asked.position,
           max(term.weight * case when term.stem = asked.stem then 2 else 1 end) as score
    from asked
    join search_term as term on term.stem = asked.stem or starts_with(term.word, asked.start)
    group by all
),
final as (
    select document.kind, document.ref_id, document.title, document.body, sum(hit.score) as score
    from hit join search_document as document using (kind, ref_id)
    group by all
    having count(*) = len($stems)
)
from final
order by score desc, kind, ref_id
limit $top
