-- Question: what do the documents say about cost and savings of some interventions?
-- One row = a result about public finances, or a result or conclusion that speaks of money in words alone
--   (it carries a caveat of the kind cost_in_words). Directness is empty for a group without relation to the citizen's.
-- Parameters: target, interventions (a list of intervention ids).
-- Columns: intervention_id, scope, ref_id, study_id, trial_id, citation, year, country, directness, evidence_group,
--   comparator, effect_low, effect_high, unit, horizon_from_months, horizon_to_months, statement, source_id, source_name,
--   locator
with said as (
    select
        finding.intervention_id, 'finding' as scope, finding.finding_id as ref_id, study.study_id, study.trial_id,
        study.citation, study.year, study.country, measured.directness, finding.target_group_id, finding.comparator,
        finding.effect_low, finding.effect_high, finding.unit, finding.horizon_from_months, finding.horizon_to_months,
        finding.statement, finding.source_id, finding.locator, finding.outcome = 'public_finance' as is_cost
    from finding
    join study using (study_id)
    left join measured on measured.finding_id = finding.finding_id and measured.target_group_id = $target
    union all
    select
        claim.intervention_id, 'claim', claim.claim_id, null, null, null, null, null, concluded.directness,
        claim.target_group_id, null, null, null, 'none', null, null, claim.statement, claim.source_id, claim.locator, false
    from claim
    left join concluded on concluded.claim_id = claim.claim_id and concluded.target_group_id = $target
),
in_words as (
    select scope, ref_id from caveat_scope join caveat using (caveat_id) where kind = 'cost_in_words'
)
select said.* exclude (target_group_id, is_cost), evidence_group.name as evidence_group, source.short_name as source_name
from said
join source using (source_id)
join target_group as evidence_group using (target_group_id)
where list_contains($interventions, intervention_id)
  and (is_cost or (scope, ref_id) in (from in_words))
order by intervention_id, scope desc, unit = 'none', citation, ref_id
