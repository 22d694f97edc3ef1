"""Who asks: the app's own pages, a program, or a page of another site.

Streamlit refuses a WebSocket from another site too, but it first asks an address service on the internet what
its own address is, and the server waits meanwhile; it also trusts every page on this machine. Therefore the
frame decides before Streamlit is asked. A proxy must pass the ``Host`` it was asked for; else the site is named in
``APP_ADDRESS`` or in Streamlit's ``server.corsAllowedOrigins`` or ``browser.serverAddress``, and
``server.enableCORS=false`` turns the question off. A refusal is in the log with its reason.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope

from core.ui.frame.address import SETTING

DEFAULT_PORTS = {"http": 80, "https": 443}
UNNAMED = "localhost"  # browser.serverAddress where nobody has set it: it names no site


def why_refused(scope: Scope) -> str:
    """Why a WebSocket is refused, for the log; empty when it is not. A program sends no ``Origin`` and is not foreign."""
    headers = Headers(scope=scope)
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is None or not st.get_option("server.enableCORS"):
        return ""
    site = _site(origin)
    if site and (site == _site(host, urlsplit(origin).scheme) or _is_named(site)):
        return ""
    return (
        f"a page of {origin[:200]!r} asked for a WebSocket of {host[:200]!r}, which is another site. If a proxy stands"
        " between, let it pass on Host as it was asked for, or name the site in server.corsAllowedOrigins"
    )


def as_own(scope: Scope) -> Scope:
    """The request of a page that is not foreign, as Streamlit knows it: ``Origin`` written like ``Host``.

    A proxy may have dropped the name of the protocol, which every browser asks for and wants answered.
    """
    headers = Headers(scope=scope)
    if "origin" not in headers:
        return scope
    kept = [pair for pair in scope["headers"] if pair[0] != b"origin"]
    kept.append((b"origin", b"http://" + headers.get("host", "").encode("latin-1")))
    if "sec-websocket-protocol" not in headers:
        kept.append((b"sec-websocket-protocol", b"streamlit"))
    return {**scope, "headers": kept}


def _site(written: str, scheme: str = "") -> tuple[str, int | None] | None:
    """Host and port of an origin, or of a ``Host`` that was asked by ``scheme``; None for what names no host."""
    try:
        parts = urlsplit(f"{scheme}://{written}" if scheme else written)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or parts.scheme not in DEFAULT_PORTS:
        return None
    return parts.hostname.rstrip("."), port


def _is_named(site: tuple[str, int | None]) -> bool:
    """True for a site that a setting names as the app's own."""
    named = [os.environ.get(SETTING, "").strip(), *st.get_option("server.corsAllowedOrigins")]
    own_name = st.get_option("browser.serverAddress").lower().rstrip(".")
    return site in map(_site, named) or (own_name != UNNAMED and site[0] == own_name)
