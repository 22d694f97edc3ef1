"""What the server adds around Streamlit: language, headers, closed doors, a kind answer to unknown addresses, health."""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.api import api_routes
from core.store import Store, StoreUnavailable
from core.text import Labels
from core.ui.browser.html import render
from core.ui.browser.scripts import served_scripts, style_name
from core.ui.find.overview import doors_html
from core.ui.frame.session import NEWEST, answers_of
from core.ui.server.origin import as_own, why_refused
from core.ui.server.policy import headers
from core.ui.server.reading import read_page, saved_page
from core.ui.server.ready import announce

ROUTER = Path(__file__).parents[1] / "router.py"
PAGES = {path.stem for path in (Path(__file__).parents[3] / "pages").glob("*.py")}
HOME = "find"
CHARTS_AFTER_SECONDS = 4
LOOK_SECONDS = 2
SCRIPTS_AT = "/static/js/"
# Everything else that Streamlit serves stays closed: its agent API, metrics, uploads and custom components.
OPEN_FILES = {"manifest.json", "_stcore/health", "_stcore/host-config"}
OPEN_FOLDERS = {"static", "media"}
OWN_ROUTES = {"gem", "health", "laes", "version"}
OWN_PATHS = {"_stcore", "api", "component", *OPEN_FOLDERS, *OWN_ROUTES}
STREAM = "/_stcore/stream"
OUTSIDE = "/../"  # no path of the app
NO_UPGRADE = (
    "a WebSocket was asked for by an ordinary request: the proxy in front must pass on Upgrade and Connection"
    " (proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; …)"
)
# Told to Streamlit it would be drawn anew at every click.
ICON = "\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><text y='.9em' font-size='90'>🧭</text></svg>\"".encode()
HEADERS = [(name.encode(), value.encode()) for name, value in headers().items()]
NOT_HERE = "Adressen findes ikke her."
SAYINGS = {404: NOT_HERE, 405: "Her kan man kun læse."}
FAILED = "Der er sket en fejl hos os. Ingen data er gået tabt. Prøv igen om lidt."


class Frame:
    """ASGI middleware: Danish in the first byte, security headers, unknown paths sent home, the rest closed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        framed, path = _framed(scope["method"], send), below_base(scope["path"])
        if target := _redirect(scope, path):
            await PlainTextResponse("", 307, {"location": target})(scope, receive, framed)
        elif script := served_scripts().get(path.removeprefix(SCRIPTS_AT)):
            await _send_script(path, script, scope, receive, framed)
        elif _is_own(path):
            await self.app({**scope, "path": path}, receive, framed)
        elif _is_open(path):
            await self.app(_plain(scope, path), receive, framed)
        else:
            if path == STREAM:
                warn_once(NO_UPGRADE)
            await PlainTextResponse(NOT_HERE, 404)(scope, receive, framed)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        _send_at_once(receive)
        if reason := why_refused(scope):
            warn_once(reason)
            await _refuse(scope, receive, send)
        else:
            await self.app(as_own(scope), receive, send)


def base_path() -> str:
    """The path the app stands below (``server.baseUrlPath``): ``/hvadvirker``, or an empty string."""
    place = st.get_option("server.baseUrlPath").strip("/")
    return f"/{place}" if place else ""


def below_base(path: str) -> str:
    """The part of a path below the app's own; a path outside it gives one that is nowhere.

    Health and version also answer at the top, for a balancer that asks the process itself.
    """
    base = base_path()
    if not base or path in ("/health", "/version"):
        return path
    return path.removeprefix(base) if path == base or path.startswith(f"{base}/") else OUTSIDE


@lru_cache(maxsize=50)
def warn_once(reason: str) -> None:
    """Write a reason to the log the first time it is met; a page that is refused asks again and again."""
    logging.getLogger(__name__).warning(reason)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Close a WebSocket before it opens; the server answers 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


async def _send_script(name: str, script: bytes, scope: Scope, receive: Receive, send: Send) -> None:
    """One of Streamlit's script files as we serve it, or one of ours. What has a hash in its name may be kept."""
    is_packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    is_named_by_hash = "." in name.rpartition("/")[2].removesuffix(".js") or "own-" in name
    kept = {"cache-control": "public, max-age=86400" if is_named_by_hash else "no-cache", "vary": "accept-encoding"}
    kept |= {"content-encoding": "gzip"} if is_packed else {}
    body = script if is_packed else gzip.decompress(script)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    await Response(body, media_type=kind, headers=kept)(scope, receive, send)


def _is_own(path: str) -> bool:
    """True for an address that this app answers itself, beside the pages."""
    place = path.strip("/")
    return place in OWN_ROUTES or (place.isprintable() and place.split("/")[0] == "api")


def _is_open(path: str) -> bool:
    """True for pages, and the few other addresses of Streamlit that they need."""
    place = path.strip("/")
    return place in PAGES | {""} | OPEN_FILES or (place.isprintable() and place.split("/")[0] in OPEN_FOLDERS)


