"""Take a workbook back into the data: every fault at once by sheet and cell, and nothing written unless all is right."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from uuid import uuid4

from xlsxwriter.utility import xl_col_to_name

from core.store.cells import as_written, spelled
from core.store.check import check_rows, read_data
from core.store.fewer import lost, of_data
from core.store.schema import BY_NAME, TABLES, Column, Table
from core.store.sheets import Cell, Sheets, read_sheets
from core.store.tables import Data, Fault, Row, differences, shown
from core.store.workbook import LISTS, READ_ME, WRITTEN_FROM, bytes_hash, meaning

ODD = {
    "formula": "a formula: put its value in its place (copy, then paste as values)",
    "error": "an error value that a spreadsheet has put in place of what stood here",
    "merged": "merged cells: split them, and write each value in its own cell",
}
OLDER = "the data has changed since this workbook was written: what it says takes the place of that, so look at what is changed"


@dataclass(frozen=True)
class CellFault:
    """One thing wrong in a workbook; ``str()`` is the line the analyst reads."""

    sheet: str
    cell: str
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"sheet {self.sheet}", self.cell and f"cell {self.cell}") if part)
        column = f" ({self.column})" if self.column else ""
        return f'{where}{column}: "{shown(self.value)}" – {self.rule}'


@dataclass
class Taken:
    """What came of a workbook: faults, or the files to write with what changed in each."""

    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: dict[str, str] = field(default_factory=dict)
    read_otherwise: Counter[str] = field(default_factory=Counter)


def take(path: Path, folder: Path, is_fewer_meant: bool = False) -> Taken:
    """Read a workbook against the data of a folder, and say what would be written. Nothing is written here.

    Raises :class:`core.store.sheets.NoWorkbook` with a sentence for a file that is no workbook.
    """
    sheets, old = read_sheets(path), read_data(folder)
    taken, new = Taken(), Data(Path(path.name))
    for table in TABLES:
        new.rows[table.name] = list(_rows(sheets, table, new, taken))
    taken.notes += _notes(sheets, old, taken)
    check_rows(new)
    if not (new.faults or taken.faults):
        _hold_against(old, new, taken, is_fewer_meant)
    odd = {(sheet, cell) for _, sheet, cell in sheets.odd}  # of these, one fault is enough
    found = [*taken.faults, *map(_in_sheet, new.faults)]
    taken.faults = [fault for fault in found if (fault.sheet, fault.cell) not in odd or fault.rule in ODD.values()]
    if not taken.faults:
        for table in TABLES:
            _note_change(table, old, new, taken)
    return taken


def _notes(sheets: Sheets, old: Data, taken: Taken) -> Iterator[str]:
    """What was taken for granted and what was left out."""
    told = {row[0]: row[1] for row in sheets.rows.get(READ_ME, []) if len(row) > 1}
    if told.get(WRITTEN_FROM, "") not in ("", bytes_hash(old.files)):
        yield OLDER
    for name in sheets.rows.keys() - {*BY_NAME, READ_ME, LISTS}:
        yield f"sheet {name} is not read: no table has this name"
    for name, n in (+taken.read_otherwise).items():
        yield f"sheet {name}: decimal commas, or other words for true and false, read in {n} cells"


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of some tables in place, each in one step and only when all of them could be written."""
    mark = uuid4().hex[:8]
    scratch = {name: folder / f".{name}.{mark}.tmp" for name in files}
    try:
        for name, content in files.items():
            scratch[name].write_bytes(content)
        for name in files:
            os.replace(scratch[name], folder / f"{name}.csv")
    finally:
        for path in scratch.values():
            path.unlink(missing_ok=True)


