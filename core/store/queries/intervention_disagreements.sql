-- Question: where do the sources disagree about one intervention, its results and conclusions?
-- One row = a disagreement a reader should see (not the editorial ones), main ones first.
-- Parameters: intervention.
-- Columns: disagreement_id, topic, kind, position_a, source_a, locator_a, position_b, source_b, locator_b, handling, visibility, touches
with touched as (
    select 'intervention' as scope, $intervention as ref_id
    union
    select 'finding', finding_id from result where intervention_id = $intervention
    union
    select 'study', study_id from result where intervention_id = $intervention
    union
    select 'claim', claim_id from claim where intervention_id = $intervention
    union
    select 'practice_figure', figure_id from practice_figure where intervention_id = $intervention
)
select
    disagreement_id, topic, kind, position_a, name_a as source_a, locator_a, position_b, name_b as source_b, locator_b,
    handling, visibility,
    (select list(ref.scope || '/' || ref.ref_id order by ref.ref_id) from disagreement_ref as ref
     where ref.disagreement_id = disagreement_told.disagreement_id) as touches
from disagreement_told
where visibility <> 'log'
  and disagreement_id in (select disagreement_id from disagreement_ref join touched using (scope, ref_id))
order by page_order
