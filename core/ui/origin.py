"""Who asks: the app's own pages, a program, or a page of another site.

Streamlit refuses a WebSocket from another site too, but it first asks an address service on the internet what
its own address is, and the server waits meanwhile; it also trusts every page on this machine. Therefore the
frame decides before Streamlit is asked. A proxy must pass the ``Host`` it was asked for, or the site is named
in ``server.corsAllowedOrigins``.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope


def is_foreign(scope: Scope) -> bool:
    """True for a WebSocket that a page of another site asks for. A program sends no ``Origin`` and is not foreign."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or origin in st.get_option("server.corsAllowedOrigins"):
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True
