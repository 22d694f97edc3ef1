"""What a page wrote, as HTML: what it shows at once, and the long part that it carries to the browser."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from html import unescape

CARRIED = re.compile('<p hidden data-markup="([^"]*)" data-opened="([^"]*)"></p>')


def written(bodies: Iterable[str]) -> str:
    """The bodies of the HTML elements of a page as one text, what is carried as what it says."""
    return CARRIED.sub(lambda found: b64decode(found[1]).decode(), "\n".join(bodies))


def opened_in(bodies: Iterable[str]) -> str:
    """Which parts the long part opens, as JSON."""
    return next(unescape(found[2]) for body in bodies if (found := CARRIED.search(body)))
