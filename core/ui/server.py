"""What the server adds around Streamlit: language, headers, closed doors, a kind answer to unknown addresses, health."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from importlib import import_module
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.api import api_routes
from core.store import Store, StoreUnavailable
from core.ui.address import public_address
from core.ui.danish import translated
from core.ui.origin import is_foreign
from core.ui.overview import file_html
from core.ui.policy import headers
from core.ui.session import NEWEST, answers_of

ROUTER = Path(__file__).with_name("router.py")
PAGES = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py")}
HOME = "find"
CHARTS_AFTER_SECONDS = 4
LOOK_SECONDS = 2
SCRIPTS_AT = "/static/js/"
# Everything else that Streamlit serves stays closed: its agent API, metrics, uploads and custom components.
OPEN_FILES = {"favicon.png", "manifest.json", "gem", "health", "version", "_stcore/health", "_stcore/host-config"}
OPEN_FOLDERS = {"static", "media", "api"}
OWN_PATHS = {"_stcore", "component", *OPEN_FOLDERS, "gem", "health", "version"}
HEADERS = [(name.encode(), value.encode()) for name, value in headers().items()]
NOT_HERE = "Adressen findes ikke her."
SAYINGS = {404: NOT_HERE, 405: "Her kan man kun læse."}
FAILED = "Der er sket en fejl hos os. Ingen data er gået tabt. Prøv igen om lidt."
NO_SCRIPT = "Siden kræver, at JavaScript er slået til."


class Frame:
    """ASGI middleware: Danish in the first byte, security headers, unknown paths sent home, the rest closed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            _send_at_once(receive)
            is_stranger = scope["type"] == "websocket" and is_foreign(scope)
            await (_refuse if is_stranger else self.app)(scope, receive, send)
            return
        framed = _framed(scope["method"], send)
        if target := _redirect(scope):
            await PlainTextResponse("", 307, {"location": target})(scope, receive, framed)
        elif script := translated().get(scope["path"].removeprefix(SCRIPTS_AT)):
            await _send_script(script, scope, receive, framed)
        elif _is_open(scope["path"]):
            await self.app(_plain(scope), receive, framed)
        else:
            await PlainTextResponse(NOT_HERE, 404)(scope, receive, framed)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Close a WebSocket before it opens; the server answers 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


async def _send_script(script: bytes, scope: Scope, receive: Receive, send: Send) -> None:
    """One of Streamlit's script files in Danish. Its name carries a hash, so a browser may keep it."""
    is_packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    kept = {"cache-control": "public, max-age=86400", "vary": "accept-encoding"}
    kept |= {"content-encoding": "gzip"} if is_packed else {}
    body = script if is_packed else gzip.decompress(script)
    await Response(body, media_type="text/javascript", headers=kept)(scope, receive, send)


def _is_open(path: str) -> bool:
    """True for pages, the API, and the few other addresses that the pages need."""
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


def _redirect(scope: Scope) -> str:
    """Where an address that is no page is sent, or an empty string."""
    path = scope["path"].strip("/")
    # The page itself asks below its own address first (/indsats/_stcore/health) and needs the server's "no".
    if scope["method"] != "GET" or not path or "." in path or OWN_PATHS & set(path.split("/")):
        return ""
    if path == HOME:
        query = scope["query_string"].decode("latin-1")
        return "/" + (f"?{query}" if query else "")
    return "" if path in PAGES else "/?ukendt=1"


def _plain(scope: Scope) -> Scope:
    """Ask for an uncompressed page, so that its language can be written; files stay compressed."""
    if scope["path"].strip("/") not in PAGES | {""}:
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
    page = _NOSCRIPT.sub(f"<noscript><p>{NO_SCRIPT}</p></noscript>".encode(), page)
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


def saved_page(request: Request) -> Response:
    """A group's main page as one file that asks for nothing from anywhere (``/gem?gruppe=…``)."""
    try:
        store = NEWEST.get().store
    except StoreUnavailable:
        return PlainTextResponse("Siden kan ikke gemmes lige nu, for viden kan ikke vises. Prøv igen om lidt.", 503)
    group_id = request.query_params.get("gruppe", "")
    if not store.target_groups.get(group_id, {}).get("is_selectable"):
        return PlainTextResponse("Målgruppen findes ikke her. Gå til forsiden, og vælg en.", 404)
    address = public_address(f"/?gruppe={group_id}")
    page = file_html(store, answers_of(store, group_id), group_id, date.today(), address)
    name = f"hvad-virker-{group_id}-{store.version}.html"
    return Response(page, media_type="text/html", headers={"content-disposition": f'attachment; filename="{name}"'})


def _about_the_store(say: Callable[[Store], dict[str, str]]) -> JSONResponse:
    fresh = {"cache-control": "no-store"}
    try:
        return JSONResponse(say(NEWEST.get().store), headers=fresh)
    except StoreUnavailable:
        return JSONResponse({"status": "unavailable"}, 503, headers=fresh)


@asynccontextmanager
async def get_ready(app: object) -> AsyncIterator[None]:
    """Build the store before the server answers, then follow the data; import the charts later.

    A store that cannot be built is explained on the page (``show_unavailable``), not here.
    """
    hold_import_path_still()
    await asyncio.to_thread(NEWEST.look)
    await asyncio.to_thread(translated)
    importing = asyncio.create_task(_import_charts())
    following = asyncio.create_task(_follow())
    yield
    following.cancel()
    importing.cancel()


def hold_import_path_still() -> None:
    """Let the folder of the script stand in ``sys.path`` for good.

    Streamlit puts it there for every run and takes it out again. An import of another thread, walking through the
    list just then, passes over a folder: an installed package is not found, and pandas or Altair, interrupted in
    the middle, cannot be imported again in this process. It stands last, for Python has an ``html`` of its own.
    """
    folder = str(ROUTER.parent)
    if folder not in sys.path:
        sys.path.append(folder)


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
    *api_routes(NEWEST, answers_of),
]
ERRORS = {HTTPException: say_status, Exception: say_failed}
