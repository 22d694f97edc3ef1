"""The whole of the data as one workbook, for people who keep it in a spreadsheet: a sheet a table, ready to be edited.

Text is text (nothing becomes a date or a formula), columns with codes and keys have drop-downs, the second row says
what each column means, and the first sheet explains the order of work. :mod:`core.store.take` reads it back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from core.store.schema import BY_NAME, TABLES, Column, Table
from core.store.tables import Data

READ_ME, LISTS = "Read me", "lists"
WRITTEN_FROM = "Written from data"
ABOVE = 2  # rows above the first data row: the names and what they mean
SPARE = 1_000  # rows below the last one that the drop-downs and formats reach
WIDTHS = {"text": 50, "words": 24, "id": 30, "code": 24, "symbol": 8, "url": 30, "date": 12}
KINDS = {
    "id": "small letters a–z, 0–9 and hyphens",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date as 2026-11-20",
    "url": "an address",
    "words": "small letters",
}
STEPS = (
    ("How to work in this workbook", ""),
    ("1. source", "The document you read: one row, if it is new."),
    ("2. study", "Each study it names: one row. Publications of one trial share trial_id."),
    ("3. finding", "Each result of a study: one row, with the direction seen from the way to work."),
    ("4. claim", "Each conclusion the document draws across studies: overall, or a nuance of an overall one."),
    ("5. caveat, caveat_scope", "Each limitation, and in caveat_scope what it limits. A caveat without a scope is refused."),
    ("6. disagreement, disagreement_ref", "Where two places say different things: both, and what they are about."),
    ("7. the rest", "practice_figure, study_count, legal_rule, conversation_item … only when the document says something on it."),
    ("", ""),
    ("Add and change", "Write in the first empty row, or insert one. The second row of a sheet says what its columns mean."),
    ("Keys", "An id is never used again for something else, and never changed once it is in use: it stands in links."),
    ("Codes", "Cells with a drop-down take its values only. The sheet vocabulary explains every code."),
    ("Leave as it is", "The names in the first row, the order of the columns, the names of the sheets. No formulas, no merged cells."),
    ("Sorting and filters", "Both are fine. Rows you delete must be meant: you will be asked to say so (--fewer)."),
    ("Save", "As .xlsx or .ods, without a password."),
    ("Take it in", "python -m core.store take FILE.xlsx: tells every fault by sheet and cell, and writes nothing until there is none."),
    ("More", "data/README.md, with an example from reading to landing."),
)  # fmt: skip


def write_workbook(data: Data, target: Path) -> None:
    """Write the rows of every table to ``target``. Raises ``OSError`` when it cannot be written."""
    try:
        with xlsxwriter.Workbook(str(target), {"strings_to_urls": False}) as book:
            book.set_properties({"title": "Data: Hvad virker for hvem?"})
            looks = _looks(book)
            _write_steps(book.add_worksheet(READ_ME), (*STEPS, (WRITTEN_FROM, bytes_hash(data.files))), looks)
            lists = _write_lists(book, data.codes())
            for table in (*TABLES[1:], TABLES[0]):
                _write_table(book.get_worksheet_by_name(table.name), table, data, lists, looks)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{target} cannot be written (is it open in a spreadsheet?): {error}") from error


def bytes_hash(files: Mapping[str, bytes | OSError]) -> str:
    """Twelve hex digits for the bytes of the tables' files, whatever the code."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + (content if isinstance(content, bytes) else b""))
    return digest.hexdigest()[:12]


def meaning(column: Column) -> str:
    """What stands under a column's name: what it means and what it may hold."""
    told = [column.doc, "required" if column.is_required else "may be empty"]
    if column.vocabulary:
        told.append(f"a code of vocabulary {column.vocabulary}")
    elif column.references:
        told.append(f"as in {column.references}")
    elif column.kind in KINDS:
        told.append(KINDS[column.kind])
    return "; ".join(told)


def _looks(book: xlsxwriter.Workbook) -> dict[str, object]:
    top = {"valign": "top", "text_wrap": True}
    return {
        "name": book.add_format({**top, "bold": True, "num_format": "@"}),
        "meaning": book.add_format({**top, "italic": True, "font_size": 9, "bottom": 1, "num_format": "@"}),
        "told": book.add_format(top),
        "text": book.add_format({"valign": "top", "num_format": "@"}),
        "number": book.add_format({"valign": "top"}),
    }


def _write_steps(page: Worksheet, steps: Sequence[tuple[str, str]], looks: Mapping[str, object]) -> None:
    page.set_column(0, 0, 32)
    page.set_column(1, 1, 110)
    for n, (name, told) in enumerate(steps):
        page.write_string(n, 0, name, looks["name"])
        page.write_string(n, 1, told, looks["told"])


def _write_lists(book: xlsxwriter.Workbook, codes: Mapping[str, list[str]]) -> dict[str, str]:
    """Add the sheets, and a hidden one with the codes; where the allowed values of a vocabulary stand."""
    for table in (*TABLES[1:], TABLES[0]):
        book.add_worksheet(table.name)
    page = book.add_worksheet(LISTS)
    page.hide()
    places = {}
    for column, (name, listed) in enumerate(codes.items()):
        page.write_column(0, column, [name, *listed])
        letter = xl_col_to_name(column)
        places[name] = f"={LISTS}!${letter}$2:${letter}${len(listed) + 1}"
    return places


def _write_table(
    page: Worksheet,
    table: Table,
    data: Data,
    lists: Mapping[str, str],
    looks: Mapping[str, object],
) -> None:
    rows = data.rows[table.name]
    last = len(rows) + ABOVE + SPARE
    page.freeze_panes(ABOVE, 1)
    page.set_row(1, 60)
    page.autofilter(ABOVE - 1, 0, len(rows) + ABOVE - 1, len(table.columns) - 1)
    for n, column in enumerate(table.columns):
        is_number = column.kind in ("integer", "number")
        look = looks["number" if is_number else "text"]
        width = 18 if column.vocabulary else WIDTHS.get(column.kind, 12)
        page.set_column(n, n, max(width, len(column.name) + 2), look)
        page.write_string(0, n, column.name, looks["name"])
        page.write_string(1, n, meaning(column), looks["meaning"])
        _limit(page, n, last, column, data, lists)
        for line, row in enumerate(rows, ABOVE):
            if is_number and row.value[column.name] is not None:
                page.write_number(line, n, row.value[column.name], look)
            elif row.text[column.name]:
                page.write_string(line, n, row.text[column.name], look)


def _limit(page: Worksheet, n: int, last: int, column: Column, data: Data, lists: Mapping[str, str]) -> None:
    """A drop-down where a value is chosen: strict for codes, a warning for keys, which may be added later."""
    target, _, key = column.references.partition(".")
    if column.kind == "boolean":
        page.data_validation(ABOVE, n, last, n, {"validate": "list", "source": ["true", "false"]})
    elif column.vocabulary in lists:
        page.data_validation(ABOVE, n, last, n, {"validate": "list", "source": lists[column.vocabulary]})
    elif target:
        letter = xl_col_to_name(BY_NAME[target].header.index(key))
        source = f"={target}!${letter}${ABOVE + 1}:${letter}${len(data.rows[target]) + ABOVE + SPARE}"
        page.data_validation(ABOVE, n, last, n, {"validate": "list", "source": source, "error_type": "warning"})
