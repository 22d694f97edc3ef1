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
