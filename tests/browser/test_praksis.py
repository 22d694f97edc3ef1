"""How does our length of conversation compare? Answered in the browser, kept in the link, read from a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

ANSWERS = {"30 minutter": "10", "45 minutter": "60,5", "60 minutter": "29,5"}
SENTENCE = "Jeres hyppigste svar er »45 minutter«. Det samme svarede 42 procent af jobcentrene i 2016–17."


def open_length(page: Page, address: str) -> None:
    """From the front page to the length of the conversation, as a team leader would find it."""
    page.goto(address)
    ready(page)
    page.get_by_test_id("stTopNavLink").filter(has_text="Praksis").click()
    expect(page.get_by_text("Hvad gør jobcentrene?")).to_be_visible()
    page.get_by_role("combobox", name="Tema", exact=True).click()
    page.get_by_role("option", name="Samtalens længde").click()
    expect(page.get_by_role("heading", name="Hvor lang tid sætter jobcenteret typisk af")).to_be_visible()


def write(page: Page, answers: dict[str, str], pause: int = 0) -> None:
    """Write own numbers, one field after the other, with the tabulator key."""
    for label, number in answers.items():
        field = page.get_by_role("textbox", name=label)
        field.fill(number)
        field.press("Tab")
        page.wait_for_timeout(pause)


def view(page: Page) -> str:
    """What the page says, without the choice of widgets."""
    ready(page)
    expect(page.locator(".compared")).to_be_visible()
    return page.locator(".compared").inner_text() + page.locator("table.stack").first.inner_text()


def test_own_length_of_conversation_and_the_link_that_holds_it(page: Page, address: str, browser) -> None:
    open_length(page, address)
    write(page, ANSWERS)
    expect(page.locator(".compared")).to_contain_text(SENTENCE)
    expect(page.locator(".compared")).to_contain_text("jeres 60,5 procent ligger over 2016–17 (42 procent)")
    expect(page.locator(".compared")).to_contain_text("Det gør man – ikke det virker")
    expect(page).to_have_url(re.compile("egne=mploy-fig18-30.10_mploy-fig18-45.60.5_mploy-fig18-60.29.5"))
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    other = browser.new_context(locale="da-DK").new_page()
    other.goto(page.url)
    assert view(other) == view(page)
    for label, number in ANSWERS.items():
        expect(other.get_by_role("textbox", name=label)).to_have_value(number)


@pytest.mark.parametrize("pause", [15, 40, 150])
def test_numbers_written_quickly_are_all_in_the_address(page: Page, address: str, pause: int) -> None:
    """A choice may stop a run before it has come to the other choices; they are written all the same."""
    page.goto(f"{address}/praksis?tema=length")
    ready(page)
    write(page, ANSWERS, pause)
    expect(page).to_have_url(re.compile("egne=mploy-fig18-30.10_mploy-fig18-45.60.5_mploy-fig18-60.29.5"))
    expect(page.locator(".compared")).to_contain_text(SENTENCE)


def test_wrong_number_is_refused_and_the_others_stay(page: Page, address: str) -> None:
    page.goto(f"{address}/praksis?tema=length&egne=mploy-fig18-45.60")
    ready(page)
    write(page, {"30 minutter": "mange"})
    expect(page.get_by_text("Skriv et tal fra 0 til 100")).to_be_visible()
    expect(page.get_by_role("textbox", name="30 minutter")).to_have_value("")
    expect(page.get_by_role("textbox", name="45 minutter")).to_have_value("60")
    assert "mange" not in page.url


def test_example_file_is_filled_in_and_read(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/praksis?tema=length")
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent eksempelfil (CSV)").click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    filled = [rows[0]] + [[*row[:3], ANSWERS[row[2]]] for row in rows[1:]]
    form = tmp_path / "jeres-tal.csv"
    form.write_text("\n".join(";".join(row) for row in filled), encoding="cp1252")
    page.get_by_label("Læs en udfyldt fil ind").set_input_files(form)
    expect(page.get_by_text("3 tal er læst ind")).to_be_visible()
    expect(page.locator(".compared")).to_contain_text(SENTENCE)
    expect(page).to_have_url(re.compile("egne=mploy-fig18-30.10_"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"navn;cpr\nHans Hansen;010190-1234\n", "Linje 1: kolonnerne skal hedde"),
        (b"x" * 200_000, "fylder mere end 100 kB"),
        (b"PK\x03\x04\x00", "en projektmappe"),
    ],
)
def test_wrong_file_is_explained_and_changes_nothing(
    page: Page, address: str, tmp_path: Path, content: bytes, sentence: str
) -> None:
    page.goto(f"{address}/praksis?tema=length&egne=mploy-fig18-45.60")
    ready(page)
    wrong = tmp_path / "forkert.csv"
    wrong.write_bytes(content)
    page.get_by_label("Læs en udfyldt fil ind").set_input_files(wrong)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("textbox", name="45 minutter")).to_have_value("60")
    assert "Hansen" not in page.content() and "010190" not in page.content()


def test_theme_is_downloaded_with_its_warning(page: Page, address: str) -> None:
    page.goto(f"{address}/praksis?tema=length&egne=mploy-fig18-45.60")
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent temaet som CSV").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    row = next(row for row in rows if row["Id"] == "mploy-fig18-45")
    assert (row["2016–17"], row["Jeres tal"], row["Antal svar (N)"]) == ("42", "60", "78")
    assert (
        row["Advarsel"].startswith("Det gør man – ikke det virker") and "Spørgeskemaet er besvaret" in row["Forbehold"]
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent temaet som Excel").click()
    assert waiting.value.path().read_bytes().startswith(b"PK")


def test_on_a_phone_the_numbers_stand_in_words_without_the_chart(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/praksis?tema=length")
    ready(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_hidden()
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator("table.stack").first).to_contain_text("43 procent")
