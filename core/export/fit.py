"""One page and its back, whatever is chosen: as much detail as fits, found by setting the pages and looking.

The pages are measured with letters a little larger than they are printed, so that a word processor with another typeface
has room too, and so that a longer word in the data is no third page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import typst

from core.export.sheet import BACKS, FRONTS, Detail, Preparation, Sheet
from core.export.writers import TEMPLATE, as_data

ROOM = 1.06  # how much larger than printed
PAGE_ENDS = 28.0  # cm from the top where the front's last line may stand
LEAST_FOR_NOTES = 0.9  # cm
LINE = 0.85  # cm between the lines for notes

Compose = Callable[[Preparation, Detail], Sheet]


def fit(compose: Compose, made: Preparation) -> Sheet:
    """The sheet with the most detail that stands on one page and its back; the least there is where nothing does."""
    front = _least(FRONTS, lambda n: front_ends(compose(made, Detail(n)))[0])
    back = _least(BACKS, lambda n: pages(compose(made, Detail(front, n))) <= 2)
    sheet = compose(made, Detail(front, back))
    _, end = front_ends(sheet)
    return replace(sheet, note_lines=max(2, int((PAGE_ENDS - end) / LINE) - 1))


def _least(levels: range, fits: Callable[[int], bool]) -> int:
    """The first level that fits, found by halving: each says less than the one before. The last where none does."""
    low, high = levels[0], levels[-1]
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    return low


def front_ends(sheet: Sheet) -> tuple[bool, float]:
    """Whether the front is one page with room for notes, and where it ends, in cm from the top."""
    page, y = _measured(sheet, "<front-end>", "front")
    return page == 1 and y <= PAGE_ENDS - LEAST_FOR_NOTES, y


def pages(sheet: Sheet) -> int:
    """How many pages it takes."""
    return _measured(sheet, "<back-end>")[0]


def _measured(sheet: Sheet, label: str, part: str = "all") -> tuple[int, float]:
    """The page a label stands on, and how far from its top, in cm."""
    content = {"part": part, "data": as_data(sheet), "scale": str(ROOM)}
    found = typst.query(
        TEMPLATE.read_bytes(), label, field="value", one=True, sys_inputs=content, ignore_system_fonts=True
    )
    place = json.loads(found)
    return place["page"], place["y"]
