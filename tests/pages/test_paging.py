"""Long lists come a page at a time, and no answer is lost between the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html
from markupsafe import escape

from core.evidence.answer import anchor
from core.model import Answer, State
from core.store import Store
from core.ui.faellessamtale.conversation import two_lists
from core.ui.frame import paging, session
from tests.pages.test_evidenskort import drawn_map
from tests.pages.test_pages import open_page, shown
from tests.practice import every_question


def names(text: str) -> set[str]:
    """What is answered on a page: the lines of its families and its plain lists, by the anchor or the link of each."""
    page = html.fromstring(text)
    plain = page.xpath("//ul[@class='names']/li/a/@href")
    return {*page.xpath("//tr[@id]/@id | //ul[@class='lines']/li[@id]/@id"), *plain}


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages of three families, and nothing remembered from before or after."""
    monkeypatch.setattr("core.ui.find.overview.MOST_FAMILIES", 3)
    session.COMPOSED.forget()
    yield
    session.COMPOSED.forget()


def test_pages_together_hold_every_answer_once(store: Store, short_pages: None) -> None:
    parts = [page_of_families("jobparate", str(number)) for number in range(1, 4)]
    every = {anchor(a) for a in store.answers("jobparate") if is_listed(a)}
    assert sum(len(part) for part in parts) == len(set.union(*parts))
    assert {key for part in parts for key in part if not key.startswith("./")} == every


def is_listed(answer: Answer) -> bool:
    """True for what has a line of its own; what is unknown or only practised is named."""
    return bool(answer.references) and answer.assessment.state not in (State.UNKNOWN, State.PRACTICE_ONLY)


def page_of_families(group: str, number: str = "1") -> set[str]:
    """What a page of the families of a group answers."""
    page = open_page("find", gruppe=group, side=number)
    assert not page.exception
    assert page.number_input[0].value == int(number)
    return names(shown(page))


def test_a_long_theme_of_practice_loses_no_question(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ui.praksis.practice.MOST_CHARTS", 4)
    monkeypatch.setattr(paging.part, "__defaults__", (2,))
    asked = {q.text for q in every_question(store) if q.topic == "personal_job_broker"}
    pages = [
        open_page("praksis", tema="personal_job_broker", side=str(side), enkelte=str(single))
        for side, single in ((1, 1), (2, 2), (3, 1))
    ]
    assert [[field.value for field in page.number_input] for page in pages] == [[1, 1], [2, 2], [3, 1]]
    charts_beside_the_chosen = [len(page.get("vega_lite_chart")) - 1 for page in pages]
    assert charts_beside_the_chosen == [4, 4, 2]
    texts = [shown(page) for page in pages]
    assert [question for question in asked if not any(str(escape(question)) in text for text in texts)] == []


def test_a_large_map_loses_no_cell(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ui.evidenskort.grid.MOST_ROWS", 40)
    monkeypatch.setattr("core.ui.evidenskort.grid.MOST_GROUPS", 12)
    focus = next(key for key, row in store.target_groups.items() if row["is_selectable"])  # stands first on every page
    found: list[tuple[str, str]] = []
    for rows in (1, 2):
        for columns in (1, 2):
            page = open_page("evidenskort", gruppe=focus, raekker=str(rows), kolonner=str(columns))
            assert not page.exception
            data = drawn_map(page)
            groups = [group["id"] for group in data["groups"]]
            assert data["rows"][0]["is_family"] and focus == groups[0]
            found += [(group, row["id"]) for group in groups for row in data["rows"] if row["cells"]]
    selectable = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    assert set(found) == {(group, intervention) for group in selectable for intervention in store.interventions}
    of_all = f"af {len(store.interventions)} indsatser for 10 af {len(selectable)} målgrupper."
    assert re.search(rf"Kortet viser \d+ {of_all}", shown(page))


def test_a_theme_too_large_for_one_page_comes_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ui.praksis.practice.MOST_QUESTIONS", 5)
    asked = [question.text for question in every_question(store) if question.topic == "personal_job_broker"]
    for number in range(3):
        page = open_page("praksis", tema="personal_job_broker", **{"del": str(number + 1)})
        assert not page.exception
        text = shown(page)
        found = [question for question in asked if str(escape(question)) in text]
        assert found == asked[5 * number : 5 * number + 5]


def test_a_long_comparison_loses_no_disagreement_and_no_intervention(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shown(open_page("sammenlign", gruppe="ledige", indsatser="lavere-sagsstamme.samtaler"))
    monkeypatch.setattr(paging.part, "__defaults__", (10,))
    found: list[tuple[str, ...]] = []
    for number in range(1, 8):
        page = open_page(
            "sammenlign",
            gruppe="ledige",
            indsatser="lavere-sagsstamme.samtaler",
            uenigheder=str(number),
            liste=str(number),
        )
        assert not page.exception
        found.append(tuple(sorted(parts(shown(page)))))
    assert all(len(part) <= 20 for part in found)
    assert {name for part in found for name in part} == set(parts(whole)) and len(parts(whole)) > 20


def parts(text: str) -> list[str]:
    """The disagreements and the rows of the last list of a comparison."""
    told = re.findall(r'<article class="disagreement"[^>]*>(.*?)</article>', text, re.DOTALL)
    listed = text.split('<div id="antal">')[1]
    return told + re.findall(r'<tr(?: class="chosen")?><th scope="row"><a.*?</tr>', listed, re.DOTALL)


def test_a_long_list_of_topics_comes_in_parts_and_what_was_picked_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.ui.faellessamtale.conversation.MOST_TOPICS", 5)
    listed = [anchor(a) for part in two_lists(store, store.answers("dagpenge-16-mdr"), "dagpenge-16-mdr") for a in part]
    found: list[str] = []
    for number in range(1, -(-len(listed) // 5) + 1):
        page = open_page("faellessamtale", gruppe="dagpenge-16-mdr", tagop=listed[0], side=str(number))
        assert not page.exception and page.number_input[0].value == number
        choices = html.fromstring(shown(page)).find_class("choices")[0]
        found += choices.xpath(".//li[contains(@class, 'choice')]/@id")
        assert "url_tagop" in page.session_state and page.session_state["url_tagop"] == [listed[0]]
    assert found == listed and len(listed) > 5


@pytest.mark.parametrize("name", ["find", "praksis", "evidenskort", "faellessamtale"])
def test_one_page_needs_no_field(name: str) -> None:
    assert not open_page(name).number_input
