"""Meeting mode: every caveat of every card is on the screen, in the wording of who is looking."""

from __future__ import annotations

from html import unescape

import pytest

from core.store import Store
from tests.pages.test_pages import PAGES, open_page, shown

SCRIPT = PAGES / "moede.py"


def screen(**query: str) -> str:
    """One card as text."""
    page = open_page("moede", **query)
    assert not page.exception
    return unescape(shown(page))


def demo() -> tuple:
    """The demo's steps, read from the page without running it."""
    source = SCRIPT.read_text(encoding="utf-8")
    start = source.index("DEMO = (")
    names: dict = {}
    exec(source[start : source.index(")  # fmt: skip", start) + 1], names)
    return names["DEMO"]


@pytest.mark.parametrize("audience", ["os", "borger"])
@pytest.mark.parametrize("group", ["jobparate", "dagpenge-16-mdr", "sygemeldte", "unge"])
def test_every_card_opens_and_carries_its_caveats(store: Store, group: str, audience: str) -> None:
    first = screen(gruppe=group, til=audience)
    total = int(first.split("Kort 1 af ")[1].split("<")[0].split('"')[0])
    everything = [screen(gruppe=group, til=audience, nr=str(n)) for n in range(1, min(total, 6) + 1)]
    everything.append(screen(gruppe=group, til=audience, nr=str(total)))
    by_name = {}
    for answer in store.answers(group):
        words = store.interventions[answer.assessment.intervention_id]
        by_name.setdefault(words["plain_name"] if audience == "borger" else answer.name, answer)
    last = everything[-1]
    for text in everything[1:-1]:
        title = text.split('<h1 class="slide-title">')[1].split("</h1>")[0]
        answer = by_name.get(title)
        if answer is None or "slide-caveats" not in text:
            continue
        for caveat in answer.caveats:
            said = caveat.plain if audience == "borger" else caveat.statement
            assert said in text or said in last, (title, said)


def test_citizen_sees_no_term_of_art_and_nothing_that_only_others_decide() -> None:
    front = screen(gruppe="jobparate", til="borger")
    assert "Lavere ydelse" not in front
    for n in ("2", "3"):
        text = screen(gruppe="jobparate", til="borger", nr=n)
        assert "evidens" not in text.split("<footer>")[0].lower()
        assert "Indikation" not in text


def test_sick_leave_begins_with_the_warning() -> None:
    assert "Samtaler kan ikke anbefales til sygemeldte på dette grundlag" in screen(gruppe="sygemeldte")
    assert "Pas på" in screen(gruppe="sygemeldte", nr="2")


def test_picked_topics_are_the_only_cards_and_keep_their_order() -> None:
    picked = "privat-loentilskud-absolute.samtaler-absolute"
    first = screen(gruppe="dagpenge-16-mdr", tagop=picked, til="borger")
    names = [part.split("</li>")[0] for part in first.split("<li>")[1:3]]
    assert names == ["Job med løntilskud i et privat firma", "Samtaler om job"]


def test_demo_is_marked_on_every_card_and_names_the_three_groups() -> None:
    steps = demo()
    assert [group for group, _, _ in steps if group] and {group for group, _, _ in steps} == {
        "dagpenge-16-mdr", "jobparate", "sygemeldte",
    }  # fmt: skip
    for n, (_, _, said) in enumerate(steps, 1):
        text = screen(demo="1", nr=str(n))
        assert "<b>Demo</b>" in text and said in text


@pytest.mark.parametrize("query", [{"nr": "999"}, {"nr": "x"}, {"gruppe": "x"}, {"til": "x"}, {"tagop": "x"}])
def test_wrong_link_gives_a_sentence_and_a_card(query: dict) -> None:
    page = open_page("moede", **query)
    assert not page.exception and len(page.info) == 1
    assert "slide-title" in shown(page)