def _send_at_once(receive: Receive) -> None:
    """Turn Nagle's algorithm off for a websocket, which else holds small messages back for 40 ms.

    asyncio does so for every connection but those of a listening socket made without a protocol number,
    as Streamlit's is. What is received comes from uvicorn's protocol object, which knows the connection.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _redirect(scope: Scope, path: str) -> str:
    """Where an address that is no page is sent, or an empty string.

    The address is relative to the one that was asked, so that it holds below any path a proxy keeps or takes away.
    """
    place = path.strip("/")
    # The page itself asks below its own address first (/indsats/_stcore/health) and needs the server's "no".
    if scope["method"] != "GET" or path == OUTSIDE or "." in place or OWN_PATHS & set(place.split("/")):
        return ""
    query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    up = "../" * (path.count("/") - 1) or "./"
    if not path:  # the app's own path without its last stroke, from which no relative address would hold
        return base_path().rpartition("/")[2] + "/" + query
    if place == HOME:
        return up + query
    if place and place not in PAGES:
        return f"{up}?ukendt=1"
    return f"{up}{place}{query}" if place and path != f"/{place}" else ""


def _plain(scope: Scope, path: str) -> Scope:
    """Ask for an uncompressed page, so that its language can be written; files stay compressed."""
    if path.strip("/") not in PAGES | {""}:
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _framed(method: str, send: Send) -> Send:
    """Add headers to every answer and Danish to the page itself."""
    start: list[Message] = []
    body: list[bytes] = []

    async def framed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            if method == "HEAD" or not _is_page(message):
                await send(message)
                return
            start.append(message)
        elif start:
            body.append(message.get("body", b""))
            if not message.get("more_body"):
                await _send_danish(start.pop(), b"".join(body), send)
        else:
            await send(message)

    return framed


def _is_page(message: Message) -> bool:
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    encoded = any(name.lower() == b"content-encoding" for name, _ in message["headers"])
    return any(kind.startswith(b"text/html") for kind in kinds) and not encoded


_NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# For crawlers that wait for a page, and for the agent API that is closed here.
_NOT_USED = re.compile(
    rb'<script>\s*window\.prerenderReady = false\s*</script>|<link rel="service-desc"[^>]*>|<!--.*?-->', re.DOTALL
)

_OF_THE_FILE = (b"content-length", b"etag", b"last-modified")  # not of what is sent


async def _send_danish(start: Message, body: bytes, send: Send) -> None:
    page = body.replace(b'<html lang="en"', b'<html lang="da"')
    page = page.replace(b"<title>Streamlit</title>", b"<title>Hvad virker for hvem?</title>")
    page = page.replace(b'"./favicon.png"', ICON)
    page = _NOSCRIPT.sub(lambda _: render("browser/waiting.html.j2", Labels(()), style=style_name()).encode(), page)
    page = _NOT_USED.sub(b"", page)
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in _OF_THE_FILE]
    await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
    await send({"type": "http.response.body", "body": page})


async def say_status(request: Request, error: HTTPException) -> PlainTextResponse:
    """A refusal in Danish, with the status Streamlit gave it and without its words."""
    return PlainTextResponse(SAYINGS.get(error.status_code, "Det kan ikke lade sig gøre."), error.status_code)


async def say_failed(request: Request, error: Exception) -> PlainTextResponse:
    """An unforeseen failure: no path, no version, no trace. It is answered outside the middleware, hence the headers."""
    return PlainTextResponse(FAILED, 500, headers())


def health(request: Request) -> JSONResponse:
    """``{"status": "ok"}`` while a store is open, else 503."""
    return _about_the_store(lambda store: {"status": "ok"})


def version(request: Request) -> JSONResponse:
    """``{"data_version": …}``: which data the pages show."""
    return _about_the_store(lambda store: {"data_version": store.version})


def _about_the_store(say: Callable[[Store], dict[str, str]]) -> JSONResponse:
    fresh = {"cache-control": "no-store"}
    try:
        return JSONResponse(say(NEWEST.get().store), headers=fresh)
    except StoreUnavailable:
        return JSONResponse({"status": "unavailable"}, 503, headers=fresh)


@asynccontextmanager
async def get_ready(app: object) -> AsyncIterator[None]:
    """Build the store before the server answers, then follow the data; think the first page over meanwhile.

    A store that cannot be built is explained on the page (``show_unavailable``), not here.
    """
    hold_import_path_still()
    await asyncio.gather(asyncio.to_thread(NEWEST.look), asyncio.to_thread(served_scripts))
    beside = [asyncio.create_task(work) for work in (_first_page(), _import_charts(), _follow(), announce())]
    yield
    for task in beside:
        task.cancel()


def hold_import_path_still() -> None:
    """Let the folder of the script stand in ``sys.path`` for good.

    Streamlit puts it there for every run and takes it out again. An import of another thread, walking through the
    list just then, passes over a folder: an installed package is not found, and pandas or Altair, interrupted in
    the middle, cannot be imported again in this process. It stands last, for Python has an ``html`` of its own.
    """
    folder = str(ROUTER.parent)
    if folder not in sys.path:
        sys.path.append(folder)


async def _first_page() -> None:
    """Answer for the front page while the first visitor's browser still reads Streamlit's files, which takes as long."""
    with suppress(StoreUnavailable):
        store = NEWEST.get().store
        await asyncio.to_thread(doors_html, store, partial(answers_of, store))


async def _import_charts() -> None:
    """Import them while the first visitor reads; not sooner, for the first page needs the processor for itself."""
    await asyncio.sleep(CHARTS_AFTER_SECONDS)
    await asyncio.to_thread(import_module, "core.charts.effect_direction")


async def _follow() -> None:
    """Look for new data now and then, beside the runs, so that noticing costs them nothing."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(NEWEST.look)


MIDDLEWARE = [Middleware(Frame)]
ROUTES = [
    Route("/health", health),
    Route("/version", version),
    Route("/gem", saved_page),
    Route("/laes", read_page),
    *api_routes(NEWEST, answers_of),
]
ERRORS = {HTTPException: say_status, Exception: say_failed}
