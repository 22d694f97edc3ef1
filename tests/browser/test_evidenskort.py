"""The map in the browser: the team leader's questions, the keyboard, the downloads."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from core.store import Store
from tests.browser.conftest import ready


def open_map(page: Page, address: str, query: str = "") -> None:
    """Open the map and wait for its grid."""
    page.goto(f"{address}/evidenskort{query}")
    ready(page)
    expect(page.locator(".map-root .map")).to_be_visible()


def test_which_intervention_rests_on_the_fewest_trials(page: Page, address: str) -> None:
    open_map(page, address, "?gruppe=dagpenge-16-mdr&orden=faerrest")
    expect(page.locator(".shown")).to_contain_text("Færrest studier har")
    expect(page.locator(".shown")).to_contain_text("(ét studie)")
    first = page.locator('.mark-button[data-cell^="dagpenge-16-mdr/"]').first
    expect(first).to_have_attribute("aria-label", re.compile("Lovende"))


def test_switch_changes_the_map_in_place_says_what_moved_and_opens_a_cell(page: Page, address: str, browser) -> None:
    open_map(page, address, "?gruppe=ledige")
    cell = page.locator('[data-cell="ledige/lavere-sagsstamme"]')
    expect(cell).to_have_attribute("aria-label", re.compile("Understøttet"))
    page.get_by_text("Flere valg").click()
    page.get_by_text("Kun dansk viden", exact=True).click()
    expect(page.locator(".moves summary")).to_contain_text(re.compile(r"\d+ af \d+ felter med viden skifter tilstand"))
    expect(cell).to_have_attribute("aria-label", re.compile("Ingen viden.+Før valget: Understøttet"))
    cell.click()
    expect(page.locator(".map-panel")).to_contain_text("Færre sager pr. sagsbehandler")
    expect(page).to_have_url(re.compile("(?=.*dansk=1)(?=.*indsats=lavere-sagsstamme)"))
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".map-panel")).to_have_text(page.locator(".map-panel").inner_text(), use_inner_text=True)


def test_map_by_keyboard_alone(page: Page, address: str) -> None:
    open_map(page, address)
    page.locator('[data-cell="jobparate/samtaler"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".map-said")).to_contain_text("Individuelle samtaler, Sygemeldte: Ingen viden")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("gruppe=sygemeldte.*indsats=individuelle-samtaler"))
    expect(page.locator(".map-panel")).to_be_visible()
    expect(page.locator('[data-cell="sygemeldte/individuelle-samtaler"]')).to_be_focused()


def test_family_folds_and_the_link_remembers(page: Page, address: str) -> None:
    open_map(page, address)
    page.locator('[data-family="samtaler"]').click()
    expect(page).to_have_url(re.compile("lukket=samtaler"))
    expect(page.locator('[data-cell="jobparate/gruppesamtaler"]')).to_have_count(0)
    expect(page.locator('[data-cell="jobparate/samtaler"]')).to_be_visible()


def test_downloads_hold_the_map_and_every_caveat(page: Page, address: str, tmp_path: Path, store: Store) -> None:
    open_map(page, address, "?grupper=ledige.unge&gruppe=ledige&emne=virksomhedsrettet")
    files = {}
    for name in ("PNG", "SVG", "XLSX med alle forbehold"):
        with page.expect_download() as caught:
            page.get_by_role("button", name=name, exact=True).click()
        caught.value.save_as(tmp_path / name)
        files[name] = (tmp_path / name).read_bytes()
    assert files["PNG"].startswith(b"\x89PNG")
    assert store.version in files["SVG"].decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(files["XLSX med alle forbehold"])) as package:
        text = "".join(package.read(name).decode("utf-8") for name in package.namelist())
    wanted = {"virksomhedsrettet"} | {
        key for key, row in store.interventions.items() if row["family_id"] == "virksomhedsrettet"
    }
    caveats = [
        caveat.statement
        for group in ("ledige", "unge")
        for answer in store.answers(group)
        if answer.assessment.intervention_id in wanted and answer.assessment.comparison == "absolute"
        for caveat in answer.caveats
    ]
    assert caveats
    escaped = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert [statement for statement in caveats if statement not in escaped] == []
