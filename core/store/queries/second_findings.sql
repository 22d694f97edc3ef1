-- Question: what does research outside the five documents find, row by row?
-- One row = a row of the second layer with its study and its topic, in page order.
-- Parameters: groups (groups readers choose, or an empty list for the whole layer).
-- Columns: second_finding_id, studied, has_employer, comparator, outcome, horizon?, direction, figure?, statement,
--   studied_group_id, studied_group, second_topic_id, topic_kind, topic_name, topic_summary, topic_direction, agreement, question?,
--   documented_id?, documented_for_id?,
--   layer_group_id, intervention_id?, family_id?, second_study_id, citation, authors?, year?, title?, published_in?, country,
--   period?, design, sample?, assessed?, trial_id, address, address_note?, read_as, read_on, first_layer_study_id?
with first_layer as (
    select trial_id, min(study_id) as first_layer_study_id from study where trial_id is not null group by trial_id
)
select
    finding.second_finding_id, finding.studied, finding.has_employer, finding.comparator, finding.outcome,
    finding.horizon, finding.direction, finding.figure, finding.statement,
    finding.target_group_id as studied_group_id, target_group.name as studied_group,
    topic.second_topic_id, topic.kind as topic_kind, topic.name as topic_name, topic.summary as topic_summary,
    topic.direction as topic_direction, topic.agreement, topic.question, topic.documented_id, topic.documented_for_id,
    topic.target_group_id as layer_group_id,
    topic.intervention_id, topic.family_id,
    study.second_study_id, study.citation, study.authors, study.year, study.title, study.published_in, study.country,
    study.period, study.design, study.sample, study.assessed, study.trial_id, study.address, study.address_note,
    study.read_as, study.read_on, first_layer.first_layer_study_id
from second_finding as finding
join second_topic as topic using (second_topic_id)
join second_study as study using (second_study_id)
join target_group on target_group.target_group_id = finding.target_group_id
left join first_layer on first_layer.trial_id = study.trial_id
where len($groups) = 0 or topic.target_group_id in (
    select layer_group_id from second_group where list_contains($groups, target_group_id)
)
order by topic.sort_order, topic.second_topic_id, finding.sort_order, finding.second_finding_id
