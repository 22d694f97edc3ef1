"""The main page: one screen that answers, everything else one step away, nothing lost."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from core.evidence.caveats import decisive_caveats
from core.evidence.family import first_steps, first_words, short_name
from core.evidence.words import level_words, sure_words
from core.model import Changes, Comparison, SecondLayer, State
from core.store import Store
from core.text import lower_first, upper_first
from core.ui.find.overview import file_html, overview_html, overview_of
from core.ui.indsats.one_intervention import LISTS, one_html
from tests.pages.test_pages import open_page, opened, shown

DAY = date(2026, 11, 28)
FIRST_PAGES = tuple((name, 0) for name in LISTS)
MOST_WORDS_SHUT, MOST_WORDS_OPEN = 450, 6_000
WORD = re.compile(r"\w[\w.,–-]*")
NAMED = ("jobparate", "sygemeldte", "dagpenge-16-mdr")
AGAINST = (State.CONFLICTING, State.NO_EFFECT, State.NEGATIVE)  # stand in the row, as what is recommended does
GROUPS = ("aktivitetsparate", "psykiske-lidelser", "ikke-vestlige", "flygtninge", *NAMED)


@cache
def markup_of(store: Store, group: str) -> str:
    """The page of a group, everything in it."""
    return overview_html(store, overview_of(store, store.answers(group), group), group, DAY)


def page_of(store: Store, group: str) -> html.HtmlElement:
    """The same to take apart."""
    return html.fromstring(f"<main>{markup_of(store, group)}</main>")


def words(page: html.HtmlElement) -> int:
    """How many words are read: numbers of notes and what only a screen reader says are none."""
    for part in page.xpath("//sup | //*[contains(@class, 'offscreen')]"):
        part.drop_tree()
    return len(WORD.findall(" ".join(page.itertext())))


def shut(page: html.HtmlElement) -> html.HtmlElement:
    """What is seen before anything is opened."""
    for part in page.xpath("//details"):
        summary = part.find("summary")
        part.clear()
        part.append(summary)
    return page


def said_caveats(page: html.HtmlElement) -> list[str]:
    """The text of every caveat, without the number of its note."""
    return [(item.text or "").strip() for item in page.xpath("//ul[starts-with(@class, 'caveats')]/li")]


def selectable(store: Store) -> list[str]:
    """The groups a reader can choose."""
    return [key for key, row in store.target_groups.items() if row["is_selectable"]]


def test_no_group_says_more_than_fits_a_screen(store: Store) -> None:
    read = {group: words(shut(page_of(store, group))) for group in selectable(store)}
    assert {group: count for group, count in read.items() if count > MOST_WORDS_SHUT} == {}


def test_with_everything_open_no_group_is_a_book(store: Store) -> None:
    """Of what the five documents say; what the second layer may add has its own limit (test_second_layer)."""
    off = SecondLayer("")
    pages = {
        group: overview_html(store, overview_of(store, store.answers(group), group), group, DAY, layer=off)
        for group in selectable(store)
    }
    read = {group: words(html.fromstring(f"<main>{text}</main>")) for group, text in pages.items()}
    assert {group: n for group, n in read.items() if n > MOST_WORDS_OPEN} == {}


@pytest.mark.parametrize("group", GROUPS)
def test_every_caveat_of_every_answer_stands_on_the_page_exactly_once(store: Store, group: str) -> None:
    answers = store.answers(group)
    overview = overview_of(store, answers, group)
    said = said_caveats(page_of(store, group))
    wanted = {c for a in overview.answers for c in a.caveats} | set(store.caveats.around(answers, group))
    assert {c.statement for c in wanted if not {c.statement, c.short} & set(said)} == set()
    # Those of one place that are said in the same words are one line.
    places = [overview.general, *(family.shared_limits for family in overview.families)]
    lines = [{(limit.caveat.changes, limit.about, limit.words) for limit in place} for place in places]
    assert len(said) == len(wanted) - sum(map(len, places)) + sum(map(len, lines))


@pytest.mark.parametrize("group", GROUPS)
def test_a_row_says_its_decisive_caveats_and_names_every_form_that_answers(store: Store, group: str) -> None:
    answers, page = store.answers(group), page_of(store, group)
    for family in overview_of(store, answers, group).telling:
        (row,) = page.xpath(f"//article[@id='{family.family_id}']")
        said = [item.text_content() for item in row.xpath(".//ul[@class='must']/li")]
        own = f"{store.group_names[group]}: "  # on her own page a group is not named again
        told = [upper_first(caveat.short.removeprefix(own)) for caveat in decisive_caveats(family.lead)]
        assert said == told, family.name
        cell = family.lead.assessment
        # That nothing was measured on the group is said once, over all rows, or in each.
        is_said_above = "Intet er målt på netop gruppen." in page.xpath("string(//p[@class='answer'])")
        sure = (level_words if is_said_above else sure_words)(cell, store.labels)
        assert row.xpath("string(.//p[@class='sure'])").startswith(sure), family.name
        assert store.labels.state(cell.state.value, is_relative=False) in row.xpath("string(.//p[@class='says'])")
        named = [form.xpath("text()")[0] for form in row.xpath(".//p[@class='forms']/span")]
        if not family.has_own_verdict:  # whose mark and sentence it is: what »Tag op« takes up
            assert row.xpath("string(.//p[@class='says']/b)") == f"{short_name(family.lead.name)}:"
            named.append(lower_first(short_name(family.lead.name)))
        forms = {
            lower_first(short_name(a.name))
            for a in answers
            if store.interventions[a.assessment.intervention_id]["family_id"] == family.family_id
            and a.assessment.intervention_id != family.family_id
            and a.assessment.comparison is Comparison.ABSOLUTE
            and (a.assessment.is_recommended or a.assessment.state in AGAINST)
        }
        assert forms <= set(named), family.name


@pytest.mark.parametrize("group", GROUPS)
def test_what_nothing_is_recommended_of_says_so_over_its_rows(store: Store, group: str) -> None:
    overview = overview_of(store, store.answers(group), group)
    for head in page_of(store, group).xpath("//h2[@class='lever']"):
        families = [f for f in overview.telling if head.text.strip() == store.labels("lever", f.lever)]
        is_advised = any(family.recommended for family in families)
        assert families and ("men kilderne anbefaler det ikke" in head.text_content()) is not is_advised


@pytest.mark.parametrize("group", GROUPS)
def test_where_sources_disagree_a_word_leads_to_what_about(store: Store, group: str) -> None:
    page = page_of(store, group)
    for family in overview_of(store, store.answers(group), group).telling:
        cell = family.lead.assessment
        links = page.xpath(f"//article[@id='{family.family_id}']//a[@class='mark']/@href")
        assert bool(links) is cell.has_source_disagreement, family.name
        if links:
            led_to = html.fromstring(one_html(cell.intervention_id, group, FIRST_PAGES, DAY))
            assert urlsplit(links[0]).fragment in led_to.xpath("//@id"), family.name
            assert parse_qs(urlsplit(links[0]).query)["indsats"] == [cell.intervention_id]


@pytest.mark.parametrize("group", GROUPS)
def test_the_answer_is_said_whole_and_what_is_unknown_or_to_be_done_is_named(store: Store, group: str) -> None:
    page, overview = page_of(store, group), overview_of(store, store.answers(group), group)
    answer = page.xpath("string(//p[@class='answer'])")
    assert " ".join(answer.split()) == " ".join(first_words(overview).sentences)
    named = page.xpath("//details[@id='ingen-viden']//li/a/text()")
    assert named == [short_name(unknown.name) for unknown in overview.unknown]
    lines = " ".join(page.xpath("//ul[@class='lines']/li/text()"))
    for family in overview.telling:
        for step in first_steps(family.answers):
            assert step.statement in lines, family.name


@pytest.mark.parametrize("group", GROUPS)
def test_what_changes_what_one_does_stands_in_full(store: Store, group: str) -> None:
    page = said_caveats(page_of(store, group))
    for family in overview_of(store, store.answers(group), group).telling:
        limits = [c for c in family.lead.caveats if c.changes not in (Changes.HOW_SURE, Changes.READING)]
        assert {caveat.statement for caveat in limits} <= set(page), family.name


@pytest.mark.parametrize("group", GROUPS)
def test_every_note_on_the_page_leads_to_its_place(store: Store, group: str) -> None:
    page = page_of(store, group)
    for part in page.xpath("//details[contains(@class, 'of-row') or @id='gaelder-alt'][.//sup[@class='note']]"):
        used = {int(n) for note in part.xpath(".//sup[@class='note']") for n in re.findall(r"\d+", note.text_content())}
        assert max(used) == len(part.xpath(".//p[contains(@class, 'notes')]/sup")), part.get("id")
        places = {f"#{place}" for place in part.xpath(".//p[contains(@class, 'notes')]/sup/@id")}
        assert set(part.xpath(".//sup[@class='note']/a/@href")) <= places


@pytest.mark.parametrize("group", NAMED)
def test_every_way_on_from_an_answer_keeps_the_group(store: Store, group: str) -> None:
    page = page_of(store, group)
    links = page.xpath("//section[@class='families' or @class='rest']//a[starts-with(@href, './indsats')]/@href")
    assert links
    assert [link for link in links if parse_qs(urlsplit(link).query).get("gruppe") != [group]] == []


@pytest.mark.parametrize("group", GROUPS)
def test_the_saved_file_and_the_page_say_the_same_and_the_file_asks_for_nothing(store: Store, group: str) -> None:
    saved = file_html(store, store.answers(group), group, date(2026, 11, 28))
    assert said_caveats(html.fromstring(saved)) == said_caveats(page_of(store, group))
    assert not re.search(r"(src|srcset)=|@import|url\((?!.data:)|<script|<link|<iframe", saved)
    ways = html.fromstring(saved).xpath("//a/@href")
    assert ways and all(way.startswith(("#", "https://")) for way in ways)  # none into the app: it is not there
    home = "https://viden.eksempel.dk/hv/"
    at_home = file_html(store, store.answers(group), group, date(2026, 11, 28), f"{home}?gruppe={group}")
    assert f'href="{home}indsats?' in at_home and 'href="./' not in at_home
    assert "default-src 'none'" in saved and store.version in saved and "28. november 2026" in saved


def test_nobody_reads_an_answer_for_a_group_she_did_not_choose() -> None:
    text = shown(open_page("find"))
    assert "Hvem skal samtalen handle om?" in text
    assert 'class="row"' not in text
    for group in NAMED:
        assert f'data-choose="{group}"' in text


def test_the_doors_say_each_groups_answer_and_its_warning(store: Store) -> None:
    doors = html.fromstring(shown(open_page("find"))).xpath("//a[@class='door']")
    assert len(doors) == 3
    sick = next(door for door in doors if door.get("data-choose") == "sygemeldte").text_content()
    assert "Pas på: samtaler" in sick


def test_the_chosen_group_stands_in_the_heading() -> None:
    assert "Hvad virker for ledige på dagpenge i 16 måneder?</h1>" in shown(open_page("find", gruppe="dagpenge-16-mdr"))


def test_the_law_stands_where_time_is_short_and_nowhere_else() -> None:
    text = shown(open_page("find", gruppe="dagpenge-16-mdr"))
    assert "skal kommunen (jobcenteret) tilbyde" in text
    # Read in an old text, it is not said of today.
    assert "Loven, læst før 1. februar 2026:" in text and "Loven nu:" not in text
    assert not re.search("Loven( nu|, læst)", shown(open_page("find", gruppe="jobparate")))


def test_what_is_picked_is_in_the_address_and_goes_on_to_the_conversation() -> None:
    page = open_page("find", gruppe="jobparate", tagop="samtaler-absolute.konkrete-jobforslag-absolute")
    links = html.fromstring(shown(page)).xpath("//p[@class='ways']/a/@href")
    assert "./faellessamtale?gruppe=jobparate&tagop=samtaler-absolute.konkrete-jobforslag-absolute" in links
    assert "./moede?gruppe=jobparate&tagop=samtaler-absolute.konkrete-jobforslag-absolute" in links
    assert shown(page).count('aria-pressed="true"') == 3  # the row of the family, and each in its own line


def test_only_what_can_be_brought_up_in_the_room_can_be_picked(store: Store) -> None:
    text = shown(open_page("find", gruppe="dagpenge-16-mdr"))
    picks = set(re.findall(r'data-pick="([^"]+)"', text))
    assert "samtaler-absolute" in picks
    assert not picks & {"lavere-sagsstamme-absolute", "kontrolsamtaler-absolute", "sanktioner-absolute"}


def test_a_link_opens_a_row() -> None:
    page = open_page("find", gruppe="jobparate", aaben="samtaler.gaelder-alt")
    assert opened(page) == ["samtaler", "gaelder-alt"]
    assert "Linket nævner" in shown(open_page("find", gruppe="jobparate", aaben="findes-ikke"))


def test_eight_states_have_a_place(store: Store) -> None:
    text = unescape(shown(open_page("find", gruppe="jobparate")))
    for word in (
        "Understøttet",
        "Lovende",
        "Få studier",
        "Modstridende viden",
        "Ingen påvist",
        "Svagere end alternativet",
        "Ingen viden: ",
    ):
        assert word in text, word
    assert "Kun praksisviden: " in shown(open_page("find", gruppe="dagpenge-16-mdr"))
    assert "Pas på" in shown(open_page("find", gruppe="sygemeldte"))


def test_filters_that_leave_nothing_say_so_and_give_a_way_on() -> None:
    text = shown(open_page("find", gruppe="sygemeldte", niveau="strong"))
    assert "Intet svar passer til de valg." in text and "Ryd alle valg" in text
