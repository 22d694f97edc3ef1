"""What is new: the history on Metode, quiet marks of answers that moved, and links made on older data."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.evidence.history import NEWS_DAYS
from core.model import Comparison
from core.store import Store
from core.ui.frame.news import Mark, link_words, marks_of, moved_words, news_html, rules_edition
from core.ui.frame.page import linked
from tests.pages.test_pages import PAGES

EDITIONS = [
    {"edition": "1", "published_on": "2026-01-01"},
    {"edition": "2", "published_on": "2026-03-01", "note": "Et nyt studie er kommet til."},
]
LAST_DAY = date(2026, 3, 1).toordinal() + NEWS_DAYS
MARK = {"samtale-absolute": "ændret 1. marts 2026: før få studier"}


@pytest.fixture
def moved(tiny_store):
    """A store whose second edition moved the answer about conversations for unemployed people."""

    def opened(cause: str = "rows") -> Store:
        editions = [EDITIONS[0], EDITIONS[1] | {"cause": cause}]
        return tiny_store(edition=editions, edition_move=[{"edition": "2"}])

    return opened


def test_an_answer_that_new_rows_moved_is_marked_for_ninety_days_with_what_it_was(moved) -> None:
    store = moved()
    assert marks_of(store, "ledige", date.fromordinal(LAST_DAY)) == MARK
    assert marks_of(store, "ledige", date.fromordinal(LAST_DAY + 1)) == {}
    assert marks_of(store, "unge", date(2026, 3, 1)) == {}


def test_other_rules_for_all_are_one_sentence_and_mark_no_answer(moved) -> None:
    store, today = moved("rules"), date(2026, 3, 2)
    assert marks_of(store, "ledige", today) == {}
    assert rules_edition(store, "ledige", today).moves == 1
    assert rules_edition(store, "unge", today) is None
    said = "Ændret 1. marts 2026 (nye regler): før få studier; nu lovende, indikation."
    assert moved_words(store, "ledige", "samtale", today) == {Comparison.ABSOLUTE: Mark(said, by_rules=True)}


@pytest.mark.parametrize(
    ("made_on", "group", "intervention", "said"),
    [
        ("1", "ledige", [], "Linket er lavet på udgave 1 af 1. januar 2026. Siden har ét svar for ledige ændret sig: se Hvad er nyt på siden Metode."),
        ("1", "unge", [], "Linket er lavet på udgave 1 af 1. januar 2026. Ingen af svarene for unge har ændret sig siden."),
        ("1", "ledige", ["kursus"], "Linket er lavet på udgave 1 af 1. januar 2026. Ingen af svarene om kursus for ledige har ændret sig siden."),
        ("2", "ledige", [], ""),
        ("99", "ledige", [], ""),
        ("<b>", "ledige", [], ""),
    ],
)  # fmt: skip
def test_a_link_says_whether_what_it_shows_has_moved_since(moved, made_on, group, intervention, said) -> None:
    assert link_words(moved(), made_on, group, intervention) == said


def test_the_history_of_the_data_tells_what_the_changelog_tells(store: Store) -> None:
    third = next(edition for edition in store.editions if edition.number == 3)
    assert third.published_on == date(2026, 11, 28)
    groups = [key for key, row in store.target_groups.items() if row["is_selectable"]]
    moves = [move for move in store.moves(groups) if move.edition == 3]
    states = [
        m
        for m in moves
        if not m.after or m.before.state != m.after.state or m.before.is_recommended != m.after.is_recommended
    ]
    assert len(states) == 514  # data/CHANGELOG.md, before and after
    assert len(moves) == third.moves


def test_every_edition_is_on_the_page_with_the_chosen_groups_answers_before_and_now(moved) -> None:
    page = news_html(moved(), "ledige")
    assert "Et nyt studie er kommet til." in page
    assert "<td>få studier</td><td>lovende, indikation; kan anbefales</td>" in page


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("", ("unge", [])),
        ("indsats", ("unge", ["samtaler"])),
        ("sammenlign", ("unge", ["samtaler", "ips"])),
        ("evidenskort", ("", [])),
        ("studier", None),
    ],
)
def test_a_link_is_about_the_answers_its_page_shows(page: str, asked: tuple | None) -> None:
    query = {"gruppe": "unge", "indsats": "samtaler", "indsatser": "samtaler.ips"}
    assert linked(page, query) == asked


def test_an_old_link_says_so_until_the_reader_chooses() -> None:
    page = AppTest.from_file(str(PAGES.parent / "core" / "ui" / "router.py"), default_timeout=60)
    page.query_params["gruppe"], page.query_params["udgave"] = "jobparate", "2"
    page.run()
    assert ["Siden har 25 svar for jobparate ændret sig" in box.value for box in page.info] == [True]
    page.selectbox(key="url_gruppe").set_value("unge").run()
    assert page.query_params["udgave"] == "3" and not page.info
