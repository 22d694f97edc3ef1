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

-- review_study: one row = a study that a review counts, as far as the documents say which.
create table review_study as
select review.study_id as review_study_id, study.study_id
from study as review
join study on study.source_id = review.document_id and study.study_id <> review.study_id
where review.kind = 'review';

-- result: one row = a finding with what is said of its study, its group and its document, its vote unit (cohort, else
-- trial), and the reviews known to count the study. One that speaks of money in words alone carries a caveat that says so.
create table result as
with counting as (
    select study_id, list(review_study_id order by review_study_id) as counted_by from review_study group by all
),
in_words as (
    select scope, ref_id from caveat_scope join caveat using (caveat_id) where kind = 'cost_in_words'
)
select
    finding.*, study.citation, study.year, study.country, study.design, study.kind as study_kind, study.risk_of_bias,
    study.transferability, study.trial_id, study.cohort_id,
    coalesce(study.cohort_id, study.trial_id, study.study_id) as vote_unit,
    coalesce(counting.counted_by, []) as counted_by, target_group.name as evidence_group,
    source.short_name as source_name,
    study.quality = 'high' or study.risk_of_bias = 'low' as is_high_quality,
    study.kind = 'effect_study' and finding.causal and finding.direction <> 'not_measured'
        and finding.outcome in ('employment', 'self_support', 'unemployment', 'employment_or_education')
        as can_vote,
    finding.finding_id in (select ref_id from in_words where scope = 'finding') as has_cost_in_words
from finding
join study using (study_id)
join target_group on target_group.target_group_id = finding.target_group_id
join source on source.source_id = finding.source_id
left join counting using (study_id)
order by finding.intervention_id, finding.finding_id;

-- measured: one row = a finding seen from a citizen's group, with what decides whether and how it votes.
create table measured as
select
    reach.target_group_id, reach.directness, reach.evidence_group_id, result.intervention_id, result.comparison,
    result.finding_id, result.direction, result.study_id, result.vote_unit, result.is_high_quality, result.can_vote,
    result.country, result.risk_of_bias, result.year, result.design, result.counted_by, result.citation as cited_as
from result
join reach
  on reach.evidence_group_id = result.target_group_id
 and (reach.intervention_id is null or reach.intervention_id = result.intervention_id)
where reach.intervention_id is not null
   or not exists (
       from reach as bar
       where bar.intervention_id = result.intervention_id
         and bar.target_group_id = reach.target_group_id
         and bar.evidence_group_id = reach.evidence_group_id
   )
order by reach.target_group_id, result.intervention_id, result.finding_id;

-- conclusion: one row = a claim with what is said of its group, its document and the review that carries it. told_by names
-- the review and the document that tells of it; review_level is the best level the review states of that intervention.
create table conclusion as
with review_level as (
    select review_study_id, intervention_id, comparison,
           arg_max(stated_level, vocabulary.sort_order) as review_level
    from claim
    join vocabulary on vocabulary.vocabulary = 'level' and vocabulary.code = claim.stated_level
    where review_study_id is not null
    group by all
),
in_words as (
    select scope, ref_id from caveat_scope join caveat using (caveat_id) where kind = 'cost_in_words'
)
select
    claim.*, target_group.name as evidence_group, source.short_name,
    case when review.document_id = claim.source_id then null else review.citation end as review,
    case when review.document_id = claim.source_id then source.short_name
         else coalesce(review.citation || ', gengivet i ' || source.short_name, source.short_name) end as told_by,
    review.country as review_country, coalesce(review.year, source.year) as concluded_in, review_level.review_level,
    claim.claim_id in (select ref_id from in_words where scope = 'claim') as has_cost_in_words
from claim
join target_group on target_group.target_group_id = claim.target_group_id
join source on source.source_id = claim.source_id
left join study as review on review.study_id = claim.review_study_id
left join review_level
  on review_level.review_study_id = claim.review_study_id
 and review_level.intervention_id = claim.intervention_id
 and review_level.comparison = claim.comparison
order by claim.intervention_id, claim.claim_id;

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

-- study_relation: one row = a study and another one: of the same trial, on the same data, a review that counts it, or
-- one it counts itself.
create table study_relation as
select one.study_id, 'trial' as relation, other.study_id as other_id
from study as one join study as other on other.trial_id = one.trial_id and other.study_id <> one.study_id
union
select one.study_id, 'cohort', other.study_id
from study as one join study as other on other.cohort_id = one.cohort_id and other.study_id <> one.study_id
union
select study_id, 'counted_by', review_study_id from review_study
union
select review_study_id, 'counts', study_id from review_study;

