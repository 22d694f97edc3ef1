-- Question: which documents hold all the words, and on which page does each stand?
-- One row = a document, best first; a group stands on the main page, all else with an intervention, if any.
-- Parameters: stems (list of stems), starts (list of word beginnings, same length), top (how many rows).
-- Columns: kind, ref_id, title, body, intervention_id, target_group_id, score
with asked as (
    select unnest($stems) as stem, unnest($starts) as start, unnest(range(len($stems))) as position
),
known as (
    select asked.position, word.word_id, case when word.stem = asked.stem then 2 else 1 end as nearness
    from asked
    join search_word as word on word.stem = asked.stem or starts_with(word.word, asked.start)
),
hit as (
    select term.document_id, known.position, max(term.weight * known.nearness) as score
    from known join search_term as term using (word_id)
    group by all
),
best as (
    select document_id, sum(score) as score
    from hit
    group by all
    having count(*) = len($stems)
    order by score desc, document_id
    limit $top
),
final as (
    select kind, ref_id, title, body, intervention_id, target_group_id, best.score
    from best join search_document using (document_id)
    order by best.score desc, document_id
)
from final
