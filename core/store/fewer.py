"""What new data has lost against what is shown: rows, and the decimal point of numbers.

A file cut short at the end of a line, or saved with a filter on, looks like any other file; only what was there
before tells. It is taken in when the one who edits says so (``--fewer``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb

from core.store.cells import is_without_point
from core.store.reader import Store
from core.store.schema import TABLES, Table
from core.store.tables import Data, Fault, Row

NAMED = 3
# Tables of which some rows weigh more than others: fewer of a kind is told although others came.
KINDS = {"target_group_relation": "relation", "caveat_scope": "scope"}
# The values of some columns of a table as they were, or nothing where they are not known.
Before = Callable[[str, Sequence[str]], list[tuple[Any, ...]]]


def of_store(store: Store) -> Before:
    """What a built store holds."""

    def rows(table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        try:
            return store.columns_of(table, columns)
        except duckdb.Error:
            return []  # a store of older code, without the table or a column

    return rows


def of_data(data: Data) -> Before:
    """What a data folder holds."""
    return lambda table, columns: [tuple(row.value.get(name) for name in columns) for row in data.rows[table]]


def lost(data: Data, before: Before | None, is_meant: bool = False) -> list[Fault]:
    """A fault for each table with fewer rows (unless that is meant), and for each number that lost its decimal point.

    Nothing where the two are about different things: no source of theirs is the same.
    """
    sources = data.values("source", "source_id")
    if before is None or not sources.intersection(key for (key,) in before("source", ["source_id"])):
        return []
    faults: list[Fault] = []
    for table in TABLES:
        if table.name not in data.unread:
            faults += [] if is_meant else _gone(data, table, before)
            faults += _without_point(data, table, before)
    return faults


def _gone(data: Data, table: Table, before: Before) -> Iterator[Fault]:
    rows, kind = data.rows[table.name], KINDS.get(table.name, table.key[0])
    was = [tuple(value or "" for value in key) for key in before(table.name, [kind, *table.key])]
    now = Counter(row.text[kind] for row in rows)
    is_fewer = len(rows) < len(was)
    fewer = [] if is_fewer else [name for name, n in Counter(key[0] for key in was).items() if n > now[name]]
    if not is_fewer and not (fewer and table.name in KINDS):
        return
    here = {tuple(row.text[name] for name in table.key) for row in rows}
    gone = ["/".join(map(str, key[1:])) for key in was if tuple(map(str, key[1:])) not in here]
    last = rows[-1].line if rows else 1
    which = f" of {', '.join(fewer)}" if fewer else ""
    rule = (
        f"{len(rows)} rows, and the data shown has {len(was)}{which}: cut short, or saved with a filter on? "
        f"Gone: {', '.join(gone[:NAMED])}{f' and {len(gone) - NAMED} more' if len(gone) > NAMED else ''}. "
        "If it is meant, say so with --fewer"
    )
    yield Fault(data.path(table.name), last, "rows", gone[0] if gone else "", rule)


def _without_point(data: Data, table: Table, before: Before) -> Iterator[Fault]:
    """41 where 0.041 stood: the same digits, and no point. Written 41.0 it is meant."""
    for column in (column.name for column in table.columns if column.kind == "number"):
        was = {tuple(key): value for *key, value in before(table.name, [*table.key, column]) if value and value % 1}
        for row in data.rows[table.name] if was else []:
            old = was.get(_key(row, table))
            if old is not None and is_without_point(row.text[column], old):
                rule = f"{old:g} stood here: a spreadsheet took the decimal point away? If it is meant, write {row.text[column]}.0"
                yield Fault(data.path(table.name), row.line, column, row.text[column], rule)


def _key(row: Row, table: Table) -> tuple[object, ...]:
    return tuple(row.value.get(name) for name in table.key)
