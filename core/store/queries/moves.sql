-- Question: which answers of some target groups have moved since an edition?
-- One row = an answer that moved with a later edition, the newest first; in page order of what there is today.
-- Parameters: groups (target group ids), after (number of an edition; 0 for all).
-- Columns: edition, published_on, cause, target_group_id, intervention_id, comparison, state_before?, level_before?,
--   recommended_before?, state_after?, level_after?, recommended_after?
select
    edition_move.edition, published_on, cause, edition_move.target_group_id, edition_move.intervention_id, comparison,
    state_before, level_before, recommended_before, state_after, level_after, recommended_after
from edition_move
join edition using (edition)
left join intervention using (intervention_id)
where edition_move.edition > $after and list_contains($groups, edition_move.target_group_id)
order by edition_move.edition desc, comparison, intervention.sort_order nulls last, edition_move.intervention_id, target_group_id
