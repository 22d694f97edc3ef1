-- Question: which conclusions across studies reach each target group?
-- One row = a claim seen from a citizen's group.
-- Parameters: first and last (target group ids in alphabetical order; the same twice for one group), and the switches: only_danish (drops claims that no
--   Danish review carries), after_2010 (the year of the review, else of the document), only_randomised (drops all: no source
--   says that its conclusion rests on randomised trials alone), without_review.
-- Columns: target_group_id, directness, evidence_group_id, claim_id, intervention_id, comparison, direction,
--   stated_level, stated_words, review_studies, review_positive, review_none, review_negative, review_level,
--   source_name, statement, source_id, short_name, locator, evidence_group, sort_order
with review_level as (
    select review_study_id, intervention_id, comparison,
           arg_max(stated_level, vocabulary.sort_order) as review_level
    from claim
    join vocabulary on vocabulary.vocabulary = 'level' and vocabulary.code = claim.stated_level
    where review_study_id is not null
    group by all
),
reached as (
    select
        concluded.target_group_id, concluded.directness, concluded.evidence_group_id, claim.* exclude (target_group_id),
        source.short_name, evidence_group.name as evidence_group, review.citation, review.country as review_country,
        coalesce(review.year, source.year) as concluded_in,
        review.document_id as review_document, review_level.review_level
    from concluded
    join claim using (claim_id)
    join source using (source_id)
    join target_group as evidence_group on evidence_group.target_group_id = claim.target_group_id
    left join study as review on review.study_id = claim.review_study_id
    left join review_level using (review_study_id, intervention_id, comparison)
    where concluded.target_group_id between $first and $last
),
final as (
    select
        target_group_id, directness, evidence_group_id, claim_id, intervention_id, comparison, direction,
        stated_level, stated_words, review_studies, review_positive, review_none, review_negative,
        review_level, case when review_document = source_id then short_name
             else coalesce(citation || ', gengivet i ' || short_name, short_name) end as source_name,
        statement, source_id, short_name, locator, evidence_group, sort_order
    from reached
    where (not $only_danish or review_country = 'DK')
      and (not $after_2010 or concluded_in > 2010)
      and not $only_randomised
      and review_study_id is distinct from $without_review
)
from final
order by all
