-- Question: what do some reviews conclude, in the words of each document that tells of them?
-- One row = a conclusion, in the order of the given studies.
-- Parameters: studies (list of study ids).
-- Columns: claim_id, study_id, citation, intervention_id, intervention, target_group, comparison, direction, stated_level?,
--   stated_words?, review_studies?, review_positive?, review_none?, review_negative?, statement, source_id, source_name, locator
select
    claim_id, review_study_id as study_id, study.citation, conclusion.intervention_id, intervention.name as intervention,
    evidence_group as target_group, comparison, direction, stated_level, stated_words, review_studies, review_positive,
    review_none, review_negative, statement, conclusion.source_id, short_name as source_name, conclusion.locator
from conclusion
join study on study.study_id = review_study_id
join intervention on intervention.intervention_id = conclusion.intervention_id
join target_group on target_group.target_group_id = conclusion.target_group_id
where list_contains($studies, review_study_id)
order by list_position($studies, review_study_id), comparison, intervention.sort_order, target_group.sort_order,
    conclusion.sort_order, claim_id
