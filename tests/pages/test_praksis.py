"""The page of practice: every theme, own figures good and bad, and what must stand on every view."""

from __future__ import annotations

from functools import cache
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from core.evidence.practice import Question
from core.export.tables import write_xlsx
from core.store import Store
from core.ui.praksis.practice import all_caveats, theme_tables
from tests import files
from tests.pages.test_pages import kept, open_page, shown
from tests.practice import every_figure, every_question

MARK = "Det gør man – ikke det virker"
LENGTH = {"tema": "length"}
OWN = "mploy-fig18-30.10_mploy-fig18-45.60_mploy-fig18-60.30"


def field(page: AppTest, label: str):
    """The field for an own number with this label."""
    return next(element for element in page.text_input if element.label == label)


def in_address(page: AppTest, name: str) -> str:
    """What stands in the address under a name, or an empty string."""
    value = page.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


def topics(store: Store) -> list[str]:
    """Every theme that has figures."""
    return list(dict.fromkeys(row["topic"] for row in every_figure(store)))


def ids_of(store: Store, topic: str) -> list[str]:
    """The ids of the figures of a theme."""
    return [row["figure_id"] for row in every_figure(store) if row["topic"] == topic]


@cache
def theme(topic: str) -> str:
    """What the page of a theme shows, as a link opens it."""
    page = open_page("praksis", tema=topic)
    assert not page.exception, topic
    return shown(page)


def test_every_theme_opens_with_its_mark_its_figures_and_its_caveats(store: Store) -> None:
    questions = every_question(store)
    assert len(topics(store)) == 17
    for topic in topics(store):
        text = unescape(theme(topic))
        assert MARK in text
        part = [question for question in questions if question.topic == topic]
        for caveat in all_caveats(store, part):
            assert caveat.statement in text, (topic, caveat.statement)
        for figure in (figure for question in part for figure in question.figures):
            assert figure.statement in text, figure.figure_id


def shape(question: Question) -> tuple:
    """What decides how a question is drawn when it stands first: its answers, their unit, and what can be set beside."""
    kinds = {figure.kind for figure in question.figures}
    return question.unit, question.method, frozenset(kinds), len(question.own_limits), question.is_span


def test_every_kind_of_question_can_stand_first(store: Store) -> None:
    """Every question is drawn with its theme; standing first it also gets its fields."""
    drawn = {shape(question): question for question in every_question(store) if question.is_drawn}
    assert len(drawn) > 15
    for question in drawn.values():
        page = open_page("praksis", tema=question.topic, spm=question.question_id)
        assert not page.exception, question.question_id
        assert len(page.text_input) == len(question.own_limits)


EVERY_DISAGREEMENT = {"visibilities": [], "source_ids": [], "kinds": [], "skip": 0, "top": 1_000_000}


def test_disagreements_of_the_figures_stand_beside_them_and_the_editorial_ones_do_not(store: Store) -> None:
    everything = {row["disagreement_id"]: row for row in store.rows("disagreements", **EVERY_DISAGREEMENT)}
    for topic in topics(store):
        text = theme(topic)
        for row in store.rows("practice_disagreements", figures=ids_of(store, topic)):
            assert text.count(f'id="{row["disagreement_id"]}"') == 1
        assert not any(f'id="{key}"' in text for key, row in everything.items() if row["visibility"] == "log")


def test_law_is_said_where_it_matters_from_the_rows(store: Store) -> None:
    rules = {row["rule_id"]: row for row in store.rows("legal_rules")}
    take_up, length = (unescape(theme(topic)) for topic in ("take_up", "length"))
    for rule in ("faellessamtale-2015", "faellessamtale-2020"):
        assert rules[rule]["statement"] in take_up and rules[rule]["address"] in take_up
        assert rules[rule]["statement"] not in length
    assert "Gælder fra 1. januar 2020" in take_up


def test_intervention_page_says_that_practice_is_not_measured_and_leads_to_it() -> None:
    text = unescape(shown(open_page("indsats", indsats="personlig-jobformidler")))
    assert "Det bruges i praksis. Effekten er ikke målt." in text
    assert "Det gør man i praksis: " in text and "/praksis?tema=personal_job_broker" in text


