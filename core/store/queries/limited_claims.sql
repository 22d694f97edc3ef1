-- Question: which document draws each conclusion?
-- One row = a claim.
-- Columns: claim_id, source_id
select claim_id, source_id from claim order by claim_id
