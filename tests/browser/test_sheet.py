"""Prepare a conversation in the browser: from opening the page to the PDF, the order, the link, the print and the copy."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

SITUATION = "/faellessamtale?gruppe=dagpenge-16-mdr&minutter=60&igang=ja&akasse=nej&proevet=privat-loentilskud&forhold=high_unemployment"
PICKED = "&tagop=privat-loentilskud-absolute.konkrete-jobforslag-absolute.personlig-jobformidler-absolute"


def test_from_opening_to_pdf_in_five_choices_and_the_order_is_hers(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale")
    ready(page)
    topics = page.locator(".sheet .topic h5")
    for key, name in (
        ("konkrete-jobforslag", "Konkrete jobforslag"),
        ("personlig-jobformidler", "Personlig jobformidler"),
    ):
        page.locator(f"[data-pick='{key}-absolute']").click()
        expect(topics.filter(has_text=name)).to_be_visible()
    page.locator("[data-pick='op:personlig-jobformidler-absolute']").click()
    expect(topics.first).to_contain_text("Personlig jobformidler")
    expect(page).to_have_url(re.compile("tagop=personlig-jobformidler-absolute.konkrete-jobforslag-absolute"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent PDF").click()
    assert re.fullmatch(r"samtaleark-dagpenge-16-mdr-\d{4}-\d\d-\d\d\.pdf", waiting.value.suggested_filename)
    pdf = waiting.value.path().read_bytes()
    assert pdf.startswith(b"%PDF-") and len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 2


def test_link_opens_the_same_preparation_and_the_paper_is_one_page_and_its_back(
    page: Page, address: str, browser, tmp_path: Path
) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    sheet = page.locator(".sheet.front")
    expect(sheet).to_contain_text("Indsatsen er i gang: status. A-kassen er ikke med.")
    expect(sheet.locator(".topic h5").first).to_contain_text("er prøvet før")
    expect(page.locator(".choice .triggered").first).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".sheet.front")).to_have_text(sheet.inner_text(), use_inner_text=True)
    other.context.close()
    for audience in ("os", "borger"):
        page.emulate_media(media="screen")
        page.goto(address + SITUATION + PICKED + f"&ark={audience}")
        ready(page)
        page.emulate_media(media="print")
        expect(page.locator(".choices")).to_be_hidden()
        expect(page.get_by_test_id("stDownloadButton").first).to_be_hidden()
        page.pdf(path=tmp_path / "p.pdf", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "p.pdf").read_bytes())) == 2, audience


def test_citizens_sheet_speaks_to_the_citizen(page: Page, address: str) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    page.get_by_role("radio", name="Arket til borgeren").click()
    expect(page.locator(".sheet-title")).to_have_text("Dit ark til samtalen")
    expect(page.locator(".sheet.front")).not_to_contain_text("Lovende")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent Word").click()
    assert re.fullmatch(r"borgerark-\d{4}-\d\d-\d\d\.docx", waiting.value.suggested_filename)
    page.get_by_role("button", name="Kopiér teksten til fagsystemet").click()
    expect(page.get_by_text("Teksten er kopieret.")).to_be_visible()
    page.evaluate(
        "() => { document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject() }"
    )
    page.get_by_role("button", name="Kopiér teksten til fagsystemet").click()
    expect(page.locator("#copy-done")).to_contain_text("tryk Ctrl+C")
    expect(page.locator("#copy-source")).to_be_visible()


def test_on_a_phone_the_sheet_is_a_tap_away(page: Page, address: str) -> None:
    page.goto(address + SITUATION + PICKED)
    ready(page)
    way = page.get_by_role("link", name="Til arket")
    expect(way).to_be_hidden()  # it stands beside the topics
    page.set_viewport_size({"width": 390, "height": 844})
    way.click()
    expect(page.locator(".sheet-title")).to_be_in_viewport()


def test_sick_leave_recommends_nothing_and_says_that_they_may_still_talk(page: Page, address: str) -> None:
    page.goto(f"{address}/faellessamtale?gruppe=sygemeldte")
    ready(page)
    expect(page.locator(".sheet .warn")).to_contain_text("Det betyder ikke, at I ikke skal tale sammen")
    expect(page.locator(".sheet .topic, .choice")).to_have_count(0)
