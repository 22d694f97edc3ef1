"""Named SQL files and their rows. Parameters are bound, never formatted into the text."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

QUERIES = Path(__file__).parent / "queries"


def name_of(path: Path) -> str:
    """A path as DuckDB wants it, in UTF-8, whatever the console speaks. Raises ``OSError`` for a name that is none."""
    try:
        return os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise OSError(f"{os.fsencode(path)!r}: the name is not UTF-8; choose a folder with a plain name") from error


@cache
def sql(name: str) -> str:
    """The text of ``queries/<name>.sql``. Raises ``FileNotFoundError`` for an unknown name."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def rows_of(con: duckdb.DuckDBPyConnection, text: str, parameters: Mapping[str, object] = {}) -> list[dict[str, Any]]:
    """The rows of a statement as dictionaries, through a cursor of its own.

    Parameters the statement does not name are left out, so that one set of
    switches serves several queries.
    """
    wanted = set(re.findall(r"\$(\w+)", text))
    given = {name: value for name, value in parameters.items() if name in wanted}
    with con.cursor() as cursor:
        result = cursor.execute(text, given) if given else cursor.execute(text)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
