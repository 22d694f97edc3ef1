"""Meeting mode as a page: what is picked is what is shown, both panels have an address, and the demo tells the truth."""

from __future__ import annotations

import re
from html import unescape

import pytest
from lxml import html

from core.store import Store
from tests import files
from tests.pages.test_pages import open_page, shown

GROUPS = ("jobparate", "dagpenge-16-mdr", "sygemeldte", "unge")


def screen(**query: str) -> str:
    """One card as text."""
    page = open_page("moede", **query)
    assert not page.exception
    return unescape(shown(page))


def total_of(text: str) -> int:
    """How many cards there are."""
    return int(re.search(r"Kort \d+ af (\d+)", text)[1])


def title_of(text: str) -> str:
    """The name of a card."""
    return re.search(r'<h1 class="slide-title">([^<]*)', text)[1]


@pytest.mark.parametrize("audience", ["os", "borger"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_caveat_of_the_cards_is_on_the_second_panels_and_no_line_twice(
    store: Store, group: str, audience: str
) -> None:
    total = total_of(screen(gruppe=group, til=audience))
    panels = [screen(gruppe=group, til=audience, nr=str(n), vis="alle") for n in range(1, total + 1)]
    lines = [
        li.text_content().strip()
        for text in panels
        for li in html.fromstring(text).xpath("//*[contains(@class, 'slide-all')]//li")
    ]
    assert len(lines) == len(set(lines))
    names = {title_of(text) for text in panels}
    for answer in store.answers(group):
        words = store.interventions[answer.assessment.intervention_id]
        if answer.assessment.comparison != "absolute":
            continue
        name = words["plain_name"] if audience == "borger" else re.sub(r"\s*\([^)]*\)", "", answer.name)
        if name in names:
            for caveat in answer.caveats:
                said = caveat.plain if audience == "borger" else caveat.statement
                assert any(line.startswith(said) for line in lines), (name, said)


def test_every_step_of_a_card_stands_with_its_place() -> None:
    items = {row["statement"]: files.place_of(row) for row in files.rows("conversation_item")}
    text = screen(gruppe="jobparate", nr="2", vis="alle")
    steps = html.fromstring(f"<main>{text}</main>").xpath("//section[@class='slide-steps']//li")
    assert steps
    for step in steps:
        assert step.xpath("string(small)") == items[step.text.strip()]


def test_first_panel_is_short_and_the_second_is_one_step_away() -> None:
    card, opened = (screen(gruppe="jobparate", nr="2", vis=panel) for panel in ("kort", "alle"))
    assert len(html.fromstring(card).xpath("//section[@class='slide-must']//li")) == 3
    assert "slide-all" not in card and "slide-must" not in opened
    count = re.search(r"alle (\d+) forbehold", opened)[1]
    page = open_page("moede", gruppe="jobparate", nr="2")
    assert [button.label for button in page.button] == ["Forrige", "Næste", f"Alle {count} forbehold"]
    page.button[2].click().run()
    assert page.session_state["url_vis"] == "alle" and "slide-all" in shown(page)
    page.button[1].click().run()
    assert (page.session_state["url_nr"], page.session_state["url_vis"]) == ("3", "kort")
    assert "slide-all" not in shown(page)


def test_citizen_sees_no_term_of_art_and_nothing_that_only_others_decide() -> None:
    front = screen(gruppe="jobparate", til="borger")
    assert "Lavere ydelse" not in front and "Jobparate" not in front
    for n in ("2", "3"):
        text = screen(gruppe="jobparate", til="borger", nr=n)
        assert "evidens" not in text.lower() and "Indikation" not in text
        assert text.count("Hvad tænker du?") == 1


def test_sick_leave_begins_with_the_warning() -> None:
    front = screen(gruppe="sygemeldte")
    assert "Samtaler kan ikke anbefales til sygemeldte på dette grundlag" in front
    marked = html.fromstring(front).xpath("//li[span[@class='slide-warns']]/a/text()")
    assert marked == ["Samtaler"]
    assert "Pas på" in screen(gruppe="sygemeldte", nr="2")


def test_citizen_on_sick_leave_is_told_kindly() -> None:
    text = screen(gruppe="sygemeldte", til="borger", nr="2")
    assert "Det betyder ikke, at vi ikke skal tale sammen" in text and text.count("skal tale sammen") == 1
    assert "Pas på" not in text and "negativ" not in text.lower()


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("borger", ["Job med løntilskud i et privat firma", "Samtaler om job"]),
        ("os", ["Privat løntilskud", "Samtaler"]),
    ],
)
def test_picked_topics_are_the_only_cards_and_keep_their_order(audience: str, names: list[str]) -> None:
    picked = "privat-loentilskud-absolute.samtaler-absolute"
    front = screen(gruppe="dagpenge-16-mdr", tagop=picked, til=audience)
    links = html.fromstring(front).xpath("//ol[@class='slide-list']//a")
    assert [link.text for link in links][:2] == names
    assert len(links) == 4
    assert all(f"tagop={picked}" in link.get("href") and f"til={audience}" in link.get("href") for link in links)
    assert title_of(screen(gruppe="dagpenge-16-mdr", tagop=picked, til=audience, nr="3")) == names[1]


