"""Every page and main state, opened once: nothing asked of a stranger, no English word, no leap in its headings, nothing
wider than the window, axe-core silent in light and dark with everything open, and in print the whole of it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, TimeoutError, expect

from core.store import Store
from tests.browser.conftest import SCREEN, kept_warm, ready

COLUMNS = "&grupper=ledige.sygemeldte"
PAGES = {
    "/?gruppe=jobparate": "Hvad virker for jobparate?",
    "/": "Hvem skal samtalen handle om?",
    "/indsats?indsats=privat-loentilskud&gruppe=unge": "Privat løntilskud",
    "/studier?retning=negative": "Studier",
    "/studier?studie=cheung-2017": "Cheung et al. (2017)",
    "/faellessamtale?gruppe=jobparate&minutter=30&tagop=samtaler-absolute": "Forbered samtalen",
    "/evidenskort?gruppe=ledige&indsats=lavere-sagsstamme": "Evidenskort",
    "/praksis?tema=length&egne=mploy-fig18-45.60": "Hvad gør jobcentrene?",
    "/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.samtaler.jobpraemie.ips&antal=250": "Sammenlign",
    "/metode?gruppe=ledige&indsats=lavere-sagsstamme": "Metode og kilder",
}
STATES = [
    "/?gruppe=sygemeldte",
    "/?soeg=samtaler&dansk=1",
    "/faellessamtale?tagop=privat-loentilskud-absolute&ark=borger",
    # The map has every column once, above; what these two add to its cells looks the same in a few.
    f"/evidenskort?gruppe=ledige&indsats=lavere-sagsstamme&dansk=1&ord=1{COLUMNS}",
    "/praksis?tema=company_based&egne=mploy-fig29-samlet.71",
    "/moede?gruppe=jobparate",
    "/moede?gruppe=jobparate&nr=2&vis=alle",
    "/moede?gruppe=jobparate&nr=2&til=borger",
    "/studier?lag=second",
    "/studier?lag=second&studie=hoegelund-2012",
    f"/evidenskort?gruppe=sygemeldte&lag=1{COLUMNS}",
    "/tilgaengelighed",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}  # all that differs between light and dark
DARK = "rgb(20, 32, 37)"  # theme.dark.backgroundColor of .streamlit/config.toml
# An office screen, a small one, an office screen at 200 per cent, a phone, and a screen at 400 per cent.
WIDTHS = (1366, 1024, 683, 390, 320)
ENGLISH = re.compile(
    r"\b(Skip to|Clear|Selected|Remove|Choose|No results|Press|options? available|Dismiss|Shortcut|Running|Open|App pages|axis titled|"
    r"Expand|Collapse|[Ss]idebar|Notifications|Increment|Decrement|Number is|Select all|visualization|mark container|"
    r"[Tt]itle text|subtitle)\b"
)
WORDS = """() => [...document.querySelectorAll('body *')].filter(e => !['SCRIPT', 'STYLE'].includes(e.tagName)).flatMap(e => [
  ...['aria-label', 'aria-roledescription', 'title', 'placeholder', 'alt'].map(name => e.getAttribute(name)),
  ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent)]).filter(Boolean)"""


HEADINGS = """() => [...document.querySelectorAll('h1,h2,h3,h4,h5')]
  .filter(heading => !heading.closest('details:not([open])')).map(heading => +heading.tagName[1])"""
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))"
FITS = "() => document.querySelector('[data-testid=stMain]').scrollWidth <= document.documentElement.clientWidth + 1"
CONTROLS = ("Kopiér link", "Hent PDF", "Flere valg")


@pytest.fixture(scope="module")
def open_window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window in which axe-core and a style may be written into the page, which its policy forbids everybody else."""
    context = kept_warm(browser.new_context(**SCREEN, bypass_csp=True), address)
    yield context
    context.close()


@pytest.mark.parametrize("path", [*PAGES, *STATES])
def test_page(open_window: BrowserContext, address: str, path: str, tmp_path: Path, store: Store) -> None:
    page, asked = open_window.new_page(), []
    page.on("request", lambda request: asked.append(request.url) if is_remote(request, address) else None)
    page.goto(address + path)
    ready(page)
    page.wait_for_load_state("networkidle")  # charts and components come after the foot
    expect(page.locator("h1").first).to_be_visible()
    found = {
        "heading": [] if path not in PAGES else [PAGES[path]] * (page.locator("h1").inner_text() != PAGES[path]),
        "English": english(page),
        "leap": leaps(page.evaluate(HEADINGS)),
        "too wide": [width for width in widths(page) if is_too_wide(page)],
        "broken": violations(page),
        "print": wrong_in_print(printed(page, tmp_path), page, store) if path in PAGES else [],
        "asked of others": asked,
    }
    page.close()
    assert {what: faults for what, faults in found.items() if faults} == {}


def is_remote(request: Request, address: str) -> bool:
    """True for a request to any host but the server's own."""
    host = address.removeprefix("http://")
    return not request.url.startswith((f"http://{host}", f"ws://{host}", "data:", "blob:"))


def english(page: Page) -> list[str]:
    """Texts of the page, read or only heard, with a word Streamlit writes in English."""
    return [words for words in page.evaluate(WORDS) if ENGLISH.search(words)]


def leaps(levels: list[int]) -> list[tuple[int, int]]:
    """Headings that do not go down one step at a time from the one first."""
    begins = [] if levels[0] == 1 and levels.count(1) == 1 else [(0, levels[0])]
    return begins + [(above, level) for above, level in pairwise(levels) if level > above + 1]


def widths(page: Page) -> Iterator[int]:
    """The window at each width in turn."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(DRAWN)  # the page follows its window
        yield width
    page.set_viewport_size(SCREEN["viewport"])


def is_too_wide(page: Page) -> bool:
    """True when something stays wider than the window; a chart takes a while to follow it."""
    try:
        page.wait_for_function(FITS, timeout=3_000)
    except TimeoutError:
        return True
    return False


def violations(page: Page) -> list[tuple[str, str]]:
    """Each rule of axe that is broken with everything open and drawn, with the first place where."""
    page.add_style_tag(content="* { content-visibility: visible !important; animation: none !important; }")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate(DRAWN)
    light = _broken(page, WCAG)
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", DARK)
    page.evaluate(DRAWN)
    return light + _broken(page, CONTRAST)


def _broken(page: Page, rules: object) -> list[tuple[str, str]]:
    # Naming every place that is not wrong takes most of the time.
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def printed(page: Page, folder: Path) -> str:
    """The text of the page as printed, through PDF, a column after the other."""
    target = folder / "print.pdf"
    page.emulate_media(media="print", color_scheme="light")
    page.pdf(path=target, prefer_css_page_size=True)
    return subprocess.run(["pdftotext", "-raw", target, "-"], capture_output=True, text=True, check=True).stdout


def wrong_in_print(text: str, page: Page, store: Store) -> list[str]:
    """Controls that are printed, and what is missing: the data version and the address of the view."""
    expected = (f"ataversion {store.version}", re.sub(r"^http://|/?(\?.*)?$", "", page.url))
    return [words for words in expected if words not in text] + [words for words in CONTROLS if words in text]