-- told: one row = something a document tells of a study: that it is there (entry), one of its results (finding),
-- or a conclusion it draws when it is a review (claim); with the intervention it is about and those above it.
create table told as
with said as (
    select 'entry' as kind, study_id as ref_id, study_id, source_id, null::varchar as intervention_id,
           null::varchar as target_group_id, null::varchar as outcome, null::varchar as direction
    from study
    union all
    select 'finding', finding_id, study_id, source_id, intervention_id, target_group_id, outcome, direction from finding
    union all
    select 'claim', claim_id, review_study_id, source_id, intervention_id, target_group_id, null, direction
    from claim where review_study_id is not null
),
above as (
    select member_id as intervention_id, list(intervention_id order by intervention_id) as intervention_ids
    from intervention_member group by member_id
)
select said.*, above.intervention_ids from said left join above using (intervention_id);

-- study_summary: one row = a study with what is told of it, by whom, and the studies it shares one vote with (of the
-- same trial, or on the same data), in page order: by author, a trial's publications together. A document that is a
-- study has its printed title and publisher.
create table study_summary as
with unit as (
    select coalesce(cohort_id, trial_id, study_id) as vote_unit,
           list({study_id: study_id, citation: citation} order by year, citation) as publications
    from study group by all
),
trial as (
    select coalesce(trial_id, study_id) as trial_id, min(ltrim(citation, '"')) as first_citation from study group by all
),
counted as (
    select told.study_id,
           list(ref_id order by ref_id) filter (told.kind = 'finding') as finding_ids,
           list(ref_id order by ref_id) filter (told.kind = 'claim') as claim_ids,
           list(direction order by ref_id) filter (told.kind = 'finding') as finding_directions,
           list(direction order by ref_id) filter (told.kind = 'claim') as claim_directions
    from told group by all
),
about as (
    select study_id, list(intervention_id order by sort_order) as intervention_ids
    from (select distinct study_id, intervention_id, sort_order from told join intervention using (intervention_id))
    group by all
)
select
    row_number() over (order by trial.first_citation collate da, study.year, study.citation) as page_order,
    study.* replace (coalesce(study.title, document.title) as title), document.publisher, document.url as address,
    source.short_name as source_name, unit.vote_unit,
    case when study.cohort_id is null then 'trial' else 'cohort' end as unit_kind,
    list_filter(unit.publications, lambda other: other.study_id <> study.study_id) as siblings,
    coalesce(counted.finding_ids, []) as finding_ids, coalesce(counted.claim_ids, []) as claim_ids,
    coalesce(counted.finding_directions, []) as finding_directions,
    coalesce(counted.claim_directions, []) as claim_directions,
    coalesce(about.intervention_ids, []) as intervention_ids
from study
join unit on unit.vote_unit = coalesce(study.cohort_id, study.trial_id, study.study_id)
join trial on trial.trial_id = coalesce(study.trial_id, study.study_id)
join counted on counted.study_id = study.study_id
join source on source.source_id = study.source_id
left join source as document on document.source_id = study.document_id
left join about on about.study_id = study.study_id
order by page_order;

-- study_facet: one row = a value of a filter on studies that has at least one; no country has the value not_stated.
create table study_facet as
with member as (
    select coalesce(country, 'not_stated') as countries, design as designs, risk_of_bias as biases,
           transferability as transferabilities, year::varchar as years
    from study
),
thing as (
    select target_group_id as target_groups, outcome as outcomes, direction as directions, source_id as sources,
           intervention_member.intervention_id as interventions
    from told left join intervention_member on intervention_member.member_id = told.intervention_id
)
select distinct facet, code from (unpivot member on columns(*) into name facet value code)
union all
select distinct facet, code from (unpivot thing on columns(*) into name facet value code);

-- chosen(...): one row = a study a reader asks for. An empty list asks for everything; found is null when nothing is
-- searched for. What is said of a result (for whom, about what, which outcome, which way, where) must hold for one
-- and the same result.
create macro chosen(
    found, countries, designs, year_from, year_to, biases, transferabilities, target_groups, interventions, outcomes,
    directions, sources
) as table
from study_summary
where (found is null or list_contains(found::varchar[], study_id))
  and (len(countries) = 0 or list_contains(countries::varchar[], coalesce(country, 'not_stated')))
  and (len(designs) = 0 or list_contains(designs::varchar[], design))
  and (year_from is null or year >= year_from)
  and (year_to is null or year <= year_to)
  and (len(biases) = 0 or list_contains(biases::varchar[], risk_of_bias))
  and (len(transferabilities) = 0 or list_contains(transferabilities::varchar[], transferability))
  and study_id in (
      select told.study_id from told
      where (len(target_groups) = 0 or list_contains(target_groups::varchar[], told.target_group_id))
        and (len(interventions) = 0 or list_has_any(interventions::varchar[], told.intervention_ids))
        and (len(outcomes) = 0 or list_contains(outcomes::varchar[], told.outcome))
        and (len(directions) = 0 or list_contains(directions::varchar[], told.direction))
        and (len(sources) = 0 or list_contains(sources::varchar[], told.source_id))
  );

