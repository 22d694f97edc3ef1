-- Question: which documents hold what was typed?
-- One row = a document by one reading of what was typed, those that hold the most of it first, then the best.
-- Parameters: word_ids, readings, positions and nearness (lists of the same length: a word of the evidence, the reading
--   and the place in it that the word stands for, and how near it is), needed (how many places each reading has), top (rows).
-- Columns: document_id, reading, missing, score
with asked as (
    select unnest($word_ids) as word_id, unnest($readings) as reading, unnest($positions) as position,
           unnest($nearness) as nearness
),
hit as (
    select
        document_id, reading, position, max(weight * nearness) as score,
        max(if(nearness > 4, name_words, 0)) as name_words
    from asked
    join search_term using (word_id)
    group by document_id, reading, position
),
counted as (
    select
        document_id, reading, sum(score) as score, max(name_words) as name_words, count_if(name_words > 0) as named,
        $needed[reading + 1] as needed, needed - count(*) as missing
    from hit
    group by document_id, reading
),
-- A name that is said in full outweighs everything; what a synonym stands for comes after what was typed.
final as (
    select
        document_id, reading, missing,
        (score + 40 * named / greatest(name_words, 1) + if(named = name_words and named = needed, 1000, 0))
            * if(reading = 0, 1, 0.6) as score
    from counted
    order by missing, score desc, document_id
    limit $top
)
from final