def csv_of(table: Table, rows: Sequence[Row]) -> bytes:
    """The rows as the store writes its files: UTF-8, commas, and no spelling that a spreadsheet would change."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([spelled(column, row.value[column.name]) for column in table.columns] for row in rows)
    return buffer.getvalue().encode()


def tidied(data: Data) -> dict[str, bytes]:
    """The files that are not written as the store writes them, as they should be. ``data`` must be without faults."""
    right = {table.name: csv_of(table, data.rows[table.name]) for table in TABLES}
    return {name: content for name, content in right.items() if content != data.files[name]}


def _rows(sheets: Sheets, table: Table, new: Data, taken: Taken) -> Iterator[Row]:
    """The rows of a sheet as text; what is no value of a cell is a fault, and hides its sheet from the other checks."""
    if table.name not in sheets.rows:
        taken.faults.append(CellFault(table.name, "", "", table.name, "the sheet is missing; it must keep its name"))
        new.unread.add(table.name)
        return
    rows = sheets.rows[table.name]
    if fault := _header_fault(table, rows[0] if rows else []):
        taken.faults.append(fault)
        new.unread.add(table.name)
        return
    taken.faults += [
        CellFault(table.name, cell, "", "", ODD[kind]) for kind, sheet, cell in sheets.odd if sheet == table.name
    ]
    for line, cells in enumerate(rows[1:], 2):
        if line == 2 and cells and cells[0] == meaning(table.columns[0]):
            continue
        if any(_is_filled(cell) for cell in cells):
            yield _row(table, line, cells, taken)


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _header_fault(table: Table, cells: Sequence[Cell]) -> CellFault | None:
    names = [str(cell).strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if names == table.header:
        return None
    first = next((n for n, (a, b) in enumerate(zip(names, table.header, strict=False)) if a != b), len(names))
    value = names[first] if first < len(names) else ""
    rule = f"the first row must hold the columns {', '.join(table.header)} ({differences(table.header, names)})"
    return CellFault(table.name, f"{xl_col_to_name(first)}1", "", value, rule)


def _row(table: Table, line: int, cells: Sequence[Cell], taken: Taken) -> Row:
    text = {}
    for n, column in enumerate(table.columns):
        cell = cells[n] if n < len(cells) else ""
        text[column.name], rule = _text(column, cell)
        taken.read_otherwise[table.name] += isinstance(cell, str) and text[column.name] != cell
        if rule:
            taken.faults.append(CellFault(table.name, f"{xl_col_to_name(n)}{line}", column.name, str(cell), rule))
    for n, cell in enumerate(cells[len(table.columns) :], len(table.columns)):
        if _is_filled(cell):
            rule = "stands beside the table: no column has a name here"
            taken.faults.append(CellFault(table.name, f"{xl_col_to_name(n)}{line}", "", str(cell), rule))
    return Row(line, text)


def _text(column: Column, cell: Cell) -> tuple[str, str]:
    """What a cell holds as the store writes it, and what is wrong with a value of another kind than its column."""
    if isinstance(cell, str):
        return as_written(column, cell), ""
    if cell is None:
        return "", ""
    if isinstance(cell, bool):
        what, right = "a yes/no value", column.kind == "boolean" and ("true" if cell else "false")
    elif isinstance(cell, int | float):
        what, right = "a number", column.kind in ("integer", "number") and _number(column, cell)
    elif isinstance(cell, date):  # a datetime too
        is_day = not isinstance(cell, datetime) or cell.time() == time()
        what, right = "a date", column.kind == "date" and is_day and cell.isoformat()[:10]
    else:
        what, right = "a time", False
    return (
        (right, "")
        if right
        else ("", f"{what} where {column.name} is no such thing: format the cell as text, and write it again")
    )


def _number(column: Column, cell: float) -> str:
    """A number as a spreadsheet shows it: 15 digits, and no trace of how computers add."""
    plain = f"{cell:.15g}"
    return spelled(column, float(plain)) if column.kind == "number" and len(plain.partition(".")[2]) <= 6 else plain


def _hold_against(old: Data, new: Data, taken: Taken, is_fewer_meant: bool) -> None:
    sources = old.values("source", "source_id")
    if sources and not sources & new.values("source", "source_id"):
        rule = "none of the sources is in the data: the workbook of something else?"
        taken.faults.append(CellFault("source", "", "source_id", "", rule))
    new.faults += lost(new, of_data(old), is_fewer_meant)


def _in_sheet(fault: Fault) -> CellFault:
    """The fault of a file, by sheet and cell."""
    table = BY_NAME[Path(fault.file).stem]
    is_cell = fault.column in table.header and fault.line > 0
    cell = f"{xl_col_to_name(table.header.index(fault.column))}{fault.line}" if is_cell else ""
    return CellFault(table.name, cell, fault.column, fault.value, fault.rule.replace(".csv", ""))


def _note_change(table: Table, old: Data, new: Data, taken: Taken) -> None:
    """Note the file of a table and what changed in it; nothing for a table that says what it said before."""
    before, after = old.rows[table.name], new.rows[table.name]
    is_known = table.name not in old.unread
    if is_known and [row.value for row in before] == [row.value for row in after]:
        return
    was, now = ({tuple(row.text[name] for name in table.key): row.value for row in rows} for rows in (before, after))
    counts = {
        "added": len(now.keys() - was.keys()),
        "removed": len(was.keys() - now.keys()),
        "changed": sum(was[key] != now[key] for key in was.keys() & now.keys()),
    }
    taken.files[table.name] = csv_of(table, after)
    taken.changes[table.name] = ", ".join(f"{n} {what}" for what, n in counts.items() if n) or "rows in another order"
