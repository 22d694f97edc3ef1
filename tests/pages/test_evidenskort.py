"""The map: what a sentence says must follow from the store, whatever is switched, sorted or asked for."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from core.model import Comparison, State
from core.store import Filters, Store
from tests.pages.test_pages import open_page, shown


def drawn_map(page: AppTest) -> dict:
    """What the grid is drawn from: groups, rows and marks."""
    return json.loads(next(part.proto.json for part in page.get("bidi_component")))


def test_counts_are_those_of_the_store(store: Store) -> None:
    text = unescape(shown(open_page("evidenskort")))
    cells = [
        cell
        for cell in store.assess(store.target_groups)
        if cell.comparison is Comparison.ABSOLUTE and store.target_groups[cell.target_group_id]["is_selectable"]
    ]
    for state in State:
        counted = sum(cell.state is state for cell in cells)
        assert re.search(rf"{store.labels('state', state)} <b>{counted}</b>", text), state


def test_focus_group_is_told_what_the_thinnest_answers_rest_on() -> None:
    text = shown(open_page("evidenskort", gruppe="dagpenge-16-mdr"))
    assert "er ingen indsatser understøttet og 12 lovende" in text
    assert "Færrest studier har" in text and "digital jobvejledning" in text
    assert "6 svar hviler kun på kildernes konklusioner" in text


@pytest.mark.parametrize(
    ("name", "filters", "sentence"),
    [
        ("dansk", Filters(only_danish=True), "Kun dansk viden tæller."),
        ("udenhoej", Filters(without_high_bias=True), "Studier med høj risiko for skævhed tæller ikke."),
        ("efter2010", Filters(after_2010=True), "Kun studier og gennemgange fra efter 2010 tæller."),
        ("lod", Filters(only_randomised=True), "Kun lodtrækningsforsøg tæller"),
    ],
)
def test_switch_says_what_moved(store: Store, name: str, filters: Filters, sentence: str) -> None:
    text = unescape(shown(open_page("evidenskort", **{name: "1"})))
    assert sentence in text
    moved = int(re.search(r"(\d+) af \d+ felter med viden skifter tilstand", text).group(1))
    before = {
        (c.target_group_id, c.intervention_id): c.state
        for c in store.assess(store.target_groups)
        if c.comparison == "absolute"
    }
    after = {
        (c.target_group_id, c.intervention_id): c.state
        for c in store.assess(store.target_groups, filters)
        if c.comparison == "absolute"
    }
    shown_groups = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    assert moved == sum(before[key] is not after[key] for key in before if key[0] in shown_groups)


def test_a_comparison_that_no_longer_counts_is_still_told_of(store: Store) -> None:
    page = open_page("evidenskort", spoergsmaal="form", lod="1")
    data = drawn_map(page)
    gone = {n for n, mark in enumerate(data["marks"]) if mark["kind"] == "absent is-moved"}
    assert gone and all("Før valget: " in data["marks"][n]["words"] for n in gone)
    drawn = sum(cell in gone for row in data["rows"] for cell in row["cells"])
    groups = [key for key, row in store.target_groups.items() if row["is_selectable"]]
    before, after = (
        {(c.target_group_id, c.intervention_id) for c in store.assess(groups, f) if c.comparison == "relative"}
        for f in (Filters(), Filters(only_randomised=True))
    )
    assert drawn == len(before - after)
    rows = len({intervention for _, intervention in before})
    assert len(data["rows"]) == rows and f"Kortet viser {rows} indsatser for {len(groups)} målgrupper." in shown(page)


def test_review_left_out_is_named() -> None:
    text = shown(open_page("evidenskort", uden="vive-2019-review"))
    assert "og de studier, den selv tæller, tæller ikke" in text


@pytest.mark.parametrize(("group", "intervention"), [("ledige", "lavere-sagsstamme"), ("unge", "privat-loentilskud")])
def test_open_cell_carries_every_caveat_and_its_votes(store: Store, group: str, intervention: str) -> None:
    text = unescape(shown(open_page("evidenskort", gruppe=group, indsats=intervention)))
    [answer] = [
        a
        for a in store.answers(group)
        if a.assessment.intervention_id == intervention and a.assessment.comparison is Comparison.ABSOLUTE
    ]
    assert answer.caveats
    for caveat in answer.caveats:
        assert caveat.statement in text
    assert "ét forsøg, én stemme" in text


def test_barred_cell_says_so() -> None:
    text = shown(open_page("evidenskort", gruppe="sygemeldte", indsats="individuelle-samtaler"))
    assert "Ingen viden" in text and "overføres" in text


@pytest.mark.parametrize(
    "query",
    [
        {"indsats": "findes-ikke"},
        {"gruppe": "findes-ikke"},
        {"orden": "x"},
        {"spoergsmaal": "x"},
        {"grupper": "x.y"},
        {"uden": "x"},
        {"lukket": "x"},
    ],
)
def test_wrong_link_gives_a_sentence_and_the_map(query: dict) -> None:
    page = open_page("evidenskort", **query)
    assert not page.exception
    assert len(page.info) == 1
    assert "Kortet viser 66 indsatser for 21 målgrupper" in shown(page)


def test_words_name_every_answer_of_the_map(store: Store) -> None:
    text = unescape(shown(open_page("evidenskort", ord="1")))
    for row in store.interventions.values():
        assert row["name"] in text


def test_nothing_left_has_a_way_on() -> None:
    text = shown(open_page("evidenskort", emne="kombineret", hvem="legislation"))
    assert "Fjern et valg for at se mere" in text
