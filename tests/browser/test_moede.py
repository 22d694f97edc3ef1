"""In the room: meeting mode by keyboard, a screen turned to the citizen, links that open the same card."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import ready


def test_meeting_mode_by_keyboard(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/?gruppe=jobparate")
    ready(page)
    page.get_by_role("link", name="Vis på skærm").click()
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobparate")
    expect(page.get_by_test_id("stTopNavLink").first).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"Kort 2 af \d+"))).to_be_visible()
    expect(page.locator(".slide-caveats li").first).to_be_visible()
    expect(page.locator(".slide footer")).to_contain_text("Kilder:")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"Kort 3 af \d+"))).to_be_visible()
    title = page.locator(".slide-title").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(re.compile(r"Kort 2 af \d+"))).to_be_visible()
    page.go_back()
    expect(page.locator(".slide-title")).to_have_text(title)
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".slide-title")).to_have_text(title)


def test_screen_turned_to_the_citizen_speaks_plainly(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale?gruppe=dagpenge-16-mdr&tagop=privat-loentilskud-absolute")
    ready(page)
    page.get_by_role("link", name="Vis det valgte på skærm for borgeren").click()
    ready(page)
    page.get_by_role("button", name="Næste").click()
    expect(page.locator(".slide-title")).to_have_text("Job med løntilskud i et privat firma")
    expect(page.locator(".slide-caveats")).to_contain_text("Det skal du også vide")
    expect(page.locator(".slide")).not_to_contain_text("evidens")


def test_demo_goes_through_three_groups_and_says_that_it_is_a_demo(page: Page, address: str) -> None:
    page.goto(f"{address}/moede?demo=1")
    ready(page)
    groups = set()
    for n in range(1, 12):
        expect(page.get_by_text(f"Kort {n} af 11")).to_be_visible()
        expect(page.locator(".demo b")).to_have_text("Demo")
        groups.add(page.locator("p.slide-place").first.inner_text())
        page.keyboard.press("ArrowRight")
    assert groups == {"Ledige på dagpenge i 16 måneder", "Jobparate", "Sygemeldte"}


def test_copied_link_is_the_address_of_the_view(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/indsats?indsats=ips&gruppe=psykiske-lidelser")
    ready(page)
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.get_by_text("Linket er kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_explanations_open_where_the_words_stand(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=jobparate")
    ready(page)
    page.get_by_role("link", name="Hvad betyder ordene?").click()
    expect(page.locator("#ord").get_by_text("Overvægt på to studier af høj kvalitet")).to_be_visible()
