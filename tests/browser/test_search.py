"""A hit of the search leads to its very place, with the chosen group."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import follow, ready


@pytest.mark.parametrize(
    ("asked", "hit", "place"),
    [
        ("obligatorisk", "16-månederssamtalen", "#faellessamtale-2020"),
        ("jobafklaringsforløb", "Sygedagpenge: jobafklaring", "#syg-jobafklaring-2027"),
        ("stress", "Kun alvorlig psykisk sygdom: ikke vist for andre", "#forbehold-laengere-ips-alvorlige"),
        ("video", "Virker digitale samtaler lige så godt?", "#digitale-viden"),
        ("algoritme", "Algoritme eller faglig vurdering?", "#jobeffekter-eller-vurdering"),
    ],
)
def test_a_hit_leads_to_its_place_with_the_group(page: Page, address: str, asked: str, hit: str, place: str) -> None:
    page.goto(f"{address}/?gruppe=sygemeldte")
    ready(page)
    field = page.get_by_role("searchbox")
    field.fill(asked)
    field.press("Enter")
    follow(page.get_by_role("region", name="Søgeresultater").get_by_role("link", name=hit, exact=True).first)
    assert "gruppe=sygemeldte" in page.url
    expect(page.locator(place)).to_be_in_viewport()
    expect(page.locator(place)).to_be_visible()
    expect(page.locator(place)).to_have_css("outline-style", "solid")  # it is marked among many
    top = page.locator(place).evaluate("place => place.getBoundingClientRect().top")
    assert 40 < top < 600  # under the bar, and not further down than the end of a page makes it


def test_the_count_of_letters_does_not_lie_on_what_is_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=sygemeldte")
    ready(page)
    page.get_by_role("searchbox").press_sequentially("delvis raskmelding")
    instructions = page.get_by_test_id("InputInstructions")
    expect(instructions).to_have_count(1)
    expect(instructions).to_be_hidden()
