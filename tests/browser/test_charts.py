"""What a chart says when the mouse is on it, and what stands around it: Danish words, no field of the data, no toolbar."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ready

PLACES = (
    "/praksis?tema=length&egne=mploy-fig18-45.50",
    "/praksis?tema=company_based&egne=mploy-fig29-samlet.71",
    "/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.samtaler&diagrammer=1",
    "/indsats?indsats=samtaler&gruppe=ledige&figur=1",
    "/studier",
)
POINTING = PLACES[2:4]  # a mark of the first chart says in a word which way it points
ENGLISH = re.compile(
    r"\b(Show|Hide|chart|Download|Copy|Copied|Vega|spec|Fullscreen|Close|visualization|container|text|subtitle)\b"
)
FIELD = re.compile(r"\w_\w|\d\.\d")  # a name or a number of the data, as it is written there
DRAWING = "svg.marks"
SEEN = """() => [...document.querySelectorAll('[data-testid=stMain] *, #vg-tooltip-element')].filter(e => e.checkVisibility()).flatMap(e => [
  ...['aria-label', 'aria-roledescription', 'title'].map(name => e.getAttribute(name)),
  ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent)]).filter(Boolean)"""
# A mouse of our own, which goes over every shape: thousands of movements of the browser's take minutes.
TOLD = """chart => {
  const told = new Set();
  for (const shape of chart.querySelectorAll('svg.marks :not(g)')) {
    const box = shape.getBoundingClientRect(), at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    for (const kind of ['pointerover', 'pointermove']) shape.dispatchEvent(new PointerEvent(kind, { ...at, bubbles: true }));
    const tip = document.querySelector('#vg-tooltip-element.visible');
    if (tip) told.add([...tip.querySelectorAll('tr, h2, span')].map(row => row.textContent).join(' ') || tip.textContent);
  }
  return [...told];
}"""


@pytest.mark.parametrize("place", PLACES)
def test_tooltip_and_what_stands_around_a_chart_are_danish(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    ready(page)
    page.wait_for_load_state("networkidle")
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts.first).to_be_visible()
    told = []
    for chart in charts.all():
        told.append(told_under_the_mouse(chart))
        assert [words for words in told[-1] if FIELD.search(words)] == []
        assert [words for words in page.evaluate(SEEN) if ENGLISH.search(words)] == []
        expect(page.get_by_test_id("stElementToolbar").locator("visible=true")).to_have_count(0)
    assert any(words.startswith("Retning") for words in told[0]) == (place in POINTING)


def told_under_the_mouse(chart: Locator) -> list[str]:
    """What the tooltip of a chart says, wherever the mouse is on it."""
    expect(chart.locator(DRAWING)).to_be_visible()
    chart.scroll_into_view_if_needed()
    chart.hover()
    told: list[str] = chart.evaluate(TOLD)
    return told
