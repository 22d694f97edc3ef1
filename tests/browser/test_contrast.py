"""The reader's own colours (high contrast): a state, a choice and a nearness is told by more than a shade."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SCREEN, ready

STYLE = """(element, [names, pseudo]) => {
  const style = getComputedStyle(element, pseudo);
  return names.map(name => style[name]).join(" ");
}"""


def style(page: Page, selector: str, *names: str, pseudo: str = "") -> str:
    """The computed values of the first element that fits."""
    return page.locator(selector).first.evaluate(STYLE, [names, pseudo or None])


def test_what_is_chosen_on_and_measured_is_seen_in_the_readers_own_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(**SCREEN, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/evidenskort?gruppe=ledige&indsats=lavere-sagsstamme&dansk=1&hvem=caseworker.team_leader")
    ready(page)
    page.get_by_role("button", name="Flere valg").click()
    expect(page.get_by_role("switch", name="Kun dansk viden")).to_be_checked()
    ground = style(page, "body", "backgroundColor")
    track = "[data-testid=stCheckbox] label{} > div:has(> div:only-child)"
    off, on = (track.format(state) for state in (":not([data-selected])", "[data-selected]"))
    assert style(page, off, "borderTopStyle", "borderTopWidth") == "solid 2px"
    assert style(page, off, "borderTopColor") != ground
    assert style(page, off, "backgroundColor") != style(page, on, "backgroundColor")
    assert style(page, f"{on} > div", "backgroundColor") != style(page, on, "backgroundColor")
    one, other = (f"[data-testid=stButtonGroup] button{s}" for s in ("[data-selected]", ":not([data-selected])"))
    assert style(page, one, "backgroundColor") != style(page, other, "backgroundColor")
    assert "✓" in style(page, f"{one} p", "content", pseudo="::before")
    page.keyboard.press("Escape")
    measured = style(page, ".is-measured:not(.mark-unknown) .mark-button", "borderTopColor")
    transferred = style(page, ".is-transferred .mark-button", "borderTopColor")
    assert measured != transferred == ground
    assert style(page, ".is-chosen .mark-button", "outlineStyle") == "double"
    context.close()
