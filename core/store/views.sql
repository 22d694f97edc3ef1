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

-- reach: one row = a citizen's group, a studied group, and how near the second is to the first; steps counts the edges
-- between them. Broader is followed upwards, narrower is its reverse; related and barred are only what the rows say,
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
    select target_group_id, evidence_group_id, arg_min(reason, steps) as reason, min(steps) as steps
    from up group by all
),
within_group as (
    select target_group_id as part_id, evidence_group_id as whole_id from broader
    union
    select target_group_id, target_group_id from target_group
),
near as (
    select target_group_id, target_group_id as evidence_group_id, 'direct' as directness,
           'Målt på netop denne gruppe.' as reason, 0 as steps, 1 as rank
    from target_group
    union all
    select target_group_id, evidence_group_id, 'broader', reason, steps, 2 from broader
    union all
    select broader.evidence_group_id, broader.target_group_id, 'narrower',
           part.name || ' er en del af gruppen ' || lower(whole.name) || '.', steps, 3
    from broader
    join target_group as part on part.target_group_id = broader.target_group_id
    join target_group as whole on whole.target_group_id = broader.evidence_group_id
    union all
    select target_group_id, evidence_group_id, 'related', reason, 1, 4
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
           arg_min(reason, rank) as reason, arg_min(steps, rank) as steps, null::varchar as intervention_id
    from near group by all
    union all
    select target_group_id, evidence_group_id, 'barred', reason, 0, intervention_id from barred
)
select * from final;

-- bound: one row = a group named in a document about another group, and the group its rows are then about: the smaller
-- of the two, where the document's is a part of the named one.
create table bound as
select source.source_id, part.evidence_group_id as named_group_id, source.covers_group_id as bound_group_id
from source
join reach as part on part.target_group_id = source.covers_group_id and part.directness = 'broader'
where part.intervention_id is null;

-- outside: one row = a group that a document cannot be about, because nobody is both in it and in the document's group.
create table outside as
select source.source_id, part.target_group_id
from source
join target_group_relation as edge on edge.target_group_id = source.covers_group_id and edge.relation = 'excludes'
join reach as part
  on part.evidence_group_id = edge.evidence_group_id and part.directness in ('direct', 'broader')
where part.intervention_id is null
group by all;

-- review_study: one row = a study that a review counts, as far as the documents say which.
create table review_study as
select review.study_id as review_study_id, study.study_id
from study as review
join study on study.source_id = review.document_id and study.study_id <> review.study_id
where review.kind = 'review';

