"""The frame around Streamlit: headers on every answer, doors that are shut, health, and failures that tell nothing."""

from __future__ import annotations

import asyncio
import re
import sys

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.scriptrunner.exec_code import modified_sys_path

from core.store import Shown, Store, StoreUnavailable
from core.ui.browser.html import ROOMS, style_text
from core.ui.server import asgi as server
from core.ui.server.policy import headers
from tests.asgi import ask

STREAMLIT_PAGE = """<html lang="en"><head><title>Streamlit</title>
<!-- a comment --><link rel="shortcut icon" href="./favicon.png" /><link rel="service-desc" href="./_stcore/agent/openapi.json" />
<script>
      window.prerenderReady = false
    </script><script type="module" src="./static/js/index.js"></script></head>
<body><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>"""


def page(request) -> HTMLResponse:
    """What Streamlit sends for a page."""
    return HTMLResponse(STREAMLIT_PAGE, headers={"etag": '"x"', "last-modified": "Sat, 21 Nov 2026 00:00:00 GMT"})


def fail(request) -> None:
    """A route with a fault in it."""
    raise RuntimeError("/srv/secret/core/ui/server.py line 1, starlette 1.10.0")


def refuse(request) -> None:
    """What Streamlit raises for a file that is not there."""
    raise HTTPException(404, "File not found in /srv/secret")


@pytest.fixture
def app() -> Starlette:
    """The frame over a stand-in for Streamlit: a failing route, a missing file, and a page for everything else."""
    routes = [*server.ROUTES, Route("/static/fail", fail), Route("/media/gone", refuse)]
    routes.append(Route("/{rest:path}", page, methods=["GET", "POST", "PUT", "DELETE"]))
    return Starlette(routes=routes, middleware=server.MIDDLEWARE, exception_handlers=server.ERRORS)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/health", 200),
        ("/api/v1/version", 200),
        ("/api/v1/findes-ikke", 404),
        ("/findes-ikke", 307),
        ("/find", 307),
        ("/a.txt", 404),
        ("/media/gone", 404),
        ("/static/fail", 500),
    ],
)
def test_every_answer_has_the_headers(app: Starlette, path: str, status: int) -> None:
    reply = ask(app, path)
    assert reply.status == status
    assert {name: value for name, value in reply.headers.items() if name in headers()} == headers()


def test_policy_allows_no_script_but_the_apps_own() -> None:
    policy = headers()["content-security-policy"]
    for word in ("unsafe", "*", "http:", "https:", "blob:"):
        assert word not in policy
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/metrics",
        "/_stcore/upload_file/session/file",
        "/_stcore/script-health-check",
        "/component/x/index.html",
        "/_stcore/bidi-components/x",
        "/indsats/_stcore/health",
        "/../../etc/passwd",
        "/core/ui/server.py",
        "/static/\r\nx",
        "/.env",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_what_the_pages_do_not_need_is_closed(app: Starlette, path: str, method: str) -> None:
    reply = ask(app, path, method=method)
    assert (reply.status, reply.body.decode()) == (404, server.NOT_HERE)


def test_page_is_danish_and_without_what_is_not_used(app: Starlette) -> None:
    reply = ask(app, "/indsats", accept_encoding="gzip")
    text = reply.body.decode()
    assert '<html lang="da"' in text and "<title>Hvad virker for hvem?</title>" in text
    assert "JavaScript, og det er slået fra" in text and 'href="./laes"' in text
    assert "<script>" not in text and 'src="./static/js/index.js"' in text
    assert "_stcore/agent" not in text and "comment" not in text
    assert "favicon.png" not in text and "🧭" in text
    assert not {"etag", "last-modified"} & set(reply.headers)
    assert reply.headers["content-length"] == str(len(reply.body))


def test_page_asks_once_for_the_style_sheet_after_streamlits_own(app: Starlette) -> None:
    text = ask(app, "/indsats").body.decode()
    found = re.findall(r'href="\.(/static/js/own-\w+\.css)"', text[text.index("<body>") :])
    assert len(found) == 1
    reply = ask(app, found[0])
    assert reply.headers["content-type"].startswith("text/css") and "max-age" in reply.headers["cache-control"]
    assert reply.body.decode() == style_text()


def test_failure_tells_nothing_of_the_server(app: Starlette) -> None:
    assert ask(app, "/static/fail").body.decode() == server.FAILED
    assert ask(app, "/media/gone").body.decode() == server.NOT_HERE