@pytest.mark.parametrize(
    ("topic", "note"),
    [
        ("fund_part", "tallene giver 99 procent. Forskellen er ikke større, end afrunding kan give"),
        ("preparation", "tallene giver 94 procent. De sidste 6 procent er svar"),
        ("personal_job_broker", "Svarene udelukker ikke hinanden, så tallene kan ikke lægges sammen"),
    ],
)
def test_shares_that_do_not_add_up_are_marked(topic: str, note: str) -> None:
    assert note in theme(topic)


def test_link_with_own_figures_shows_them_and_says_how_they_stand() -> None:
    page = open_page("praksis", **LENGTH, egne=OWN)
    text = shown(page)
    assert "Jeres hyppigste svar er »45 minutter«. Det samme svarede 42 procent af jobcentrene i 2016–17." in text
    assert "jeres 10 procent ligger under 2016–17 (43 procent) og uden for usikkerheden (32–55)" in text
    assert "over eller under siger intet om, hvad der er bedst" in text
    assert field(page, "45 minutter").value == "60"


def test_page_without_own_figures_compares_nothing() -> None:
    assert "Jeres hyppigste svar" not in theme("length")


def test_written_numbers_land_in_the_address_with_the_other_choices() -> None:
    page = open_page("praksis", **LENGTH)
    field(page, "30 minutter").set_value("42,5").run()
    field(page, "45 minutter").set_value("50 %").run()
    assert in_address(page, "egne") == "mploy-fig18-30.42.5_mploy-fig18-45.50"
    assert in_address(page, "tema") == "length"
    assert field(page, "30 minutter").value == "42,5"
    assert field(page, "45 minutter").value == "50"
    assert "jeres 42,5 procent ligger under 2016–17 (43 procent), men inden for usikkerheden" in shown(page)


def test_emptied_field_and_button_take_numbers_out_of_the_address() -> None:
    page = open_page("praksis", **LENGTH, egne=f"{OWN}_mploy-fig29-samlet.40")
    field(page, "30 minutter").set_value("").run()
    assert in_address(page, "egne") == "mploy-fig18-45.60_mploy-fig18-60.30_mploy-fig29-samlet.40"
    page.button[0].click().run()
    assert in_address(page, "egne") == "mploy-fig29-samlet.40"
    assert field(page, "45 minutter").value == ""


@pytest.mark.parametrize("written", ["101", "-5", "abc", "nan", "inf", "1e309", "1.000", "4;5", "010190-1", "٤٢"])
def test_what_is_no_number_is_refused_kindly_and_kept_nowhere(written: str) -> None:
    page = open_page("praksis", **LENGTH, egne=OWN)
    field(page, "30 minutter").set_value(written).run()
    assert not page.exception
    assert "Skriv et tal fra 0 til 100, fx 42 eller 42,5" in page.error[0].value
    assert field(page, "30 minutter").value == "10"
    assert in_address(page, "egne") == OWN
    assert written not in page.error[0].value and f"'{written}'" not in kept(page)
    assert not page.run().error


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("findes-ikke.40", ""),
        ("mploy-fig18-30.101", ""),
        ("mploy-fig18-30.-5", ""),
        ("mploy-fig18-30.nan", ""),
        ("mploy-fig18-30.inf", ""),
        ("mploy-fig18-30.1e309", ""),
        ("mploy-fig18-30", ""),
        ("mploy-fig8-hoejst-halvdelen.20", ""),  # a sum of other answers
        ("mploy-tab3-andel-sjaelland.20", ""),  # the survey itself
        ("mploy-fig18-30.10_010190-1234", "mploy-fig18-30.10"),
        ("mploy-fig18-30.42,5_<script>alert(1)</script>.4", "mploy-fig18-30.42.5"),
        ("_".join(["mploy-fig18-30.10"] * 1000), ""),
        ("\u202e_.._", ""),
    ],
)
def test_wrong_own_figures_in_a_link_are_dropped_with_a_sentence(raw: str, left: str) -> None:
    page = open_page("praksis", **LENGTH, egne=raw)
    assert not page.exception
    text = shown(page)
    assert "Linket nævner egne tal, som ikke kan bruges her" in text
    assert in_address(page, "egne") == left
    assert "010190" not in text + kept(page) and "<script>alert" not in text


