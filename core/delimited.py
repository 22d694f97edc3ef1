"""A table as people save it: the bytes of a CSV file → lines of cells, and what was taken for granted.

What is unambiguous is read (semicolon or tab, a mark or UTF-16, line ends of any system, ``sep=;``, empty columns
and rows), the rest is refused with its cause. Both the data and the form for own figures come through here; each
says in its own language what was taken and what is wrong.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

SEPARATORS = (",", ";", "\t")
# As Danish Windows, MS-DOS and Macintosh programs save text; read only where the header proves which one it is.
CODE_PAGES = {"cp1252": "Windows-1252", "cp850": "MS-DOS 850", "mac_roman": "Macintosh"}
DANISH = set("æøåÆØÅé«»–")
_SEP_LINE = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)


class Cause(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    WORKBOOK = "workbook"  # .xlsx or .ods under another name
    OLD_WORKBOOK = "old_workbook"  # .xls, or a workbook with a password
    OTHER_FORMAT = "other_format"  # a page, a PDF, a document
    NOT_TEXT = "not_text"  # bytes that are no text, or UTF-16 without its mark
    CODE_PAGE = "code_page"  # 8-bit text, and nothing says of which code page
    ONE_COLUMN = "one_column"  # whole rows in the first cell
    HEADER = "header"
    QUOTES = "quotes"


class Taken(StrEnum):
    """What was taken for granted."""

    MARK = "mark"  # a byte order mark at the start
    UTF_16 = "utf_16"
    CODE_PAGE = "code_page"
    SEPARATOR = "separator"
    EMPTY_COLUMNS = "empty_columns"
    EMPTY_ROWS = "empty_rows"
    SHORT_ROWS = "short_rows"


class Unreadable(Exception):
    """A file that cannot be read: the cause, its line, and what was found there."""

    def __init__(self, cause: Cause, line: int, found: str = "") -> None:
        super().__init__(f"line {line}: {cause}: {found}")
        self.cause, self.line, self.found = cause, line, found


_SIGNATURES = {
    b"PK\x03\x04": Cause.WORKBOOK,
    b"\xd0\xcf\x11\xe0": Cause.OLD_WORKBOOK,
    b"%PDF": Cause.OTHER_FORMAT,
    b"{\\rtf": Cause.OTHER_FORMAT,
    b"<": Cause.OTHER_FORMAT,
}


@dataclass(frozen=True)
class Delimited:
    """The lines below the header, each with the number it starts on; going through them may raise :class:`Unreadable`.

    A line has as many cells as the header, or is one that the reader must refuse. ``taken`` counts what was taken for
    granted (for a code page and a separator: which). ``is_cut`` is true where the last line has no line break.
    """

    lines: Iterator[tuple[int, list[str]]]
    taken: Counter[Taken] = field(default_factory=Counter)
    named: dict[Taken, str] = field(default_factory=dict)
    is_cut: bool = False


def read(content: bytes, header: Sequence[str]) -> Delimited:
    """The lines of a table whose columns have these names (small letters), in this order.

    Raises :class:`Unreadable` with the cause where the bytes are not such a table.
    """
    taken: Counter[Taken] = Counter()
    named: dict[Taken, str] = {}
    text = _decode(content, header, taken, named)
    if not text.strip():
        raise Unreadable(Cause.EMPTY, 1)
    start, separator = _layout(text, header)
    if separator != ",":
        taken[Taken.SEPARATOR] += 1
        named[Taken.SEPARATOR] = "tab" if separator == "\t" else separator
    lines = _lines(text, start, separator, len(header), taken)
    return Delimited(lines, taken, named, is_cut=text[-1] not in "\r\n")


def _decode(content: bytes, header: Sequence[str], taken: Counter[Taken], named: dict[Taken, str]) -> str:
    for start, cause in _SIGNATURES.items():
        if content.lstrip().startswith(start) if start == b"<" else content.startswith(start):
            raise Unreadable(cause, 1)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        taken[Taken.UTF_16] += 1
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(Cause.NOT_TEXT, 1) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_8_bit(content, error.start, header, taken, named)
    if text.startswith("\ufeff"):
        taken[Taken.MARK] += 1
    return text.removeprefix("\ufeff")


def _decode_8_bit(
    content: bytes, at: int, header: Sequence[str], taken: Counter[Taken], named: dict[Taken, str]
) -> str:
    """The text of the one code page under which the header is right; a header without æøå proves nothing."""
    if b"\0" in content:
        raise Unreadable(Cause.NOT_TEXT, 1)
    texts = {page: content.decode(page, errors="replace") for page in CODE_PAGES}
    proven = [page for page, text in texts.items() if _separator(_first_line(text), header)]
    likeliest = max(texts, key=lambda page: sum(texts[page].count(letter) for letter in DANISH))
    if len(proven) != 1:
        line = len(re.split(rb"\r\n|\r|\n", content[:at]))
        raise Unreadable(Cause.CODE_PAGE, line, CODE_PAGES[likeliest])
    taken[Taken.CODE_PAGE] += 1
    named[Taken.CODE_PAGE] = CODE_PAGES[proven[0]]
    return texts[proven[0]]


def _first_line(text: str) -> str:
    given = _SEP_LINE.match(text)
    return io.StringIO(text[given.end() if given else 0 :], newline="").readline()


def _layout(text: str, header: Sequence[str]) -> tuple[int, str]:
    """Where the header begins, and what separates its columns."""
    given = _SEP_LINE.match(text)
    first = _first_line(text)
    if separator := _separator(first, header):
        return (given.end() if given else 0), separator
    if "\0" in first:
        raise Unreadable(Cause.NOT_TEXT, 1)
    is_one = any(len(cells) == 1 and _separator(cells[0], header) for cells in (_cells(first, ","), _cells(first, ";")))
    raise Unreadable(Cause.ONE_COLUMN if is_one else Cause.HEADER, 2 if given else 1, first.rstrip("\r\n"))


def names(first: str) -> list[str]:
    """The column names of a first line in small letters, by the separator that it has most of."""
    return [cell.strip().lower() for cell in _cells(first, max(SEPARATORS, key=first.count))]


def _separator(first: str, header: Sequence[str]) -> str:
    wanted = list(header)
    return next((sign for sign in SEPARATORS if [c.strip().lower() for c in _cells(first, sign)] == wanted), "")


def _cells(line: str, separator: str) -> list[str]:
    """The cells of one line, without the empty ones at its end; none where it is no CSV."""
    try:
        cells = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return []
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _lines(text: str, start: int, separator: str, width: int, taken: Counter[Taken]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(100_000_000)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    before = 1 if start else 0
    spare = len(next(reader)) - width
    line = before + reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) == 1 < width == len(_cells(cells[0], ",")):
                raise Unreadable(Cause.ONE_COLUMN, line, cells[0])
            if fitted := _fitted(cells, width, spare, separator, taken):
                yield line, fitted
            line = before + reader.line_num + 1
    except csv.Error as error:
        found = "".join(io.StringIO(text, newline="").readlines()[line - 1 : line]).rstrip("\r\n")
        is_one = found.startswith('"') and len(_cells(";".join(_cells(found, ";")), ",")) == width
        raise Unreadable(Cause.ONE_COLUMN if is_one else Cause.QUOTES, line, found or str(error)) from error


def _fitted(cells: list[str], width: int, spare: int, separator: str, taken: Counter[Taken]) -> list[str]:
    """The cells of one line, without those of empty columns at the end; nothing for an empty line.

    Excel leaves out separators at the end of a line, so in a file of its kind a short line is filled up.
    """
    if not any(cell.strip() for cell in cells):
        taken[Taken.EMPTY_ROWS] += 1
        return []
    if width < len(cells) <= width + spare and not any(cells[width:]):
        taken[Taken.EMPTY_COLUMNS] = spare
        return cells[:width]
    if len(cells) < width and separator != ",":
        taken[Taken.SHORT_ROWS] += 1
        return cells + [""] * (width - len(cells))
    return cells
