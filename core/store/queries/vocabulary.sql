-- Question: what does each code mean?
-- One row = a code of a vocabulary, in order.
-- Columns: vocabulary, code, label, symbol?, explanation, sort_order
select vocabulary, code, label, symbol, explanation, sort_order
from vocabulary
order by vocabulary, sort_order
