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


@pytest.fixture(scope="module")
def empty_columns(store: Store) -> dict[str, set[str]]:
    """For each query the columns that are empty in a row: of the shipped data, or once every cell is that may be.

    What refers to another row is emptied in every second one, so that the rows are still found.
    """
    data = read_data(reader.DATA)
    for table in TABLES:
        for column in table.columns:
            if not column.is_required:
                for row in data.rows[table.name][:: 2 if column.references else 1]:
                    row.value[column.name] = None
    with MemoryStore(data, is_judged=True) as emptied:
        return {
            path.stem: {
                column
                for asked in (store, emptied)
                for way in ways_to_ask(asked, path.stem)
                for row in asked.ask(path.stem, **way)
                for column, value in row.items()
                if value is None
            }
            for path in QUERIES.glob("*.sql")
        }


def ways_to_ask(store: Store, name: str) -> list[dict[str, object]]:
    """Lists hold everything there is; what takes one of them is asked for every fourth."""

    def all_of(table: str, column: str) -> list[object]:
        return [value for (value,) in store.columns_of(table, [column])]

    every = {
        "groups": all_of("target_group", "target_group_id"),
        "interventions": all_of("intervention", "intervention_id"),
        "studies": all_of("study", "study_id"),
        "figures": all_of("practice_figure", "figure_id"),
        "documents": all_of("search_document", "document_id"),
    }
    scopes = {"scopes": ["line"] * len(every["interventions"]), "ref_ids": every["interventions"]}
    asked = GIVEN | every | scopes | {"top": 10_000}
    for parameter, of in {"intervention": "interventions", "study": "studies", "target": "groups"}.items():
        if re.search(rf"\${parameter}\b", sql(name)):
            return [asked | {parameter: one} for one in every[of][::4]]
    return [asked]


def test_headers_mark_the_columns_that_may_be_empty(empty_columns: dict[str, set[str]]) -> None:
    from bench.rows import promised

    assert {name: {column for column, mark in promised(name) if mark} for name in empty_columns} == empty_columns


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
