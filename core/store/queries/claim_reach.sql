-- Question: which conclusions across studies reach each target group?
-- One row = a claim seen from a citizen's group.
-- Parameters: groups (target group ids), and the switches: only_danish (drops claims that no
--   Danish review carries), after_2010 (the year of the review, else of the document), only_randomised (drops all: no source
--   says that its conclusion rests on randomised trials alone), without_review.
-- Columns: target_group_id, directness, steps, barred_by?, evidence_group_id, claim_id, intervention_id, comparison,
--   direction, role, overall_claim_id?, rests_on_study_id?, firmness, condition?, stated_level?, stated_words?, review_unit?,
--   review_studies?, review_positive?, review_none?, review_negative?, review_level?, has_review_level, is_backed,
--   concluded_in, source_name, statement, source_id, short_name, locator, evidence_group, sort_order
select
    concluded.target_group_id, concluded.directness, concluded.steps, barred_by, concluded.evidence_group_id, claim_id,
    intervention_id, comparison, direction, role, overall_claim_id, rests_on_study_id, firmness, condition, stated_level,
    stated_words, review_unit, review_studies, review_positive, review_none, review_negative, review_level,
    has_review_level, is_backed, concluded_in, told_by as source_name, statement, source_id, short_name, locator,
    evidence_group, sort_order
from concluded
join conclusion using (claim_id)
where list_contains($groups, concluded.target_group_id)
  and (not $only_danish or review_country = 'DK')
  and (not $after_2010 or concluded_in > 2010)
  and not $only_randomised
  and review_study_id is distinct from $without_review
order by target_group_id, directness, steps, evidence_group_id, claim_id
