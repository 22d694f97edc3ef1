-- Question: what do some reviews conclude, in the words of each document that tells of them?
-- One row = a conclusion, in the order of the given studies.
-- Parameters: studies (list of study ids).
-- Columns: claim_id, study_id, citation, intervention_id, intervention, target_group, comparison, direction, stated_level,
--   stated_words, review_studies, review_positive, review_none, review_negative, statement, source_id, source_name, locator
select
    claim.claim_id, study.study_id, study.citation, claim.intervention_id, intervention.name as intervention,
    target_group.name as target_group, claim.comparison, claim.direction, claim.stated_level, claim.stated_words,
    claim.review_studies, claim.review_positive, claim.review_none, claim.review_negative, claim.statement,
    claim.source_id, source.short_name as source_name, claim.locator
from claim
join study on study.study_id = claim.review_study_id
join intervention on intervention.intervention_id = claim.intervention_id
join target_group on target_group.target_group_id = claim.target_group_id
join source on source.source_id = claim.source_id
where list_contains($studies, claim.review_study_id)
order by list_position($studies, study.study_id), claim.comparison, intervention.sort_order, target_group.sort_order,
    claim.sort_order, claim.claim_id
