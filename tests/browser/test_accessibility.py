"""What axe cannot see: Danish words in the menus, focus on every stop, and motion. Every page is in ``test_every_page``."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ready
from tests.browser.test_every_page import english


def test_words_of_the_menus_are_danish(page: Page, address: str) -> None:
    page.goto(f"{address}/?gruppe=jobparate&niveau=strong")
    ready(page)
    page.get_by_role("searchbox").fill("abc")
    expect(page.get_by_text("Tryk Enter")).to_be_attached()
    page.get_by_role("searchbox").fill("")  # else leaving the field asks for it, and the page is drawn anew
    page.get_by_role("button", name="Flere valg").click()
    field = page.get_by_role("combobox", name="Hvor sikkert")
    field.click()
    field.fill("zzzz")
    expect(page.get_by_text("Ingen træf")).to_be_visible()
    assert english(page) == []


def test_field_with_a_number_and_the_menu_of_a_phone_are_danish(page: Page, address: str) -> None:
    page.goto(f"{address}/metode")
    ready(page)
    field = page.get_by_test_id("stNumberInputField")
    field.fill("99")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Fejl: Skriv et tal fra 1 til")).to_be_attached()
    assert english(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Åbn menuen").click()
    expect(page.get_by_role("button", name="Luk menuen")).to_be_visible()
    assert english(page) == []


# How the focused element and what is around it look with focus and, a moment later, without.
LOOKS = """async () => {
  const focused = document.activeElement;
  const around = () => [0, 1, 2, 3].reduce((list, n) => [...list, list[n]?.parentElement], [focused]).filter(Boolean);
  const look = () => around().map(e => { const s = getComputedStyle(e); return [s.outline, s.boxShadow, s.borderColor, s.backgroundColor].join(); }).join("|");
  const wait = () => new Promise(done => setTimeout(done, 120));
  await wait(); const withFocus = look();
  focused.blur(); await wait(); const without = look();
  focused.focus();
  return [focused.outerHTML.slice(0, 100), withFocus !== without];
}"""


def test_focus_is_seen_on_every_stop(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    stops = []
    for _ in range(18):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(LOOKS))
    assert [element for element, is_seen in stops if not is_seen and not element.startswith("<body")] == []


def test_reduced_motion_is_respected(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    ready(page)
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length"
    )
    context.close()
    assert moving == 0
