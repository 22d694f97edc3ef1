"""The tables of the search, made when the store is built: what may be looked for, where it stands, and its words."""

from __future__ import annotations

import duckdb

from core.store.lexicon import SILENT, stems

# search_place: one row = a caveat or a disagreement, and the one place a link to it leads to: an intervention it is
# about before one it has a result of, these before a study, a group and a theme of practice.
PLACES = """
create temp table search_place as
with about as (
    select 'caveat' as kind, caveat_id as ref_id, scope, ref_id as about_id from caveat_scope
    union all
    select 'disagreement', disagreement_id, scope, ref_id from disagreement_ref
),
thing as (
    select 1 as rank, 'intervention' as scope, intervention_id as about_id, intervention_id from intervention
    union all
    select 3, 'claim', claim_id, intervention_id from claim
    union all
    select 4, 'finding', finding_id, intervention_id from finding
    union all
    select 5, 'practice_figure', figure_id, intervention_id from practice_figure where intervention_id is not null
),
-- What a scope names, as rows: a join on a case of both sides would compare every scope with every study.
named_study as (
    select 'study' as scope, study_id as about_id, study_id from study
    union all
    select 'trial', trial_id, study_id from study where trial_id is not null
),
named_figure as (
    select 'practice_figure' as scope, figure_id as about_id, figure_id from practice_figure
    union all
    select 'practice_topic', topic, min(figure_id) from practice_figure group by topic
),
place as (
    select kind, ref_id, rank, 'indsats' as page, intervention_id, null::varchar as study_id, null::varchar as figure_id
    from about join thing using (scope, about_id)
    where kind = 'disagreement' or scope <> 'practice_figure'
    union all
    select kind, ref_id, 2, 'indsats', split_part(about_id, '/', 2), null, null from about where scope = 'cell'
    union all
    select kind, ref_id, 6, 'indsats', finding.intervention_id, null, null
    from about join finding on finding.study_id = about_id
    where kind = 'disagreement' and scope = 'study'
    union all
    select about.kind, ref_id, 6, 'studier', null, study_id, null
    from about join named_study using (scope, about_id) where about.kind = 'caveat'
    union all
    select kind, ref_id, 7, 'praksis', null, null, figure_id
    from about join named_figure using (scope, about_id) where kind = 'caveat'
)
select kind, ref_id, unnest(arg_min(
    {page: page, intervention_id: intervention_id, study_id: study_id, figure_id: figure_id},
    (rank, coalesce(intervention_id, study_id, figure_id))
))
from place group by kind, ref_id
"""

