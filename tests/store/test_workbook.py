"""The data as a workbook, there and back: nothing changes unasked, every fault is told by sheet and cell."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from core.store import read_data
from core.store.__main__ import main
from core.store.cells import value
from core.store.schema import BY_NAME, TABLES
from core.store.sheets import NoWorkbook
from core.store.take import take, tidied, write_files
from core.store.workbook import meaning, write_workbook
from tests import nasty, tiny

ROOT = tiny.ROOT


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the shipped data."""
    path = tmp_path_factory.mktemp("shipped") / "data.xlsx"
    assert main(["workbook", str(path)]) == 0
    return path


Sheet = list[list[object]]


def book(
    path: Path, change: Callable[[dict[str, Sheet]], None] = lambda sheets: None, folder: Path | None = None
) -> Path:
    """A workbook of the tiny data with something changed in it; what is no text or number is written by its type."""
    data = read_data(folder or tiny.write(path.parent / "data"))
    sheets: dict[str, Sheet] = {}
    for table in TABLES:
        rows = [[row.text[name] for name in table.header] for row in data.rows[table.name]]
        sheets[table.name] = [table.header, [meaning(column) for column in table.columns], *rows]
    change(sheets)
    with xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as made:
        days = made.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, Formula):
                        page.write_formula(line, column, cell.text, None, cell.shown)
                    elif isinstance(cell, date):
                        page.write_datetime(line, column, cell, days)
                    else:
                        page.write(line, column, cell)
    return path


class Formula:
    """A formula with the value that a spreadsheet has found."""

    def __init__(self, text: str, shown: object) -> None:
        self.text, self.shown = text, shown


def put(sheet: str, line: int, column: str, cell: object) -> Callable[[dict[str, Sheet]], None]:
    """A change: one cell, by the number that the spreadsheet shows for its row."""

    def change(sheets: dict[str, Sheet]) -> None:
        sheets[sheet][line - 1] = list(sheets[sheet][line - 1])
        sheets[sheet][line - 1][BY_NAME[sheet].header.index(column)] = cell

    return change


def faults(path: Path) -> list[str]:
    """What ``take`` says of a workbook against the tiny data."""
    return [str(fault) for fault in take(path, path.parent / "data").faults]


def test_there_and_back_changes_no_byte_of_the_real_data(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    assert main(["take", str(shipped), "--data", str(folder)]) == 0
    assert "0 tables written" in capsys.readouterr().out
    assert [p.name for p in folder.glob("*.csv") if p.read_bytes() != (ROOT / "data" / p.name).read_bytes()] == []


def test_shipped_files_are_written_as_the_store_writes_them() -> None:
    """If this fails, run ``python -m core.store tidy`` and look at what it changed: only spelling."""
    assert sorted(tidied(read_data(ROOT / "data"))) == []


def test_workbook_explains_itself_and_offers_what_may_be_chosen(shipped: Path) -> None:
    with zipfile.ZipFile(shipped) as files:
        names = re.findall(r'<sheet name="([^"]+)"', files.read("xl/workbook.xml").decode())
        finding = files.read(f"xl/worksheets/sheet{names.index('finding') + 1}.xml").decode()
    assert names[0] == "Read me" and {*names[1:-1]} == {*BY_NAME} and names[-1] == "lists"
    lists = re.findall(r"<formula1>([^<]+)</formula1>", finding)
    columns = [c for c in BY_NAME["finding"].columns if c.vocabulary or c.references or c.kind == "boolean"]
    assert len(lists) == len(columns)
    assert sum("study!$A$3" in place for place in lists) == 1
    assert 'state="frozen"' in finding and 'topLeftCell="B3"' in finding


def test_nasty_texts_that_the_check_lets_through_come_back_as_they_were(tmp_path: Path) -> None:
    column = BY_NAME["caveat"].columns[2]
    odd = [
        text
        for text in {*nasty.values(400, seed=15), "a_x0041_b", "_x000D_", "'apostrof", "1.234,5", "007 og 1e5", "SAND"}
        if text and not value(column, text, {})[0]
    ]
    assert len(odd) > 40
    rows = [{"caveat_id": f"c-{n}", "statement": text} for n, text in enumerate(odd)]
    scopes = [{"caveat_id": f"c-{n}"} for n in range(len(odd))]
    folder = tiny.write(tmp_path / "data", caveat=rows, caveat_scope=scopes)
    path = tmp_path / "x.xlsx"
    write_workbook(read_data(folder), path)
    found = take(path, folder)
    assert ([str(fault) for fault in found.faults], found.files) == ([], {})


def test_nasty_texts_that_the_check_refuses_are_told_by_cell_and_none_makes_it_stumble(tmp_path: Path) -> None:
    column = BY_NAME["caveat"].columns[2]
    odd = [
        text
        for text in dict.fromkeys(nasty.values(300, seed=16))
        if text.isprintable() and len(text) < 32_000 and value(column, text, {})[0] and not text.isspace() and text
    ]

    def change(sheets: dict[str, Sheet]) -> None:
        row = sheets["caveat"][2]
        sheets["caveat"] += [[f"c-{n}", row[1], text, *row[3:]] for n, text in enumerate(odd)]
        sheets["caveat_scope"] += [[f"c-{n}", "all", ""] for n in range(len(odd))]

    said = faults(book(tmp_path / "x.xlsx", change))
    assert [n for n in range(len(odd)) if not any(f"cell C{n + 4} (statement)" in line for line in said)] == []


def test_an_edit_is_taken_and_every_other_table_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    def change(sheets: dict[str, Sheet]) -> None:
        row = list(sheets["finding"][2])
        for column, cell in {
            "finding_id": "b-2",
            "effect_low": 0.041,
            "effect_high": "5,9",
            "unit": "percent",
            "horizon_from_months": 12,
            "causal": "SAND",
        }.items():
            row[BY_NAME["finding"].header.index(column)] = cell
        sheets["finding"].insert(3, row)

    path = book(tmp_path / "x.xlsx", change)
    folder = tmp_path / "data"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert main(["take", str(path), "--data", str(folder)]) == 0
    assert "finding.csv: 1 added" in capsys.readouterr().out
    after = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"finding.csv"}
    row = read_data(folder).rows["finding"][1]
    assert (row.value["effect_low"], row.value["effect_high"], row.value["horizon_from_months"]) == (0.041, 5.9, 12)
    assert row.value["causal"] is True and ",41/1000,5.9,percent," in after["finding.csv"].decode()


