"""The tables of a data folder as rows of text: read as people save them, with every fault and all that was taken.

What can only mean one thing is read as the store writes it, and said in ``Data.taken``; the rest is a fault that
names file, line, column, value and rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.delimited import Cause, Delimited, Taken, Unreadable, names, read
from core.store.cells import as_written, is_unseen
from core.store.schema import BY_NAME, TABLES, Table

SHOWN_VALUE = 80
ONE_COLUMN = (
    "whole rows stand in one cell: a spreadsheet that separates by semicolons has opened and saved the file; "
    "fetch the file again and open it with comma as separator, or use `python -m core.store workbook`"
)
CAUSES = {
    Cause.WORKBOOK: "a workbook (.xlsx, .ods) under the name of a CSV file; save it as »CSV UTF-8«, or take it in with `python -m core.store take FILE.xlsx`",
    Cause.OLD_WORKBOOK: "an old workbook (.xls) or one with a password under the name of a CSV file; save it as »CSV UTF-8«",
    Cause.OTHER_FORMAT: "a page or a document and no CSV file; save the table as »CSV UTF-8«",
    Cause.NOT_TEXT: "not UTF-8 text (null bytes, or half a UTF-16 file); save it as »CSV UTF-8«",
    Cause.ONE_COLUMN: ONE_COLUMN,
}
TAKEN = {
    Taken.MARK: "a byte order mark at the start left out",
    Taken.UTF_16: "read as UTF-16",
    Taken.EMPTY_COLUMNS: "empty columns at the end left out ({n})",
    Taken.EMPTY_ROWS: "empty rows left out ({n})",
    Taken.SHORT_ROWS: "rows filled up at the end with empty cells ({n})",
    Taken.SEPARATOR: "separated by {name}",
}
OTHERWISE = {
    "number": "decimal commas read",
    "date": "dates read as shown in a spreadsheet",
    "boolean": "other words for true and false read",
}
SIGN_NAMES = {";": "semicolons", "tab": "tabulators"}
SHOWN_DATE = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)
# What lies in a data folder and is no table.
PROSE = re.compile(r"README|(?!\._).*\.(md|yaml|yml|json)", re.IGNORECASE)
IS_OPEN = re.compile(r"\.~lock\.(?P<of>.+)#|~\$(?P<in_excel>.+)")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the data; ``str()`` is the line the analyst reads."""

    file: str
    line: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        return f'{self.file}:{self.line} {self.column}: "{shown(self.value)}" – {self.rule}'


def shown(value: str) -> str:
    """A value cut to one short line, with what cannot be seen written as its number: ``\\u202e``."""
    text = value if len(value) <= SHOWN_VALUE else value[: SHOWN_VALUE - 3] + "…"
    return "".join(f"\\u{ord(c):04x}" if is_unseen(c) else c for c in text)


@dataclass
class Row:
    """One row: the line it starts on, the text of each column as the store writes it, and its typed value."""

    line: int
    text: dict[str, str]
    value: dict[str, object] = field(default_factory=dict)

    def number(self, column: str) -> float | None:
        """The value of a column with numbers; None where it is empty or no number."""
        value = self.value.get(column)
        return value if isinstance(value, (int, float)) else None


@dataclass
class Data:
    """The rows of every table of a data folder, with the faults found in them.

    ``files`` are the bytes the rows were read from, so that a hash of them says exactly
    which data this is; ``unread`` are the tables of which rows may be missing; ``taken``
    says in a sentence a file what was taken for granted.
    """

    folder: Path
    files: Mapping[str, bytes | OSError] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def add(self, table: str, line: int, column: str, value: object, rule: str) -> None:
        """Note a fault in a table's file."""
        self.faults.append(Fault(self.path(table), line, column, str(value), rule))

    def path(self, table: str) -> str:
        """The file of a table."""
        return str(self.folder / f"{table}.csv")

    def values(self, table: str, column: str) -> set[str]:
        """All values of a column that are not empty."""
        return {row.text[column] for row in self.rows.get(table, []) if row.text.get(column)}

    def codes(self) -> dict[str, list[str]]:
        """The codes of each vocabulary, in their order."""
        lists: dict[str, list[str]] = {}
        for row in self.rows.get("vocabulary", []):
            lists.setdefault(row.text["vocabulary"], []).append(row.text["code"])
        return lists