# search_document: one row = something a reader may look for, and the page it stands on with what that page is opened at.
# Title and body are shown, said is only searched; name holds the telling words of what it is known by; page_row counts
# the disagreements as Metode does. A note among the disagreements is told with both its sides on Metode alone.
DOCUMENTS = r"""
create table search_document as
with document as (
    select 'intervention' as kind, intervention_id as ref_id, name as title, regexp_replace(name, ' \([^)]*\)', '') as known_as,
           summary as body, concat_ws(' ', plain_name, plain_summary) as said, 4 as weight, 'indsats' as page,
           intervention_id, null as target_group_id, null as study_id, null as figure_id, null as page_row
    from intervention
    union all
    select 'group', target_group_id, name, name, definition, plain_name, 4, '', null, target_group_id, null, null, null
    from target_group where is_selectable
    union all
    select 'study', study_id, citation, citation,
           concat_ws(' · ', coalesce(study.title, document.title), authors, country.label, design.label, population),
           '', 3, 'studier', null, null, study_id, null, null
    from study
    left join source as document on document.source_id = study.document_id
    left join vocabulary as country on country.vocabulary = 'country' and country.code = study.country
    left join vocabulary as design
      on design.vocabulary = 'design' and design.code = study.design and design.code <> 'not_stated'
    union all
    select 'law', rule_id, topic, '', statement, basis, if(kind in ('rule', 'expected'), if(valid_to is null, 4, 3), 2), 'metode', null, null, null, null, null from legal_rule
    union all
    select 'practice', arg_min(figure_id, page_order), question, '', arg_min(statement, page_order),
           concat_ws(' ', any_value(theme.label), string_agg(concat_ws(' ', answer, statement), ' ' order by page_order)),
           2, 'praksis', null, null, null, arg_min(figure_id, page_order), null
    from practice_told join vocabulary as theme on theme.vocabulary = 'practice_topic' and theme.code = topic
    group by topic, question
    union all
    select 'claim', claim_id, '', '', statement, '', 2, 'indsats', intervention_id, target_group_id, null, null, null
    from claim
    union all
    select 'finding', finding_id, '', '', statement, result.label, 1, 'indsats', intervention_id, target_group_id, study_id,
           null, null
    from finding join vocabulary as result on result.vocabulary = 'outcome' and result.code = outcome
    union all
    select 'caveat', caveat_id, short, '', statement, plain, 1, coalesce(page, ''), intervention_id, null, study_id,
           figure_id, null
    from caveat left join search_place as place on place.kind = 'caveat' and ref_id = caveat_id
    union all
    select 'disagreement', disagreement_id, topic, '', concat_ws(' – ', position_a, position_b), handling, 1,
           if(visibility = 'main', coalesce(page, 'metode'), 'metode'), intervention_id, null, null, null,
           row_number() over (order by page_order)
    from disagreement_told left join search_place as place on place.kind = 'disagreement' and ref_id = disagreement_id
    where visibility <> 'log'
    union all
    select 'advice', item_id, '', '', any_value(statement), any_value(short), 1, 'faellessamtale', null,
           arg_min(target_group_id, point.sort_order), null, null, null
    from conversation_item join agenda_item using (item_id) join agenda_point as point using (agenda_id)
    group by item_id
)
select row_number() over (order by kind, ref_id) as document_id, document.* exclude (known_as),
       list_distinct(list_filter(
           regexp_extract_all(lower(known_as), '[\pL\pN_]{2,}'), lambda word: not list_contains($silent, word)
       )) as name
from document order by document_id
"""

# search_word: one row = a word with its stem, in the order of the alphabet; is_name when it is part of a name.
# search_term: one row = a word of a document with its weight, which is greatest in the title, and how many words the name
# has that it is part of (0: of none). In the order of the words, so that a search reads the terms of its own words alone.
TERMS = r"""
create temp table term as
with term as (
    select document_id, unnest(regexp_extract_all(lower(title), '[\pL\pN_]{2,}')) as word, 6 * weight as weight
    from search_document
    union all
    select document_id, unnest(regexp_extract_all(lower(body), '[\pL\pN_]{2,}')), 2 * weight from search_document
    union all
    select document_id, unnest(regexp_extract_all(lower(said), '[\pL\pN_]{2,}')), weight from search_document
)
select word, document_id, max(term.weight)::integer as weight,
       if(list_contains(any_value(name), word), len(any_value(name)), 0)::integer as name_words
from term join search_document using (document_id)
group by word, document_id;
create table search_word (word_id integer, word varchar, stem varchar, is_name boolean)
"""
KNOWN = "select word, bool_or(name_words > 0) from term group by word order by word"
WORDS = "insert into search_word select unnest(range(len($words))), unnest($words), unnest($stems), unnest($names)"
ORDERED = """
create table search_term as
select word_id, document_id, weight, name_words from term join search_word using (word) order by word_id, document_id;
drop table term;
drop table search_place
"""


# search_about: one row = a document and a study it is about: the study itself, what is told of it, and the
# interventions and groups that is about.
ABOUT = """
create table search_about as
with about as (
    select distinct case kind when 'entry' then 'study' else kind end as kind, ref_id, study_id from told
    union all
    select distinct 'intervention', intervention_id, study_id from told where intervention_id is not null
    union all
    select distinct 'group', target_group_id, study_id from told where target_group_id is not null
)
select document_id, about.study_id
from about join search_document using (kind, ref_id) order by document_id, about.study_id
"""


def index_terms(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of the search: documents, the studies they are about, their words, and the stem of every word."""
    con.execute(PLACES)
    con.execute(DOCUMENTS, {"silent": list(SILENT)})
    con.execute(ABOUT)
    con.execute(TERMS)
    known = con.execute(KNOWN).fetchall()
    found = [word for word, _ in known]
    con.execute(WORDS, {"words": found, "stems": list(stems(found)), "names": [is_name for _, is_name in known]})
    con.execute(ORDERED)