@pytest.mark.parametrize("query", [{"tema": "findes-ikke"}, {"tema": "length", "spm": "mploy-fig8-1-25"}])
def test_wrong_theme_or_question_gets_a_sentence_and_the_page(query: dict[str, str]) -> None:
    page = open_page("praksis", **query)
    assert not page.exception
    assert "Linket nævner" in shown(page) and MARK in shown(page)


def test_another_theme_brings_its_own_first_question_into_the_address() -> None:
    page = open_page("praksis", tema="length", spm="mploy-fig18-30", egne=OWN)
    page.selectbox[0].select("fund_part").run()
    assert in_address(page, "tema") == "fund_part"
    assert in_address(page, "spm") == "mploy-fig12-1-25"
    assert in_address(page, "egne") == OWN
    again = open_page("praksis", **{name: in_address(page, name) for name in ("tema", "spm", "egne")})
    assert "Linket nævner" not in shown(again)


def test_span_between_municipalities_holds_the_own_number() -> None:
    text = shown(open_page("praksis", tema="company_based", egne="mploy-fig29-samlet.71"))
    assert "Jeres 71 procent ligger over 2016–17 (på tværs af kommunerne: 34 procent) og over den højeste (68)." in text


def test_own_shares_that_do_not_give_100_get_a_note_and_are_kept() -> None:
    page = open_page("praksis", **LENGTH, egne="mploy-fig18-30.60_mploy-fig18-45.60")
    assert "Jeres tal giver 120 procent tilsammen" in shown(page)
    assert field(page, "45 minutter").value == "60"


def test_figures_lead_to_what_works() -> None:
    text = theme("content")
    assert "Hvad virker?" in text
    assert 'href="./indsats?indsats=virksomhedspraktik"' in text


def test_no_raw_code_reaches_the_page(store: Store) -> None:
    for topic in topics(store):
        text = theme(topic)
        for code in ("percent", "survey", "several", "lowest", "None", "take_up", "personal_job_broker"):
            assert f">{code}" not in text and f" {code} " not in text and f"({code}" not in text


def test_file_of_a_theme_holds_every_number_caveat_disagreement_and_rule(store: Store) -> None:
    questions, written = every_question(store), {row["figure_id"]: row for row in files.rows("practice_figure")}
    for topic in topics(store):
        part = [question for question in questions if question.topic == topic]
        told = store.rows("practice_disagreements", figures=ids_of(store, topic))
        tables = {table.name: table.rows for table in theme_tables(store, part, {"mploy-fig18-30": 10}, told)}
        assert len(tables["Tal"]) == sum(len(question.figures) for question in part)
        for row in tables["Tal"]:
            assert row["value"] == files.figure(written[row["id"]]["value"])
            assert row["low"] is row["high"] is None or row["low"] < row["high"]
            assert row["low"] is None or row["low"] <= row["value"] <= row["high"], row["id"]
        assert [row["statement"] for row in tables["Forbehold"]] == [c.statement for c in all_caveats(store, part)]
        assert len(tables.get("Uenigheder", [])) == len({row["disagreement_id"] for row in told})
        law = [row for row in store.rows("practice_law") if row["practice_topic"] == topic]
        assert len(tables.get("Loven", [])) == len(law)
        assert write_xlsx(theme_tables(store, part, {}, told), {"Titel": topic}).startswith(b"PK")
        assert {row["own"] for row in tables["Tal"]} == ({None, 10} if topic == "length" else {None})


def test_theme_with_nothing_to_draw_still_opens(tiny_store, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = {"figure_id": "f-1", "answer_kind": "alone", "unit": "count", "n": ""}
    small = tiny_store(practice_figure=[figure], legal_rule=[{"rule_id": "r"}], legal_rule_topic=[{"rule_id": "r"}])
    monkeypatch.setattr("core.ui.frame.session.the_store", lambda: small)
    page = open_page("praksis")
    assert not page.exception
    assert "Enkelttal i temaet" in shown(page) and "Der skal holdes en samtale." in shown(page)
