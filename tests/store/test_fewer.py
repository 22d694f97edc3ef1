"""A file cut short is told from what was there before, and never taken in by a running app."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.store import Newest, read_data
from core.store.__main__ import main
from core.store.fewer import lost, of_data
from core.store.schema import BY_NAME, TABLES
from tests import tiny

ROOT = tiny.ROOT
SHIPPED = read_data(ROOT / "data")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped data, which has no store yet."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def cut(path: Path, lines: int) -> None:
    """Leave out the last lines of a file."""
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-lines]), encoding="utf-8")


def test_one_row_fewer_of_any_table_is_told() -> None:
    data, before = read_data(ROOT / "data"), of_data(SHIPPED)
    for table in (table.name for table in TABLES):
        gone = data.rows[table].pop()
        assert [fault.file.endswith(f"{table}.csv") for fault in lost(data, before)] == [True], table
        assert lost(data, before, is_meant=True) == [], table
        assert "/".join(gone.text[name] for name in BY_NAME[table].key) == lost(data, before)[0].value
        data.rows[table].append(gone)


def test_a_bar_that_went_is_told_although_another_row_came() -> None:
    data = read_data(ROOT / "data")
    bar = next(row for row in data.rows["target_group_relation"] if row.text["relation"] == "barred")
    bar.text["relation"] = bar.value["relation"] = "related"
    assert "of barred" in lost(data, of_data(SHIPPED))[0].rule


def test_case_03_bars_cut_away_are_refused_until_it_is_said_to_be_meant(
    copied: Path, capsys: pytest.CaptureFixture
) -> None:
    cut(copied / "target_group_relation.csv", 20)
    assert main(["check", "--data", str(copied)]) == 1
    said = capsys.readouterr().err
    assert "target_group_relation.csv" in said and "cut short" in said and "--fewer" in said
    assert main(["check", "--data", str(copied), "--fewer"]) == 0


def test_case_01_a_number_that_became_a_thousand_times_larger_is_named(
    copied: Path, capsys: pytest.CaptureFixture
) -> None:
    path = copied / "finding.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",41/1000,", ",41,").replace(",6.9,9.2,", ",69,92,", 1), encoding="utf-8")
    assert main(["check", "--data", str(copied)]) == 1
    assert 'effect_low: "41" – the sentence says 0,041' in capsys.readouterr().err
    path.write_text(text.replace(",6.9,9.2,", ",69,92,", 1), encoding="utf-8")
    assert main(["check", "--data", str(copied)]) == 1
    assert 'horizon_from_months: "69" – 6.9 stood here' in capsys.readouterr().err


def test_running_app_keeps_what_it_shows_until_fewer_rows_are_confirmed(tmp_path: Path) -> None:
    data = tiny.write(tmp_path / "data")
    newest = Newest(data)
    shown = newest.get().store
    cut(data / "finding.csv", 1)
    newest.look()
    newest.look()
    assert newest.get().store is shown
    assert "cut short" in newest.get().hindrance.faults[0].rule
    assert main(["build", "--data", str(data), "--fewer"]) == 0
    newest.look()
    assert newest.get().hindrance is None
    assert len(newest.get().store.columns_of("finding", ["finding_id"])) == 2


def test_case_05_files_that_are_not_read_are_named(copied: Path, capsys: pytest.CaptureFixture) -> None:
    odd = [
        "finding-DESKTOP-4TK2.csv", "Kopi af finding.csv", "finding.csv.csv", "finding.xlsx", "~$finding.csv",
        "._finding.csv", ".~lock.claim.csv#", "finding (1).csv",
    ]  # fmt: skip
    for name in odd:
        (copied / name).write_bytes(b"x")
    assert main(["check", "--data", str(copied)]) == 0
    said = capsys.readouterr()
    assert [name for name in odd if f"{copied / name}: not read" not in said.err] == []
    assert "claim.csv is open in a spreadsheet" in said.err
    assert f"{len(odd)} files of the folder are not read" in said.out
    assert "CHANGELOG" not in said.err


@pytest.mark.parametrize("setting", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp850"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])  # fmt: skip
def test_case_21_any_console_and_any_folder(tmp_path: Path, setting: dict[str, str]) -> None:
    data = tiny.write(tmp_path / "Ærø – data")
    done = subprocess.run(
        [sys.executable, "-m", "core.store", "build", "--data", str(data), "--out", str(tmp_path / "ud æ – x.duckdb")],
        cwd=ROOT, env={**os.environ, **setting}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "ud æ – x.duckdb").is_file()
