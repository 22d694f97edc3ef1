"""The main page in print: the first screen, then every caveat of what it answers."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from core.model import State
from core.store import Store
from tests.browser.conftest import ready
from tests.browser.test_every_page import printed

LISTED_BY_NAME = (State.PRACTICE_ONLY, State.UNKNOWN)


def test_print_of_the_main_page_holds_every_caveat(page: Page, address: str, tmp_path: Path, store: Store) -> None:
    page.goto(f"{address}/?gruppe=sygemeldte")
    ready(page)
    page.wait_for_timeout(500)
    text = printed(page, tmp_path)
    first, second = text.split("\f")[:2]
    assert "Kilde:" not in first and "Kilde:" in second, (
        "the first page is the first screen, what opens stands behind it"
    )
    told = [answer for answer in store.answers("sygemeldte") if answer.assessment.state not in LISTED_BY_NAME]
    assert told
    for answer in told:
        for caveat in answer.caveats:
            assert _bare(caveat.statement) in _bare(text) or _bare(caveat.short) in _bare(text), caveat.statement


def _bare(text: str) -> str:
    """Letters and digits only: print breaks lines and columns anywhere."""
    return "".join(sign for sign in text if sign.isalnum())
