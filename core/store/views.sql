-- Derived relations of the store, built once after the rows are loaded.
-- intervention_member: one row = an intervention and one of itself or its members.
create table intervention_member as
with recursive member as (
    select intervention_id, intervention_id as member_id from intervention
    union
    select member.intervention_id, child.intervention_id
    from member join intervention as child on child.parent_id = member.member_id
)
select * from member;

-- reach: one row = a citizen's group, a studied group, and how near the second is to the first.
-- Broader is followed upwards, narrower is its reverse; related and barred are only what the rows say,
-- except that a bar also holds for the parts of both groups. intervention_id is set for bars alone.
create table reach as
with recursive
up as (
    select target_group_id, evidence_group_id, reason, 1 as steps
    from target_group_relation where relation = 'broader'
    union all
    select up.target_group_id, edge.evidence_group_id, up.reason || ' ' || edge.reason, steps + 1
    from up
    join target_group_relation as edge
      on edge.target_group_id = up.evidence_group_id and edge.relation = 'broader'
),
broader as (
    select target_group_id, evidence_group_id, arg_min(reason, steps) as reason
    from up group by all
),
within_group as (
    select target_group_id as part_id, evidence_group_id as whole_id from broader
    union
    select target_group_id, target_group_id from target_group
),
near as (
    select target_group_id, target_group_id as evidence_group_id, 'direct' as directness,
           'Målt på netop denne gruppe.' as reason, 1 as rank
    from target_group
    union all
    select target_group_id, evidence_group_id, 'broader', reason, 2 from broader
    union all
    select broader.evidence_group_id, broader.target_group_id, 'narrower',
           part.name || ' er en del af gruppen ' || lower(whole.name) || '.', 3
    from broader
    join target_group as part on part.target_group_id = broader.target_group_id
    join target_group as whole on whole.target_group_id = broader.evidence_group_id
    union all
    select target_group_id, evidence_group_id, 'related', reason, 4
    from target_group_relation where relation = 'related'
),
barred as (
    select target_part.part_id as target_group_id, evidence_part.part_id as evidence_group_id,
           member.member_id as intervention_id, first(relation.reason) as reason
    from target_group_relation as relation
    join within_group as target_part on target_part.whole_id = relation.target_group_id
    join within_group as evidence_part on evidence_part.whole_id = relation.evidence_group_id
    join intervention_member as member on member.intervention_id = relation.intervention_id
    where relation.relation = 'barred'
      and evidence_part.part_id not in (
          select part_id from within_group where whole_id = relation.target_group_id
      )
    group by all
),
final as (
    select target_group_id, evidence_group_id, arg_min(directness, rank) as directness,
           arg_min(reason, rank) as reason, null::varchar as intervention_id
    from near group by all
    union all
    select target_group_id, evidence_group_id, 'barred', reason, intervention_id from barred
)
select * from final;

-- measured: one row = a finding seen from a citizen's group, with its vote unit (cohort, else trial).
create table measured as
select
    reach.target_group_id, reach.directness, reach.evidence_group_id, finding.intervention_id,
    finding.comparison, finding.finding_id, finding.direction, finding.study_id,
    coalesce(study.cohort_id, study.trial_id, study.study_id) as vote_unit,
    study.quality = 'high' or study.risk_of_bias = 'low' as is_high_quality,
    study.kind = 'effect_study' and finding.causal and finding.direction <> 'not_measured'
        and finding.outcome in ('employment', 'self_support', 'unemployment', 'employment_or_education')
        as can_vote
from finding
join study using (study_id)
join reach
  on reach.evidence_group_id = finding.target_group_id
 and (reach.intervention_id is null or reach.intervention_id = finding.intervention_id)
where reach.intervention_id is not null
   or not exists (
       from reach as bar
       where bar.intervention_id = finding.intervention_id
         and bar.target_group_id = reach.target_group_id
         and bar.evidence_group_id = reach.evidence_group_id
   )
order by reach.target_group_id, finding.intervention_id, finding.finding_id;

-- concluded: one row = a conclusion across studies seen from a citizen's group.
create table concluded as
select reach.target_group_id, reach.directness, reach.evidence_group_id, claim.claim_id
from claim
join reach
  on reach.evidence_group_id = claim.target_group_id
 and (reach.intervention_id is null or reach.intervention_id = claim.intervention_id)
where reach.intervention_id is not null
   or not exists (
       from reach as bar
       where bar.intervention_id = claim.intervention_id
         and bar.target_group_id = reach.target_group_id
         and bar.evidence_group_id = reach.evidence_group_id
   )
order by reach.target_group_id, claim.claim_id;

-- review_study: one row = a study that a review counts, as far as the documents say which.
create table review_study as
select review.study_id as review_study_id, study.study_id
from study as review
join study on study.source_id = review.document_id and study.study_id <> review.study_id
where review.kind = 'review';

-- counted(...): one row = a study that counts. The arguments are the robustness switches;
-- without_review is the id of a review whose studies are left out, or an empty string.
create macro counted(only_danish, without_high_bias, after_2010, only_randomised, without_review) as table
select study_id
from study
where (not only_danish or country = 'DK')
  and (not without_high_bias or risk_of_bias <> 'high')
  and (not after_2010 or year > 2010)
  and (not only_randomised or design in ('rct', 'cluster_rct'))
  and study_id not in (select study_id from review_study where review_study_id = without_review);

-- votes(...): one row = one vote: a trial (or cohort) in a cell at one directness.
-- A trial votes the direction of at least 70 % of its findings there, else 'mixed'
-- (effect direction plot, Hilton Boon & Thomson 2021).
create macro votes(only_danish, without_high_bias, after_2010, only_randomised, without_review) as table
with kept as (
    from measured
    where can_vote
      and study_id in (from counted(only_danish, without_high_bias, after_2010, only_randomised, without_review))
),
voted as (
    select
        target_group_id, directness, intervention_id, comparison, vote_unit,
        case
            when count(*) filter (direction = 'positive') >= 0.7 * count(*) then 'positive'
            when count(*) filter (direction = 'none') >= 0.7 * count(*) then 'none'
            when count(*) filter (direction = 'negative') >= 0.7 * count(*) then 'negative'
            when count(*) filter (direction = 'unclear') >= 0.7 * count(*) then 'unclear'
            else 'mixed'
        end as direction,
        -- the directions that its studies of high quality find
        coalesce(list(distinct direction) filter (is_high_quality), []) as high_directions,
        count(distinct study_id) as publications,
        list(finding_id order by finding_id) as finding_ids
    from kept
    group by all
)
select * exclude (high_directions), list_contains(high_directions, direction) as is_high_quality
from voted;

-- vote: the votes with no switch on.
create table vote as from votes(false, false, false, false, '');

-- disputed: one row = a finding or a claim that stands in a disagreement a caseworker must see.
create table disputed as
select distinct scope, ref_id
from disagreement_ref
join disagreement using (disagreement_id)
where visibility = 'main' and scope in ('claim', 'finding')
order by all;
