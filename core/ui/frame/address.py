"""The address a document prints: one its reader can open, or none.

Where the app runs it is called ``localhost``, which opens nothing for the reader of a memo, and behind a proxy it does
not know its own name. The environment variable ``APP_ADDRESS`` holds the address readers use, for example
``APP_ADDRESS=https://hvadvirker.kommune.example``; a path is kept. Unset, not an address of the web, or an address only
this machine can open: documents carry none, and say the data version and the choices instead.
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from urllib.parse import urlsplit

SETTING = "APP_ADDRESS"


def public_address(view: str) -> str:
    """The whole address of a view (``/sammenlign?gruppe=…``); empty without a setting that a reader can open."""
    base = os.environ.get(SETTING, "").strip().rstrip("/")
    return base + view if _can_be_opened(base) else ""


def _can_be_opened(base: str) -> bool:
    """True for an address of the web that leads to more than this machine."""
    try:
        parts = urlsplit(base)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        return False
    return not _is_this_machine(host)


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number = ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified
