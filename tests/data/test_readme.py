"""The worked example of ``data/README.md`` does what it says: rows, what is taken, files, answers and faults."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from core.store import open_store, read_data
from core.store.__main__ import main
from core.store.cells import spelled
from core.store.check import Data, check_rows
from core.store.schema import BY_NAME
from core.store.tables import Row
from core.store.workbook import ABOVE, write_workbook
from core.text import number
from tests.tiny import ROOT

README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "tests" / "example" / "nordby-2026.md").read_text(encoding="utf-8")
SLIPS = {("finding", 0): {"direction": "positv"}, ("finding", 1): {"locator": ""}, ("study", 0): {"country": "Danmark"}}


def rows() -> list[tuple[str, dict[str, str]]]:
    """The rows of the example: table and the columns that are filled."""
    blocks = re.findall(r"^```row (\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [
        (table, dict(re.split(r"\s{2,}", line, maxsplit=1) for line in block.splitlines())) for table, block in blocks
    ]


def block(name: str) -> list[str]:
    """The lines of a named block."""
    found = re.search(rf"^```{name}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1].splitlines()


def with_rows(folder: Path, slips: dict[tuple[str, int], dict[str, str]]) -> Data:
    """The data of a folder with the rows of the example below its own."""
    data = read_data(folder)
    for table, given in rows():
        nth = sum(row.text[BY_NAME[table].header[0]].startswith("nordby") for row in data.rows[table])
        text = {**dict.fromkeys(BY_NAME[table].header, ""), **given, **slips.get((table, nth), {})}
        for column in BY_NAME[table].columns:
            if column.kind == "number" and text[column.name]:
                text[column.name] = spelled(column, float(text[column.name]))  # typed in as a number
        data.rows[table].append(Row(0, text))
    data.faults.clear()
    check_rows(data)
    return data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_every_figure_of_the_rows_stands_in_the_document() -> None:
    for table, row in rows():
        numbers = [float(row[c.name]) for c in BY_NAME[table].columns if c.kind == "number" and row.get(c.name)]
        assert all(number(value) in DOCUMENT for value in numbers)
        locators = [value for name, value in row.items() if name.startswith("locator")]
        assert all(place.removeprefix("Afsnit ") in DOCUMENT for place in locators), locators


def test_example_goes_in_through_the_workbook_and_moves_the_answer(
    folder: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    shelf = tmp_path / "stores"  # of both versions, and so of the comparison
    before = open_store(folder, shelf).columns_of(*ANSWERS)
    write_workbook(with_rows(folder, {}), tmp_path / "data.xlsx")
    assert main(["take", str(tmp_path / "data.xlsx"), "--data", str(folder)]) == 0
    said = capsys.readouterr().out.replace(f"{folder}/", "").splitlines()
    assert sorted(said[:-1]) == sorted(block("taken"))
    text = (folder / "finding.csv").read_text(encoding="utf-8")
    assert "positive,4.5,,pp" in text and "positive,2125/1000,,weeks" in text
    after = open_store(folder, shelf).columns_of(*ANSWERS)
    assert answer(before) == ("unknown", None, 0)
    assert answer(after) == ("promising", "indication", 1)
    for told in ("*unknown*", "*promising*", "*indication*", "one trial"):
        assert told in README.partition("What it did to the answers")[2].partition("\n")[0]
    monkeypatch.setenv("EVIDENCE_STORE", str(shelf))
    assert main(["diff", str(ROOT / "data"), str(folder)]) == 0
    said = capsys.readouterr().out.partition("Svar, der flytter sig: 1 af")[2].splitlines()
    assert [line.strip() for line in said[2:]] == block("diff")


ANSWERS = "assessment", ["target_group_id", "intervention_id", "comparison", "state", "level", "trials"]


def answer(found: list[tuple]) -> tuple:
    """State, level and trials of group conversations for seniors."""
    return next(row[3:] for row in found if row[:3] == ("seniorer", "gruppesamtaler", "absolute"))


def test_three_slips_are_told_by_cell_and_nothing_is_written(folder: Path, tmp_path: Path, capsys) -> None:
    data = with_rows(folder, SLIPS)
    write_workbook(data, tmp_path / "data.xlsx")
    assert main(["take", str(tmp_path / "data.xlsx"), "--data", str(folder)]) == 1
    said = capsys.readouterr().err.splitlines()[:-1]
    without_rows = [[re.sub(r"(cell [A-Z]+)\d+", r"\1", line) for line in lines] for lines in (said, block("faults"))]
    assert without_rows[0] == without_rows[1]
    last = len(data.rows["finding"]) + ABOVE
    assert f"cell P{last - 1} (direction)" in said[0] and f"cell X{last} (locator)" in said[1]
    assert [p.name for p in folder.iterdir() if p.read_bytes() != (ROOT / "data" / p.name).read_bytes()] == []
