"""The data of a running app changes, and then gets faulty; the data are tiny, and no page knows a row of the others."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import tiny
from tests.browser.conftest import ROOT, start_server

PAGES = ("", "faellessamtale", "indsats", "metode")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the app with data of its own, which may be changed."""
    tiny.write(tmp_path / "data")
    for name in ("core", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", tmp_path)
    return tmp_path


@pytest.fixture
def another(browser: Browser) -> Iterator[Page]:
    """A second reader, who has the page open and does nothing."""
    context = browser.new_context(locale="da-DK")
    yield context.new_page()
    context.close()


def version(page: Page) -> str:
    """The data version in the footer."""
    return re.search(r"ataversion (\w+)", page.locator(".page-footer").inner_text()).group(1)


def reload_when(page: Page, address: str, known: object, name: str) -> None:
    """Come back to the page once the server tells something else than what is known of its data."""
    for _ in range(150):
        with urlopen(f"{address}/api/v1/version") as answer:
            if json.load(answer)[name] != known:
                break
        page.wait_for_timeout(200)
    page.reload()
    page.locator(".page-footer").wait_for()


def test_new_data_reaches_the_next_run_and_faulty_data_is_said(page: Page, another: Page, folder: Path) -> None:
    server, address = start_server(root=folder)
    try:
        for reader in (page, another):
            reader.goto(address)
            reader.locator(".page-footer").wait_for()
        first = version(page)

        groups = folder / "data" / "target_group.csv"
        groups.write_text(groups.read_text(encoding="utf-8").replace(",Ledige,", ",Ledige i dag,"), encoding="utf-8")
        reload_when(page, address, first, "data_version")
        expect(page.get_by_text("Ledige i dag").first).to_be_visible()
        second = version(page)
        assert second != first
        assert version(another) == first and another.get_by_text("Ledige i dag").count() == 0
        another.locator('[data-choose="ledige"]').click()
        expect(another.locator(".page-footer")).to_contain_text(second)
        expect(another.get_by_role("heading", level=1)).to_have_text("Hvad virker for ledige i dag?")

        with (folder / "data" / "caveat.csv").open("a", encoding="utf-8") as file:
            file.write("nyt,ukendt_slags,Et forbehold.,Et forbehold.,Nyt: et forbehold,how_sure,,kilde,afsnit 1,\n")
        reload_when(page, address, True, "is_current")
        expect(page.locator(".older")).to_contain_text("2 fejl")
        for name in PAGES:
            page.goto(f"{address}/{name}")
            expect(page.locator(".older")).to_contain_text("Du ser viden fra")
            page.locator(".page-footer").wait_for()
            assert version(page) == second
    finally:
        server.kill()
        server.wait()
