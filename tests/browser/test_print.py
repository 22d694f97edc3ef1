"""Every page prints: no controls, caveats and tables in full, address and data version at the end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from core.model import State
from core.store import Store
from tests.browser.conftest import ready
from tests.browser.test_journeys import PAGES

LISTED_BY_NAME = (State.PRACTICE_ONLY, State.UNKNOWN)


@pytest.mark.parametrize("path", PAGES)
def test_page_prints(page: Page, address: str, path: str, tmp_path: Path, store: Store) -> None:
    page.goto(address + path)
    ready(page)
    page.wait_for_timeout(800)
    text = printed(page, tmp_path)
    assert f"Dataversion {store.version}" in text
    assert path.split("?")[0].strip("/") in text and address.split("//")[1] in text
    assert "Kopiér link" not in text and "Hent PDF" not in text and "Flere valg" not in text


def test_print_of_the_main_page_holds_every_caveat(page: Page, address: str, tmp_path: Path, store: Store) -> None:
    page.goto(f"{address}/?gruppe=sygemeldte")
    ready(page)
    page.wait_for_timeout(500)
    text = " ".join(printed(page, tmp_path).split())
    told = [answer for answer in store.answers("sygemeldte") if answer.assessment.state not in LISTED_BY_NAME]
    assert told
    for answer in told:
        for caveat in answer.caveats:
            assert _bare(caveat.statement) in _bare(text) or _bare(caveat.short) in _bare(text), caveat.statement


def printed(page: Page, folder: Path) -> str:
    """The text of the page as printed, through PDF."""
    target = folder / "print.pdf"
    page.emulate_media(media="print")
    page.pdf(path=target, prefer_css_page_size=True)
    return subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout


def _bare(text: str) -> str:
    """Letters and digits only: print breaks lines and columns anywhere."""
    return "".join(sign for sign in text if sign.isalnum())
