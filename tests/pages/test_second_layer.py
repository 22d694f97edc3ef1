"""The second layer on the pages: all of it once, apart from every answer, short, and gone without a trace when it is off."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from lxml import html

from core.model import SecondLayer, State
from core.store import Store
from core.ui.find.overview import file_html, overview_html, overview_of
from core.ui.parts.law import law_html
from core.ui.parts.second_layer import box_html, effort_html, leads_html, method_html, on_map
from tests.data.test_second_layer import without_second  # noqa: F401 (a fixture)
from tests.pages.test_evidenskort import drawn_map, kinds
from tests.pages.test_find import page_of, shut, words
from tests.pages.test_pages import open_page, shown

GROUPS = ("sygemeldte", "dagpenge-16-mdr", "langtidsledige-dagpenge", "langtidsledige")
# What the layer may add to the words of a page with everything open: every row in full, or in short.
MOST_WORDS = {"sygemeldte": 3_400} | dict.fromkeys(GROUPS[1:], 1_000)
TODAY = date(2026, 11, 28)


def page(store: Store, group: str, **given: object) -> str:
    return overview_html(store, overview_of(store, store.answers(group), group), group, TODAY, **given)


def box_of(store: Store, group: str) -> html.HtmlElement:
    return html.fromstring(f"<main>{box_html(store, store.second_layer(group))}</main>")


# ---- All of it, once ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_every_row_stands_once_on_the_page_and_in_the_file_one_step_from_its_study(store: Store, group: str) -> None:
    layer = store.second_layer(group)
    assert len(layer.findings) > 30
    home = "https://viden.eksempel.dk/"
    saved = file_html(store, store.answers(group), group, TODAY, f"{home}?gruppe={group}")
    for text, to in ((page(store, group), "./"), (saved, home)):
        shown_rows = html.fromstring(text).xpath("//*[starts-with(@id, 'raekke-')]")
        assert sorted(row.get("id") for row in shown_rows) == sorted(f"raekke-{r.finding_id}" for r in layer.findings)
        studies = {
            f"{to}studier?lag=second&studie={r.study.study_id}": f"raekke-{r.finding_id}" for r in layer.findings
        }
        assert all(row.xpath(".//a/@href")[-1] in studies for row in shown_rows)


def test_rows_that_contradict_each_other_stand_side_by_side(store: Store) -> None:
    for group in GROUPS[:2]:
        text = box_of(store, group)
        for pair in store.second_layer(group).disagreements:
            sides = text.xpath(f"//article[.//h4[text()='{pair.topic}']]//div[@class='sides']/p")
            assert [side.text.strip() for side in sides] == [pair.position_a, pair.position_b]


def test_a_link_to_a_row_opens_its_study_and_how_it_was_read(store: Store) -> None:
    study = store.second_layer("sygemeldte").findings[0].study
    text = unescape(shown(open_page("studier", lag="second", studie=study.study_id)))
    for said in (study.title, study.address, store.labels("layer", "second"), "28. november 2026"):
        assert said in text
    assert "Linket nævner" in shown(open_page("studier", lag="second", studie="findes-ikke"))


def test_studier_lists_the_layer_only_when_it_is_asked_for(store: Store) -> None:
    rows = store.second_layer().findings
    first, second = shown(open_page("studier")), shown(open_page("studier", lag="second"))
    assert "Du ser 69 studier" in first and "raekke-" not in first
    assert f"Du ser {len(rows)} rækker i {len(store.second_layer().studies)} udgivelser" in second
    narrowed = shown(open_page("studier", lag="second", peger="against", laggruppe="dagpenge-16-mdr"))
    against = [row for row in store.second_layer("dagpenge-16-mdr").findings if row.direction == "against"]
    assert narrowed.count('id="raekke-') == len(against) > 0


def test_method_says_how_it_was_read_and_names_all_that_was_left_out(store: Store) -> None:
    text = unescape(shown(open_page("metode")))
    left_out = store.rows("second_left_out", groups=[])
    assert f"Set på og udeladt: {len(left_out)}" in text
    assert [row["citation"] for row in left_out if row["citation"] not in text or row["reason"] not in text] == []


def test_an_intervention_carries_what_the_layer_has_about_it_and_the_chosen_group_comes_first(store: Store) -> None:
    topic = next(t for t in store.second_layer("sygemeldte").topics if t.intervention_id == "loentilskud")
    text = shown(open_page("indsats", indsats="loentilskud", gruppe="sygemeldte"))
    assert f'id="lag-{topic.topic_id}"' in text and store.labels("layer", "second") in text
    assert text.index(f'id="lag-{topic.topic_id}"') < text.index('id="lag-lang-loentilskud"')


# ---- Apart from every answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_the_box_has_its_heading_and_its_caution_and_no_state(store: Store, group: str) -> None:
    box, layer = box_of(store, group), store.second_layer(group)
    assert box.xpath("//h2/text()") == [store.labels("layer", "second")]
    assert layer.cautions[0].findings[0].statement in box.text_content()
    classes = {name for value in box.xpath("//@class") for name in value.split()}
    assert not {name for name in classes if name.startswith(("state", "form-", "glyph", "dir", "mark"))}
    states = {store.labels("state", state.value) for state in State} - {store.labels("state", "unknown")}
    assert not {word for word in states if word in box.text_content()}


@pytest.mark.parametrize("group", GROUPS)
def test_off_is_exactly_the_page_of_before(store: Store, without_second: Store, group: str) -> None:  # noqa: F811
    layer = store.second_layer(group)
    on = page(store, group)
    assert on != (off := page(store, group, layer=SecondLayer("")))
    assert on.replace(box_html(store, layer), "").replace(leads_html(store, layer), "") == off
    assert page(without_second, group) == off


def test_off_leaves_nothing_on_the_other_pages(without_second: Store) -> None:  # noqa: F811
    empty = without_second.second_layer()
    assert (method_html(without_second, empty), on_map(without_second), without_second.second_groups) == ("", {}, {})
    assert effort_html(without_second, "loentilskud", "sygemeldte") == ""


@pytest.mark.parametrize(("name", "query"), [
    ("faellessamtale", {"ark": "borger"}), ("faellessamtale", {}), ("moede", {}), ("moede", {"til": "borger"}),
    ("sammenlign", {}), ("praksis", {}),
])  # fmt: skip
def test_nothing_of_it_is_in_the_conversation_the_screen_or_a_comparison(
    store: Store, name: str, query: dict[str, str]
) -> None:
    layer = store.second_layer()
    for group in GROUPS[:2]:
        text = unescape(shown(open_page(name, gruppe=group, **query)))
        assert store.labels("layer", "second") not in text and "lag=second" not in text
        assert not [row.finding_id for row in layer.findings if row.statement in text]


def test_the_map_marks_it_only_when_it_is_switched_on_and_no_state_moves(store: Store) -> None:
    off, on = (drawn_map(open_page("evidenskort", gruppe="sygemeldte", **q)) for q in ({}, {"lag": "1"}))
    for group in ("sygemeldte", "jobparate"):
        before, after = kinds(off, group), kinds(on, group)
        assert {key: kind.removesuffix(" has-second") for key, kind in after.items()} == before
        marked = {key for key, kind in after.items() if kind.endswith("has-second")}
        assert marked == {key for of, key in on_map(store) if of == group} & before.keys()
    assert "has-second" in kinds(on, "sygemeldte")["virksomhedspraktik"] and marked == set()


# ---- Short, and leading somewhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_the_layer_is_short_before_it_is_opened_and_has_a_limit_when_it_is(store: Store, group: str) -> None:
    assert words(shut(page_of(store, group))) <= 450
    assert words(box_of(store, group)) <= MOST_WORDS[group]
    lines = shut(box_of(store, group)).text_content()
    count = len(store.second_layer(group).findings)
    assert (f"Alle {count} rækker" if group in store.silent_groups else f"Supplerende forskning: {count}") in lines


def test_groups_in_sight_are_those_the_five_documents_recommend_nothing_for(store: Store) -> None:
    silent = {g for g in store.selectable_groups if not any(store.is_pickable(a.assessment) for a in store.answers(g))}
    assert store.silent_groups == silent
    assert store.silent_groups & store.second_groups.keys() == {"sygemeldte"}


def test_the_page_for_sick_leave_leads_somewhere(store: Store) -> None:
    first = shut(page_of(store, "sygemeldte"))
    text = " ".join(first.text_content().split())
    for said in (
        "Med arbejdsgiver", "Uden arbejdsgiver", "delvis raskmelding", "Kan arbejdet begynde igen på nedsat tid?",
        "Er der en arbejdsplads", "Er en behandling i gang", "IPS", "Kun alvorlig psykisk sygdom: ikke vist for andre",
        "Ingen viden: 65", "ingen regel er læst som gældende i dag",
    ):  # fmt: skip
        assert said in text, said
    places = re.findall(r'href="#(lag-[^"]+)"', html.tostring(first, encoding="unicode"))
    assert places and set(places) <= set(re.findall(r'id="(lag-[^"]+)"', page(store, "sygemeldte")))


# ---- The law by date ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_due", "is_old"),
    [(date(2026, 10, 1), False, False), (TODAY, True, False), (date(2027, 3, 1), True, True)],
)
def test_a_rule_is_marked_when_it_is_soon_to_change_or_was_read_long_ago(
    store: Store, day: date, is_due: bool, is_old: bool
) -> None:
    summary = law_html(store, "dagpenge-16-mdr", day).partition("</summary>")[0]
    assert "skal kommunen (jobcenteret) tilbyde" in summary
    assert ("Ny lov ventet 1. januar 2027." in summary) is is_due
    assert ("Læst for over 90 dage siden." in summary) is is_old


def test_only_a_rule_applies_from_a_day_a_statement_was_made_and_the_unknown_is_said(store: Store) -> None:
    text = law_html(store, "dagpenge-16-mdr", TODAY)
    assert "Gælder fra 1. januar 2020, læst i en tekst fra før 1. februar 2026</strong> (ret og pligt)" in text
    assert "Oplyst den 1. juli 2025" in text and "Vides ikke" in text
    sick = law_html(store, "sygemeldte", TODAY)
    assert "Oplyst den 21. september 2023</strong> (ret)" in sick and "Gælder fra" not in sick
    assert law_html(store, "jobparate", TODAY) == ""
    assert "8 uger" not in sick and "otte uger" not in sick
