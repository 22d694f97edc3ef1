"""The main page as its users meet it: the answer on one screen, the rest one step away, in the address and on file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.store import Store
from core.text import lower_first
from tests.browser.conftest import follow, ready
from tests.browser.test_every_page import DRAWN, printed, widths

NAMED = ("jobparate", "sygemeldte", "dagpenge-16-mdr")
SCREEN = 768
LIMITS = {1366: SCREEN, 1024: 1.3 * SCREEN}  # by the width of the window
# To another address of the page that is open, as the browser's own buttons do it: not everything is loaded again.
GO_ON = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }"
BOTTOM = "() => Math.round(document.querySelector('.rest').getBoundingClientRect().bottom)"
OPENED = """() => [...document.querySelectorAll('details.of-row[open]')].map(part => [
  part.previousElementSibling.getBoundingClientRect(), part.getBoundingClientRect()])
  .map(([row, part]) => Math.round(part.bottom - row.top))"""
CUT_OFF = """() => [...document.querySelectorAll('.row *, .first *')].filter(e => getComputedStyle(e).display !== 'inline'
  && e.clientWidth && e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""


def opened_at(page: Page, address: str) -> None:
    """The page at an address, drawn to its foot."""
    page.goto(address)
    ready(page)
    expect(page.locator(".rest")).to_be_visible()


def test_every_group_is_answered_on_one_screen(page: Page, address: str, store: Store) -> None:
    tall: dict[tuple[str, int], int] = {}
    page.goto(address)
    ready(page)
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            page.evaluate(GO_ON, f"?gruppe={group}")
            expect(page.get_by_role("heading", level=1)).to_have_text(f"Hvad virker for {lower_first(row['name'])}?")
            ready(page)
            for width in LIMITS:
                page.set_viewport_size({"width": width, "height": SCREEN})
                page.evaluate(DRAWN)  # the page follows its window
                tall[group, width] = page.evaluate(BOTTOM)
    assert {key: bottom for key, bottom in tall.items() if bottom > LIMITS[key[1]]} == {}


@pytest.mark.parametrize("group", NAMED)
def test_an_opened_family_is_at_most_two_screens(page: Page, address: str, store: Store, group: str) -> None:
    page.set_viewport_size({"width": 1366, "height": SCREEN})
    families = {row["family_id"] for row in store.interventions.values()}
    opened_at(page, f"{address}/?gruppe={group}&aaben={'.'.join(families)}")
    heights = page.evaluate(OPENED)
    assert heights and max(heights) <= 2 * SCREEN, heights


def test_nothing_of_a_row_is_cut_off(page: Page, address: str) -> None:
    opened_at(page, f"{address}/?gruppe=dagpenge-16-mdr")
    for width in widths(page):
        assert page.evaluate(CUT_OFF) == [], width
        for part in (".says", ".must", ".sure"):
            expect(page.locator(f"#samtaler {part}")).to_be_visible()


def test_a_group_is_chosen_and_its_answer_stands_first(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem skal samtalen handle om?")
    page.get_by_role("link", name="Sygemeldte").click()
    expect(page).to_have_url(re.compile("gruppe=sygemeldte"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad virker for sygemeldte?")
    expect(page.locator(".answer")).to_contain_text("Pas på: samtaler")


def test_a_row_opens_in_place_and_its_link_opens_it_again(page: Page, address: str) -> None:
    opened_at(page, f"{address}/?gruppe=jobparate")
    page.locator("#samtaler h3").click()  # its name opens it as its summary does
    expect(page).to_have_url(re.compile("aaben=samtaler"))
    opened_at(page, page.url)
    form = page.locator("#om-samtaler tr", has_text="Hyppige samtaler")
    expect(form).to_contain_text("I lavkonjunktur sænkede 0,1 ekstra samtale")
    expect(page.locator("#om-samtaler .notes")).to_contain_text("STAR 2026: Viden om samtaler")
    form.get_by_role("link", name="Hyppige samtaler").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hyppige samtaler")
    page.go_back()
    expect(page.locator("#om-samtaler .forms-table")).to_be_visible()


def test_a_link_that_opens_several_parts_is_no_choice_of_the_reader(page: Page, address: str) -> None:
    asked = f"{address}/?gruppe=jobparate&aaben=samtaler.gaelder-alt"
    opened_at(page, asked)
    expect(page.locator("#om-samtaler, #gaelder-alt").and_(page.locator("[open]"))).to_have_count(2)
    page.wait_for_timeout(800)  # a choice would be in the address by now, with the edition it was made on
    assert page.url == asked


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (320, 256)], ids=["100 %", "200 %", "400 %"])
def test_what_is_picked_is_what_the_conversation_is_prepared_with(
    page: Page, address: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    page.get_by_role("link", name=re.compile("^Jobparate Peger")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad virker for jobparate?")
    expect(page.locator(".rest")).to_be_visible()
    page.locator("#om-samtaler summary").first.click()
    expect(page.locator("#om-samtaler .forms-table")).to_be_visible()
    page.locator("#jobformidling .pick").click()
    expect(page).to_have_url(re.compile("tagop=arbejdsgiverkontakt-absolute"))
    page.locator("#samtaler .pick").press(" ")
    expect(page).to_have_url(re.compile("tagop=arbejdsgiverkontakt-absolute.samtaler-absolute"))
    expect(page.locator("#samtaler .pick")).to_have_text("Valgt")
    expect(page.locator("#samtaler .pick")).to_be_focused()
    follow(page.get_by_role("link", name="Forbered samtalen (2 valgt)"))
    titles = page.locator(".sheet .topic h5").all_inner_texts()
    assert [title for title in titles if re.search("arbejdsgivere|Samtaler", title)]


def test_the_page_is_one_file_that_works_without_a_network(
    browser: Browser, page: Page, address: str, tmp_path: Path, store: Store
) -> None:
    opened_at(page, f"{address}/?gruppe=sygemeldte")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Gem som fil").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert re.fullmatch(r"hvad-virker-sygemeldte-[0-9a-f]{12}\.html", file.name)
    context = browser.new_context(offline=True)
    saved = context.new_page()
    asked: list[str] = []
    saved.on("request", lambda request: asked.append(request.url))
    saved.goto(file.as_uri())
    expect(saved.locator(".answer")).to_contain_text("Pas på: samtaler")
    expect(saved.locator(".forms-table").first).to_be_hidden()
    saved.locator("#om-samtaler > summary").click()
    expect(saved.locator("#om-samtaler .forms-table")).to_be_visible()
    expect(saved.get_by_text(f"Dataversion {store.version}")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def test_paper_begins_with_the_first_screen_and_has_about_ten_pages(page: Page, address: str, tmp_path: Path) -> None:
    opened_at(page, f"{address}/?gruppe=dagpenge-16-mdr")
    pages = printed(page, tmp_path).split("\f")
    assert len([sheet for sheet in pages if sheet.strip()]) <= 12
    for said in ("Pegermodjob:", "Loven,læstfør1.februar2026:", "Sagsbehandlerenog", "kunhvorfåandrei"):
        assert said in "".join(pages[0].split())  # print leaves spaces out and breaks lines anywhere


LETTERS = """(field, names) => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = getComputedStyle(field).font;
  return names.filter(name => pen.measureText(name).width > field.clientWidth);
}"""


def test_field_of_the_group_holds_the_longest_name(page: Page, address: str, store: Store) -> None:
    page.goto(f"{address}/?gruppe=dagpenge-16-mdr")
    ready(page)
    field = page.get_by_role("combobox", name="Målgruppe")
    for width in (1366, 1024, 768, 683, 390):
        page.set_viewport_size({"width": width, "height": 768})
        page.evaluate(DRAWN)
        assert field.evaluate(LETTERS, [*store.group_names.values()]) == [], width
        assert field.evaluate("field => field.scrollWidth <= field.clientWidth"), width
