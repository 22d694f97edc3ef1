-- Question: where do the sources disagree about one intervention, its results and conclusions?
-- One row = a disagreement a reader should see (not the editorial ones), main ones first.
-- Parameters: intervention.
-- Columns: disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b, handling, visibility
with touched as (
    select 'intervention' as scope, $intervention as ref_id
    union
    select 'finding', finding_id from finding where intervention_id = $intervention
    union
    select 'claim', claim_id from claim where intervention_id = $intervention
    union
    select 'practice_figure', figure_id from practice_figure where intervention_id = $intervention
)
select distinct
    disagreement.disagreement_id, topic, disagreement.kind, position_a, a.short_name as source_a, locator_a, position_b,
    b.short_name as source_b, locator_b, handling, visibility
from disagreement
join disagreement_ref using (disagreement_id)
join touched on touched.scope = disagreement_ref.scope and touched.ref_id = disagreement_ref.ref_id
join source as a on a.source_id = disagreement.source_a
join source as b on b.source_id = disagreement.source_b
where visibility <> 'log'
order by visibility, topic, disagreement.disagreement_id
