"""One side of a difference: a data folder, a built store or a git revision, opened as rows and answers."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from core.evidence.moved import Key, Told, shown_level, told_of
from core.model import Assessment, Comparison, Direction, Directness, Level, Listed, NotRecommended, State
from core.store.build import content_hash
from core.store.check import read_files
from core.store.reader import DATA, Contents, Store, StoreUnavailable
from core.store.schema import BY_NAME
from core.store.shelf import find, open_file, ready, store_folder

RowKey = tuple[str, ...]
Kept = Mapping[str, Mapping[RowKey, Mapping[str, object]]]  # table → key → row
COMMITTED = "HEAD"


@dataclass(frozen=True)
class Side:
    """What one version of the data holds and answers; both are read when they are asked for."""

    name: str
    store: Store
    is_file: bool = False

    @property
    def version(self) -> str:
        """The data version."""
        return self.store.version

    @cached_property
    def rows(self) -> Kept:
        """The rows of every table that is kept by hand, by key."""
        found: dict[str, dict[RowKey, dict[str, Any]]] = {}
        for name in (name for name in BY_NAME if name in self._tables):
            key = BY_NAME[name].key
            found[name] = {tuple(str(row[part]) for part in key): row for row in _dicts(self._tables[name])}
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of groups and interventions by id."""
        kept = (("target_group", "target_group_id"), ("intervention", "intervention_id"))
        return {str(row[key]): str(row["name"]) for table, key in kept for row in self.rows[table].values()}

    @cached_property
    def answers(self) -> Mapping[Key, Told]:
        """What every answer tells; where today's code cannot read the rows, only what was judged in its own time."""
        return self._as_judged() if self._told is None else self._told

    @property
    def has_own_rules(self) -> bool:
        """True where other rules than today's judged it."""
        return self._told is None or self._cells != self._judged_now

    @property
    def is_told_in_full(self) -> bool:
        """False where order, first sentence and caveats are not known."""
        return self._told is not None

    @cached_property
    def _groups(self) -> list[str]:
        return [key for key, row in self.store.target_groups.items() if row["is_selectable"]]

    @cached_property
    def _judged_now(self) -> list[Assessment]:
        return self.store.assess(self._groups)

    @cached_property
    def _cells(self) -> list[Assessment]:
        """The cells as they were judged: those of a store file by the rules that built it."""
        if not self.is_file:
            return self._judged_now
        judged = {_key(cell): cell for cell in map(_assessment, _dicts(self._tables["assessment"]))}
        return [cell for key, cell in judged.items() if key[0] in self._groups]

    @cached_property
    def _tables(self) -> Mapping[str, Contents]:
        return self.store.tables()

    @cached_property
    def _told(self) -> Mapping[Key, Told] | None:
        try:
            judged: dict[str, list[Assessment]] = {group: [] for group in self._groups}
            for cell in self._cells:
                judged[cell.target_group_id].append(cell)
            said = [answer for group in self._groups for answer in self.store.answers(group, judged=judged[group])]
        except (duckdb.Error, KeyError):  # a store of older code lacks tables or columns
            return None
        return {_key(answer.assessment): told_of(answer) for answer in said}

    def _as_judged(self) -> dict[Key, Told]:
        chosen = {key for key, row in self.rows["target_group"].items() if row["is_selectable"]}
        judged = [row for row in _dicts(self._tables["assessment"]) if (row["target_group_id"],) in chosen]
        return {(row["target_group_id"], row["intervention_id"], row["comparison"]): _told_then(row) for row in judged}


def open_side(asked: str, data: Path = DATA) -> Side:
    """The side somebody asked for: a folder or a store file that is there, else a git revision of ``data``.

    Raises ``StoreUnavailable`` with the faults of data that cannot be built, and ``ValueError`` for what is none of the three.
    """
    path = Path(asked)
    if path.is_dir():
        return Side(asked, _open_apart(path, data))
    if path.is_file():
        return _of_file(path, asked)
    return _of_revision(asked, data)


def _open_apart(folder: Path, data: Path) -> Store:
    """The store of a folder from the shelf of the data, or built on one of its own: what is only compared is not shown."""
    shelf = store_folder(data)
    built = find(shelf, content_hash(read_files(folder))) or ready(folder, shelf / "sammenlignet", is_fewer_meant=True)
    return open_file(built)


def _of_file(path: Path, name: str) -> Side:
    """A side from a store file, of whatever code built it."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            [version] = con.execute("select version from store_version").fetchall()[0]
        return Side(name, Store(path, version), is_file=True)
    except duckdb.Error as error:
        raise ValueError(f"{path} is no store of this app: {error}") from error


def _of_revision(revision: str, data: Path) -> Side:
    """A side from git: its rows judged by today's rules where they fit them, else by the rules of that revision."""
    top = Path(_git(data, "rev-parse", "--show-toplevel").decode().strip())
    inside = data.resolve().relative_to(top.resolve()).as_posix()
    known = _git(data, "rev-parse", "--short", "--verify", f"{revision}^{{commit}}").decode().strip()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _extract(_git(top, "archive", known, inside), folder)
        name = f"{revision} ({known})" if revision != known else revision
        try:
            return Side(name, _open_apart(folder / inside, data))
        except StoreUnavailable as error:
            _extract(_git(top, "archive", known), folder)
            return _of_file(_build_as_then(folder, inside, error), name)


def _build_as_then(folder: Path, inside: str, error: StoreUnavailable) -> Path:
    """The store that the code of an older revision builds of its own data."""
    target = folder / "as-then.duckdb"
    asked = ["-m", "core.store", "build", "--data", str(folder / inside), "--out", str(target)]
    built = subprocess.run([sys.executable, *asked], cwd=folder, capture_output=True)
    if built.returncode:
        raise error
    return target


def _extract(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says. Raises ``ValueError`` with its own words where it refuses, or where there is none."""
    try:
        asked = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True)
    except FileNotFoundError as error:
        raise ValueError("git is not installed: name two folders or store files") from error
    if asked.returncode:
        raise ValueError(f"no such folder, store file or git revision: {asked.stderr.decode().strip()}")
    return asked.stdout


def _dicts(table: Contents) -> list[dict[str, Any]]:
    header = [column["name"] for column in table["columns"]]
    return [dict(zip(header, row, strict=True)) for row in table["rows"]]


def _key(cell: Assessment) -> Key:
    return cell.target_group_id, cell.intervention_id, cell.comparison.value


def _assessment(row: Mapping[str, Any]) -> Assessment:
    """A row of the table ``assessment`` as the rules made it. Raises ``KeyError`` for a store of older code."""
    kinds = {"comparison": Comparison, "state": State, "direction": Direction, "directness": Directness, "listed": Listed,
             "not_recommended": NotRecommended, "level": Level, "level_computed": Level, "level_stated": Level}  # fmt: skip
    values: dict[str, Any] = {}  # the columns of a table that may be of older code
    for field in fields(Assessment):
        value, kind = row[field.name], kinds.get(field.name)
        values[field.name] = kind(value) if kind and value else tuple(value) if isinstance(value, list) else value
    return Assessment(**values)


def _told_then(row: Mapping[str, Any]) -> Told:
    rows = (*row["finding_ids"], *row["claim_ids"])
    return Told(row["state"], shown_level(row["state"], row["level"]), row.get("listed"), tuple(row["reasons"]), rows)
