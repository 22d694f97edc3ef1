"""Long lists in pages: a page stays as long as it is, however much the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from core.ui.frame import url

Row = TypeVar("Row")
MOST = 100  # rows of a list on one page; more than any list of the shipped data has
WIDTH = 250  # pixels of the field


def first_row(name: str, found: int, what: str, size: int = MOST) -> int:
    """The first of the ``size`` rows to show of ``found``, counted from 0.

    A field to choose the page stands here where there is more than one;
    ``name`` is its name in the address and ``what`` the plural of what is listed.
    """
    last = -(-found // size)
    if last <= 1:
        return 0
    return (url.page(name, last, label=f"Side med {what} (af {last})", width=WIDTH) - 1) * size


def part(name: str, rows: Sequence[Row], what: str, size: int = MOST) -> Sequence[Row]:
    """The rows of the page that is chosen; all of them where one page holds them."""
    skip = first_row(name, len(rows), what, size)
    return rows[skip : skip + size]