def test_way_out_keeps_what_was_picked() -> None:
    text = screen(gruppe="jobparate", tagop="samtaler-absolute", nr="2")
    assert html.fromstring(text).xpath("//p[@class='slide-out']/a/@href") == [
        "./?gruppe=jobparate&tagop=samtaler-absolute"
    ]


def test_demo_is_marked_on_every_card_and_names_the_three_groups() -> None:
    steps = files.rows("demo_step")
    groups = dict.fromkeys(row["target_group_id"] for row in steps)
    assert set(groups) == {row["target_group_id"] for row in files.rows("target_group") if files.truth(row["is_front"])}
    for n, step in enumerate(steps, 1):
        text = screen(demo="1", nr=str(n))
        assert "<b>Demo</b>" in text and step["words"] in text
        assert total_of(text) == len(steps)


# What a step of the demo claims, as what must stand on its card.
CLAIMS = (
    ("Svaret står først", "Peger mod job"),
    ("Kontrol er svagere end råd om job", "Pas på: kontrollerende samtaler er svagere end jobrettede samtaler."),
    ("Resten er ét tryk væk", 'class="slide-all"'),
    ("»ikke målt på gruppen«", "ikke målt på gruppen"),
    ("Noget gælder alle kortene", "Gælder alt"),
    ("Her er noget målt på gruppen selv", "Noget"),
    ("Samtaler er understøttet her", "</span> Understøttet</span> Stærk evidens (vores læsning); målt på gruppen"),
    ("viden om jobparate må ikke overføres", "viden ikke uden videre kan overføres til andre grupper"),
    ("Det her er en advarsel", "</span> Pas på</span>"),
    ("Hvor ingen ved noget", "Ingen viden betyder ikke, at det ikke virker."),
    ("det, der gælder alt", "Gælder alt"),
)  # fmt: skip


@pytest.mark.parametrize(("n", "claim", "shows"), [(n, *claim) for n, claim in enumerate(CLAIMS, 1)])
def test_demo_says_what_the_card_shows(n: int, claim: str, shows: str) -> None:
    steps = files.rows("demo_step")
    assert len(CLAIMS) == len(steps)
    assert claim in steps[n - 1]["words"]
    assert shows in screen(demo="1", nr=str(n)), title_of(screen(demo="1", nr=str(n)))


@pytest.mark.parametrize(
    "query", [{"nr": "999"}, {"nr": "x"}, {"gruppe": "x"}, {"til": "x"}, {"tagop": "x"}, {"vis": "x"}]
)
def test_wrong_link_gives_a_sentence_and_a_card(query: dict) -> None:
    page = open_page("moede", **query)
    assert not page.exception and len(page.info) == 1
    assert "slide-title" in shown(page)
