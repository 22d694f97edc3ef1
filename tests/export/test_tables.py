"""Tables as files: text stays text, and what is shown stands inside the file."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from core.export.tables import Table, write_csv, write_xlsx

ABOUT = {"Titel": "Studier", "Udvalg": "Kun dansk viden tæller.", "Dataversion": "abc123"}
TABLE = Table(
    "Studier",
    {"name": "Studie", "size": "Størrelse", "sure": "Signifikant"},
    [{"name": "=1+1", "size": 1.5, "sure": True}, {"name": "Æblegrød; »x«", "size": None, "sure": None}],
)


def cells(workbook: bytes) -> str:
    """All XML of a workbook as one text."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_csv_reads_back_with_what_is_shown_on_every_row() -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv(TABLE, ABOUT).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == {"Studie": "'=1+1", "Størrelse": "1,5", "Signifikant": "ja", **ABOUT}
    assert rows[1]["Studie"] == "Æblegrød; »x«"


def test_workbook_holds_text_as_text_and_says_what_it_shows() -> None:
    written = cells(write_xlsx([TABLE], ABOUT))
    assert "<f>" not in written
    for said in ("=1+1", "Æblegrød", "Kun dansk viden tæller.", "abc123"):
        assert said in written


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\u00a0@"])
def test_no_formula_gets_into_csv(start: str) -> None:
    table = Table("T", {"a": "A"}, [{"a": f"{start}cmd"}])
    rows = list(csv.reader(io.StringIO(write_csv(table, {}).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][0].startswith("'")
