"""Build the DuckDB file from checked rows: temporary file first, then moved into place."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import duckdb

from core.rows import Rows
from core.store.check import Data
from core.store.decisive import DecisiveCaveats
from core.store.judge import judge_cells
from core.store.query import name_of, rows_of, sql
from core.store.schema import TABLES, Table, column_comments, comments, ddl
from core.store.search import index_terms
from core.text import Labels

HERE = Path(__file__).parent
FEW_ROWS = 50_000  # ten times the shipped rows: up to here sharing the work among threads costs more than it gains
# Bounds on the memory of a build, however much there is to build.
ROWS_AT_ONCE = 50_000
GROUPS_AT_ONCE = 50
CORE = HERE.parent
T = TypeVar("T")
SCRATCH = re.compile(r"\.\d+-[0-9a-f]{8}\.tmp")
STALE_SECONDS = 3_600

ASSESSMENT_DDL = """
create table assessment (
  target_group_id varchar not null, intervention_id varchar not null, comparison varchar not null,
  state varchar not null, direction varchar, level varchar, level_computed varchar, level_stated varchar,
  directness varchar, trials integer not null, publications integer not null, findings integer not null,
  has_source_disagreement boolean not null, reasons varchar[] not null,
  finding_ids varchar[] not null, claim_ids varchar[] not null,
  steps integer not null, breadth integer not null, level_groups varchar[] not null, level_words varchar not null,
  condition varchar not null, depends_on varchar[] not null, contrary varchar[] not null,
  not_recommended varchar, listed varchar, is_level_ours boolean not null, is_recommended boolean not null, family_id varchar not null,
  decisive_caveats varchar[] not null,
  primary key (target_group_id, intervention_id, comparison)
)"""
ASSESSMENT_COLUMNS = "select column_name from duckdb_columns() where table_name = 'assessment' order by column_index"
ASSESSMENT_COMMENTS = {
    "is_recommended": "true when it may be recommended: points to work, and somebody in the room or the team can choose it",
    "family_id": "the family the intervention belongs to: one card",
    "decisive_caveats": "at most three caveat ids that change what one does, the most pressing first; regel- ids are made by a rule",
    "not_recommended": "why an answer that points to work is no recommendation",
    "listed": "recommend or discuss: the list it stands on when a conversation is prepared",
    "is_level_ours": "true when the level shown is counted by the rules: no source states it",
    "level_groups": "the groups the level was found for, where it was not found for this one",
    "level_words": "the source's own words for how sure it is, where they are off the ministry's scale",
    "condition": "what the answer holds under",
    "depends_on": "what results depend on whose conditions exclude each other",
    "contrary": "parts of the group for which a Danish study finds no gain",
    "steps": "edges between the group and the one that decides, in the graph of target groups",
    "breadth": "the larger of voting trials and studies behind the review",
}


@cache
def code_hash() -> str:
    """Eight hex digits for the code that turns data into a store and asks it: that of this process."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    code = [*HERE.rglob("*.py"), *HERE.rglob("*.sql"), *CORE.joinpath("evidence").rglob("*.py")]
    for path in sorted([*code, CORE / "model.py", CORE / "text.py"]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def content_hash(files: Mapping[str, bytes | OSError]) -> str:
    """Twelve hex digits for the bytes of the tables' files and the code that turns them into a store."""
    digest = hashlib.sha256(code_hash().encode())
    for name, content in sorted(files.items()):
        if isinstance(content, bytes):
            digest.update(name.encode() + b"\0" + len(content).to_bytes(8) + content)
    return digest.hexdigest()[:12]


def build_file(data: Data, target: Path, version: str) -> dict[str, int]:
    """Write the store to ``target`` atomically and return the row count of each table.

    ``data`` must be without faults. A file at ``target`` is replaced only when the
    new one is whole.
    """
    if data.faults:
        raise ValueError("data with faults cannot be built")
    if target.exists() and not _is_duckdb(target):
        raise FileExistsError(f"{target} is there and is no DuckDB file; it is left as it is")
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    scratch = target.with_name(f"{target.name}.{os.getpid()}-{uuid4().hex[:8]}.tmp")
    try:
        counts = _write(data, scratch, version)
        os.replace(scratch, target)
    finally:
        for path in _beside(scratch):
            path.unlink(missing_ok=True)
    return counts


def _sweep(target: Path) -> None:
    """Remove what builds of this file that were killed have left; no build takes as long as an hour."""
    for path in _beside(target):
        with suppress(OSError):
            is_scratch = SCRATCH.match(path.name, len(target.name))
            if is_scratch and time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink()


def _beside(path: Path) -> list[Path]:
    """The file and those whose names begin with its own, such as DuckDB's log of a write."""
    return list(path.parent.glob(glob.escape(path.name) + "*"))


def _is_duckdb(path: Path) -> bool:
    """True for a regular file that begins as DuckDB files do (or is one cut short)."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(12)
    return head[8:12] == b"DUCK" or path.suffix == ".duckdb"


def make_tables(con: duckdb.DuckDBPyConnection, codes: dict[str, list[str]]) -> None:
    """Make every table of the schema, with its rules and its documentation."""
    for table in TABLES:
        con.execute(ddl(table, codes))
        for statement in comments(table):
            con.execute(statement)


def fill(con: duckdb.DuckDBPyConnection, data: Data) -> None:
    """Insert every row, and derive the relations that are counted in SQL."""
    for table in TABLES:
        for layer in _layers(data, table):
            _insert(con, table.name, [column.name for column in table.stored], layer)
    con.execute((HERE / "views.sql").read_text(encoding="utf-8"))


def judge(con: duckdb.DuckDBPyConnection, version: str) -> None:
    """Add what is found out from the loaded rows: the assessments, the words to search for, and the version."""
    _insert_assessments(con)
    index_terms(con)
    con.execute("create table store_version (version varchar not null, built_at timestamp not null)")
    con.execute("insert into store_version values (?, ?)", [version, datetime.now(UTC).replace(tzinfo=None)])


def _write(data: Data, path: Path, version: str) -> dict[str, int]:
    few = sum(map(len, data.rows.values())) <= FEW_ROWS
    with duckdb.connect(name_of(path), config={"threads": 1} if few else {}) as con:
        con.begin()  # one transaction takes two thirds of the time of one for each statement
        make_tables(con, data.codes())
        fill(con, data)
        con.commit()
        judge(con, version)
        counts = _counts(con)
        con.execute("checkpoint")  # closing would do it too, but a full disk would pass in silence
    return counts


def _layers(data: Data, table: Table) -> list[list[list[object]]]:
    """Typed rows in file order; a table that refers to itself comes in layers, parents first."""
    header = [column.name for column in table.stored]
    rows = [[row.value[name] for name in header] for row in data.rows[table.name]]
    own = [column.name for column in table.stored if column.references.startswith(f"{table.name}.")]
    if not own:
        return [rows]
    above, key = header.index(own[0]), header.index(table.key[0])
    placed: set[object] = {None}
    layers: list[list[list[object]]] = []
    while layer := [row for row in rows if row[above] in placed and row[key] not in placed]:
        layers.append(layer)
        placed |= {row[key] for row in layer}
    return layers


def _insert(con: duckdb.DuckDBPyConnection, table: str, header: list[str], rows: list[list[object]]) -> None:
    """Insert rows column by column: one bound list a column, typed as the table's column."""
    if not rows:
        return
    types = dict(
        con.execute("select column_name, data_type from duckdb_columns() where table_name = ?", [table]).fetchall()
    )
    columns = ", ".join(f"unnest(?::{types[name]}[])" for name in header)
    for part in _parts(rows, ROWS_AT_ONCE):
        values = [list(column) for column in zip(*part, strict=True)]
        con.execute(f"insert into {table} ({', '.join(header)}) select {columns}", values)


def _parts(items: list[T], size: int) -> Iterator[list[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _insert_assessments(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(ASSESSMENT_DDL)
    for statement in column_comments("assessment", ASSESSMENT_COMMENTS):
        con.execute(statement)

    def ask(name: str, **parameters: object) -> list[Any]:
        return rows_of(con, sql(name), parameters)

    fetch: Rows = ask
    labels = Labels(fetch("vocabulary"))
    decisive_caveats = DecisiveCaveats(fetch)
    families = {row["intervention_id"]: row["family_id"] for row in fetch("interventions")}
    header = [row["column_name"] for row in rows_of(con, ASSESSMENT_COLUMNS)]
    for part in _parts([row["target_group_id"] for row in fetch("target_groups")], GROUPS_AT_ONCE):
        rows = []
        for cell, decisive in decisive_caveats.of(judge_cells(fetch, labels, part), part):
            own = {"family_id": families[cell.intervention_id], "decisive_caveats": decisive}
            rows.append([own[name] if name in own else _plain(getattr(cell, name)) for name in header])
        _insert(con, "assessment", header, rows)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = [row["table_name"] for row in rows_of(con, "select table_name from duckdb_tables() order by table_name")]
    return {name: con.execute(f"select count(*) from {name}").fetchall()[0][0] for name in names}
