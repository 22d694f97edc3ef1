-- Question: what do the documents conclude about one intervention?
-- One row = a claim, those with a stated level first.
-- Parameters: intervention.
-- Columns: claim_id, target_group, comparison, direction, stated_level, stated_words, review_study_id, review, review_studies,
--   review_positive, review_none, review_negative, statement, source_id, source_name, locator
select
    claim.claim_id, target_group.name as target_group, claim.comparison, claim.direction, claim.stated_level, claim.stated_words,
    claim.review_study_id,
    case when review.document_id = claim.source_id then null else review.citation end as review, claim.review_studies, claim.review_positive, claim.review_none, claim.review_negative,
    claim.statement, claim.source_id, source.short_name as source_name, claim.locator
from claim
join target_group using (target_group_id)
join source on source.source_id = claim.source_id
left join study as review on review.study_id = claim.review_study_id
where claim.intervention_id = $intervention
order by claim.stated_level is null, claim.sort_order
