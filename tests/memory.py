"""A store held in memory, for tests that need many stores, or one that the check would refuse."""

from __future__ import annotations

import csv
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import cast

import duckdb

from core.store import Store
from core.store.build import fill, judge, make_tables
from core.store.check import Data
from tests import tiny


class MemoryStore(Store):
    """The same questions as to a built store; rolled back at the end. One at a time.

    ``is_judged`` adds what is derived by the rules: assessments, search and version.
    """

    def __init__(self, data: Data, version: str = "memory", is_judged: bool = False) -> None:
        self.version = version
        self._own = _tables()
        self._con = cast(duckdb.DuckDBPyConnection, _Connection(self._own))
        self._own.begin()
        fill(self._own, data)
        if is_judged:
            judge(self._con, version)

    def __enter__(self) -> MemoryStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._own.rollback()

    def column(self, table: str, name: str) -> list[object]:
        """The values of a column."""
        return [row[0] for row in self._own.execute(f"select {name} from {table}").fetchall()]


class _Connection:
    """Cursors that see the rows of the open transaction."""

    def __init__(self, own: duckdb.DuckDBPyConnection) -> None:
        self.own = own

    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return nullcontext(self.own)

    def execute(self, text: str, given: object = None) -> duckdb.DuckDBPyConnection:
        return self.own.execute(text, given)


@cache
def _tables() -> duckdb.DuckDBPyConnection:
    """The empty tables, made once."""
    codes: dict[str, list[str]] = {}
    with (tiny.ROOT / "data" / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes.setdefault(row["vocabulary"], []).append(row["code"])
    con = duckdb.connect(config={"threads": 1})
    make_tables(con, codes)
    return con
