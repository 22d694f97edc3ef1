"""Prepare a conversation in the browser: from opening the page to the PDF, the link, the print and the copy."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

SITUATION = "/faellessamtale?gruppe=dagpenge-16-mdr&minutter=60&igang=ja&akasse=nej&proevet=privat-loentilskud&forhold=high_unemployment"
PICKED = "&tagop=privat-loentilskud-absolute.konkrete-jobforslag-absolute"


def test_from_opening_to_pdf_in_at_most_six_choices(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale")
    ready(page)
    topics = page.get_by_role("combobox", name=re.compile("Vælg i den rækkefølge"))
    for name in ("Konkrete jobforslag", "Privat løntilskud"):
        topics.fill(name)
        page.get_by_role("option", name=name, exact=True).first.click()
        expect(page.locator(".sheet .topic h5", has_text=name)).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent PDF").click()
    assert re.fullmatch(r"samtaleark-dagpenge-16-mdr-\d{4}-\d\d-\d\d\.pdf", waiting.value.suggested_filename)
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


def test_link_opens_the_same_preparation(page: Page, address: str, browser) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    sheet = page.locator(".sheet")
    expect(sheet).to_contain_text("gør status")
    expect(sheet.locator(".agreements th")).to_have_count(2)
    expect(sheet.locator(".topic h5").first).to_contain_text("Privat løntilskud er prøvet før")
    expect(page.locator("li.triggered").first).to_contain_text("Særligt her (høj lokal ledighed)")
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".sheet")).to_have_text(sheet.inner_text(), use_inner_text=True)


def test_citizens_sheet_speaks_to_the_citizen(page: Page, address: str) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    page.get_by_role("radio", name="Arket til borgeren").click()
    expect(page.locator(".sheet-title")).to_have_text("Dit ark fra samtalen")
    expect(page.locator(".sheet")).not_to_contain_text("Lovende")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent Word").click()
    assert waiting.value.suggested_filename.startswith("borgerark-dagpenge-16-mdr")


def test_print_holds_the_sheet_and_nothing_else(page: Page, address: str) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    for hidden in ("stTopNavLink", "stDownloadButton", "stSelectbox"):
        expect(page.get_by_test_id(hidden).first).to_be_hidden()
    expect(page.locator(".picks")).to_be_hidden()


def test_text_is_copied(page: Page, address: str) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    page.get_by_role("button", name="Kopiér teksten til fagsystemet").click()
    expect(page.get_by_text("Teksten er kopieret.")).to_be_visible()
    page.evaluate("document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject()")
    page.get_by_role("button", name="Kopiér teksten til fagsystemet").click()
    expect(page.locator("#copy-done")).to_contain_text("tryk Ctrl+C")
    expect(page.locator("#copy-source")).to_be_visible()


def test_sick_leave_sheet_recommends_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale?gruppe=sygemeldte")
    ready(page)
    expect(page.locator(".sheet .warn")).to_contain_text("Pas på: samtaler for sygemeldte")
    expect(page.locator(".sheet .topic")).to_have_count(0)
