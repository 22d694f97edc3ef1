"""The studies in the browser: from a misspelt name to a reference in Zotero, and links that give the same view."""

from __future__ import annotations

import csv
import io
import re

import rispy
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready


def test_from_a_misspelling_to_the_study_and_its_reference(page: Page, address: str) -> None:
    page.goto(f"{address}/studier")
    ready(page)
    field = page.get_by_role("searchbox")
    field.fill("Cheeung 2017")
    field.press("Enter")
    expect(page.locator(".shown")).to_contain_text("»cheeung« er læst som »cheung«")
    page.locator(".study h3 a", has_text="Cheung et al. (2017)").click()
    expect(page).to_have_url(f"{address}/studier?studie=cheung-2017")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cheung et al. (2017)")
    expect(page.locator(".caution").first).to_contain_text("forskydning på 100 procent")
    page.get_by_role("button", name="Hent studiet").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="RIS").click()
    assert re.fullmatch(r"studie-cheung-2017-\d{4}-\d\d-\d\d\.ris", waiting.value.suggested_filename)
    (entry,) = rispy.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert entry["id"] == "cheung-2017"
    assert entry["authors"] == ["Cheung m.fl.,"]  # the comma: one name, not a first and a last one
    assert "forskydning på 100 procent" in " ".join(entry["notes"])


def test_filter_is_in_the_link_and_the_link_gives_the_same_view_and_file(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/studier")
    ready(page)
    countries = page.get_by_role("combobox", name=re.compile("Land"))
    countries.fill("Sverige")
    page.get_by_role("option", name="Sverige", exact=True).click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("land=SE"))
    expect(page.locator(".shown")).to_contain_text("Valgt: land Sverige")
    listed = page.locator(".study h3").all_inner_texts()
    other = browser.new_context(accept_downloads=True).new_page()
    other.goto(page.url)
    expect(other.locator(".shown")).to_have_text(page.locator(".shown").inner_text())
    assert other.locator(".study h3").all_inner_texts() == listed
    other.get_by_role("button", name="Hent det viste").click()
    with other.expect_download() as waiting:
        other.get_by_role("button", name="CSV: studier").click()
    assert waiting.value.suggested_filename.startswith("studier-udvalg-")
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["Studie"] for row in rows] == listed
    assert all("Valgt: land Sverige" in row["Udvalg"] and row["Dataversion"] for row in rows)
    other.context.close()


def test_from_a_sentence_on_an_intervention_to_the_row_behind_it(page: Page, address: str) -> None:
    page.goto(f"{address}/indsats?indsats=lavere-sagsstamme&gruppe=kontanthjaelp&aaben=resultater")
    ready(page)
    page.locator("table.twin a", has_text="Hainmueller et al. (2016)").first.click()
    expect(page).to_have_url(f"{address}/studier?studie=hainmueller-2016")
    row = page.locator("table.results-table tr#hainmueller-2016-varighed-dage")
    expect(row).to_contain_text("dage")
    expect(row).to_contain_text("VIVE 2019")


def test_second_page_and_back_to_the_first_with_a_new_choice(page: Page, address: str) -> None:
    page.goto(f"{address}/studier?side=4")
    ready(page)
    expect(page.locator(".study")).to_have_count(9)
    direction = page.get_by_role("combobox", name=re.compile("Retning"))
    direction.fill("Positiv")
    page.get_by_role("option", name="Positiv", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".study")).to_have_count(20)
    expect(page).to_have_url(re.compile(r"\?(?!.*side=4).*retning=positive"))


def test_choices_of_other_pages_do_not_follow_into_the_filters(page: Page, address: str) -> None:
    page.goto(f"{address}/indsats?indsats=jobfirst")
    ready(page)
    page.get_by_test_id("stTopNavLink").filter(has_text="Studier").click()
    expect(page.locator(".shown")).to_contain_text("Du ser 69 studier")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_counts_are_a_chart_with_a_table_beside_it(page: Page, address: str) -> None:
    page.goto(f"{address}/studier?land=FR")
    ready(page)
    page.get_by_role("link", name="Optalt over tid").click()
    expect(page.locator("#optalt")).to_be_in_viewport()
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
    expect(page.locator("table", has_text="95 %-interval")).to_contain_text("45–79 %")


def test_print_holds_what_every_document_tells(page: Page, address: str) -> None:
    page.goto(f"{address}/studier?studie=cheung-2017")
    ready(page)
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.emulate_media(media="print")
    table = page.locator("table.told").bounding_box()
    assert table["x"] + table["width"] <= 795
    expect(page.get_by_test_id("stPopover")).to_be_hidden()
    expect(page.locator(".caution").first).to_be_visible()
