-- Question: what do the documents say about cost and savings of some interventions?
-- One row = a result about public finances, or a result or conclusion that speaks of money in words alone
--   (it carries a caveat of the kind cost_in_words). Directness is empty for a group without relation to the citizen's.
-- Parameters: target, interventions (a list of intervention ids).
-- Columns: intervention_id, scope, ref_id, study_id?, trial_id?, citation?, year?, country?, directness?, barred_by?, evidence_group,
--   comparator?, effect_low?, effect_high?, unit, horizon_from_months?, horizon_to_months?, statement, source_id, source_name,
--   locator
select
    result.intervention_id, 'finding' as scope, finding_id as ref_id, result.study_id, trial_id, citation, result.year,
    result.country, measured.directness, measured.barred_by, comparator, effect_low, effect_high, unit, horizon_from_months,
    horizon_to_months, statement, source_id, locator, result.evidence_group, source_name
from result
left join (from measured where target_group_id = $target) as measured using (finding_id, intervention_id)
where list_contains($interventions, result.intervention_id) and (outcome = 'public_finance' or has_cost_in_words)
union all
select
    intervention_id, 'claim', claim_id, null, null, null, null, null, concluded.directness, concluded.barred_by, null,
    null, null, 'none', null, null, statement, source_id, locator, evidence_group, short_name
from conclusion
left join (from concluded where target_group_id = $target) as concluded using (claim_id)
where list_contains($interventions, intervention_id) and has_cost_in_words
order by intervention_id, scope desc, unit = 'none', citation, ref_id