-- result: one row = a finding in one of the interventions it belongs to, with what is said of its study, its document and
-- its group (the smaller of the named one and the document's), its vote unit (cohort, else trial), the quality of its trial
-- wherever it is told, and the reviews known to count the study. One that speaks of money in words alone carries a caveat that says so.
create table result as
with counting as (
    select study_id, list(review_study_id order by review_study_id) as counted_by from review_study group by all
),
in_words as (
    select scope, ref_id from caveat_scope join caveat using (caveat_id) where kind = 'cost_in_words'
),
trial as (
    select coalesce(trial_id, study_id) as trial_key,
           bool_or(quality = 'high' or risk_of_bias = 'low') as is_high_quality,
           bool_or(design in ('rct', 'cluster_rct')) and bool_and(quality = 'not_assessed' and risk_of_bias = 'not_assessed')
               as is_unappraised_rct
    from study group by all
),
placed as (
    select *, true as is_own from finding
    union all by name
    select finding.* replace (further.intervention_id as intervention_id), false as is_own
    from finding_intervention as further join finding using (finding_id)
)
select
    placed.* exclude (target_group_id), coalesce(bound.bound_group_id, placed.target_group_id) as target_group_id,
    placed.target_group_id as named_group_id, study.citation, study.year, study.country, study.design,
    study.kind as study_kind, study.risk_of_bias, study.transferability, study.trial_id, study.cohort_id,
    coalesce(study.cohort_id, study.trial_id, study.study_id) as vote_unit,
    coalesce(counting.counted_by, []) as counted_by, target_group.name as evidence_group,
    source.short_name as source_name, trial.is_high_quality, trial.is_unappraised_rct,
    study.kind = 'effect_study' and placed.causal and placed.role = 'effect' and placed.direction <> 'not_measured'
        and placed.outcome in ('employment', 'self_support', 'unemployment', 'employment_or_education')
        as can_vote,
    placed.finding_id in (select ref_id from in_words where scope = 'finding') as has_cost_in_words
from placed
join study using (study_id)
join trial on trial.trial_key = coalesce(study.trial_id, study.study_id)
join source on source.source_id = placed.source_id
left join bound on bound.source_id = placed.source_id and bound.named_group_id = placed.target_group_id
join target_group on target_group.target_group_id = coalesce(bound.bound_group_id, placed.target_group_id)
left join counting using (study_id)
order by placed.intervention_id, placed.finding_id;

-- measured: one row = a finding seen from a citizen's group, with what decides whether and how it votes. barred_by says why
-- one is barred: a source forbids it, the document is about others, or the group has passed that part of unemployment.
create table measured as
with seen as (
    select
        reach.target_group_id, reach.directness, reach.steps, reach.evidence_group_id, result.intervention_id,
        result.comparison, result.finding_id, result.direction, result.study_id, result.vote_unit,
        result.is_high_quality, result.is_unappraised_rct, result.can_vote, result.role, result.significant, result.condition_on,
        result.condition, result.country, result.risk_of_bias, result.year, result.design, result.counted_by,
        result.citation as cited_as, result.evidence_group,
        case
            when reach.directness = 'barred' then 'source'
            when citizen.spell_from_months >= coalesce(result.phase_months, 0) and result.phase = 'newly' then 'phase'
            when out.source_id is not null and own.source_id is null then 'scope'
        end as barred_by
    from result
    join reach
      on reach.evidence_group_id = result.target_group_id
     and (reach.intervention_id is null or reach.intervention_id = result.intervention_id)
    join target_group as citizen on citizen.target_group_id = reach.target_group_id
    left join outside as out on out.source_id = result.source_id and out.target_group_id = reach.target_group_id
    left join outside as own on own.source_id = result.source_id and own.target_group_id = result.target_group_id
    where reach.intervention_id is not null
       or not exists (
           from reach as bar
           where bar.intervention_id = result.intervention_id
             and bar.target_group_id = reach.target_group_id
             and bar.evidence_group_id = reach.evidence_group_id
       )
)
-- A trial is heard as a whole or not at all: where the phase bars some of its results, the others show and do not vote.
select * replace (
    case when barred_by is null then directness else 'barred' end as directness,
    case when barred_by is null then steps else 0 end as steps,
    can_vote and (barred_by is not null or not coalesce(bool_or(can_vote and barred_by = 'phase') over whole, false)) as can_vote
)
from seen
window whole as (partition by target_group_id, intervention_id, comparison, vote_unit)
order by target_group_id, intervention_id, finding_id;

-- conclusion: one row = a claim with what is said of its group (the smaller of the named one and the document's), its document
-- and the review that carries it. told_by names the review and the document that tells of it; review_level is the lowest level
-- the review states of that intervention for that group, and has_review_level says that it states one for any group.
-- is_backed says that a result of a study near the group points the same way, in that intervention or a form of it.
create table conclusion as
with placed as (
    select claim.* exclude (target_group_id), claim.target_group_id as named_group_id,
           coalesce(bound.bound_group_id, claim.target_group_id) as target_group_id
    from claim
    left join bound on bound.source_id = claim.source_id and bound.named_group_id = claim.target_group_id
),
review_level as (
    select review_study_id, intervention_id, comparison, target_group_id,
           arg_max(stated_level, vocabulary.sort_order) as review_level
    from placed
    join vocabulary on vocabulary.vocabulary = 'level' and vocabulary.code = placed.stated_level
    where review_study_id is not null
    group by all
),
levelled as (
    select distinct review_study_id, intervention_id, comparison from review_level
),
backed as (
    select distinct member.intervention_id, result.comparison, result.direction, reach.target_group_id
    from result
    join intervention_member as member on member.member_id = result.intervention_id
    join reach on reach.evidence_group_id = result.target_group_id and reach.intervention_id is null
    where result.can_vote
),
retold as (
    select study_id, intervention_id, max(coalesce(phase_months, 0)) as phase_months
    from result group by all having bool_and(phase is not distinct from 'newly')
),
in_words as (
    select scope, ref_id from caveat_scope join caveat using (caveat_id) where kind = 'cost_in_words'
)
select
    placed.*, target_group.name as evidence_group, source.short_name,
    case when review.document_id = placed.source_id then null else review.citation end as review,
    case when review.document_id = placed.source_id then source.short_name
         else coalesce(review.citation || ', gengivet i ' || source.short_name, source.short_name) end as told_by,
    review.country as review_country, coalesce(review.year, source.year) as concluded_in, review_level.review_level,
    levelled.review_study_id is not null as has_review_level, backed.direction is not null as is_backed,
    retold.phase_months as passed_from_months,
    placed.claim_id in (select ref_id from in_words where scope = 'claim') as has_cost_in_words
from placed
join target_group on target_group.target_group_id = placed.target_group_id
join source on source.source_id = placed.source_id
left join study as review on review.study_id = placed.review_study_id
left join review_level
  on review_level.review_study_id = placed.review_study_id
 and review_level.intervention_id = placed.intervention_id
 and review_level.comparison = placed.comparison
 and review_level.target_group_id = placed.target_group_id
left join levelled
  on levelled.review_study_id = placed.review_study_id
 and levelled.intervention_id = placed.intervention_id
 and levelled.comparison = placed.comparison
left join backed
  on backed.intervention_id = placed.intervention_id
 and backed.comparison = placed.comparison
 and backed.direction = placed.direction
 and backed.target_group_id = placed.target_group_id
left join retold
  on retold.study_id = placed.rests_on_study_id
 and retold.intervention_id = placed.intervention_id
order by placed.intervention_id, placed.claim_id;

-- concluded: one row = a conclusion across studies seen from a citizen's group, barred for the same three reasons.
create table concluded as
with seen as (
    select reach.target_group_id, reach.directness, reach.steps, reach.evidence_group_id, claim.claim_id,
        case
            when reach.directness = 'barred' then 'source'
            when citizen.spell_from_months >= claim.passed_from_months then 'phase'
            when out.source_id is not null and own.source_id is null then 'scope'
        end as barred_by
    from conclusion as claim
    join reach
      on reach.evidence_group_id = claim.target_group_id
     and (reach.intervention_id is null or reach.intervention_id = claim.intervention_id)
    join target_group as citizen on citizen.target_group_id = reach.target_group_id
    left join outside as out on out.source_id = claim.source_id and out.target_group_id = reach.target_group_id
    left join outside as own on own.source_id = claim.source_id and own.target_group_id = claim.target_group_id
    where reach.intervention_id is not null
       or not exists (
           from reach as bar
           where bar.intervention_id = claim.intervention_id
             and bar.target_group_id = reach.target_group_id
             and bar.evidence_group_id = reach.evidence_group_id
       )
)
select * replace (case when barred_by is null then directness else 'barred' end as directness,
                  case when barred_by is null then steps else 0 end as steps)
from seen
order by target_group_id, claim_id;

-- contrary: one row = a part of a citizen's group for which a Danish study finds no or a negative effect, and no gain.
create table contrary as
select target_group_id, intervention_id, comparison, evidence_group, list(distinct cited_as order by cited_as) as citations,
       min(directness) as directness
from measured
where directness = 'narrower' and country = 'DK' and can_vote
group by all
having bool_and(direction in ('none', 'negative'))
order by all;

-- travelling: one row = a caveat on displacement, lock-in or the business cycle, and an intervention it is about or reaches:
-- from a form up to the families above it, and from a family down to its forms.
create table travelling as
with touched as (
    select caveat_id, ref_id as intervention_id from caveat_scope where scope = 'intervention'
    union
    select caveat_id, split_part(ref_id, '/', 2) from caveat_scope where scope = 'cell'
    union
    select caveat_id, claim.intervention_id from caveat_scope join claim on scope = 'claim' and ref_id = claim_id
    union
    select caveat_id, result.intervention_id from caveat_scope join result on scope = 'finding' and ref_id = finding_id
    union
    select caveat_id, result.intervention_id from caveat_scope join result on scope = 'study' and ref_id = study_id
    union
    select caveat_id, result.intervention_id from caveat_scope join result on scope = 'trial' and ref_id = trial_id
)
select distinct touched.caveat_id, line.intervention_id
from touched
join caveat on caveat.caveat_id = touched.caveat_id and caveat.kind in ('displacement', 'lock_in', 'business_cycle')
join (
    select intervention_id, member_id as touched_id from intervention_member
    union
    select member_id, intervention_id from intervention_member
) as line on line.touched_id = touched.intervention_id
order by line.intervention_id, touched.caveat_id;

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

-- told: one row = something a document tells of a study: that it is there (entry), one of its results (finding;
-- also, for a further intervention it belongs to), or a conclusion it draws when it is a review (claim); with the intervention it is about and those above it.
create table told as
with said as (
    select 'entry' as kind, study_id as ref_id, study_id, source_id, null::varchar as intervention_id,
           null::varchar as target_group_id, null::varchar as outcome, null::varchar as direction
    from study
    union all
    select case when is_own then 'finding' else 'also' end, finding_id, study_id, source_id, intervention_id, named_group_id, outcome, direction
    from result
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

-- votes(...): one row = a trial (or cohort) in a cell at one distance, with the results that vote and the others.
-- A trial votes the direction of at least 70 % of its voting results there, else 'mixed'
-- (effect direction plot, Hilton Boon & Thomson 2021); the direction is null for one that has no voting result.
-- Results under conditions that exclude each other are not pooled: where they point different ways the vote is 'mixed',
-- depends_on says what it depends on and ways which directions there are.
create macro votes(only_danish, without_high_bias, after_2010, only_randomised, without_review) as table
with kept as (
    from measured
    where counts(country, risk_of_bias, year, design, counted_by,
                 only_danish, without_high_bias, after_2010, only_randomised, without_review)
),
heard as (
    select
        target_group_id, directness, steps, intervention_id, comparison, vote_unit,
        count_if(can_vote) as results,
        count_if(can_vote and significant is false) as insignificant,
        count_if(not can_vote and direction <> 'not_measured' and role <> 'descriptive') as others,
        count_if(can_vote and direction = 'positive') as positive,
        count_if(can_vote and direction = 'none') as none,
        count_if(can_vote and direction = 'negative') as negative,
        count_if(can_vote and direction = 'unclear') as unclear,
        -- the directions that its studies of high quality find
        list(direction) filter (can_vote and is_high_quality) as high_directions,
        bool_and(is_unappraised_rct) as is_unappraised_rct,
        list_distinct(list(struct_pack(depends := condition_on, given := condition, way := direction)) filter (can_vote and condition_on is not null))
            as conditional,
        list_distinct(list(evidence_group) filter (can_vote)) as evidence_groups,
        any_value(barred_by) as barred_by,
        len(list_distinct(coalesce(list(study_id) filter (can_vote), []))) as publications,
        list_distinct(list(cited_as) filter (can_vote)) as citations,
        list_sort(list(finding_id) filter (can_vote)) as finding_ids,
        list_sort(list(finding_id) filter (not can_vote)) as other_finding_ids
    from kept
    group by all
),
split as (
    select
        * exclude (conditional),
        list_filter(
            list_distinct(list_transform(conditional, lambda part: part.depends)),
            lambda name: len(list_distinct(list_transform(list_filter(conditional, lambda part: part.depends = name), lambda part: part.given))) > 1
                and len(list_distinct(list_transform(list_filter(conditional, lambda part: part.depends = name), lambda part: part.way))) > 1
        ) as depends_on,
        list_sort(list_distinct(list_transform(conditional, lambda part: part.way))) as ways
    from heard
),
voted as (
    select
        *,
        case
            when results = 0 then null
            when len(depends_on) > 0 then 'mixed'
            when positive >= 0.7 * results then 'positive'
            when none >= 0.7 * results then 'none'
            when negative >= 0.7 * results then 'negative'
            when unclear >= 0.7 * results then 'unclear'
            else 'mixed'
        end as direction
    from split
)
select
    target_group_id, directness, steps, intervention_id, comparison, vote_unit, direction, publications, citations,
    results, insignificant, others, is_unappraised_rct, evidence_groups, barred_by,
    case when len(depends_on) > 0 then list_sort(depends_on) else [] end as depends_on,
    case when len(depends_on) > 0 then ways else [] end as ways,
    finding_ids, other_finding_ids, coalesce(list_contains(high_directions, direction), false) as is_high_quality
from voted;

-- vote: the votes with no switch on.
create table vote as
select * exclude (citations, other_finding_ids, evidence_groups, barred_by, others)
from votes(false, false, false, false, '')
where direction is not null;

-- disputed: one row = a finding or a claim that stands in a disagreement a caseworker must see, itself or by its study.
create table disputed as
with seen as (
    select scope, ref_id from disagreement_ref join disagreement using (disagreement_id) where visibility = 'main'
)
select scope, ref_id from seen where scope in ('claim', 'finding')
union
select 'finding', finding_id from seen join finding on seen.scope = 'study' and finding.study_id = seen.ref_id
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
