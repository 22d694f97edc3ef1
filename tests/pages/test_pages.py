"""Every page runs through the app's own test client, with good links and bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.store import Store
from tests.written import opened_in, written

PAGES = Path(__file__).parents[2] / "pages"


def open_page(name: str, **query: str) -> AppTest:
    """Run a page as a link would open it."""
    page = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def shown(page: AppTest) -> str:
    """Everything the page writes, as one text."""
    html = written(element.proto.body for element in page.get("html"))
    return "\n".join([html, *(element.value for element in page.info)])


def opened(page: AppTest) -> list[str]:
    """The parts of the page that it opens."""
    parts: list[str] = json.loads(opened_in(element.proto.body for element in page.get("html")))
    return parts


def kept(page: AppTest) -> str:
    """Everything the session keeps, as text."""
    return str(page.session_state._state.filtered_state)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.py")))
def test_page_opens(name: str) -> None:
    page = open_page(name)
    assert not page.exception
    assert "<h1" in shown(page)


def test_every_target_group_opens(store: Store) -> None:
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            page = open_page("find", gruppe=group)
            assert not page.exception, group
            assert row["name"].lower()[1:] in shown(page)


def test_every_intervention_opens(store: Store) -> None:
    for intervention, row in store.interventions.items():
        page = open_page("indsats", indsats=intervention)
        assert not page.exception, intervention
        assert row["name"].replace("&", "&amp;") in shown(page)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("find", {"gruppe": "findes-ikke"}),
        ("find", {"gruppe": "<script>alert(1)</script>"}),
        ("find", {"gruppe": "jobparate", "hvem": "caseworker.findes-ikke"}),
        ("find", {"gruppe": "jobparate", "niveau": "x" * 5000}),
        ("indsats", {"indsats": "findes-ikke"}),
        ("indsats", {"gruppe": "../../etc/passwd"}),
        ("faellessamtale", {"minutter": "90"}),
        ("faellessamtale", {"tagop": "findes-ikke-absolute"}),
        ("faellessamtale", {"forhold": "\u202eskjult"}),
        ("metode", {"side": "99"}),
        ("metode", {"kilde": "ukendt-2030"}),
    ],
)
def test_wrong_link_gets_a_kind_sentence_and_the_page(name: str, query: dict[str, str]) -> None:
    page = open_page(name, **query)
    assert not page.exception
    text = shown(page)
    assert "Linket nævner" in text
    assert "<h1" in text
    assert "<script>alert" not in text


def test_sick_leave_page_says_what_may_not_be_recommended() -> None:
    text = shown(open_page("find", gruppe="sygemeldte"))
    assert "Kilderne peger ikke på nogen indsats, vi kan anbefale." in text
    assert "samtaler (kilder finder negative effekter)" in text
    assert "Det betyder ikke, at I ikke skal tale sammen" in text
    assert "viden kan ikke overføres" in text


def test_switch_in_the_link_changes_what_counts() -> None:
    with_all, danish = (shown(open_page("find", gruppe="jobparate", **switch)) for switch in ({}, {"dansk": "1"}))
    assert "Kun dansk viden tæller" in danish
    assert "Kun dansk viden tæller" not in with_all


@pytest.mark.parametrize("text", ["010190-1234", "ring til hans@post.dk"])
def test_personal_data_in_the_search_is_refused_and_kept_nowhere(text: str) -> None:
    page = open_page("find")
    page.text_input[0].set_value(text).run()
    assert "ligner et CPR-nummer eller en e-mailadresse" in page.error[0].value
    assert text not in kept(page)
    assert text not in str(page.query_params)
    linked = open_page("find", soeg=text)
    assert text not in str(linked.query_params) + kept(linked)


def test_sheet_page_takes_no_text(store: Store) -> None:
    page = open_page("faellessamtale", tagop="privat-loentilskud-absolute")
    assert not page.exception
    assert len(page.text_input) == len(page.text_area) == 0


def test_topic_that_the_new_group_cannot_have_is_dropped_with_a_sentence() -> None:
    page = open_page("faellessamtale", gruppe="jobparate", tagop="ips-absolute.privat-loentilskud-absolute")
    assert not page.exception
    text = shown(page)
    assert "Linket nævner en indsats" in text
    assert "privat løntilskud" in text.lower()
    assert page.session_state["url_tagop"] == ["privat-loentilskud-absolute"]


def test_search_finds_and_links() -> None:
    text = shown(open_page("find", soeg="løntilskkud"))
    assert "er læst som" in text
    assert "/indsats?indsats=privat-loentilskud" in text


def test_no_raw_code_reaches_a_page(store: Store) -> None:
    pages = [open_page("find", gruppe=group) for group in ("jobparate", "sygemeldte", "dagpenge-16-mdr")]
    text = " ".join(shown(page) for page in [*pages, open_page("indsats"), open_page("metode")])
    for code in (
        "not_measured",
        "few_studies",
        "practice_only",
        "medium_high",
        "not_assessed",
        "quasi_experiment",
        "None",
    ):
        assert f">{code}" not in text and f" {code} " not in text
