-- Question: on which intervention's page does a document stand?
-- One row = a document; a study has a page of its own.
-- Columns: kind, ref_id, intervention_id, target_group_id
select 'intervention' as kind, intervention_id as ref_id, intervention_id, null as target_group_id from intervention
union all
select 'finding', finding_id, intervention_id, target_group_id from finding
union all
select 'claim', claim_id, intervention_id, target_group_id from claim
union all
select 'practice', figure_id, intervention_id, target_group_id from practice_figure where intervention_id is not null
