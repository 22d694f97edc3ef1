-- Question: which groups have a second layer to be shown?
-- One row = a group readers choose and a group the layer is kept for.
-- Columns: target_group_id, layer_group_id, reason
select target_group_id, layer_group_id, reason from second_group order by target_group_id, layer_group_id
