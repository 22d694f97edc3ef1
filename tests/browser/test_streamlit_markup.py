"""What the style sheet asks of Streamlit's page is still there: an upgrade that moves a test id fails here, by name."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from core.ui.browser.html import ROOMS
from tests.browser.conftest import SCREEN, ready

# Each says where the parts it is opened for are; a page is not asked for what was found before.
PLACES = {
    "/?gruppe=jobparate": "the column of a page, the bar, a chosen page of the bar",
    "/faellessamtale?gruppe=jobparate&minutter=30": "the sheet in its column, downloads, one of several",
    "/evidenskort?gruppe=ledige&indsats=lavere-sagsstamme&dansk=1&hvem=caseworker.team_leader": "the map",
    "/moede?gruppe=jobparate&nr=2": "the meeting and its bar",
    "/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.samtaler&diagrammer=1": "tags in a field, charts",
    "/praksis?tema=length": "fields for own figures",
    "/metode": "a list of more pages",
}
CORNER = "/evidenskort"  # where "Flere valg" is opened: switches, on and off
FIELD = "/praksis"  # where something is written in a field: what Streamlit says of it
PHONE = {"width": 390, "height": 844}  # the bar becomes a menu
# What cannot be asked of a page: a rule that fits where the reader stands or what the rule itself adds.
STATES = re.compile(r":has\(:focus-visible\)|:focus-visible|::[a-z-]+")
NAME = re.compile(r'\[data-testid="\w+"\]|\.st[A-Z]\w+')
FITS = """selectors => selectors.filter(selector => document.querySelector(selector))"""


def selectors() -> set[str]:
    """Every selector of ``streamlit.css``, without the states no page stands in, and each name of Streamlit's alone."""
    text = (ROOMS / "frame/streamlit.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", text, flags=re.DOTALL)
    lists = re.findall(r"([^{}]+)\{", rules)
    parts = [part for each in lists for part in _parts(" ".join(each.split()))]
    return {STATES.sub("", part) for part in parts} | set(NAME.findall(rules))


def _parts(selector_list: str) -> list[str]:
    """A selector list cut at its outer commas."""
    parts, depth = [""], 0
    for sign in selector_list:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def test_every_selector_on_streamlits_markup_fits_something(page: Page, address: str) -> None:
    missing = selectors()
    for place in PLACES:
        page.goto(address + place)
        ready(page)
        missing -= found(page, missing)
        if place.startswith(CORNER):
            page.get_by_role("button", name="Flere valg").click()
            expect(page.get_by_role("switch", name="Kun dansk viden")).to_be_checked()
            missing -= found(page, missing)
        if place.startswith(FIELD):
            page.locator(".st-key-own-figures input").first.press_sequentially("4")
            missing -= found(page, missing)
    page.set_viewport_size(PHONE)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    missing -= found(page, missing)
    page.set_viewport_size(SCREEN["viewport"])
    assert missing == set()


def test_streamlits_bar_is_as_high_as_the_parts_below_it_reckon(page: Page, address: str) -> None:
    page.goto(f"{address}/sammenlign")
    ready(page)
    bar = page.get_by_test_id("stHeader")
    expect(bar).to_have_css("height", "60px")  # 3.75rem: where the head of the comparison stops
    expect(bar).to_have_css("z-index", "999990")  # the button for the link stands one above


def found(page: Page, missing: set[str]) -> set[str]:
    """Those selectors that fit an element of the page as it is."""
    page.wait_for_load_state("networkidle")  # charts and components come after the foot
    return set(page.evaluate(FITS, sorted(missing)))