def test_a_workbook_older_than_the_data_says_so(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    write_workbook(read_data(folder), tmp_path / "x.xlsx")
    assert take(tmp_path / "x.xlsx", folder).notes == []
    tiny.write(folder, target_group=[{"target_group_id": "ledige", "name": "Andet navn"}, {"target_group_id": "unge"}])
    found = take(tmp_path / "x.xlsx", folder)
    assert "has changed since" in found.notes[0] and found.changes == {"target_group": "2 changed"}


TEXT_BELONGS = "is no such thing: format the cell as text"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda s: s.pop("claim"), 'sheet claim: "claim" – the sheet is missing', id="a sheet missing"),
        pytest.param(put("finding", 1, "direction", "retning"), 'sheet finding, cell P1: "retning" – the first row must hold', id="a renamed column"),
        pytest.param(put("finding", 1, "direction", "unit"), "missing: direction; twice: unit", id="a column twice"),
        pytest.param(put("finding", 3, "direction", "positv"), 'sheet finding, cell P3 (direction): "positv" – one of positive', id="a wrong code"),
        pytest.param(put("finding", 3, "study_id", "nobody"), 'sheet finding, cell B3 (study_id): "nobody" – not in study', id="a dangling key"),
        pytest.param(put("finding", 3, "statement", Formula("=A1&B1", "Flere kommer i job.")), "sheet finding, cell V3: \"\" – a formula", id="a formula"),
        pytest.param(put("finding", 3, "condition", Formula("=1/0", "#DIV/0!")), "sheet finding, cell O3: \"\" – a formula", id="a formula that failed"),
        pytest.param(put("finding", 3, "statement", "x" * 30_000), "longer than 2000 characters", id="too much text"),
        pytest.param(put("finding", 3, "statement", "Fejl #NAVN?"), None, id="text that only mentions one"),
        pytest.param(put("finding", 3, "statement", "#NAVN?"), "an error value", id="an error value as text"),
        pytest.param(put("finding", 3, "locator", datetime(2026, 3, 3)), f"a date where locator {TEXT_BELONGS}", id="a date in place of text"),
        pytest.param(put("finding", 3, "locator", 44258), f"a number where locator {TEXT_BELONGS}", id="a number in place of text"),
        pytest.param(put("finding", 3, "effect_low", datetime(2026, 9, 5)), f"a date where effect_low {TEXT_BELONGS}", id="a date in place of a number"),
        pytest.param(put("finding", 3, "effect_low", "0.041"), "may be a thousand", id="a number as text that may be a thousand"),
        pytest.param(put("study", 3, "year", 2010.5), 'cell D3 (year): "2010.5" – a whole number', id="half a year"),
        pytest.param(lambda s: s["finding"][2].append("husk mig"), 'sheet finding, cell Z3: "husk mig" – stands beside the table', id="a note beside the table"),
        pytest.param(lambda s: s["finding"].pop(), "cut short, or saved with a filter on", id="a row gone"),
        pytest.param(lambda s: s["source"].__setitem__(2, ["fremmed", *s["source"][2][1:]]), "not in source", id="another source"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_workbook_is_told_by_sheet_and_cell(
    tmp_path: Path, change: Callable, said: str | None
) -> None:
    found = faults(book(tmp_path / "x.xlsx", change))
    assert (found == []) if said is None else any(said in line for line in found), found


def test_all_faults_are_told_at_once_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    def change(sheets: dict[str, Sheet]) -> None:
        put("finding", 3, "direction", "positv")(sheets)
        put("study", 4, "country", "Danmark")(sheets)
        put("caveat", 3, "statement", Formula("=1+1", 2))(sheets)

    path = book(tmp_path / "x.xlsx", change)
    before = {p.name: p.read_bytes() for p in (tmp_path / "data").iterdir()}
    assert main(["take", str(path), "--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr().err
    assert "cell P3 (direction)" in said and "cell G4 (country)" in said and "cell C3" in said
    assert "3 faults; nothing was written" in said
    assert {p.name: p.read_bytes() for p in (tmp_path / "data").iterdir()} == before


def test_real_dates_and_yes_or_no_are_read_and_the_second_row_may_be_gone(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data", legal_rule=[{"rule_id": "r-1"}])

    def change(sheets: dict[str, Sheet]) -> None:
        put("legal_rule", 3, "valid_to", date(2031, 2, 1))(sheets)
        put("legal_rule", 3, "is_expected", False)(sheets)
        sheets["legal_rule"].pop(1)

    found = take(book(tmp_path / "x.xlsx", change, folder), folder)
    assert [str(fault) for fault in found.faults] == []
    assert b",2020-01-01,2031-02-01," in found.files["legal_rule"]
    assert b",false," in found.files["legal_rule"]


def ods(path: Path, body: str, manifest: str = "") -> Path:
    """A small .ods file with one sheet."""
    ns = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{ns}office:1.0" xmlns:table="{ns}table:1.0" xmlns:text="{ns}text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="finding">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        files.writestr("content.xml", content)
        files.writestr("META-INF/manifest.xml", f'<manifest xmlns="{ns}manifest:1.0">{manifest}</manifest>')
    return path


def test_formulas_and_merged_cells_of_an_ods_file_are_told_by_cell(tmp_path: Path) -> None:
    from core.store.sheets import read_sheets

    cell = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    body = (
        f'<table:table-row table:number-rows-repeated="2">{cell.format("")}</table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="3"/>{cell.format(" table:formula=" + chr(34) + "of:=1+1" + chr(34))}</table:table-row>'
        f"<table:table-row>{cell.format(' table:number-columns-spanned=' + chr(34) + '2' + chr(34) + ' table:number-rows-spanned=' + chr(34) + '2' + chr(34))}<table:covered-table-cell/></table:table-row>"
    )
    assert read_sheets(ods(tmp_path / "x.ods", body)).odd == [
        ("formula", "finding", "D3"),
        ("merged", "finding", "A4:B5"),
    ]


def _old(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return path


def _locked(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    return path


def _merged(path: Path) -> Path:
    book(path)
    with zipfile.ZipFile(path) as files:
        parts = {name: files.read(name) for name in files.namelist()}
    names = re.findall(rb'<sheet name="([^"]+)"', parts["xl/workbook.xml"])
    sheet = f"xl/worksheets/sheet{names.index(b'finding') + 1}.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>'
    )
    with zipfile.ZipFile(path, "w") as files:
        for name, content in parts.items():
            files.writestr(name, content)
    return path


def test_merged_cells_of_an_xlsx_file_are_told(tmp_path: Path) -> None:
    assert any('sheet finding, cell A3:A4: "" – merged cells' in line for line in faults(_merged(tmp_path / "x.xlsx")))


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def _cut(path: Path) -> Path:
    whole = book(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_old, "is an old workbook (.xls); save it as .xlsx"),
        (_locked, "has a password; save it without one"),
        (lambda path: ods(path, "", "<encryption-data/>"), "has a password; save it without one"),
        (_cut, "is no workbook (.xlsx or .ods), or a damaged one"),
        (_bytes(b"finding_id,study_id\n"), "is no workbook (.xlsx or .ods)"),
        (_bytes(b""), "is no workbook (.xlsx or .ods)"),
        (_bytes(b"x" * 50_000_001), "is larger than 50 MB"),
    ],
    ids=["xls", "xlsx-password", "ods-password", "cut", "csv", "empty", "large"],
)  # fmt: skip
def test_what_is_no_workbook_gets_a_sentence_and_nothing_is_lost(
    tmp_path: Path, make: Callable, said: str, capsys: pytest.CaptureFixture
) -> None:
    tiny.write(tmp_path / "data")
    path = make(tmp_path / "x.xlsx")
    before = {p.name: p.read_bytes() for p in (tmp_path / "data").iterdir()}
    with pytest.raises(NoWorkbook, match=re.escape(said)):
        take(path, tmp_path / "data")
    assert main(["take", str(path), "--data", str(tmp_path / "data")]) == 1
    assert said in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in (tmp_path / "data").iterdir()} == before


def test_a_workbook_that_unpacks_to_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.sheets.LARGEST_UNPACKED", 1_000_000)
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("xl/workbook.xml", b" " * 1_000_001)
    with pytest.raises(NoWorkbook, match="unpacks to more than 1 MB"):
        take(path, tiny.write(tmp_path / "data"))


def test_files_are_put_in_place_only_when_all_could_be_written(tmp_path: Path) -> None:
    (tmp_path / "claim.csv").mkdir()
    (tmp_path / "caveat.csv").write_bytes(b"old")
    with pytest.raises(TypeError):
        write_files(tmp_path, {"caveat": b"new", "claim": None})
    assert (tmp_path / "caveat.csv").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["caveat.csv", "claim.csv"]
