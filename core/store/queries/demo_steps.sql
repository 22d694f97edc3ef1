-- Question: what does the guided demo show, and what is said?
-- One row = a card of a group, in order.
-- Columns: step, target_group_id, card, from_end, is_opened, words
select step, target_group_id, card, from_end, is_opened, words from demo_step order by step
