"""Danish search: stems and word beginnings at build time, misspellings at query time."""

from __future__ import annotations

import re
from functools import cache

import duckdb
import snowballstemmer
from rapidfuzz import fuzz, process

WORD = re.compile(r"\w+")
SHORTEST = 2
CLOSE_ENOUGH = 78  # per cent likeness at which a misspelt word still counts

# search_document: one row = something a reader may look for, with the page it stands on
# (a study has one of its own).
DOCUMENTS = """
create table search_document as
with document as (
    select 'intervention' as kind, intervention_id as ref_id, name as title, summary as body, 4 as weight,
           intervention_id, null as target_group_id
    from intervention
    union all
    select 'group', target_group_id, name, definition, 4, null, target_group_id from target_group where is_selectable
    union all
    select 'study', study_id, citation,
           concat_ws(' · ', coalesce(study.title, document.title), authors, country.label, design.label, population), 3,
           null, null
    from study
    left join source as document on document.source_id = study.document_id
    left join vocabulary as country on country.vocabulary = 'country' and country.code = study.country
    left join vocabulary as design
      on design.vocabulary = 'design' and design.code = study.design and design.code <> 'not_stated'
    union all
    select 'finding', finding_id, '', statement, 1, intervention_id, target_group_id from finding
    union all
    select 'claim', claim_id, '', statement, 1, intervention_id, target_group_id from claim
    union all
    select 'practice', figure_id, question, concat_ws(' ', answer, statement), 1, intervention_id,
           case when intervention_id is not null then target_group_id end
    from practice_figure
)
select row_number() over (order by kind, ref_id) as document_id, * from document order by document_id
"""

# search_word: one row = a word with its stem, in the order of the alphabet.
# search_term: one row = a word of a document with its weight, a word of the title three times as heavy;
# in the order of the words, so that a search reads the terms of its own words alone.
TERMS = r"""
create temp table term as
with term as (
    select document_id, unnest(regexp_extract_all(lower(title), '[\pL\pN_]{2,}')) as word, 3 * weight as weight
    from search_document
    union all
    select document_id, unnest(regexp_extract_all(lower(body), '[\pL\pN_]{2,}')), weight from search_document
)
select word, document_id, max(weight)::integer as weight from term group by word, document_id;
create table search_word (word_id integer, word varchar, stem varchar)
"""
WORDS = "insert into search_word select unnest(range(len($words))), unnest($words), unnest($stems)"
ORDERED = """
create table search_term as
select word_id, document_id, weight from term join search_word using (word) order by word_id, document_id;
drop table term
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
select document_id, study_id from about join search_document using (kind, ref_id) order by document_id, study_id
"""


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("danish")


def words(text: str) -> list[str]:
    """Lower-case words of at least two letters or digits."""
    return [word for word in WORD.findall(text.lower()) if len(word) >= SHORTEST]


def stem(word: str) -> str:
    """The Danish stem of a lower-case word."""
    return _stemmer().stemWord(word)


def index_terms(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of the search: documents, the studies they are about, their words, and the stem of every word."""
    con.execute(DOCUMENTS)
    con.execute(ABOUT)
    con.execute(TERMS)
    known = [word for (word,) in con.execute("select distinct word from term order by word").fetchall()]
    con.execute(WORDS, {"words": known, "stems": [stem(word) for word in known]})
    con.execute(ORDERED)


def close_words(word: str, known: list[str]) -> list[str]:
    """Known words that a misspelt word probably meant, best first."""
    found = process.extract(word, known, scorer=fuzz.ratio, limit=3, score_cutoff=CLOSE_ENOUGH)
    return [match for match, _score, _index in found]
