-- Question: which studies hold all that was typed, in themselves or in what is told of them?
-- One row = the answer: the ids in a list, best first (a list is read faster than as many rows).
-- Parameters: word_ids, readings, positions and nearness (lists of the same length: a word of the evidence, the reading
--   and the place in it that the word stands for, and how near it is), needed (how many places each reading has).
-- Columns: study_ids
with asked as (
    select unnest($word_ids) as word_id, unnest($readings) as reading, unnest($positions) as position,
           unnest($nearness) as nearness
),
-- Documents first: several forms of a word in one document would else be counted for every study it is about.
found as (
    select document_id, reading, position, max(weight * nearness) as score
    from asked
    join search_term using (word_id)
    group by all
),
hit as (
    select study_id, reading, position, max(score) as score
    from found
    join search_about using (document_id)
    group by all
),
whole as (
    select study_id, reading, sum(score) * if(reading = 0, 1, 0.6) as score
    from hit
    group by study_id, reading
    having count(*) = $needed[reading + 1]
),
best as (
    select study_id, max(score) as score from whole group by study_id
)
select coalesce(list(study_id order by score desc, study_id), []) as study_ids
from best