-- counts(...): true for a study that counts. The last five are the robustness switches; without_review is the id of a
-- review whose studies are left out, or an empty string.
create macro counts(
    country, risk_of_bias, year, design, counted_by,
    only_danish, without_high_bias, after_2010, only_randomised, without_review
) as
    (not only_danish or country = 'DK')
    and (not without_high_bias or risk_of_bias <> 'high')
    and (not after_2010 or year > 2010)
    and (not only_randomised or design in ('rct', 'cluster_rct'))
    and not list_contains(counted_by, without_review);

-- votes(...): one row = a trial (or cohort) in a cell at one directness, with the results that vote and the others.
-- A trial votes the direction of at least 70 % of its voting results there, else 'mixed'
-- (effect direction plot, Hilton Boon & Thomson 2021). The direction is null for one that has no voting result.
create macro votes(only_danish, without_high_bias, after_2010, only_randomised, without_review) as table
with kept as (
    from measured
    where counts(country, risk_of_bias, year, design, counted_by,
                 only_danish, without_high_bias, after_2010, only_randomised, without_review)
),
heard as (
    select
        target_group_id, directness, intervention_id, comparison, vote_unit,
        count_if(can_vote) as results,
        count_if(can_vote and direction = 'positive') as positive,
        count_if(can_vote and direction = 'none') as none,
        count_if(can_vote and direction = 'negative') as negative,
        count_if(can_vote and direction = 'unclear') as unclear,
        -- the directions that its studies of high quality find
        list(direction) filter (can_vote and is_high_quality) as high_directions,
        len(list_distinct(coalesce(list(study_id) filter (can_vote), []))) as publications,
        list_distinct(list(cited_as) filter (can_vote)) as citations,
        list_sort(list(finding_id) filter (can_vote)) as finding_ids,
        list_sort(list(finding_id) filter (not can_vote)) as other_finding_ids
    from kept
    group by all
),
voted as (
    select
        *,
        case
            when results = 0 then null
            when positive >= 0.7 * results then 'positive'
            when none >= 0.7 * results then 'none'
            when negative >= 0.7 * results then 'negative'
            when unclear >= 0.7 * results then 'unclear'
            else 'mixed'
        end as direction
    from heard
)
select
    target_group_id, directness, intervention_id, comparison, vote_unit, direction, publications, citations,
    finding_ids, other_finding_ids, coalesce(list_contains(high_directions, direction), false) as is_high_quality
from voted;

-- vote: the votes with no switch on.
create table vote as
select * exclude (citations, other_finding_ids)
from votes(false, false, false, false, '')
where direction is not null;

-- disputed: one row = a finding or a claim that stands in a disagreement a caseworker must see.
create table disputed as
select distinct scope, ref_id
from disagreement_ref
join disagreement using (disagreement_id)
where visibility = 'main' and scope in ('claim', 'finding')
order by all;

-- disagreement_told: one row = a disagreement with the names of both documents, those a caseworker must see first.
create table disagreement_told as
select
    row_number() over (order by vocabulary.sort_order, topic, disagreement_id) as page_order, disagreement.*,
    a.short_name as name_a, b.short_name as name_b
from disagreement
join vocabulary on vocabulary.vocabulary = 'visibility' and vocabulary.code = disagreement.visibility
join source as a on a.source_id = disagreement.source_a
join source as b on b.source_id = disagreement.source_b
order by page_order;

-- practice_told: one row = a practice figure, by theme, in the order of the report and of the question; question_number
-- counts the questions of a theme from 1.
create table practice_told as
with placed as (
    -- Rows are stored in the order of the file, which is that of the report.
    select *, min(rowid) over (partition by topic, question) as question_order from practice_figure
)
select
    row_number() over (order by vocabulary.sort_order, question_order, placed.sort_order, figure_id) as page_order,
    dense_rank() over (partition by topic order by question_order) as question_number,
    placed.* exclude (question_order), source.short_name as source_name, intervention.name as intervention
from placed
join source on source.source_id = placed.source_id
join vocabulary on vocabulary.vocabulary = 'practice_topic' and vocabulary.code = placed.topic
left join intervention on intervention.intervention_id = placed.intervention_id
order by page_order;
