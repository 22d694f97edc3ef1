"""What the server adds around Streamlit: language, headers, a kind answer to unknown addresses, health."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.ui.session import NEWEST

PAGES = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py")}
HOME = "find"
LOOK_SECONDS = 2
OWN_PATHS = {"_stcore", "static", "media", "component", "health"}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "content-security-policy": "frame-ancestors 'self'; base-uri 'self'; object-src 'none'; form-action 'self'",
}


class Frame:
    """ASGI middleware: Danish in the first byte, security headers, unknown paths sent home."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if target := _redirect(scope):
            await _redirect_to(target, send)
            return
        await self.app(_plain(scope), receive, _framed(send))


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


async def _redirect_to(target: str, send: Send) -> None:
    headers = [(b"location", target.encode("latin-1")), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _framed(send: Send) -> Send:
    """Add headers to every answer and Danish to the page itself."""
    start: list[Message] = []
    body: list[bytes] = []

    async def framed(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", []), *extra]}
            if not _is_page(message):
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


async def _send_danish(start: Message, body: bytes, send: Send) -> None:
    page = (
        body.replace(b'<html lang="en"', b'<html lang="da"')
        .replace(b"<title>Streamlit</title>", b"<title>Hvad virker for hvem?</title>")
        .replace(
            b"You need to enable JavaScript to run this app.",
            "Siden kræver, at JavaScript er slået til.".encode(),
        )
    )
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in (b"content-length", b"etag")]
    headers.append((b"content-length", str(len(page)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": page})


async def health(request: Request) -> JSONResponse:
    """``{"status": "ok"}`` while the server answers."""
    return JSONResponse({"status": "ok"})


@asynccontextmanager
async def get_ready(app: object) -> AsyncIterator[None]:
    """Build the store before the server answers, then follow the data; import the charts while the first visitor reads.

    A store that cannot be built is explained on the page (``show_unavailable``), not here.
    """
    await asyncio.to_thread(NEWEST.look)
    importing = asyncio.create_task(asyncio.to_thread(import_module, "core.charts.effect_direction"))
    following = asyncio.create_task(_follow())
    yield
    following.cancel()
    await importing


async def _follow() -> None:
    """Look for new data now and then, beside the runs, so that noticing costs them nothing."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(NEWEST.look)


MIDDLEWARE = [Middleware(Frame)]
ROUTES = [Route("/health", health)]
