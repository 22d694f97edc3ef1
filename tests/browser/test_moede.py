"""In the room: meeting mode by keyboard, a screen turned to the citizen, links that open the same card."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import follow, ready


def on_card(page: Page, number: int, total: str = r"\d+") -> None:
    """Wait until a card is the one that is shown, with the bar that listens for the arrow keys."""
    expect(page.locator("article.slide")).to_have_attribute("aria-label", re.compile(f"Kort {number} af {total}$"))
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_role("button", name="Næste")).to_be_visible()


def test_meeting_mode_by_keyboard(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/?gruppe=jobparate")
    ready(page)
    follow(page.get_by_role("link", name="Vis på skærm"))
    on_card(page, 1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobparate")
    expect(page.get_by_test_id("stTopNavLink").first).to_be_hidden()
    page.keyboard.press("ArrowRight")
    on_card(page, 2)
    expect(page.locator(".slide-must li")).to_have_count(3)
    page.keyboard.press("f")
    expect(page.locator(".slide-all li").first).to_be_visible()
    expect(page.locator(".slide-sources")).to_contain_text("Kilder:")
    assert "vis=alle" in page.url
    expect(page.get_by_role("button", name="Tilbage til kortet")).to_be_visible()  # it has the shortcut now
    ready(page)
    page.keyboard.press("f")
    expect(page.locator(".slide-must li")).to_have_count(3)
    page.keyboard.press("ArrowRight")
    on_card(page, 3)
    title = page.locator(".slide-title").inner_text()
    page.keyboard.press("ArrowLeft")
    on_card(page, 2)
    page.go_back()
    expect(page.locator(".slide-title")).to_have_text(title)
    page.get_by_text("Til borgeren", exact=True).click()
    expect(page.locator(".meeting")).to_be_focused()  # in the choice itself the arrow keys mean its other half
    page.keyboard.press("ArrowLeft")
    on_card(page, 2)
    title = page.locator(".slide-title").inner_text()
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".slide-title")).to_have_text(title)
    other.context.close()


def test_front_card_leads_to_each_card_and_out_again_with_what_was_picked(page: Page, address: str) -> None:
    picked = "konkrete-jobforslag-absolute.samtaler-absolute"
    page.goto(f"{address}/moede?gruppe=jobparate&tagop={picked}")
    ready(page)
    expect(page.locator(".slide-list a")).to_have_text(
        ["Konkrete jobforslag", "Samtaler", "Uden for kortene", "Gælder alt"]
    )
    expect(page.locator(".slide-list li:has(.slide-warns)")).to_contain_text("Samtaler")
    page.get_by_role("link", name="Samtaler", exact=True).click()
    on_card(page, 3)
    assert f"tagop={picked}" in page.url
    follow(page.get_by_role("link", name="Luk"))
    assert f"tagop={picked}" in page.url and "/moede" not in page.url


@pytest.mark.parametrize(
    ("group", "audience"), [("jobparate", "os"), ("dagpenge-16-mdr", "borger"), ("sygemeldte", "os")]
)
def test_every_card_fits_above_a_bar_that_never_moves(page: Page, address: str, group: str, audience: str) -> None:
    page.goto(f"{address}/moede?gruppe={group}&til={audience}")
    ready(page)
    on_card(page, 1)
    total = page.locator(".slide-list li").count() + 1
    bars = set()
    for number in range(1, total + 1):
        on_card(page, number, str(total))
        for width in (1366, 1024):
            page.set_viewport_size({"width": width, "height": 768})
            slide, bar = (page.locator(of).bounding_box() for of in ("article.slide", ".st-key-meeting-bar"))
            assert slide["y"] >= 0 and slide["y"] + slide["height"] <= bar["y"], (number, width)
            bars.add((width, bar["y"], bar["height"]))
            sizes = page.locator(".slide-says").evaluate_all(
                "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert all(size >= 24 for size in sizes)
        page.keyboard.press("ArrowRight")
    assert len(bars) == 2


def test_next_card_begins_at_its_top(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 600})
    page.goto(f"{address}/moede?gruppe=jobparate&nr=2&vis=alle")
    ready(page)
    expect(page.locator(".slide-all li").first).to_be_visible()
    main = page.get_by_test_id("stMain")
    main.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    assert main.evaluate("e => e.scrollTop") > 300
    page.get_by_role("button", name="Næste").click()
    on_card(page, 3)
    expect(page.locator(".slide-title")).to_be_in_viewport()
    assert main.evaluate("e => e.scrollTop") == 0


def test_a_phone_shows_the_card_and_the_bar_without_scrolling_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/moede?gruppe=jobparate&nr=2&vis=alle")
    ready(page)
    expect(page.get_by_role("button", name="Næste")).to_be_in_viewport()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    main.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    last, bar = (page.locator(of).bounding_box() for of in (".page-footer", ".st-key-meeting-bar"))
    assert last["y"] + last["height"] <= bar["y"]


def test_screen_turned_to_the_citizen_speaks_plainly(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale?gruppe=dagpenge-16-mdr&tagop=privat-loentilskud-absolute")
    ready(page)
    follow(page.get_by_role("link", name="Vis det valgte på skærm for borgeren"))
    page.get_by_role("button", name="Næste").click()
    expect(page.locator(".slide-title")).to_have_text("Job med løntilskud i et privat firma")
    expect(page.locator(".slide-question")).to_have_text("Hvad tænker du?")
    expect(page.locator(".slide-must")).to_contain_text("Det skal du vide")
    expect(page.locator(".slide")).not_to_contain_text("evidens")


def test_demo_goes_through_three_groups_and_says_that_it_is_a_demo(page: Page, address: str) -> None:
    page.goto(f"{address}/moede?demo=1")
    ready(page)
    for n in range(1, 12):
        on_card(page, n, "11")
        expect(page.locator(".demo b")).to_have_text("Demo")
        slide, bar = (page.locator(of).bounding_box() for of in ("article.slide", ".st-key-meeting-bar"))
        assert n == 3 or slide["y"] + slide["height"] <= bar["y"]
        page.keyboard.press("ArrowRight")


def test_copied_link_is_the_address_of_the_view(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/indsats?indsats=ips&gruppe=psykiske-lidelser")
    ready(page)
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.get_by_text("Linket er kopieret")).to_be_visible()
    link, _, edition = page.evaluate("navigator.clipboard.readText()").partition("&udgave=")
    assert link == page.url and edition.isdigit()
    page.get_by_role("combobox", name="Målgruppe").click()
    page.get_by_role("option", name="Jobparate").first.click()
    expect(page).to_have_url(re.compile("gruppe=jobparate"))
    ready(page)
    expect(page.get_by_text("Linket er kopieret")).to_have_count(0)  # another address than the one that was copied
    page.evaluate("document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(); 0")
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.get_by_text("tryk Ctrl+C")).to_be_visible()
    expect(page.get_by_text("Linket er kopieret")).to_have_count(0)
    assert (
        page.evaluate("getSelection().toString() || document.activeElement.value") == page.url
    )  # which a choice has given the edition already


def test_explanations_open_where_the_words_stand(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=jobparate")
    ready(page)
    page.locator("summary", has_text="Hvad betyder ordene?").click()
    expect(page.locator("#ord").get_by_text("Overvægt på to studier af høj kvalitet")).to_be_visible()
