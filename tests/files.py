"""The data as it stands in the files, read without the product: what pages, files and the API are held against."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache

from core.store.reader import DATA
from core.text import horizon, span

Row = dict[str, str]


@cache
def rows(table: str) -> list[Row]:
    """A file of the data, every value as text."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by_id(table: str) -> dict[str, Row]:
    """The same by the table's id."""
    return {row[f"{table}_id"]: row for row in rows(table)}


def figure(text: str) -> float | None:
    """A number of a file, also a fraction (``41/1000``); None for an empty one."""
    return float(Fraction(text)) if text else None


def truth(text: str) -> bool | None:
    """``true``, ``false`` or not stated."""
    return {"true": True, "false": False}.get(text)


def size_of(row: Row) -> str:
    """The printed size of a finding, as a reader sees it."""
    return span(figure(row["effect_low"]), figure(row["effect_high"]))


def when_of(row: Row) -> str:
    """The horizon of a finding, as a reader sees it."""
    return horizon(figure(row["horizon_from_months"]), figure(row["horizon_to_months"]))


def place_of(row: Row) -> str:
    """Where a row is printed."""
    return f"{by_id('source')[row['source_id']]['short_name']}, {row['locator']}"
