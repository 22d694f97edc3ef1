"""Long lists in pages: a page stays as long as it is, however much the store holds."""

from __future__ import annotations

from core.ui import url

WIDTH = 170  # pixels of the field


def first_row(name: str, found: int, size: int, what: str) -> int:
    """The first of the ``size`` rows to show of ``found``, counted from 0.

    A field to choose the page stands here where there is more than one;
    ``name`` is its name in the address and ``what`` the plural of what is listed.
    """
    last = -(-found // size)
    if last <= 1:
        return 0
    return (url.page(name, last, label=f"Side med {what} (af {last})", width=WIDTH) - 1) * size
