-- Question: what do the documents conclude about one intervention?
-- One row = a claim, those with a stated level first.
-- Parameters: intervention.
-- Columns: claim_id, target_group, comparison, direction, stated_level?, stated_words?, review_study_id?, review?, review_studies?,
--   review_positive?, review_none?, review_negative?, statement, source_id, source_name, locator
select
    claim_id, evidence_group as target_group, comparison, direction, stated_level, stated_words, review_study_id, review,
    review_studies, review_positive, review_none, review_negative, statement, source_id, short_name as source_name, locator
from conclusion
where intervention_id = $intervention
order by stated_level is null, sort_order