@pytest.mark.parametrize("path", ["/health", "/version"])
def test_health_and_version_need_an_open_store(
    app: Starlette, store: Store, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(server.NEWEST, "get", lambda: Shown(store))
    said = {"/health": {"status": "ok"}, "/version": {"data_version": store.version}}
    reply = ask(app, path)
    assert (reply.status, reply.json, reply.headers["cache-control"]) == (200, said[path], "no-store")
    monkeypatch.setattr(server.NEWEST, "get", unavailable)
    reply = ask(app, path)
    assert (reply.status, reply.json) == (503, {"status": "unavailable"})


def unavailable() -> Store:
    """A store that cannot be opened."""
    raise StoreUnavailable("/srv/secret: permission denied")


def test_no_template_has_a_style_or_a_handler_the_policy_forbids() -> None:
    for path in [*ROOMS.glob("*/*.j2"), *(ROOMS.parents[1] / "pages").glob("*.py")]:
        if path.name == "file.html.j2":  # a file of its own, under its own policy
            continue
        found = re.findall(r"\son[a-z]+=[\"']|\sstyle=\"|<style|javascript:", path.read_text(encoding="utf-8"))
        assert found == [], path.name


FOREIGN = (
    "https://example.invalid",
    "http://127.0.0.1:9",
    "http://host.example.invalid",
    "http://host:8080",
    "https://host:80",
    "http://xhost",
    "null",
    "file://",
    "http://[",
    "",
)
SAME = ("http://host", "https://host", "http://HOST", "https://Host:443", "http://host:80", "http://host.", None)


@pytest.fixture(autouse=True)
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the log about refusals."""
    said: list[str] = []
    monkeypatch.setattr(server, "warn_once", said.append)
    monkeypatch.delenv("APP_ADDRESS", raising=False)
    return said


@pytest.mark.parametrize("origin", FOREIGN)
def test_another_sites_websocket_never_reaches_streamlit(origin: str, refused: list[str]) -> None:
    assert connect(origin) == {"type": "websocket.close", "code": 1008}
    assert repr(origin) in refused[0] and "corsAllowedOrigins" in refused[0]


@pytest.mark.parametrize("origin", SAME)
def test_own_pages_and_programs_get_a_websocket(origin: str | None) -> None:
    assert connect(origin)["type"] == "websocket.accept"


@pytest.mark.parametrize(
    ("setting", "value", "origin", "is_own"),
    [
        ("server.enableCORS", False, "https://example.invalid", True),
        ("server.corsAllowedOrigins", ["https://HV.example:443/"], "https://hv.example", True),
        ("server.corsAllowedOrigins", ["https://hv.example"], "http://hv.example", False),
        ("browser.serverAddress", "HV.example", "https://hv.example", True),
        ("browser.serverAddress", "hv.example", "https://xhv.example", False),
        ("APP_ADDRESS", "https://hv.example/hvadvirker/", "https://hv.example", True),
        ("APP_ADDRESS", "https://hv.example", "https://hv.example.invalid", False),
    ],
)
def test_a_setting_names_the_site_where_a_proxy_does_not_pass_on_its_name(
    setting: str, value: object, origin: str, is_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setting.isupper():
        monkeypatch.setenv(setting, value)
        assert (connect(origin)["type"] == "websocket.accept") is is_own
        return
    before = config.get_option(setting)
    config.set_option(setting, value, "here")
    try:
        assert (connect(origin)["type"] == "websocket.accept") is is_own
    finally:
        config.set_option(setting, before, config.ConfigOption.DEFAULT_DEFINITION)


def test_streamlit_is_asked_in_its_own_words_and_asks_nobody_else() -> None:
    # It compares the letters, and asks an address service on the internet about what differs.
    assert connect("https://Host:443")["headers"] == {
        "host": "host",
        "origin": "http://host",
        "sec-websocket-protocol": "streamlit",
    }


def connect(origin: str | None) -> dict:
    """What a WebSocket handshake with that ``Origin`` is answered, with the headers Streamlit saw."""

    async def streamlit(scope, receive, send) -> None:
        seen = {name.decode(): value.decode() for name, value in scope["headers"]}
        await send({"type": "websocket.accept", "headers": seen})

    async def receive() -> dict:
        return {"type": "websocket.connect"}

    async def send(message: dict) -> None:
        sent.append(message)

    sent: list[dict] = []
    headers = [(b"host", b"host")] + ([] if origin is None else [(b"origin", origin.encode())])
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "query_string": b""}
    asyncio.run(server.Frame(streamlit)(scope, receive, send))
    return sent[0]


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/hvadvirker", 307, "hvadvirker/"),
        ("/hvadvirker/", 200, ""),
        ("/hvadvirker/indsats", 200, ""),
        ("/hvadvirker/find", 307, "./"),
        ("/hvadvirker/findes-ikke", 307, "./?ukendt=1"),
        ("/hvadvirker/api/v1/version", 200, ""),
        ("/hvadvirker/static/js/waiting.js", 200, ""),
        ("/hvadvirker/_stcore/metrics", 404, ""),
        ("/indsats", 404, ""),
        ("/hvadvirkerikke/", 404, ""),
        ("/hvadvirker/health", 200, ""),
        ("/health", 200, ""),
    ],
)
def test_below_a_base_path_everything_has_it_and_nothing_else_answers(
    app: Starlette, path: str, status: int, location: str
) -> None:
    config.set_option("server.baseUrlPath", "/hvadvirker/")
    try:
        reply = ask(app, path)
    finally:
        config.set_option("server.baseUrlPath", "", config.ConfigOption.DEFAULT_DEFINITION)
    assert (reply.status, reply.headers.get("location", "")) == (status, location)


def test_a_blocked_websocket_is_said_in_the_log(app: Starlette, refused: list[str]) -> None:
    assert ask(app, "/_stcore/stream").status == 404
    assert refused == [server.NO_UPGRADE]


def test_answers_are_there_without_script(app: Starlette) -> None:
    reply = ask(app, "/laes", "gruppe=jobparate")
    text = reply.body.decode()
    assert reply.headers["content-type"].startswith("text/html") and "attachment" not in str(reply.headers)
    assert "Forbehold" in text or "forbehold" in text
    assert 'href="./laes?gruppe=sygemeldte"' in text and "<script" not in text
    for odd in ("", "gruppe=findes-ikke", "gruppe=%3Cscript%3E"):
        assert 'href="./laes?gruppe=jobparate"' in ask(app, "/laes", odd).body.decode()


def test_a_run_leaves_the_import_path_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from app import app

    monkeypatch.setattr(sys, "path", [place for place in sys.path if place != str(server.ROUTER.parent)])

    async def run() -> tuple[list[str], list[str]]:
        async with server.get_ready(app):
            before = list(sys.path)
            with modified_sys_path(str(app.script_path)):  # what Streamlit does around every run
                return before, list(sys.path)

    before, during = asyncio.run(run())
    assert before == during
    assert before[0] != str(server.ROUTER.parent)
