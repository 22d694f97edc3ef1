"""What the server adds around Streamlit: language, headers, a kind answer to unknown addresses, health."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.store import StoreUnavailable, open_store

PAGES = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py")}
HOME = "find"
CHARTS_AFTER_SECONDS = 4
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
            _send_at_once(receive)
            await self.app(scope, receive, send)
            return
        if target := _redirect(scope):
            await _redirect_to(target, send)
            return
        await self.app(_plain(scope), receive, _framed(send))


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
    """Build the store before the server answers, and import the charts once the first visitor reads.

    A store that cannot be built is explained on the page (``show_unavailable``), not here.
    """
    with suppress(StoreUnavailable):
        await asyncio.to_thread(open_store)
    importing = asyncio.create_task(_import_charts())
    yield
    importing.cancel()


async def _import_charts() -> None:
    """Not sooner: the first page needs the processor for itself."""
    await asyncio.sleep(CHARTS_AFTER_SECONDS)
    await asyncio.to_thread(import_module, "core.charts.effect_direction")


MIDDLEWARE = [Middleware(Frame)]
ROUTES = [Route("/health", health)]
