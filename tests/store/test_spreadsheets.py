"""Opened and saved in LibreOffice, with Danish and with English settings, the data says what it said before.

One run of LibreOffice takes all tables. Skipped where LibreOffice is missing (``REQUIRE_LIBREOFFICE=1``: an error).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.store import read_data
from core.store.__main__ import main
from core.store.schema import TABLES
from core.store.take import take
from tests.office import OFFICE, saved
from tests.tiny import ROOT

DATA = ROOT / "data"
needs_office = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("REQUIRE_LIBREOFFICE"),
    reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)",
)
# Separator of the file, number of the language, »detect special numbers«, and separator of the saved file.
CSV_IN, CSV_OUT = "Text - txt - csv (StarCalc):44,34,76,1,,{language},false,true", "csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false"  # fmt: skip
LANGUAGES = {"da-DK": (1030, 59), "en-US": (1033, 44)}


def values(folder: Path) -> dict[str, list[dict]]:
    """Every typed value of a data folder, which must be without faults."""
    data = read_data(folder)
    assert [str(fault) for fault in data.faults] == []
    return {table.name: [row.value for row in data.rows[table.name]] for table in TABLES}


@needs_office
@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_table_can_be_opened_and_saved_without_a_change(tmp_path: Path, locale: str) -> None:
    language, separator = LANGUAGES[locale]
    how = f"--infilter={CSV_IN.format(language=language)}", "--convert-to", CSV_OUT.format(separator=separator)
    assert values(saved(tmp_path, locale, sorted(DATA.glob("*.csv")), *how)) == values(DATA)


@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_workbook_saved_by_libreoffice_comes_back_unchanged(tmp_path: Path, suffix: str) -> None:
    assert main(["workbook", str(tmp_path / "data.xlsx")]) == 0
    found = take(saved(tmp_path, "da-DK", [tmp_path / "data.xlsx"], "--convert-to", suffix) / f"data.{suffix}", DATA)
    assert ([str(fault) for fault in found.faults], found.files) == ([], {})
