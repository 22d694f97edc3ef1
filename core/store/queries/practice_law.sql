-- Question: which rules matter for the figures of each theme of practice, then and now?
-- One row = a theme and a rule, oldest rule first.
-- Columns: practice_topic, rule_id
select legal_rule_topic.topic as practice_topic, rule_id
from legal_rule_topic
join legal_rule using (rule_id)
order by practice_topic, valid_from, rule_id
