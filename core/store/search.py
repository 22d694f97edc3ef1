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

# What is searched: kind, id, title and text of everything a reader may look for.
DOCUMENTS = """
select 'intervention' as kind, intervention_id as ref_id, name as title, summary as body, 4 as weight from intervention
union all
select 'group', target_group_id, name, definition, 4 from target_group where is_selectable
union all
select 'study', study_id, citation,
       concat_ws(' · ', coalesce(study.title, document.title), authors, country.label, design.label, population), 3
from study
left join source as document on document.source_id = study.document_id
left join vocabulary as country on country.vocabulary = 'country' and country.code = study.country
left join vocabulary as design on design.vocabulary = 'design' and design.code = study.design and design.code <> 'not_stated'
union all
select 'finding', finding_id, '', statement, 1 from finding
union all
select 'claim', claim_id, '', statement, 1 from claim
union all
select 'practice', figure_id, question, concat_ws(' ', answer, statement), 1 from practice_figure
"""


# Which studies a document is about: itself, what is told of it, and the interventions and groups that is about.
ABOUT = """
select distinct case kind when 'entry' then 'study' else kind end as kind, ref_id, study_id from told
union all
select distinct 'intervention', intervention_id, study_id from told where intervention_id is not null
union all
select distinct 'group', target_group_id, study_id from told where target_group_id is not null
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
    """Fill ``search_term``: one row = a word of a document, with its stem and weight; and ``search_about``."""
    con.execute("create table search_document as " + DOCUMENTS)
    con.execute("create table search_about as " + ABOUT)
    con.execute("create table search_term (kind varchar, ref_id varchar, word varchar, stem varchar, weight integer)")
    rows = []
    for kind, ref_id, title, body, weight in con.execute("from search_document").fetchall():
        best: dict[str, int] = {}
        for word in words(body):
            best[word] = max(best.get(word, 0), weight)
        for word in words(title):
            best[word] = max(best.get(word, 0), 3 * weight)
        rows += [(kind, ref_id, word, stem(word), value) for word, value in best.items()]
    if rows:
        columns = "unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::integer[])"
        con.execute(f"insert into search_term select {columns}", [list(part) for part in zip(*rows, strict=True)])


def close_words(word: str, known: list[str]) -> list[str]:
    """Known words that a misspelt word probably meant, best first."""
    found = process.extract(word, known, scorer=fuzz.ratio, limit=3, score_cutoff=CLOSE_ENOUGH)
    return [match for match, _score, _index in found]
