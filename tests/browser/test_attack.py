"""Against the running app: the policy holds on every page, no address runs a script, no stranger gets a connection."""

from __future__ import annotations

import http.client
import json
import re
import secrets
import urllib.error
import urllib.request
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from core.ui.browser.markup import carried
from core.ui.browser.scripts import component_script, name_hash
from core.ui.server.asgi import PAGES
from tests.browser.conftest import ROOT, ready, start_server
from tests.pages.test_fuzz import NAMES

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  if (event.blockedURI !== "wasm-eval") window.violations.push(event.effectiveDirective + " " + event.blockedURI);
});
"""
PAYLOAD = (
    "\"'></textarea></style><script>window.__xss=1</script><img src=x onerror=window.__xss=1>"
    "<svg onload=window.__xss=1><iframe srcdoc='<script>parent.__xss=1</script>'></iframe>[x](javascript:window.__xss=1)"
)


def test_policy_is_in_force(page: Page, address: str) -> None:
    page.add_init_script(WATCH)
    page.goto(address)
    ready(page)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.__ran = 1";
        document.body.append(script);
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.head.append(style);
        new Image().src = "https://example.invalid/x.png";
    }""")
    page.wait_for_function("violations.length >= 3")
    assert page.evaluate("typeof window.__ran") == "undefined"
    page.evaluate("""() => setTimeout(() => {
        try { window.__eval = Function("return 'ran'")() } catch (error) { window.__eval = error.name }
    })""")
    page.wait_for_function("window.__eval")
    assert page.evaluate("window.__eval") == "EvalError"
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_keeps_the_policy_and_no_address_runs_a_script(page: Page, address: str, name: str) -> None:
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.add_init_script(WATCH)
    query = "&".join(f"{parameter}={quote(PAYLOAD)}" for parameter in NAMES)
    page.goto(f"{address}/{'' if name == 'find' else name}?{query}")
    ready(page)
    page.wait_for_load_state("networkidle")  # charts and components come after the foot
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        expect(chart.locator("canvas, svg.marks").first).to_be_attached()
    assert page.evaluate("violations") == []
    assert page.evaluate("typeof window.__xss") == "undefined" and opened == []
    assert page.locator("img[src=x], iframe[srcdoc], svg[onload]").count() == 0


def shake_hands(address: str, origin: str) -> int:
    """The status of a WebSocket handshake from a page of ``origin``: 101 opens it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    key = b64encode(secrets.token_bytes(16)).decode()
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
    connection.request("GET", "/_stcore/stream", headers={**headers, "Origin": origin})
    status = connection.getresponse().status
    connection.close()
    return status


def test_another_site_gets_no_connection(address: str) -> None:
    assert shake_hands(address, address) == 101
    for origin in ("https://example.invalid", "http://127.0.0.1:9", "null", address + ".example.invalid", "file://"):
        assert shake_hands(address, origin) == 403


@pytest.mark.parametrize(
    "path",
    ["/_stcore/agent/openapi.json", "/_stcore/metrics", "/component/x", "/media/x.csv", "/%2e%2e/%2e%2e/etc/passwd"],
)
def test_closed_doors_tell_nothing(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path)
    assert refused.value.code == 404
    assert refused.value.read().decode() == "Adressen findes ikke her."


def test_api_answers_beside_the_pages_and_is_compressed(address: str) -> None:
    asked = urllib.request.Request(
        f"{address}/api/v1/answers?target_group=jobparate", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        tag, size = answer.headers["ETag"], len(answer.read())
    assert size < 100_000
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(urllib.request.Request(asked.full_url, headers={"If-None-Match": tag}))


def test_no_other_site_may_steer_a_page(address: str) -> None:
    with urllib.request.urlopen(f"{address}/_stcore/host-config") as answer:
        assert json.load(answer)["allowedOrigins"] == []


def test_a_browser_that_cannot_clean_markup_shows_the_same(page: Page, address: str, browser: Browser) -> None:
    older = browser.new_page()
    older.add_init_script("delete Element.prototype.setHTML")
    for each in (page, older):
        each.goto(f"{address}/?gruppe=jobparate")
        ready(each)
        expect(each.locator("article.row").first).to_be_visible()
    page.keyboard.press("Control+f")  # what is shut is put in place when the reader searches the page
    assert page.locator(".markup > *").count() and not older.locator(".markup > *").count()
    shown, plain = (each.locator("h2, table, article, section").all_text_contents() for each in (page, older))
    assert shown == plain


def test_long_markup_is_cleaned_by_the_browser(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    left = page.evaluate(
        """([script, payload]) => {
            const root = document.createElement("div")
            root.innerHTML = payload + '<div class="markup"></div>'
            return import(script).then(module => {
                document.body.append(root)
                module.default({parentElement: root, setStateValue: () => {}})
                return root.querySelector(".markup").innerHTML
            })
        }""",
        [
            f"/static/js/own-{name_hash(component_script('browser/markup'))}.js",
            carried(
                '<details data-open="part"><div data-shut><!--shut--><a id="shut" href="javascript:1">b</a>'
                f'{PAYLOAD}<!--/shut--></div></details><a id="a" href="javascript:1">a</a>{PAYLOAD}',
                ["part"],
            ),
        ],
    )
    assert '<a id="a">' in left and '<a id="shut">' in left
    assert not re.search(
        r"<script|<iframe|onload|onerror|javascript:window|javascript:1", left.replace("[x](javascript:", "")
    )
    assert page.evaluate("typeof window.__xss") == "undefined"


BROKEN = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from core.ui.frame import url
url.flag = lambda *given, **more: 1 / 0  # after the answer, before the figures
from core.ui.frame.page import show_failure
from core.ui.server.asgi import MIDDLEWARE
app = st.App({router!r}, middleware=MIDDLEWARE, on_script_error=show_failure)
"""


def test_page_that_fails_shows_no_answer_without_its_caveats(page: Page, tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(BROKEN.format(root=str(ROOT), router=str(ROOT / "core" / "ui" / "router.py")), encoding="utf-8")
    server, address = start_server(script=script)
    try:
        page.goto(f"{address}/indsats")
        expect(page.get_by_role("heading", name="Siden kunne ikke vises")).to_be_visible()
        expect(page.locator(".page-footer")).to_be_visible()
        expect(page.locator("#svar")).to_be_attached()
        expect(page.locator("#svar:visible, h1.title:visible")).to_have_count(0)
        assert "Error" not in page.locator("body").inner_text()
    finally:
        server.terminate()
        server.wait(10)
