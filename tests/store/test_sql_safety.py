"""No value is ever written into SQL, and the opened store can neither be changed nor reach a file or the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from core.store import Store

ROOT = Path(__file__).parents[2]
RUNS_SQL = {"execute", "executemany", "sql", "query", "from_query"}

# What is run as SQL and is no fixed text, with why no value of a reader or a row can be in it.
ALLOWED = {
    ("core/store/query.py", "text"): "the text of a file in queries/, or a fixed text of build.py",
    (
        "core/store/build.py",
        "ddl(table, codes)",
    ): "names of schema.py; codes of vocabulary.csv, quoted there (DDL takes no parameters)",
    ("core/store/build.py", "statement"): "a comment of schema.py, written when the store is built",
    ("core/store/build.py", "(HERE / 'views.sql').read_text(encoding='utf-8')"): "a file beside the code",
    (
        "core/store/build.py",
        "f\"insert into {table} ({', '.join(header)}) select {columns}\"",
    ): "names of schema.py; the rows are bound",
    ("core/store/build.py", "f'select count(*) from {name}'"): "names the database itself lists",
    (
        "core/store/reader.py",
        "f\"select {', '.join(columns)} from {table}\"",
    ): "names of schema.py, where two versions of the data are compared",
    ("core/export/fit.py", "TEMPLATE.read_bytes()"): "no SQL: typst is asked where the template ends on the paper",
}


def files() -> list[Path]:
    """Every file of the product."""
    return sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "core").rglob("*.py")])


def run_as_sql(code: str) -> Iterator[ast.expr]:
    """The first argument of every call that runs SQL."""
    for node in ast.walk(ast.parse(code)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in RUNS_SQL
            and node.args
        ):
            yield node.args[0]


def is_fixed(node: ast.expr) -> bool:
    """True for a text written in the code, a constant, or the two put together."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and is_fixed(node.left) and is_fixed(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def test_no_value_is_written_into_sql() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), ast.unparse(node))
        for path in files()
        for node in run_as_sql(path.read_text(encoding="utf-8"))
        if not is_fixed(node)
    }
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    "code",
    [
        "con.execute(f'select {x}')",
        "con.execute('select ' + x)",
        "con.execute('select %s' % x)",
        "con.execute('select {}'.format(x))",
        "con.execute(text)",
        "duckdb.sql(' '.join(parts))",
        "con.execute(QUERY + x)",
        "con.execute(QUERY * 2)",
    ],
)
def test_value_in_sql_would_be_found(code: str) -> None:
    assert [is_fixed(node) for node in run_as_sql(code)] == [False]


@pytest.mark.parametrize(
    "code", ["con.execute('select 1')", "con.execute(QUERY, [x])", "con.execute('create ' + QUERY)"]
)
def test_fixed_text_passes(code: str) -> None:
    assert [is_fixed(node) for node in run_as_sql(code)] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "drop table study",
        "update study set year = 1900",
        "create table x (y integer)",
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('data/study.csv')",
        "select * from 'https://example.invalid/x.parquet'",
        "copy study to '/tmp/x.csv'",
        "attach '/tmp/x.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "export database '/tmp/x'",
    ],
)
def test_store_cannot_be_changed_or_reach_out(store: Store, statement: str) -> None:
    with store._con.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)
