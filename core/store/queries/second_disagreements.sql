-- Question: where do rows of the second layer say different things?
-- One row = a row of the layer on one side of a disagreement, in page order.
-- Parameters: groups (groups readers choose, or an empty list for the whole layer).
-- Columns: second_disagreement_id, layer_group_id, topic, position_a, position_b, handling, side, second_finding_id
select
    second_disagreement_id, disagreement.target_group_id as layer_group_id, topic, position_a, position_b, handling,
    side, second_finding_id
from second_disagreement as disagreement
join second_disagreement_ref using (second_disagreement_id)
where len($groups) = 0 or disagreement.target_group_id in (
    select layer_group_id from second_group where list_contains($groups, target_group_id)
)
order by sort_order, second_disagreement_id, side, second_finding_id
