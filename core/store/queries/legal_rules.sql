-- Question: what does the law require, and when?
-- One row = a rule, in order of topic and date.
-- Columns: rule_id, topic, valid_from, valid_to, statement, basis, address, is_expected, checked_on
select rule_id, topic, valid_from, valid_to, statement, basis, address, is_expected, checked_on
from legal_rule
order by topic, valid_from, rule_id
