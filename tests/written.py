"""What a page wrote, as HTML: what it shows at once, and the long part that it carries to the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from core.ui.browser.markup import SIGNS

BACK = str.maketrans({sign: written for written, sign in SIGNS.items()})
CARRIED = re.compile('<p hidden data-markup="([^"]*)" data-opened="([^"]*)"></p>')


def written(bodies: Iterable[str]) -> str:
    """The bodies of the HTML elements of a page as one text, what is carried as what it says."""
    return CARRIED.sub(lambda found: found[1].translate(BACK), "\n".join(bodies))


def opened_in(bodies: Iterable[str]) -> str:
    """Which parts the long part opens, as JSON."""
    return next(unescape(found[2]) for body in bodies if (found := CARRIED.search(body)))
