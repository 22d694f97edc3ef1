"""What holds for all of a page, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Caveat
from core.store import Store
from core.ui.browser.html import render


def general_html(store: Store, caveats: Sequence[Caveat]) -> str:
    """The box that holds for the whole page."""
    return render("parts/general.html.j2", store.labels, caveats=caveats) if caveats else ""
