"""WCAG 2.2 AA by axe-core on every page and main state, light and dark; and what axe cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SCREEN, ready
from tests.browser.test_journeys import PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DARK = "rgb(20, 32, 37)"  # theme.dark.backgroundColor of .streamlit/config.toml
STATES = [
    "/?gruppe=sygemeldte",
    "/?soeg=samtaler&dansk=1",
    "/faellessamtale?tagop=privat-loentilskud-absolute&ark=borger",
    "/evidenskort?gruppe=ledige&indsats=lavere-sagsstamme&dansk=1&ord=1",
    "/praksis?tema=company_based&egne=mploy-fig29-samlet.71",
    "/praksis?tema=take_up&egne=findes-ikke.1",
    "/moede?gruppe=jobparate",
    "/moede?gruppe=jobparate&nr=2",
    "/moede?gruppe=jobparate&nr=2&vis=alle",
    "/moede?gruppe=jobparate&nr=2&til=borger",
    "/moede?demo=1&nr=3",
    "/tilgaengelighed",
]
ENGLISH = re.compile(
    r"\b(Skip to|Clear|Selected|Remove|Choose|No results|Press|options? available|Dismiss|Shortcut|Running|Open|App pages|axis titled)\b"
)
WORDS = """() => [...document.querySelectorAll('body *')].filter(e => !['SCRIPT', 'STYLE'].includes(e.tagName)).flatMap(e => [
  ...['aria-label', 'title', 'placeholder', 'alt'].map(name => e.getAttribute(name)),
  ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent)]).filter(Boolean)"""


@pytest.fixture(scope="module")
def open_window(browser: Browser) -> Iterator[BrowserContext]:
    """A window in which axe-core and a style may be written into the page, which its policy forbids everybody else."""
    context = browser.new_context(**SCREEN, bypass_csp=True)
    yield context
    context.close()


@pytest.fixture(scope="module", params=[*PAGES, *STATES])
def opened(open_window: BrowserContext, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Each page and state, opened once for all that is looked for there."""
    page = open_window.new_page()
    page.goto(address + request.param)
    ready(page)
    page.wait_for_timeout(500)
    yield page
    page.close()


def test_no_english_word_is_left(opened: Page) -> None:
    assert [words for words in opened.evaluate(WORDS) if ENGLISH.search(words)] == []


def test_headings_go_down_one_step_at_a_time(opened: Page) -> None:
    levels = opened.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5')].filter(h => !h.closest('details:not([open])')).map(h => +h.tagName[1])"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_axe_finds_nothing(opened: Page) -> None:
    # Everything is open and drawn, so that nothing escapes the check.
    opened.add_style_tag(content="* { content-visibility: visible !important; animation: none !important; }")
    opened.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    opened.wait_for_timeout(600)
    found = {"light": violations(opened)}
    opened.emulate_media(color_scheme="dark")
    expect(opened.get_by_test_id("stApp")).to_have_css("background-color", DARK)
    opened.wait_for_timeout(600)
    found["dark"] = violations(opened)
    assert found == {"light": [], "dark": []}


def violations(page: Page) -> list[tuple[str, str]]:
    """Each rule that is broken, with the first place where. Naming every place that is not wrong takes most of the time."""
    given = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=given).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def test_words_of_the_menus_are_danish(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=jobparate&niveau=strong")
    ready(page)
    page.get_by_role("searchbox").fill("abc")
    expect(page.get_by_text("Tryk Enter")).to_be_visible()
    page.get_by_role("button", name="Flere valg").click()
    field = page.get_by_role("combobox", name="Hvor sikkert")
    field.click()
    field.fill("zzzz")
    expect(page.get_by_text("Ingen træf")).to_be_visible()
    assert [words for words in page.evaluate(WORDS) if ENGLISH.search(words)] == []


# How the focused element and what is around it look with focus and, a moment later, without.
LOOKS = """async () => {
  const focused = document.activeElement;
  const around = () => [0, 1, 2, 3].reduce((list, n) => [...list, list[n]?.parentElement], [focused]).filter(Boolean);
  const look = () => around().map(e => { const s = getComputedStyle(e); return [s.outline, s.boxShadow, s.borderColor, s.backgroundColor].join(); }).join("|");
  const wait = () => new Promise(done => setTimeout(done, 120));
  await wait(); const withFocus = look();
  focused.blur(); await wait(); const without = look();
  focused.focus();
  return [focused.outerHTML.slice(0, 100), withFocus !== without];
}"""


def test_focus_is_seen_on_every_stop(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    stops = []
    for _ in range(18):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(LOOKS))
    assert [element for element, is_seen in stops if not is_seen and not element.startswith("<body")] == []


def test_at_200_per_cent_nothing_is_cut_off(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 683, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        ready(page)
        wide = page.evaluate(
            "() => document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, path
    context.close()


def test_reduced_motion_is_respected(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    ready(page)
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length"
    )
    context.close()
    assert moving == 0
