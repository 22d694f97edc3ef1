"""The map in the browser: the team leader's questions, the keyboard, the screens, the downloads."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from core.store import Store
from tests.browser.conftest import ready

FEW = "?grupper=jobparate.sygemeldte.ledige"  # columns: enough where the size of the map is no matter
SCREENS = {"laptop": (1366, 768), "projector": (1024, 768)}


def open_map(page: Page, address: str, query: str = "") -> None:
    """Open the map and wait for its grid."""
    page.goto(f"{address}/evidenskort{query}")
    ready(page)
    expect(page.locator(".map-root .map")).to_be_visible()


def bottom(part: Locator) -> float:
    """Where a part of the page ends."""
    box = part.bounding_box()
    return box["y"] + box["height"]


def test_which_intervention_rests_on_the_fewest_trials(page: Page, address: str) -> None:
    open_map(page, address, "?gruppe=dagpenge-16-mdr&orden=faerrest")
    above = page.locator('tr:not(.band ~ tr) .mark-button[data-cell^="dagpenge-16-mdr/"]')
    told = above.evaluate_all("marks => marks.map(mark => mark.ariaLabel)")
    found = [label for label in told if re.search(r": Lovende", label)]
    assert told[: len(found)] == found  # what points to work stands first
    trials = [int(n) if (n := re.search(r"(\d+) studie", label)) and (n := n.group(1)) else "ét studie" in label for label in found]  # fmt: skip
    assert trials == sorted(trials) and trials[0] == 0


def test_switch_changes_the_map_in_place_says_what_moved_and_opens_a_cell(page: Page, address: str, browser) -> None:
    open_map(page, address, "?gruppe=ledige")
    cell = page.locator('[data-cell="ledige/lavere-sagsstamme"]')
    expect(cell).to_have_attribute("aria-label", re.compile("Understøttet"))
    page.get_by_text("Flere valg").click()
    page.get_by_text("Kun dansk viden", exact=True).click()
    expect(page.locator(".moves summary")).to_contain_text(re.compile(r"\d+ af \d+ felter med viden skifter tilstand"))
    expect(cell).to_have_attribute("aria-label", re.compile("Ingen viden.+Før valget: Understøttet"))
    page.keyboard.press("Escape")
    cell.click()
    expect(page.locator(".map-panel")).to_contain_text("Færre sager pr. sagsbehandler")
    expect(page).to_have_url(re.compile("(?=.*dansk=1)(?=.*indsats=lavere-sagsstamme)"))
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".map-panel")).to_have_text(page.locator(".map-panel").inner_text(), use_inner_text=True)


def test_map_by_keyboard_alone(page: Page, address: str) -> None:
    open_map(page, address, FEW)
    page.locator('[data-cell="jobparate/samtaler"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".map-said")).to_contain_text("Individuelle samtaler, Sygemeldte: Ingen viden")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("gruppe=sygemeldte.*indsats=individuelle-samtaler"))
    expect(page.locator(".map-panel")).to_contain_text("Individuelle samtaler")
    cell = page.locator('[data-cell="sygemeldte/individuelle-samtaler"]')
    expect(cell).to_have_attribute("aria-current", "true")  # the map is drawn after what stands beside it
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("indsats="))
    expect(page.locator(".map-panel h2")).to_have_text("Sygemeldte")


def test_arrows_pass_over_headings_and_reach_the_names_of_groups(page: Page, address: str) -> None:
    open_map(page, address, f"{FEW}&gruppe=jobparate")
    page.locator('[data-cell="jobparate/undgaa-aflysninger"]').focus()
    page.keyboard.press("ArrowDown")  # the next family is only a heading
    expect(page.locator('[data-cell="jobparate/konkrete-jobforslag"]')).to_be_focused()
    page.locator('[data-cell="jobparate/samtaler"]').focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-cell="sygemeldte/"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel h2")).to_have_text("Sygemeldte")
    expect(page).to_have_url(re.compile("gruppe=sygemeldte"))


def test_family_folds_and_the_link_remembers(page: Page, address: str) -> None:
    open_map(page, address, FEW)
    page.locator('[data-family="samtaler"]').click()
    expect(page).to_have_url(re.compile("lukket=samtaler"))
    expect(page.locator('[data-cell="jobparate/gruppesamtaler"]')).to_have_count(0)
    expect(page.locator('[data-cell="jobparate/samtaler"]')).to_be_visible()


def test_only_measured_is_a_switch_in_the_address(page: Page, address: str) -> None:
    open_map(page, address, f"{FEW}&gruppe=jobparate")
    quiet = page.locator(".is-transferred.mark-promising .glyph").first
    expect(quiet).to_be_visible()
    page.get_by_text("Kun om gruppen", exact=True).click()
    expect(page).to_have_url(re.compile("kunmaalt=1"))
    expect(quiet).to_be_hidden()
    expect(page.locator(".map .is-measured .glyph").first).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_map_and_answer_stand_side_by_side_on_one_screen(page: Page, address: str, store: Store, screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    open_map(page, address, "?gruppe=dagpenge-16-mdr")
    table, panel = page.locator(".map-scroll"), page.locator(".map-panel")
    assert bottom(table) <= height and bottom(panel) <= height
    assert panel.bounding_box()["x"] >= table.bounding_box()["x"] + table.bounding_box()["width"]
    expect(panel.locator(".answer")).to_be_in_viewport(ratio=1)
    columns = page.locator(".map thead th")
    cut_off = table.evaluate("part => part.scrollWidth - part.clientWidth")
    assert columns.count() == len(store.group_names) and cut_off <= 1  # every group is in sight
    open_map(page, address, "?gruppe=dagpenge-16-mdr&indsats=samtaler")
    for said in (".state", ".message", "text=Hvor sikkert:", "text=Alle 24 forbehold"):
        expect(panel.locator(said).first).to_be_in_viewport(ratio=1)
    expect(page.locator(".is-chosen")).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_chosen_group_is_in_sight_and_the_answer_follows(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, address, "?gruppe=unge-kontanthjaelp")
    box = page.locator(".map thead th.is-focus").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    panel = page.locator(".map-panel").bounding_box()
    assert panel["y"] >= bottom(page.locator(".map-scroll")) and panel["width"] <= 390


def test_all_caveats_are_one_click_away_and_the_intervention_one_more(page: Page, address: str) -> None:
    open_map(page, address, f"{FEW}&gruppe=ledige&indsats=lavere-sagsstamme")
    panel = page.locator(".map-panel")
    expect(panel.locator(".caveats li").first).to_be_hidden()
    panel.get_by_text(re.compile(r"Alle \d+ forbehold")).click()
    expect(panel.locator(".caveats li").first).to_be_visible()
    panel.get_by_role("link", name="Én indsats").click()
    expect(page).to_have_url(re.compile("/indsats.*indsats=lavere-sagsstamme"))


def downloaded(page: Page, name: str, folder: Path) -> bytes:
    """The bytes of the file behind a button."""
    with page.expect_download(timeout=60_000) as caught:
        page.get_by_role("button", name=name).click()
    caught.value.save_as(folder / "file")
    return (folder / "file").read_bytes()


def test_downloads_hold_the_map_and_every_caveat(page: Page, address: str, tmp_path: Path, store: Store) -> None:
    open_map(page, address, "?grupper=ledige.unge&gruppe=ledige&emne=virksomhedsrettet")
    assert downloaded(page, "PNG", tmp_path).startswith(b"\x89PNG")
    assert store.version in downloaded(page, "SVG", tmp_path).decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(downloaded(page, "XLSX med alle forbehold", tmp_path))) as package:
        text = unescape("".join(package.read(name).decode("utf-8") for name in package.namelist()))
    wanted = {key for key, row in store.interventions.items() if row["family_id"] == "virksomhedsrettet"}
    caveats = [
        caveat.statement
        for group in ("ledige", "unge")
        for answer in store.answers(group)
        if answer.assessment.intervention_id in wanted and answer.assessment.comparison == "absolute"
        for caveat in answer.caveats
    ]
    assert caveats and [statement for statement in caveats if statement not in text] == []


def test_long_map_comes_as_a_landscape_picture_a_family(page: Page, address: str, tmp_path: Path, store: Store) -> None:
    open_map(page, address, "?gruppe=ledige&grupper=ledige.unge")
    with zipfile.ZipFile(io.BytesIO(downloaded(page, "PNG", tmp_path))) as package:
        sizes = {name: struct.unpack(">II", package.read(name)[16:24]) for name in package.namelist()}
    assert all(width > height for width, height in sizes.values())
    families = {row["family_name"] for row in store.interventions.values() if row["family_id"] != "oekonomi"}
    assert {re.sub(r"^\d+ |\.png$", "", name) for name in sizes} == families | {"Viden, ikke et valg"}
