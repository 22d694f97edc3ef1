-- Question: where do the sources disagree with each other and with themselves?
-- One row = a disagreement, those a caseworker must see first; how many there are in all stands in every row.
-- Parameters: visibilities, source_ids and kinds (lists; an empty list lets all through), skip and top (rows).
-- Columns: disagreement_id, topic, kind, position_a, source_a_id, source_a, locator_a, position_b, source_b_id, source_b,
--   locator_b, handling, visibility, found
with chosen as (
    select disagreement.*, vocabulary.sort_order, count(*) over () as found
    from disagreement
    join vocabulary on vocabulary.vocabulary = 'visibility' and vocabulary.code = disagreement.visibility
    where (len($visibilities) = 0 or list_contains($visibilities, visibility))
      and (len($kinds) = 0 or list_contains($kinds, kind))
      and (len($source_ids) = 0 or list_contains($source_ids, source_a) or list_contains($source_ids, source_b))
    order by vocabulary.sort_order, topic, disagreement_id
    limit $top offset $skip
)
select
    disagreement_id, topic, chosen.kind, position_a, a.source_id as source_a_id, a.short_name as source_a, locator_a,
    position_b, b.source_id as source_b_id, b.short_name as source_b, locator_b, handling, visibility, found
from chosen
join source as a on a.source_id = chosen.source_a
join source as b on b.source_id = chosen.source_b
order by sort_order, topic, disagreement_id
