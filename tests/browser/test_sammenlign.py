"""A team leader's questions, answered in the browser with the page open and without help."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import Locator, Page, expect

from core.export.memo_writers import page_count
from tests.browser.conftest import ready
from tests.export.test_memo import read_docx, read_pdf, squeezed

PAIR = "/sammenlign?gruppe=dagpenge-16-mdr&indsatser=privat-loentilskud.lavere-sagsstamme"


def aspect(page: Page, title: str) -> Locator:
    """The row of one aspect of the answers."""
    return page.locator(".compare tbody").first.locator("tr", has=page.get_by_role("rowheader", name=title))


def choose(page: Page, name: str) -> None:
    """Add an intervention by typing its name."""
    field = page.get_by_test_id("stMultiSelect").get_by_role("combobox")
    field.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".compare thead")).to_contain_text(name)


def test_what_a_lower_caseload_is_worth_and_what_nobody_has_measured(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    page.get_by_test_id("stTopNavLink").filter(has_text="Sammenlign").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammenlign")
    expect(page.locator(".compare thead th")).to_have_text([re.compile("Samtaler"), re.compile("Færre sager")])
    worth = aspect(page, "Udgift og besparelse").get_by_role("cell").nth(1)
    expect(worth).to_contain_text("besparelse på 90.000 euro om året for hvert jobcenter")
    expect(worth).to_contain_text("Tyskland, målt på kontanthjælpsmodtagere")
    unknown = aspect(page, "Det har ingen målt").get_by_role("cell").nth(1)
    expect(unknown).to_contain_text("Ingen studier har undersøgt, om færre sager pr. sagsbehandler går ud over andre")
    expect(unknown).to_contain_text("gå ned fra mange sager end fra få, men det har studierne ikke undersøgt")


def test_which_supported_intervention_rests_on_the_fewest_trials(page: Page, address: str) -> None:
    page.goto(f"{address}/sammenlign?gruppe=dagpenge-16-mdr&indsatser=lavere-sagsstamme.privat-loentilskud")
    ready(page)
    choose(page, "Korte erhvervsrettede kurser (AMU og VEU)")
    counts = aspect(page, "Bygger på").get_by_role("cell")
    expect(counts).to_have_text([re.compile("3 studier"), re.compile("ét studie"), re.compile("2 studier")])
    expect(counts.nth(1)).to_contain_text("færrest af dem")
    expect(aspect(page, "Bygger på").locator(".mark")).to_have_count(1)
    page.get_by_role("link", name="Antal studier").click()
    rows = page.locator("#antal tbody tr")
    expect(rows.first.locator("td").first).to_have_text("0")
    numbers = [int(text) for text in rows.locator("td:nth-child(2)").all_inner_texts()]
    assert numbers == sorted(numbers) and max(numbers) == 3


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_two_page_memo_with_every_caveat_of_the_page(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    caveats = page.locator("#forbehold li")
    shown = [squeezed(text) for text in caveats.evaluate_all(WORDS_OF_A_CAVEAT)]
    assert len(shown) > 50
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent notat (PDF)").click()
    assert re.fullmatch(r"sammenligning-dagpenge-16-mdr-\d{4}-\d\d-\d\d\.pdf", waiting.value.suggested_filename)
    pdf = waiting.value.path().read_bytes()
    assert page_count(pdf) == 2
    text = read_pdf(pdf)
    assert [caveat for caveat in shown if caveat not in text] == []
    written = subprocess.run(["pdftotext", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()  # fmt: skip
    assert "/sammenlign?gruppe=dagpenge-16-mdr" in written.replace("\n", "")


# The sentence of a caveat: without its kind and its place.
WORDS_OF_A_CAVEAT = """items => items.map(item => [...item.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent).join(' '))"""


def test_memo_as_document_and_rows_as_workbook(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    shown = [squeezed(text) for text in page.locator("#forbehold li").evaluate_all(WORDS_OF_A_CAVEAT)]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent notat (Word)").click()
    text = read_docx(waiting.value.path().read_bytes())
    assert [caveat for caveat in shown if caveat not in text] == []
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent alle rækker (Excel)").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert waiting.value.path().read_bytes().startswith(b"PK")


def test_calculator_follows_the_number_and_the_link_keeps_it(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.individuelle-samtaler")
    ready(page)
    field = page.get_by_label("Antal borgere, fra 1 til 100.000")
    field.fill("250")
    field.press("Enter")
    expect(page.locator(".sum .formula", has_text="250 borgere × 5,9 dage = 1.475 dage")).to_be_visible()
    expect(page.locator(".sum", has_text="5,9 dage")).to_contain_text("Tæller man andre ledige med: 0 til 1.475 dage")
    expect(page).to_have_url(re.compile("indsatser=lavere-sagsstamme.individuelle-samtaler.*antal=250"))
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".compare")).to_have_text(page.locator(".compare").inner_text(), use_inner_text=True)
    expect(other.locator(".sum .formula", has_text="1.475 dage")).to_be_visible()


def test_number_that_cannot_be_used_is_explained_in_danish(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    field = page.get_by_label("Antal borgere, fra 1 til 100.000")
    field.fill("0")
    field.press("Enter")
    expect(page.get_by_text("Skriv et helt tal fra 1 til 100.000. Vi regner videre med 100.")).to_be_visible()
    expect(field).to_have_value("100")


def test_fifth_intervention_is_refused_in_danish(page: Page, address: str) -> None:
    page.goto(f"{address}/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.samtaler.jobpraemie.ips")
    ready(page)
    page.get_by_test_id("stMultiSelect").get_by_role("combobox").fill("Virksomhedspraktik")
    expect(page.get_by_text("Du kan højst vælge 4. Fjern ét valg først.")).to_be_visible()
    expect(page.get_by_role("option", name="Virksomhedspraktik", exact=True)).to_have_count(0)


def test_difference_and_likeness_are_said_in_words_not_only_in_colour(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    expect(aspect(page, "Bygger på").locator(".tell")).to_have_text("≠ forskel")
    expect(aspect(page, "Hvad siger forskningen").locator(".tell")).to_have_text("= ens")
    expect(page.locator(".shown").first).to_contain_text("Ens er: hvad siger forskningen.")


def test_names_stay_in_sight_while_the_table_is_read(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    aspect(page, "Det har ingen målt").scroll_into_view_if_needed()
    expect(page.locator(".compare thead th").first).to_be_in_viewport()


def test_on_a_phone_every_cell_says_whose_it_is(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + PAIR)
    ready(page)
    name = aspect(page, "Bygger på").get_by_role("cell").nth(1).evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )  # fmt: skip
    assert name == '"Færre sager pr. sagsbehandler"'


def test_caveats_of_one_and_of_all_are_open(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    expect(page.locator("#forbehold details")).to_have_count(0)
    expect(page.get_by_role("heading", name="Gælder dem alle")).to_be_visible()
    expect(page.get_by_role("heading", name="Gælder færre sager pr. sagsbehandler")).to_be_visible()
