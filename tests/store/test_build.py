"""The contract of ``python -m core.store``, and a store that is always whole."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from core.store import Store, StoreUnavailable, open_store, read_data, search
from core.store.__main__ import main
from core.store.build import fill, make_tables
from core.store.lexicon import SILENT
from core.store.reader import DATA, ROOT
from core.store.schema import TABLES
from tests import tiny


def test_build_prints_table_counts_and_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    out = tmp_path / "out.duckdb"
    assert main(["build", "--data", str(tiny.write(tmp_path / "data")), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"^finding +3$", printed, re.MULTILINE)
    assert len(Store(out, "x").rows("target_groups")) == 2


def test_check_says_no_faults(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "--data", str(tiny.write(tmp_path / "data"))]) == 0
    assert "no faults" in capsys.readouterr().out


def test_faulty_data_leaves_the_old_store_untouched(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    out, data = tmp_path / "out.duckdb", tiny.write(tmp_path / "data")
    main(["build", "--data", str(data), "--out", str(out)])
    before = out.read_bytes()
    tiny.write(data, finding=[{"finding_id": "a-1", "study_id": "a-2010", "direction": "op"}])
    assert main(["build", "--data", str(data), "--out", str(out)]) == 1
    assert out.read_bytes() == before
    assert 'finding.csv:2 direction: "op" – one of positive' in capsys.readouterr().err


def test_every_contract_table_has_its_comment_and_columns(tiny_store) -> None:
    columns = {(row["table_name"], row["name"]): row for row in tiny_store().rows("columns")}
    for table in TABLES:
        for column in table.stored:
            assert columns[table.name, column.name]["comment"] == column.doc
    contract = (
        "state",
        "direction",
        "level",
        "level_computed",
        "level_stated",
        "directness",
        "trials",
        "findings",
        "reasons",
    )
    assert all(("assessment", name) in columns for name in contract)


def test_database_itself_refuses_a_wrong_code(tmp_path: Path, tiny_store) -> None:
    path = tiny_store().path
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    with duckdb.connect(str(copy)) as con, pytest.raises(duckdb.ConstraintException):
        con.execute("insert into caveat values ('x', 'ukendt', 's', 'p', 'k', 'when', null, 'kilde', 'l', null)")


def test_opened_store_is_read_only_and_locked_down(tiny_store) -> None:
    store = tiny_store()
    for statement in ("create table x (i int)", "from read_csv('/etc/passwd')", "set enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            store._con.cursor().execute(statement)


def test_changed_data_gives_a_new_file_and_the_old_stays_open(tmp_path: Path) -> None:
    data, folder = tiny.write(tmp_path / "data"), tmp_path / "store"
    old = open_store(data, folder)
    tiny.write(
        data, target_group=[{"target_group_id": "ledige"}, {"target_group_id": "unge"}, {"target_group_id": "nye"}]
    )
    new = open_store(data, folder)
    assert old.version != new.version
    assert (len(old.rows("target_groups")), len(new.rows("target_groups"))) == (2, 3)


def test_faulty_data_without_a_store_is_said(tmp_path: Path) -> None:
    data = tiny.write(tmp_path / "data", finding=[{"finding_id": "a-1", "study_id": "nobody"}])
    with pytest.raises(StoreUnavailable) as error:
        open_store(data, tmp_path / "store")
    assert len(error.value.faults) == 1


def test_many_threads_share_one_store(tiny_store) -> None:
    store = tiny_store()
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: len(store.rows("target_groups")), range(200)))
    assert counts == [2] * 200


def test_file_that_is_no_store_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    data, out = tiny.write(tmp_path / "data"), tmp_path / "notes.txt"
    out.write_text("keep me", encoding="utf-8")
    assert main(["build", "--data", str(data), "--out", str(out)]) == 1
    assert main(["build", "--data", str(data), "--out", str(tmp_path)]) == 1
    assert out.read_text(encoding="utf-8") == "keep me"
    assert "left as it is" in capsys.readouterr().err


SLOW_JOINS = re.compile(r"NESTED_LOOP_JOIN|BLOCKWISE_NL_JOIN|CROSS_PRODUCT")


def slow_joins(con: duckdb.DuckDBPyConnection, statement: str, given: dict | None = None) -> list[str]:
    """The joins of a statement that compare every row of one table with every row of another."""
    plan = con.execute(f"explain (format json) {statement}", given).fetchall()
    return SLOW_JOINS.findall("\n".join(text for _, text in plan))


def test_no_table_of_a_build_compares_every_row_with_every_other() -> None:
    """At a thousand times the rows one such join takes hours, and here nobody would notice (bench.scale)."""
    data = read_data(DATA)
    con = duckdb.connect(config={"threads": 1})
    make_tables(con, data.codes())
    fill(con, data)
    views = re.sub("--.*", "", (ROOT / "core" / "store" / "views.sql").read_text(encoding="utf-8"))
    again = [statement for statement in views.split(";") if "create table" in statement]
    found = {
        statement.split()[2]: slow_joins(con, statement.replace("create table ", "create or replace table "))
        for statement in again
    }
    assert len(found) > 15
    for name, given in (("PLACES", None), ("DOCUMENTS", {"silent": list(SILENT)}), ("ABOUT", None)):
        found[name] = slow_joins(con, getattr(search, name), given)
        con.execute(getattr(search, name), given)
    assert {name: joins for name, joins in found.items() if joins} == {}
