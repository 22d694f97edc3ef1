"""Én indsats: the chosen group's answer first, every caveat of it once, the other groups after it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest
from lxml import html

from core.evidence.caveats import decisive_caveats
from core.evidence.words import parted
from core.model import Comparison, State
from core.store import Store
from core.text import trial_count
from core.ui.frame.session import answers_for
from core.ui.indsats.one_intervention import LISTS, one_html
from tests.pages.test_pages import open_page, opened, shown

MOST_WORDS_SHUT, MOST_WORDS_OPEN = 460, 3_900
MOST_WORDS_SECOND = 1_400  # what the second layer may add, opened
GROUPS = ("jobparate", "sygemeldte", "dagpenge-16-mdr")
FIRST_PAGES = tuple((name, 0) for name in LISTS)
TODAY = date(2026, 11, 29)
OF_INTERVENTIONS = {"claim": ("claim_id", "intervention_id"), "caveat_scope": ("caveat_id", "scope", "ref_id")}
SILENT = (State.UNKNOWN, State.PRACTICE_ONLY)


def page_of(intervention: str, group: str) -> html.HtmlElement:
    """The page below its heading, everything in it."""
    return html.fromstring(text_of(intervention, group))


@cache
def text_of(intervention: str, group: str) -> str:
    return one_html(intervention, group, FIRST_PAGES, TODAY)


def words(page: html.HtmlElement) -> int:
    return len(" ".join(page.itertext()).split())


def shut(page: html.HtmlElement) -> html.HtmlElement:
    """What is read before anything is opened."""
    for part in page.xpath("//details"):
        summary = part.find("summary")
        part.clear()
        part.append(summary)
    return page


def told(store: Store, intervention: str, group: str) -> list:
    """The answers to both questions that say something, "does it help?" first."""
    own = [a for a in answers_for(group) if a.assessment.intervention_id == intervention]
    said = [a for a in own if a.assessment.state not in SILENT]
    return sorted(said, key=lambda answer: answer.assessment.comparison.value)


@pytest.mark.parametrize("group", GROUPS)
def test_every_caveat_of_the_answer_stands_once_with_its_place(store: Store, group: str) -> None:
    for intervention in store.interventions:
        page = page_of(intervention, group)
        answers = [a for a in answers_for(group) if a.assessment.intervention_id == intervention and a.references]
        answers = [a for a in answers if a.assessment.state is not State.UNKNOWN]
        expected = {c for a in answers for c in a.caveats} | set(
            store.caveats.around(answers, group) if answers else ()
        )
        items = page.xpath("//ul[@class='caveats']/li")
        said = Counter(item.text.strip() for item in items)
        assert said == Counter(caveat.statement.strip() for caveat in expected), (intervention, group)
        assert all(item.xpath("./sup[normalize-space()] | ./small[normalize-space()]") for item in items)
        counted = page.xpath("string(//details[@id='forbehold']/summary)")
        assert counted == (f"Alle {len(expected)} forbehold" if expected else "")


@pytest.mark.parametrize("group", GROUPS)
def test_budget_of_words(store: Store, group: str) -> None:
    for intervention in store.interventions:
        page = page_of(intervention, group)
        second = sum(map(words, page.find_class("second")))
        assert words(page) - second <= MOST_WORDS_OPEN and second <= MOST_WORDS_SECOND, (intervention, group)
        assert words(shut(page)) <= MOST_WORDS_SHUT, (intervention, group)


@pytest.mark.parametrize("group", ["jobparate", "sygemeldte"])
def test_the_answer_stands_first_with_its_decisive_caveats(store: Store, group: str) -> None:
    for intervention in store.interventions:
        page = page_of(intervention, group)
        assert page.xpath("//section")[0].get("id") == "svar"
        answers = told(store, intervention, group)
        lines = ["".join(item.itertext()) for item in page.xpath("//section[@id='svar']//ul[@class='must']/li")]
        decisive = next((found for answer in answers if (found := decisive_caveats(answer))), [])
        name = store.target_groups[group]["name"]
        assert lines == [" ".join(filter(None, parted(caveat.short, name))) for caveat in decisive] and len(lines) <= 3
        text = page.xpath("string(//section[@id='svar'])")
        assert [a.name for a in answers if a.message not in text] == []
        # The number of studies is ours, and says so: a source may count others.
        cells = [
            a.assessment for a in answers if a.assessment.comparison is Comparison.ABSOLUTE and a.assessment.trials
        ]
        assert all(f"vores optælling: {trial_count(cell.trials, cell.publications)}" in text for cell in cells)


def test_what_points_to_work_and_is_no_choice_has_the_mark_of_the_map(store: Store) -> None:
    (first,) = page_of("kontrolsamtaler", "jobparate").xpath("//section[@id='svar']")
    chips = [" ".join(chip.text_content().split()) for chip in first.xpath(".//span[contains(@class, 'state')]")]
    assert "Peger mod job, men er ikke et valg" in chips and not any("Lovende" in chip for chip in chips)


def test_nothing_is_said_of_what_nothing_is_known_of(store: Store) -> None:
    for intervention in store.interventions:
        if not told(store, intervention, "sygemeldte"):
            page = page_of(intervention, "sygemeldte")
            for part in ("forbehold", "samtalen", "resultater", "konklusioner"):
                assert page.xpath(f"//details[@id='{part}']") == [], (intervention, part)


@pytest.mark.parametrize("intervention", ["samtaler", "gruppesamtaler", "lavere-sagsstamme", "personlig-jobformidler"])
def test_every_group_can_be_chosen_once(store: Store, intervention: str) -> None:
    page = page_of(intervention, "jobparate")
    links = page.xpath("//section[@id='grupper']//a/@data-choose")
    groups = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    assert len(links) == len(set(links))
    assert groups - set(links) <= {"jobparate"}  # a chosen group that nothing is known of is said above


def test_groups_of_the_sources_stand_before_those_it_is_transferred_to(store: Store) -> None:
    page = page_of("samtaler", "jobparate")
    measured = page.xpath("//section[@id='grupper']/table//a/@data-choose")
    transferred = page.xpath("//details[@id='andre-grupper']//a/@data-choose")
    cells = {key: next(a for a in answers_for(key) if a.assessment.intervention_id == "samtaler") for key in measured}
    assert {answer.assessment.directness.value for answer in cells.values()} == {"direct"}
    assert "dagpenge-16-mdr" in transferred and "jobparate" in measured


@pytest.mark.parametrize("group", GROUPS)
def test_every_result_and_conclusion_is_here_or_counted_where_it_stands(store: Store, group: str) -> None:
    for intervention in store.interventions:
        page = page_of(intervention, group)
        rows = store.rows("intervention_findings", intervention=intervention)
        rows += store.rows("intervention_claims", intervention=intervention)
        here = len(page.xpath("//details[@id='resultater' or @id='konklusioner']//tr[@id]"))
        elsewhere = page.xpath("string(//details[@id='andre-resultater']/summary)").rpartition(": ")[2]
        assert here + int(elsewhere or 0) == len(rows), (intervention, group)


@pytest.mark.parametrize("group", GROUPS)
def test_conclusions_and_caveats_of_other_answers_stand_in_folds_of_their_own(store: Store, group: str) -> None:
    claims, limits = (store.columns_of(name, columns) for name, columns in OF_INTERVENTIONS.items())
    for intervention in store.interventions:
        page = page_of(intervention, group)
        ids = set(page.xpath("//@id"))
        assert {claim for claim, of in claims if of == intervention} <= ids, (intervention, group)
        assert {f"forbehold-{key}" for key, scope, of in limits if (scope, of) == ("intervention", intervention)} <= ids
        listed = page.xpath("//details[@id='andre-forbehold']//li/@id")
        assert set(listed).isdisjoint(page.xpath("//details[@id='forbehold']//li/@id"))
        said = page.xpath("string(//details[@id='andre-forbehold']/summary)")
        assert said == (f"Forbehold ved andre svar om indsatsen: {len(listed)}" if listed else "")


def test_what_changes_the_answer_is_open_and_the_rest_is_folded(store: Store) -> None:
    page = page_of("gruppesamtaler", "nyledige")
    opened = page.xpath("//section[@id='uenige']//article/@id")
    assert opened[0] == "gruppesamtaler-maend"
    folded = page.xpath("//details[@id='uenigheder']//*[self::article or self::li]/@id")
    rows = store.rows("intervention_disagreements", intervention="gruppesamtaler")
    assert sorted(opened + folded) == sorted(row["disagreement_id"] for row in rows)


def test_a_link_opens_the_chosen_group_and_what_was_open() -> None:
    page = open_page("indsats", indsats="samtaler", gruppe="unge", aaben="forbehold.resultater")
    assert 'aria-label="Svaret for unge ledige"' in shown(page)
    assert page.session_state["url_aaben"] == ["forbehold", "resultater"]
    assert opened(page) == ["forbehold", "resultater"]


def test_an_unknown_part_gets_a_kind_sentence() -> None:
    page = open_page("indsats", aaben="findes-ikke")
    assert "Linket nævner en del af siden" in shown(page)


def test_figures_are_drawn_when_they_are_asked_for() -> None:
    shut_page = open_page("indsats", indsats="lavere-sagsstamme", gruppe="ledige")
    assert len(shut_page.get("vega_lite_chart")) == 0
    page = open_page("indsats", indsats="lavere-sagsstamme", gruppe="ledige", figur="1")
    assert len(page.get("vega_lite_chart")) >= 1


def test_the_name_is_the_heading(store: Store) -> None:
    assert '<h1 class="title">Samtaler</h1>' in shown(open_page("indsats", indsats="samtaler"))


def test_sick_leave_says_that_talking_is_not_wrong() -> None:
    assert "Det betyder ikke, at I ikke skal tale sammen" in one_html("samtaler", "sygemeldte", FIRST_PAGES, TODAY)
