"""A page whose session is gone (a laptop that slept, a server started again) goes on where it was."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SCREEN, ready, start_server


def choose_group(page: Page) -> None:
    """Another group in the field of the main page."""
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Sygemeldte", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sygemeldte")
    expect(page).to_have_url(re.compile("gruppe=sygemeldte"))


def pick(page: Page) -> None:
    """Take an intervention up: a link that our own script sends; pressed while the server was away."""
    expect(page).to_have_url(re.compile("tagop="))


def press_switch(page: Page) -> None:
    """A switch behind a button that was open before."""
    page.get_by_text("Kun dansk viden", exact=True).click()
    expect(page).to_have_url(re.compile("dansk=1"))
    expect(page.locator(".shown")).to_contain_text("dansk")


def download(page: Page) -> None:
    """A file that is made at the click."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent hele teksten").click()
    assert waiting.value.path().stat().st_size > 500


def next_card(page: Page) -> None:
    """A button."""
    page.get_by_role("button", name="Næste").click()
    expect(page.locator(".slide-count")).to_contain_text("2 af")


FIRST_ACTIONS: dict[Callable[[Page], None], str] = {
    choose_group: "/?gruppe=jobparate",
    pick: "/?gruppe=jobparate&aaben=loentilskud",
    press_switch: "/?gruppe=jobparate",
    download: "/faellessamtale?gruppe=dagpenge-16-mdr",
    next_card: "/moede?gruppe=jobparate",
}


@pytest.fixture(scope="module")
def left_open(browser: Browser):
    """A page for each first action, open while the server was stopped and started again."""
    server, address = start_server()
    context = browser.new_context(**SCREEN)
    pages = {}
    for act, path in FIRST_ACTIONS.items():
        pages[act] = context.new_page()
        pages[act].goto(address + path)
        pages[act].locator(".page-footer").wait_for(timeout=60_000)
        ready(pages[act])
        if act is press_switch:
            pages[act].get_by_role("button", name="Flere valg").click()
            expect(pages[act].get_by_text("Kun dansk viden", exact=True)).to_be_visible()
    server.kill()
    server.wait()
    expect(pages[pick].get_by_test_id("stApp")).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    pages[pick].locator("[data-pick]:visible").first.click()
    server, _ = start_server(port=int(address.rpartition(":")[2]))
    yield pages
    context.close()
    server.terminate()
    server.wait(10)


@pytest.mark.parametrize("act", FIRST_ACTIONS)
def test_first_action_after_a_lost_session_does_what_the_reader_did(left_open: dict, act: Callable) -> None:
    page = left_open[act]
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
    act(page)