def read_files(folder: Path) -> dict[str, bytes | OSError]:
    """The bytes of each table's file, read once; for a file that cannot be read, why.

    Raises ``FileNotFoundError`` when the folder itself does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no data folder at {folder}")
    files: dict[str, bytes | OSError] = {}
    for table in TABLES:
        try:
            files[table.name] = (folder / f"{table.name}.csv").read_bytes()
        except OSError as error:
            files[table.name] = error
    return files


def left_out(folder: Path) -> list[str]:
    """A sentence for every file of the folder that is not read: copies, workbooks, files that are open just now."""
    said = []
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        if (path.suffix == ".csv" and path.stem in BY_NAME) or PROSE.fullmatch(path.name):
            continue
        if found := IS_OPEN.fullmatch(path.name):
            said.append(f"{path}: not read; {found['of'] or found['in_excel']} is open in a spreadsheet just now")
        else:
            said.append(f"{path}: not read; no table has this name{_meant(path.name)}")
    return said


def _meant(name: str) -> str:
    """The table that a copy of its file seems to be of."""
    found = [table.name for table in TABLES if re.search(rf"(?<![a-z_]){table.name}(?![a-z_])", name)]
    return f". If its rows are the right ones, they belong in {found[0]}.csv" if found else ""


def read_table(data: Data, table: Table) -> Iterator[Row]:
    """The rows of a table; faults and what was taken for granted are noted in ``data``."""
    name, content = f"{table.name}.csv", data.files[table.name]
    if isinstance(content, OSError):
        is_missing = isinstance(content, FileNotFoundError)
        _give_up(data, table, 0, "file", name, "the file is missing" if is_missing else f"cannot be read: {content}")
        return
    rows: list[Row] = []
    changed: dict[str, tuple[int, str]] = {}
    try:
        found = read(content, table.header)
        for row in _rows(data, table, found, changed):
            rows.append(row)  # one by one: those above a line that cannot be read are checked too
        if found.is_cut:
            line = content.count(b"\n") + 1
            rule = (
                "ends without a line break: cut short on the way? See that the last row is whole, and end it with one"
            )
            _give_up(data, table, line, "file", name, rule)
        _turn_dates(table, rows, changed)
        _say(data, table, found, changed)
    except Unreadable as error:
        _give_up(data, table, error.line, *_explained(table, error))
    yield from rows


def _give_up(data: Data, table: Table, line: int, column: str, value: str, rule: str) -> None:
    """Note a fault that hides rows, so that nobody is told that what refers to them is missing."""
    data.add(table.name, line, column, value, rule)
    data.unread.add(table.name)


def _explained(table: Table, error: Unreadable) -> tuple[str, str, str]:
    """Column, value and rule of a fault that stops the reading of a file."""
    name = f"{table.name}.csv"
    if error.cause is Cause.CODE_PAGE:
        rule = f"not UTF-8: {error.found} by its letters; save it as »CSV UTF-8« (LibreOffice: character set UTF-8), which keeps æøå"
        return "file", name, rule
    if error.cause in (Cause.EMPTY, Cause.HEADER):
        return (
            "header",
            error.found,
            f"must be {','.join(table.header)} ({differences(table.header, names(error.found))})",
        )
    if error.cause is Cause.QUOTES:
        return "row", error.found, "not valid CSV: a quotation mark too many or too few"
    return ("row" if error.cause is Cause.ONE_COLUMN else "file"), name, CAUSES[error.cause]


def differences(header: Sequence[str], there: Sequence[str]) -> str:
    """What sets the names of columns apart from the right ones."""
    said = {
        "missing": [name for name in header if name not in there],
        "unknown": [shown(name) or "a column without a name" for name in there if name not in header],
        "twice": sorted({shown(name) for name in there if name and there.count(name) > 1}),
    }
    parts = [f"{what}: {', '.join(which)}" for what, which in said.items() if which]
    return "; ".join(parts) or "in this order"


def _rows(data: Data, table: Table, found: Delimited, changed: dict[str, tuple[int, str]]) -> Iterator[Row]:
    """The rows with every cell as the store writes it; ``changed`` counts the cells that were written otherwise."""
    width = len(table.header)
    loose = [column for column in table.columns if column.kind in ("boolean", "number")]
    for line, cells in found.lines:
        if len(cells) != width:
            _give_up(data, table, line, "row", cells[0], f"has {len(cells)} cells, must have {width}")
            continue
        text = dict(zip(table.header, cells, strict=True))
        for column in loose:
            written = text[column.name]
            if written and (right := as_written(column, written)) != written:
                text[column.name] = right
                count, first = changed.get(column.kind, (0, f"line {line} {column.name}: {shown(written)} as {right}"))
                changed[column.kind] = count + 1, first
        yield Row(line, text)


def _turn_dates(table: Table, rows: Sequence[Row], changed: dict[str, tuple[int, str]]) -> None:
    """Dates as a spreadsheet shows them, 31-12-2020, where those of the table together say which number is the day."""
    names_of_dates = [column.name for column in table.columns if column.kind == "date"]
    turned = [
        (row, name, found) for row in rows for name in names_of_dates if (found := SHOWN_DATE.fullmatch(row.text[name]))
    ]
    is_day = [any(int(found[part]) > 12 for *_, found in turned) for part in (1, 2)]
    if is_day[0] == is_day[1]:  # nothing says which, or they disagree
        return
    day, month = (1, 2) if is_day[0] else (2, 1)
    row, name, found = turned[0]
    first = f"line {row.line} {name}: {found[0]} with the {'day' if day == 1 else 'month'} first"
    changed["date"] = len(turned), first
    for row, name, found in turned:
        row.text[name] = f"{found[3]}-{int(found[month]):02}-{int(found[day]):02}"


def _say(data: Data, table: Table, found: Delimited, changed: Mapping[str, tuple[int, str]]) -> None:
    signs: Counter[Taken] = found.taken
    said = [
        TAKEN[what].format(n=n, name=SIGN_NAMES.get(found.named.get(what, ""), ""))
        for what, n in signs.items()
        if what in TAKEN
    ]
    said += [f"{OTHERWISE[kind]} ({count}, first in {first})" for kind, (count, first) in changed.items()]
    if said:
        data.taken.append(f"{data.path(table.name)}: {'; '.join(said)}")
