"""A team leader's questions, answered in the browser with the page open and without help."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from core.export.memo_writers import page_count
from tests.browser.conftest import ready
from tests.browser.test_every_page import widths
from tests.export.test_memo import read_docx, read_pdf, squeezed

PAIR = "/sammenlign?gruppe=dagpenge-16-mdr&indsatser=privat-loentilskud.lavere-sagsstamme"


def aspect(page: Page, title: str) -> Locator:
    """The row of one aspect of the answers."""
    return page.locator(".compare tr", has=page.get_by_role("rowheader", name=title)).first


def choose(page: Page, name: str) -> None:
    """Add an intervention by typing its name."""
    field = page.get_by_test_id("stMultiSelect").get_by_role("combobox")
    field.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".compare thead").first).to_contain_text(name.split(" (")[0])


def open_part(page: Page, title: str) -> None:
    """Unfold a part of the page."""
    page.locator(".fold > summary").filter(has_text=title).click()


def download(page: Page, name: str) -> Download:
    """Ask for one of the files."""
    page.get_by_role("button", name="Hent notat", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value


@pytest.mark.parametrize(
    "chosen", ["dagpenge-16-mdr&indsatser=privat-loentilskud.lavere-sagsstamme", "dagpenge-16-mdr&indsatser=samtaler.lavere-sagsstamme",
               "jobparate", "ledige&indsatser=lavere-sagsstamme.samtaler.jobpraemie.ips"],
)  # fmt: skip
def test_first_screen_has_the_answer_what_differs_and_the_decisive_caveats(
    page: Page, address: str, chosen: str
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/sammenlign?gruppe={chosen}")
    ready(page)
    for shown in (".conclusion", ".compare .says .all >> nth=-1", "tr:has(th:text('Hvor sikkert')) .tell"):
        box = page.locator(shown).first.bounding_box()
        assert box and box["y"] + box["height"] <= 768, shown


def test_what_a_lower_caseload_is_worth_and_what_nobody_has_measured(page: Page, address: str) -> None:
    page.goto(f"{address}/sammenlign?gruppe=dagpenge-16-mdr&indsatser=samtaler.lavere-sagsstamme")
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammenlign")
    expect(page.locator(".compare thead").first.locator("th")).to_have_text(["Samtaler", re.compile("Færre sager")])
    expect(page.get_by_text("Forskydning: ikke undersøgt, VIVE råder til forsigtighed").first).to_be_in_viewport()
    open_part(page, "Hele sammenligningen")
    worth = aspect(page, "Udgift og besparelse").get_by_role("cell").nth(1)
    expect(worth).to_contain_text("besparelse på 90.000 euro om året for hvert jobcenter")
    expect(worth).to_contain_text("Tyskland, målt på kontanthjælpsmodtagere")
    unknown = aspect(page, "Det har ingen målt").get_by_role("cell").nth(1)
    expect(unknown).to_contain_text("Forskydning: ikke undersøgt, VIVE råder til forsigtighed")
    expect(unknown).to_contain_text("Udgangspunkt: hjælper nok mest ved mange sager")


def test_decisive_caveat_opens_in_place_and_the_count_leads_to_all(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    sentence = page.get_by_text("men kan gøre den længere i lavkonjunktur")
    expect(sentence).not_to_be_visible()
    page.get_by_text("Lavkonjunktur: privat løntilskud kan forlænge ledigheden").click()
    expect(sentence).to_be_visible()
    expect(page.locator("#forbehold")).not_to_be_visible()
    page.get_by_role("link", name=re.compile(r"Alle \d+ forbehold")).first.click()
    expect(page.locator("#forbehold")).to_be_in_viewport()


def test_which_supported_intervention_rests_on_the_fewest_trials(page: Page, address: str) -> None:
    page.goto(f"{address}/sammenlign?gruppe=dagpenge-16-mdr&indsatser=lavere-sagsstamme.privat-loentilskud")
    ready(page)
    choose(page, "Korte erhvervsrettede kurser (AMU og VEU)")
    open_part(page, "Alt, der peger mod job, efter antal studier")
    rows = page.locator("#antal tbody tr")
    expect(rows.first.locator("td").first).to_have_text(re.compile("^Kun kildernes konklusioner: "))
    grounds = rows.locator("td:nth-child(2)").all_inner_texts()
    counted = [re.match(r"(Ét|\d+)", text) for text in grounds]
    numbers = [0 if found is None else int(found[1].replace("Ét", "1")) for found in counted]
    assert numbers == sorted(numbers) and numbers[0] == 0 < numbers[-1] and len(numbers) > 5


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_two_page_memo_with_every_caveat_of_the_page(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    shown = [squeezed(text) for text in page.locator(CAVEATS).evaluate_all(WORDS_OF_A_CAVEAT)]
    assert len(shown) > 50
    file = download(page, "Hent notat (PDF)")
    assert re.fullmatch(r"sammenligning-dagpenge-16-mdr-\d{4}-\d\d-\d\d\.pdf", file.suggested_filename)
    pdf = file.path().read_bytes()
    assert page_count(pdf) == 2
    text = read_pdf(pdf)
    assert {caveat: text.count(caveat) for caveat in shown if text.count(caveat) != 1} == {}
    assert squeezed(page.locator(".conclusion strong").inner_text()) in text
    assert "127.0.0.1" not in text and "localhost" not in text


# The sentence of a caveat: without its kind and its place; the decisive ones and all the others.
CAVEATS = "#forbehold li, .comparison details.decisive p"
WORDS_OF_A_CAVEAT = """items => items.map(item => [...item.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent).join(' '))"""


def test_memo_as_document_and_rows_as_workbook(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    shown = [squeezed(text) for text in page.locator(CAVEATS).evaluate_all(WORDS_OF_A_CAVEAT)]
    text = read_docx(download(page, "Hent notat (Word)").path().read_bytes())
    assert [caveat for caveat in shown if caveat not in text] == []
    page.keyboard.press("Escape")
    file = download(page, "Hent alle rækker (Excel)")
    assert file.suggested_filename.endswith(".xlsx")
    assert file.path().read_bytes().startswith(b"PK")


def test_calculator_follows_the_number_and_the_link_keeps_it(page: Page, address: str, browser) -> None:
    page.goto(f"{address}/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.individuelle-samtaler")
    ready(page)
    field = page.get_by_label("Antal borgere, fra 1 til 100.000")
    field.fill("250")
    field.press("Enter")
    expect(page.locator(".sum .formula", has_text="250 borgere × 5,9 dage = 1.475 dage")).to_be_visible()
    sum_of = page.locator(".sum", has_text="5,9 dage = 1.475 dage").first
    sum_of.locator("summary").click()
    expect(sum_of.get_by_text("Tæller man andre ledige med: 0 til 1.475 dage")).to_be_visible()
    expect(page).to_have_url(re.compile("indsatser=lavere-sagsstamme.individuelle-samtaler.*antal=250"))
    other = browser.new_context().new_page()
    other.goto(page.url)
    first = page.locator(".compare").first
    expect(other.locator(".compare").first).to_have_text(first.inner_text(), use_inner_text=True)
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


def test_everyday_words_find_an_intervention_and_others_are_refused(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    field = page.get_by_test_id("stMultiSelect").get_by_role("combobox")
    field.press_sequentially("video")  # no letters of it stand in a row in a name
    expect(page.get_by_role("option")).to_have_text(["Søg: video"])
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"indsatser=[\w.-]+\.distancesamtaler(&|$)"))
    expect(page.locator(".compare thead").first).to_contain_text("Samtaler på distance")
    field.press_sequentially("kaffe")
    field.press("Enter")
    expect(page.get_by_text("Det, du skrev, passer ikke på noget på listen.")).to_be_visible()
    assert "kaffe" not in page.url


def test_difference_and_likeness_are_said_in_words_not_only_in_colour(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    expect(aspect(page, "Hvor sikkert").locator(".tell")).to_have_text("≠ forskel")
    expect(aspect(page, "Hvad siger forskningen").locator(".tell")).to_have_text("= samme vurdering")
    expect(page.locator(".conclusion")).to_contain_text("Begge peger mod job")
    # Results that lie between the same ends are not the same results.
    page.goto(f"{address}/sammenlign?gruppe=ledige&indsatser=samtaler.lavere-sagsstamme")
    ready(page)
    expect(aspect(page, "Hvad er målt").locator(".tell")).to_have_count(0)


def test_charts_are_drawn_when_asked_for_and_the_link_keeps_them(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    page.get_by_text("Vis diagrammer").click()
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(page).to_have_url(re.compile("diagrammer=1"))


THREE = "/sammenlign?gruppe=dagpenge-16-mdr&indsatser=loentilskud.erhvervsrettede-kurser.arbejdsgiverkontakt"


@pytest.mark.parametrize(
    "compared", [THREE, "/sammenlign?gruppe=ledige&indsatser=lavere-sagsstamme.samtaler.jobpraemie.ips"]
)
def test_every_chosen_intervention_is_seen_in_its_field(page: Page, address: str, compared: str) -> None:
    page.goto(address + compared)
    ready(page)
    field = page.get_by_test_id("stMultiSelectTagsContainer")
    chosen = field.locator("[data-tag]")
    assert chosen.count() == compared.split("indsatser=")[1].count(".") + 1
    for width in widths(page):
        frame = field.bounding_box()
        for box in (chosen.nth(n).bounding_box() for n in range(chosen.count())):
            assert box and frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"], width
            assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"], width
        for button in page.get_by_test_id("stMultiSelect").get_by_role("button").all():
            box = button.bounding_box()
            assert box is None or box["x"] + box["width"] <= width - 16, width


def test_decisive_caveat_of_several_is_one_click_from_every_column(page: Page, address: str) -> None:
    page.goto(address + THREE)
    ready(page)
    sentence = page.get_by_text("fandt, at alle typer aktivering gjorde ledigheden længere end slet ingen aktivering")
    expect(sentence).not_to_be_visible()
    page.locator("a.led", has_text="Dansk studie: tilbud gjorde ledigheden længere").click()
    expect(sentence).to_be_visible()
    expect(sentence).to_be_in_viewport()


def test_the_whole_is_read_on_paper_on_screen_and_on_a_phone(page: Page, address: str) -> None:
    page.goto(address + PAIR)
    ready(page)
    page.emulate_media(media="print")  # every caveat, and not the closed disagreements
    expect(page.locator("#forbehold li").first).to_be_visible()
    expect(page.locator(".comparison details.decisive p").first).to_be_visible()
    expect(page.locator("#uenigheder .disagreement").first).not_to_be_visible()
    page.emulate_media(media="screen")
    open_part(page, "Hele sammenligningen")
    aspect(page, "Det har ingen målt").scroll_into_view_if_needed()
    expect(page.locator("#tabel thead th").first).to_be_in_viewport()  # the names stay in sight
    open_part(page, "Forbehold:")
    expect(page.get_by_role("heading", name="Gælder dem alle")).to_be_visible()
    expect(page.get_by_role("heading", name="Gælder færre sager pr. sagsbehandler")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})  # every cell says whose it is
    cell = aspect(page, "Hvor sikkert").get_by_role("cell").nth(1)
    said = "cell => getComputedStyle(cell, '::before').content"
    assert cell.evaluate(said) == '"Færre sager pr. sagsbehandler"'
