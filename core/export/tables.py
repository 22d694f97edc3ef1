"""Rows as files that open where people work: XLSX and CSV, with what they show written inside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WIDEST = 60
LONGEST_NAME = 31  # of a worksheet


@dataclass(frozen=True)
class Table:
    """A named list of rows. ``columns`` gives key → Danish heading, in order."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, object]]


def write_xlsx(tables: Sequence[Table], about: Mapping[str, str]) -> bytes:
    """A workbook: first the sheet "Om" with what is shown and the data version, then a sheet a table.

    Text is written as text, so that nothing in it runs as a formula or becomes a link.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": about.get("Titel", ""), "author": "Hvad virker for hvem?"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        _write_about(book.add_worksheet("Om"), about, wrapped, bold)
        for table in tables:
            _write_table(book.add_worksheet(table.name[:LONGEST_NAME]), table, wrapped, bold)
    return buffer.getvalue()


def write_csv(table: Table, about: Mapping[str, str]) -> bytes:
    """CSV as Danish Excel reads it: UTF-8 with a mark, semicolons. What is shown stands in the last columns of every row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([*table.columns.values(), *about])
    for row in table.rows:
        writer.writerow([_safe(row.get(key)) for key in table.columns] + [_safe(value) for value in about.values()])
    return buffer.getvalue().encode("utf-8-sig")


def _write_about(page: Worksheet, about: Mapping[str, str], wrapped: Format, bold: Format) -> None:
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 110)
    for n, (name, value) in enumerate(about.items()):
        page.write_string(n, 0, name, bold)
        page.write_string(n, 1, value, wrapped)


def _write_table(page: Worksheet, table: Table, wrapped: Format, bold: Format) -> None:
    page.freeze_panes(1, 0)
    for column, (key, heading) in enumerate(table.columns.items()):
        texts = [_shown(row.get(key)) for row in table.rows]
        page.set_column(column, column, min(WIDEST, max([len(heading), *map(len, texts)]) + 2))
        page.write_string(0, column, heading, bold)
        for n, row in enumerate(table.rows, 1):
            value = row.get(key)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                page.write_number(n, column, value, wrapped)
            else:
                page.write_string(n, column, _shown(value), wrapped)
    if table.rows:
        page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return str(value)


def is_formula(text: str) -> bool:
    """True for a text that a spreadsheet may run, also after spaces that it takes away."""
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)


def _safe(value: object) -> object:
    """A text that could be read as a formula gets an apostrophe in front; numbers get a Danish comma."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = _shown(value)
    return f"'{text}" if isinstance(value, str) and is_formula(text) else text
