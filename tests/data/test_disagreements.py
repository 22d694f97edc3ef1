"""Disagreements speak to a caseworker: what we show and why, and never a note to the one who keeps the data."""

from __future__ import annotations

import csv
import re

import pytest

from core.store.schema import TABLES
from tests import files
from tests.conftest import ROOT

TEXTS = ("topic", "position_a", "position_b", "handling")
MOST_WORDS = 40
NOTES = re.compile(
    r"(?:^|[.;:] )(?:Vis|Følg|Brug|Skriv|Regn|Hold|Nævn|Undlad|Behold|Angiv|Medtag) "  # an order to the one who keeps the data
    r"|\bfølger kapitl|Vi skriver ikke|Kapitel \d+ \w+ .* bruges|lovtabellen|uden dom\b"
)


def disagreements() -> list[dict[str, str]]:
    with (ROOT / "data" / "disagreement.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "note",
    [
        "Vis de 8 pct. uden dom.",
        "Følg kapitlet.",
        "Vi følger kapitlet og viser alle tre modeller.",
        "Kapitel 4 gengiver reglerne og bruges: den var frivillig.",
        "Reglerne er ændret; vis gældende regel fra lovtabellen ved siden af.",
    ],
)
def test_notes_of_before_would_be_found(note: str) -> None:
    assert NOTES.search(note)


def test_what_we_do_is_said_to_the_reader() -> None:
    assert [row["disagreement_id"] for row in disagreements() if NOTES.search(row["handling"])] == []


def test_what_we_do_is_short() -> None:
    long = {row["disagreement_id"]: len(row["handling"].split()) for row in disagreements()}
    assert {key: n for key, n in long.items() if n > MOST_WORDS} == {}


def test_topics_a_reader_meets_are_questions_or_say_what_it_is_about() -> None:
    topics = [row["topic"] for row in disagreements() if row["visibility"] != "log"]
    assert [topic for topic in topics if not topic.endswith("?") and len(topic.split()) < 3] == []


@pytest.mark.parametrize("wrong", ["pct", '"', " %", "  ", "svage ledige"])
def test_danish_of_running_text(wrong: str) -> None:
    assert [row["disagreement_id"] for row in disagreements() for text in TEXTS if wrong in row[text]] == []


def test_one_word_for_an_effect() -> None:
    """Not in what a source is quoted for, nor in »årsag og virkning«, which is one expression."""
    written = re.compile(r"»[^«]*«|årsag og virkning|\b[Vv]irkning(?:en|er|erne)?\b(?!-)")
    columns = {"statement", "plain", "short", "summary", "explanation", "label", "handling", "position_a", "position_b"}
    texts = [row[name] for table in TABLES for row in files.rows(table.name) for name in columns & row.keys()]
    assert len(texts) > 3_000
    assert [
        text for text in texts if any(found.lower().startswith("virkning") for found in written.findall(text))
    ] == []


QUOTED = re.compile(r"»[^«]*«")
PERCENT = re.compile(r"\d\s*(?:%|pct\b)")
SPAN = re.compile(r"\d\.?-\d")
STUDY = re.compile("undersøgelse", re.I)
NO_SENTENCES = {  # what is printed, an address or an id, a cell of a table, or the words of a source
    ("source", "title"), ("practice_figure", "answer"), ("second_finding", "figure"), ("claim", "stated_words"),
    ("study", "quality_basis"), ("study", "transferability_basis"), ("second_study", "address"),
    ("second_study", "published_in"), ("legal_rule", "address"), ("caveat_scope", "ref_id"),
    ("disagreement_ref", "ref_id"), ("plain_words", "ref_id"),
}  # fmt: skip
OF_A_SURVEY = {("study_kind", "survey"), ("source_kind", "practice_study"), ("practice_topic", "method")}


def own_sentences() -> list[tuple[str, dict[str, str], str]]:
    """Table, row and text of every cell in our own words."""
    return [
        (table.name, row, row[column.name])
        for table in TABLES
        for column in table.stored
        if column.kind == "text" and not (column.is_foreign or column.vocabulary or column.references)
        if (table.name, column.name) not in NO_SENTENCES
        for row in files.rows(table.name)
    ]


def is_about_a_survey(row: dict[str, str]) -> bool:
    """A row from a source that asks job centres what they do, or the name of such a source: no study of an effect."""
    surveys = {key for key, source in files.by_id("source").items() if source["kind"] == "practice_study"}
    return not surveys.isdisjoint(row.get(name) for name in ("source_id", "source_a", "source_b")) or (
        (row.get("vocabulary"), row.get("code")) in OF_A_SURVEY
    )


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (PERCENT, ("steg med 15 %", "steg 15%", "81 pct. svarede", "1 pct"), ("15 procent", "3 procentpoint", "en pct-sats")),
        (SPAN, ("30-40 timer", "15.-16. måned", "18-59-årige"), ("30–40 timer", "26-årige", "a-kasse 3", "ikke-5")),
        (STUDY, ("En tysk undersøgelse", "undersøgelserne"), ("ikke undersøgt", "undersøger", "de undersøgte")),
    ],
    ids=["percent", "span", "study"],
)  # fmt: skip
def test_rules_of_language_find_what_is_wrong(
    rule: re.Pattern[str], wrong: tuple[str, ...], right: tuple[str, ...]
) -> None:
    assert all(map(rule.search, wrong)) and not any(map(rule.search, right))


def test_one_way_to_write_percent_spans_and_studies() -> None:
    """»procent« in a sentence (»pct.« is for tables), 30–40 with a dash, and »studie« unless it is a survey of practice."""
    told = [(table, row, QUOTED.sub("", text)) for table, row, text in own_sentences()]
    assert len(told) > 8_000
    assert [(table, text) for table, _, text in told if PERCENT.search(text) or SPAN.search(text)] == []
    assert [(table, text) for table, row, text in told if STUDY.search(text) and not is_about_a_survey(row)] == []


def test_pages_say_study_too() -> None:
    """Two places in code are about the survey of practice."""
    places = [path for path in (ROOT / "core").rglob("*") if path.suffix in (".j2", ".py", ".typ", ".js")]
    said = {path.name for path in places if STUDY.search(path.read_text(encoding="utf-8"))}
    assert said == {"study_practice.html.j2", "sheet.py"}
