"""The main journeys, in headless Chromium against the running app."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, follow, ready, start_server
from tests.browser.test_every_page import widths

FRESH = ("/find?gruppe=sygemeldte", "/indsats?indsats=privat-loentilskud&gruppe=unge")


@pytest.mark.parametrize("path", FRESH)
def test_deep_link_opens_with_frame_on_a_fresh_server(page: Page, path: str) -> None:
    server, address = start_server()
    try:
        page.goto(address + path)
        ready(page)
        expect(page.get_by_test_id("stTopNavLink").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    finally:
        server.kill()


def test_sick_leave_says_no_before_anything_else(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=sygemeldte")
    ready(page)
    expect(page.locator(".answer")).to_contain_text("Kilderne peger ikke på nogen indsats, vi kan anbefale.")
    expect(page.locator(".answer")).to_contain_text("Pas på: samtaler (kilder finder negative effekter).")
    expect(page.locator("[data-pick]")).to_have_count(0)


def test_more_choices_stay_open_until_the_reader_closes_them(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=ledige&dansk=1")
    ready(page)
    corner, switch = page.get_by_role("button", name="Flere valg"), page.get_by_role("switch", name="Kun dansk viden")
    expect(page.locator(".shown")).to_contain_text("Kun dansk viden tæller")
    corner.click()
    expect(switch).to_be_checked()
    page.get_by_text("Kun dansk viden", exact=True).click()
    expect(page).not_to_have_url(re.compile("dansk"))
    ready(page)
    expect(switch).to_be_visible()
    page.keyboard.press("Escape")
    expect(switch).to_be_hidden()
    expect(page.locator(".shown")).to_have_count(0)


def test_filter_is_in_the_link_and_the_link_gives_the_same_view(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/?gruppe=ledige")
    ready(page)
    page.get_by_role("button", name="Flere valg").click()
    page.get_by_role("button", name="Det kan teamet gøre").click()
    expect(page).to_have_url(re.compile("hvem=team_leader"))
    expect(page.locator(".shown")).to_contain_text("Valgt: Det kan teamet gøre")
    sentence = page.locator(".shown").inner_text()
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".shown")).to_have_text(sentence)


def test_unknown_address_is_sent_home_with_a_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}/findes-ikke")
    ready(page)
    expect(page.get_by_text("Adressen findes ikke her")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_search_with_a_misspelling(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    field = page.get_by_role("searchbox")
    field.fill("løntilskkud")
    field.press("Enter")
    expect(page.locator(".hits")).to_contain_text("er læst som")
    page.locator(".hits a", has_text="Privat løntilskud").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privat løntilskud")


def test_cpr_in_the_search_is_refused_and_not_in_the_address(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    field = page.get_by_role("searchbox")
    field.fill("010190-1234")
    field.press("Enter")
    expect(page.get_by_text("ligner et CPR-nummer")).to_be_visible()
    assert "1234" not in page.url
    expect(field).to_have_value("")


SECRETS = ("010190-1234", "hans.hansen@post.dk")


def test_personal_data_is_in_no_address_page_log_or_file(page: Page, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    server, address = start_server(log)
    begun = time.time()
    try:
        for secret in SECRETS:
            page.goto(address)
            ready(page)
            page.get_by_role("searchbox").fill(secret)
            page.get_by_role("searchbox").press("Enter")
            expect(page.get_by_text("ligner et CPR-nummer eller en e-mailadresse")).to_be_visible()
            page.goto(f"{address}/?soeg={secret}")
            expect(page.get_by_text("ligner et CPR-nummer eller en e-mailadresse")).to_be_visible()
            expect(page.get_by_role("searchbox")).to_have_value("")
            assert secret not in page.url and secret not in page.content()
    finally:
        server.terminate()
        server.wait(10)
    assert [secret for secret in SECRETS if secret.encode() in log.read_bytes()] == []
    changed = [
        path for path in ROOT.rglob("*") if path.is_file() and ".git" not in path.parts and path.stat().st_mtime > begun
    ]
    assert [path for path in changed if any(secret.encode() in path.read_bytes() for secret in SECRETS)] == []


def test_page_is_danish_in_the_first_byte_and_has_its_headers(address: str) -> None:
    with urllib.request.urlopen(address) as answer:
        body = answer.read().decode()
        assert '<html lang="da"' in body
        assert "<title>Hvad virker for hvem?</title>" in body
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    with urllib.request.urlopen(f"{address}/health") as answer:
        assert json.load(answer) == {"status": "ok"}


CUT_OFF = """labels => labels.flatMap(label => [label, ...label.querySelectorAll('*')])
  .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1).map(part => part.innerText)"""


def test_a_choice_is_named_in_full(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=ledige&dansk=1")
    ready(page)
    page.get_by_role("button", name="Flere valg").click()
    for width in widths(page):
        expect(page.get_by_role("switch", name="Kun dansk viden")).to_be_visible()
        labels = page.get_by_test_id("stWidgetLabel").filter(visible=True)
        assert labels.count() > 7
        assert labels.evaluate_all(CUT_OFF) == [], width


@pytest.mark.parametrize("path", ["/sammenlign?gruppe=dagpenge-16-mdr", "/evidenskort?gruppe=dagpenge-16-mdr"])
def test_a_chosen_group_is_read_in_full(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    ready(page)
    for width in widths(page):
        assert page.get_by_test_id("stSelectbox").locator("input").evaluate_all(CUT_OFF) == [], width


def test_chart_has_words_and_a_table_beside_it(page: Page, address: str) -> None:
    page.goto(f"{address}/indsats?indsats=lavere-sagsstamme&gruppe=nyankomne&aaben=resultater&figur=1")
    ready(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(page.locator("table.twin").first).to_contain_text("Joona & Nekby (2012)")


def test_a_click_on_a_group_shows_its_answer_first(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/indsats?indsats=samtaler&gruppe=jobparate")
    ready(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("part => part.scrollHeight") <= 2 * 768
    page.locator("#andre-grupper summary").click()
    expect(page).to_have_url(re.compile("aaben=andre-grupper"))
    page.locator("#andre-grupper a", has_text="Ledige på dagpenge i 16 måneder").click()
    expect(page).to_have_url(re.compile("gruppe=dagpenge-16-mdr"))
    expect(page.locator("#svar")).to_have_attribute("aria-label", "Svaret for ledige på dagpenge i 16 måneder")
    expect(page.locator("#svar .answer").first).to_be_in_viewport()
    assert main.evaluate("part => part.scrollTop") == 0


def test_reasons_of_a_level_can_be_followed(page: Page, address: str) -> None:
    page.goto(f"{address}/metode?gruppe=ledige&indsats=lavere-sagsstamme")
    ready(page)
    expect(page.get_by_text("Angivet af kilder")).to_be_visible()
    expect(page.locator("table", has_text="Stemmerne")).to_contain_text("Hainmueller et al. (2016)")


def test_download_of_the_whole_store(page: Page, address: str) -> None:
    page.goto(f"{address}/metode")
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent CSV (zip)").click()
    assert re.fullmatch(r"evidens-[0-9a-f]{12}\.zip", waiting.value.suggested_filename)


@pytest.mark.parametrize("pause", [20, 200])
def test_two_quick_choices_are_both_kept(page: Page, address: str, pause: int) -> None:
    page.goto(f"{address}/?gruppe=jobparate")
    ready(page)
    page.locator("#samtaler .pick").click()
    page.wait_for_timeout(pause)
    page.locator("#jobformidling .pick").click()
    expect(page.get_by_role("link", name="Forbered samtalen (2 valgt)")).to_be_visible()
    expect(page).to_have_url(re.compile("tagop=samtaler-absolute.arbejdsgiverkontakt-absolute"))


def test_group_and_picks_follow_through_the_menu_past_pages_that_ask_for_neither(page: Page, address: str) -> None:
    page.goto(f"{address}/studier?gruppe=jobparate&tagop=arbejdsgiverkontakt-absolute")
    ready(page)
    for title in ("Praksis", "Find indsats"):
        follow(page.get_by_test_id("stTopNavLink").filter(has_text=title))
    expect(page.locator("#jobformidling .pick")).to_have_text("Valgt")
    page.get_by_test_id("stTopNavLink").filter(has_text="Forbered samtalen").click()
    expect(page.locator(".sheet.front")).to_contain_text("Jobparate")
    expect(page.locator(".sheet.front")).to_contain_text("Sagsbehandlerens kontakt til arbejdsgivere")


def test_back_from_a_chosen_group_asks_again(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=re.compile("^Sygemeldte")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad virker for sygemeldte?")
    ready(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem skal samtalen handle om?")


def test_back_leaves_an_untouched_page(page: Page, address: str) -> None:
    page.goto(f"{address}/metode")
    ready(page)
    page.goto(f"{address}/faellessamtale")
    ready(page)
    page.go_back()
    expect(page).to_have_url(re.compile("/metode"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Metode og kilder")
