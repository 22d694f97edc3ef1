"""``python -m bench.rows``: write ``core/rows.py``, a type for the rows of every query, from its header and its columns."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb

from core.store import Store, open_store
from core.store.query import QUERIES, sql
from tests.store.test_queries import GIVEN

FILE = Path(__file__).parents[1] / "core" / "rows.py"
PYTHON = {
    "VARCHAR": "str",
    "BOOLEAN": "bool",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "DOUBLE": "float",
    "INTEGER": "int",
    "BIGINT": "int",
    "HUGEINT": "int",
}
HEAD = '''"""What the rows of each query hold. Written by ``python -m bench.rows`` from the headers in ``core/store/queries``.

Rows are plain dictionaries; these are their types, so that the name of a column is checked where it is used.
"""

from datetime import date, datetime
from typing import Literal, Protocol, TypedDict, overload
'''
ASKING = '''

class Rows(Protocol):
    """Asks a query by its name; parameters it does not know are left out."""
'''


def text(store: Store) -> str:
    """The whole file."""
    names = sorted(path.stem for path in QUERIES.glob("*.sql"))
    types = [_type(name, columns_of(store._con, name)) for name in names]
    written = "".join([HEAD, *types, ASKING, *map(_overload, names)])
    command: list[str | Path] = [sys.executable, "-m", "ruff", "format", "--stdin-filename", FILE, "-"]
    return subprocess.run(command, input=written, capture_output=True, check=True, encoding="utf-8").stdout


def columns_of(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """Column → its type in Python, in the order of the query's header, where ``?`` marks what may be empty."""
    wanted = set(re.findall(r"\$(\w+)", sql(name)))
    with con.cursor() as cursor:
        result = cursor.execute(sql(name), {key: value for key, value in GIVEN.items() if key in wanted} or None)
        types = {column[0]: _python(str(column[1])) for column in result.description}
    return {column: types[column] + (" | None" if mark else "") for column, mark in promised(name)}


def promised(name: str) -> list[tuple[str, str]]:
    """The columns the header of a query names, each with its mark."""
    listed = re.findall(r"(\w+)(\??)(?:,|$)", _part(name, "Columns"))
    assert listed, f"{name}.sql names no columns"
    return listed


def row_type(name: str) -> str:
    """``study_findings`` → ``StudyFindingsRow``."""
    return "".join(map(str.capitalize, name.split("_"))) + "Row"


def _part(name: str, what: str) -> str:
    """What a header says after a word, on one line."""
    found = re.search(rf"-- {what}(?: =|:) (.+?)\n(?!--  )", sql(name), re.DOTALL)
    assert found, f"{name}.sql has no {what}"
    return re.sub(r"\s*\n--\s+", " ", found[1])


def _type(name: str, columns: dict[str, str]) -> str:
    said = _part(name, "One row")
    fields = "".join(f"    {column}: {type_}\n" for column, type_ in columns.items())
    return f'\n\nclass {row_type(name)}(TypedDict):\n    """{said[0].upper()}{said[1:]}"""\n\n{fields}'


def _overload(name: str) -> str:
    return (
        f'\n    @overload\n    def __call__(self, name: Literal["{name}"], **parameters: object)'
        f" -> list[{row_type(name)}]: ...\n"
    )


def _python(sql_type: str) -> str:
    if sql_type.endswith("[]"):
        return f"list[{_python(sql_type[:-2])}]"
    if re.fullmatch(r"STRUCT\((\w+ VARCHAR(, |\)))+", sql_type):
        return "dict[str, str]"
    return PYTHON[sql_type]


if __name__ == "__main__":
    FILE.write_text(text(open_store()), encoding="utf-8")
    print(f"written: {FILE.name}")
