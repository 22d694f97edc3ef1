-- Question: what does the law require, and when; what is only stated, expected or not known?
-- One row = a rule, in order of topic and date; changes_from is the first day of what comes after it, decided or expected.
-- Columns: rule_id, topic, kind, side, target_group_id?, valid_from, valid_to?, statement, basis, address, is_expected,
--   checked_on, text_before?, replaced_by?, changes_from?
select
    rule.rule_id, rule.topic, rule.kind, rule.side, rule.target_group_id, rule.valid_from, rule.valid_to,
    rule.statement, rule.basis, rule.address, rule.is_expected, rule.checked_on, rule.text_before,
    rule.replaced_by,
    coalesce(rule.valid_to + 1, later.valid_from) as changes_from
from legal_rule as rule
left join legal_rule as later on later.rule_id = rule.replaced_by
order by rule.topic, rule.valid_from, rule.rule_id
