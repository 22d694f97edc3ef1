-- Question: where do the sources disagree with each other and with themselves?
-- One row = a disagreement, those a caseworker must see first; how many there are in all stands in every row.
-- Parameters: visibilities, source_ids and kinds (lists; an empty list lets all through), skip and top (rows).
-- Columns: disagreement_id, topic, kind, position_a, source_a_id, source_a, locator_a, position_b, source_b_id, source_b,
--   locator_b, handling, visibility, found
select
    disagreement_id, topic, kind, position_a, source_a as source_a_id, name_a as source_a, locator_a, position_b,
    source_b as source_b_id, name_b as source_b, locator_b, handling, visibility, count(*) over () as found
from disagreement_told
where (len($visibilities) = 0 or list_contains($visibilities, visibility))
  and (len($kinds) = 0 or list_contains($kinds, kind))
  and (len($source_ids) = 0 or list_contains($source_ids, source_a) or list_contains($source_ids, source_b))
order by page_order
limit $top offset $skip
