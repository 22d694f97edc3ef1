"""The sheets of a workbook as people save it (.xlsx or .ods): rows of cells, and where there is no plain cell.

Values are read by python-calamine; it gives the last value of a formula as if it were written there and nothing for
an error value, so where those and merged cells stand is looked up in the file itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

LARGEST = 50_000_000  # bytes of the file; the data is a hundredth of it
LARGEST_UNPACKED = 500_000_000
OLD_FORMAT, ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Cell = object  # str, int, float, bool, date, datetime, time or timedelta


class NoWorkbook(OSError):
    """A file that cannot be read as a workbook; the message says why and what to do."""


@dataclass(frozen=True)
class Sheets:
    """Rows of cells by sheet, from the first row and column on; where something else stands: kind, sheet and address."""

    rows: Mapping[str, Sequence[Sequence[Cell]]]
    odd: list[tuple[str, str, str]]


def read_sheets(path: Path) -> Sheets:
    """Everything that stands in a workbook. Raises :class:`NoWorkbook` with a sentence, ``OSError`` when it is not there."""
    if path.stat().st_size > LARGEST:
        raise NoWorkbook(f"{path} is larger than {LARGEST // 1_000_000} MB, so it is not the workbook of the data")
    content = path.read_bytes()
    odd = list(_odd_cells(path, content))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise NoWorkbook(f"{path} is damaged and cannot be read: {error}; save it again as .xlsx") from error
    return Sheets(rows, odd)


def _odd_cells(path: Path, content: bytes) -> Iterator[tuple[str, str, str]]:
    """Formulas, error values and merged cells: kind, sheet and address. Raises :class:`NoWorkbook` for what is no workbook."""
    if content.startswith(OLD_FORMAT):
        is_locked = ENCRYPTED in content
        how = "has a password; save it without one" if is_locked else "is an old workbook (.xls); save it as .xlsx"
        raise NoWorkbook(f"{path} {how}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            if sum(file.file_size for file in files.infolist()) > LARGEST_UNPACKED:
                raise NoWorkbook(f"{path} unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB; it is not read")
            yield from _of_package(path, files)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, NotImplementedError, RuntimeError) as error:
        raise NoWorkbook(f"{path} is no workbook (.xlsx or .ods), or a damaged one: {error}") from error


def _of_package(path: Path, files: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    names = set(files.namelist())
    if "xl/workbook.xml" in names:
        yield from _odd_in_xlsx(files)
    elif "content.xml" in names and b"opendocument.spreadsheet" in files.read("mimetype"):
        if b"encryption-data" in files.read("META-INF/manifest.xml"):
            raise NoWorkbook(f"{path} has a password; save it without one")
        yield from _odd_in_ods(files)
    else:
        raise NoWorkbook(f"{path} is no workbook that can be read here; save it as .xlsx or .ods")


def _odd_in_xlsx(files: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    links = ElementTree.fromstring(files.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
    for sheet in ElementTree.fromstring(files.read("xl/workbook.xml")).findall(".//{*}sheet"):
        name = sheet.get("name", "")
        with files.open(f"xl/{targets[sheet.get(_REL)]}") as page:
            for _, element in ElementTree.iterparse(page):
                tag = element.tag.rpartition("}")[2]
                if tag == "c" and element.find("{*}f") is not None:
                    yield "formula", name, element.get("r", "")
                elif tag == "c" and element.get("t") == "e":
                    yield "error", name, element.get("r", "")
                elif tag == "mergeCell":
                    yield "merged", name, element.get("ref", "")
                if tag in ("row", "mergeCells"):
                    element.clear()


def _odd_in_ods(files: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    name, line = "", 0
    with files.open("content.xml") as page:
        for event, element in ElementTree.iterparse(page, events=("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                name, line = element.get(f"{_TABLE}name", ""), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                yield from ((kind, name, cell) for kind, cell in _odd_in_row(element, line))
                line += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                element.clear()


def _odd_in_row(row: ElementTree.Element, line: int) -> Iterator[tuple[str, str]]:
    column = 0
    for cell in row:
        address = xl_rowcol_to_cell(line, column)
        if cell.get(f"{_TABLE}formula"):
            yield "formula", address
        down, across = (int(cell.get(f"{_TABLE}number-{what}-spanned", 1)) for what in ("rows", "columns"))
        if max(down, across) > 1:
            yield "merged", f"{address}:{xl_rowcol_to_cell(line + down - 1, column + across - 1)}"
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
