"""Every SQL file runs, and returns the columns its header names."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from core.store import Filters, Selection, read_data, reader
from core.store.judge import NO_SWITCHES
from core.store.query import QUERIES, sql
from core.store.reader import Store
from core.store.schema import TABLES
from tests.memory import MemoryStore

GIVEN = {
    "target": "dagpenge-16-mdr",
    "groups": ["dagpenge-16-mdr", "kontanthjaelp"],
    "comparison": "absolute",
    "intervention": "lavere-sagsstamme",
    "topic": "length",
    "first": 1,
    "last": 100,
    "figures": ["mploy-svarprocent"],
    **NO_SWITCHES,
    "word_ids": list(range(100)),
    "readings": [0] * 100,
    "positions": [0] * 100,
    "nearness": [1] * 100,
    "needed": [1],
    "documents": [1, 2, 3],
    "document": "mploy-2017",
    "top": 5,
    "skip": 0,
    "visibilities": ["main"],
    "source_ids": [],
    "kinds": [],
    "scopes": ["all", "cell"],
    "ref_ids": ["", "sygemeldte/samtaler"],
    "study": "cheung-2017",
    "studies": ["vive-2019-review", "cheung-2017"],
    **Selection().parameters,
    "after": 2,
    "interventions": ["lavere-sagsstamme", "ips"],
}


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.sql")), ids=lambda path: path.stem)
def test_query_returns_the_columns_of_its_header(path: Path, store: Store) -> None:
    from bench.rows import promised  # it asks with this file

    given = GIVEN | ({"intervention": "personlig-jobformidler"} if path.stem == "intervention_practice" else {})
    wanted = set(re.findall(r"\$(\w+)", sql(path.stem)))
    with store._con.cursor() as cursor:
        result = cursor.execute(sql(path.stem), {k: v for k, v in given.items() if k in wanted} or None)
        assert sorted(column[0] for column in result.description) == sorted(name for name, _ in promised(path.stem))
        assert result.fetchone() is not None


def test_types_of_rows_are_those_of_the_queries(store: Store) -> None:
    from bench.rows import FILE, text  # it asks with this file

    assert FILE.read_text(encoding="utf-8") == text(store), "python -m bench.rows"


# Table, column and whether it refers to another row: everything a row need not have.
OPTIONAL = [(table.name, c.name, bool(c.references)) for table in TABLES for c in table.columns if not c.is_required]


@pytest.fixture(scope="module")
def empty_columns() -> dict[str, set[str]]:
    """For each query the columns that are empty in a row: of the shipped data, or once what may be empty is.

    First what leads nowhere, so that the rows are still found, then also what refers to another row.
    """
    found: dict[str, set[str]] = {path.stem: set() for path in QUERIES.glob("*.sql")}
    data = read_data(reader.DATA)
    for emptied in ([], [column for column in OPTIONAL if not column[2]], OPTIONAL):
        for table, name, _ in emptied:
            for row in data.rows[table]:
                row.value[name] = None
        with MemoryStore(data, is_judged=True) as store:
            for name in found:
                for asked in ways_to_ask(store, name):
                    found[name] |= {
                        key for row in store.ask(name, **asked) for key, value in row.items() if value is None
                    }
    return found


def ways_to_ask(store: MemoryStore, name: str) -> list[dict[str, object]]:
    """For everything there is: lists hold all of it, and what takes one is asked for each."""
    every = {
        "groups": store.column("target_group", "target_group_id"),
        "interventions": store.column("intervention", "intervention_id"),
        "studies": store.column("study", "study_id"),
        "figures": store.column("practice_figure", "figure_id"),
        "documents": store.column("search_document", "document_id"),
    }
    each = {"intervention": "interventions", "study": "studies", "target": "groups"}
    scopes = {"scopes": ["line"] * len(every["interventions"]), "ref_ids": every["interventions"], "top": 10_000}
    ways = [GIVEN | every | scopes]
    for parameter, of in each.items():
        if re.search(rf"\${parameter}\b", sql(name)) and len(ways) == 1:  # one of them is enough to vary
            ways = [way | {parameter: one} for way in ways for one in every[of]]
    return ways


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.sql")))
def test_header_marks_the_columns_that_may_be_empty(name: str, empty_columns: dict[str, set[str]]) -> None:
    from bench.rows import promised

    assert {column for column, mark in promised(name) if mark} == empty_columns[name]


def test_no_query_is_unused() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("core", "pages")
        for path in (QUERIES.parents[2] / folder).rglob("*.py")
    )
    unused = [path.stem for path in QUERIES.glob("*.sql") if f'"{path.stem}"' not in code]
    assert unused == []


def test_a_small_store_is_read_with_one_thread_and_a_large_one_with_more(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def threads(opened: Store) -> int:
        with opened._con.cursor() as cursor:
            [(number,)] = cursor.execute("select current_setting('threads')").fetchall()
            return int(number)

    [(default,)] = duckdb.connect().execute("select current_setting('threads')").fetchall()
    copy = shutil.copy(store.path, tmp_path)
    assert threads(store) == 1
    monkeypatch.setattr(reader, "ONE_THREAD_UP_TO", 0)
    assert threads(Store(Path(copy), "large")) == default


def test_a_switch_says_how_many_studies_it_knows_nothing_of(store: Store) -> None:
    # Counted from the rows of the file, not by the query.
    with (reader.DATA / "study.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    countries = sum(not row["country"] for row in rows)
    unassessed = sum(row["risk_of_bias"] in ("", "not_assessed") for row in rows)
    assert 0 < countries < len(rows)
    assert (
        Filters(only_danish=True)
        .sentence("", store.unstated)
        .endswith(f" {countries} studier uden land tæller heller ikke.")
    )
    assert f" {unassessed} studier, som ingen har vurderet, tæller stadig." in Filters(without_high_bias=True).sentence(
        "", store.unstated
    )
