"""Writers of the sheet: PDF, DOCX and plain text. Each takes the whole :class:`~core.export.sheet.Sheet`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import typst
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from core.export.sheet import AGREEMENT_LINES, Line, Sheet, Topic
from core.export.word import document_bytes

TEMPLATE = Path(__file__).with_name("sheet.typ")
LONGEST_PROPERTY = 255  # of a Word document
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


def write_pdf(sheet: Sheet) -> bytes:
    """A tagged PDF (PDF/UA-1) in Danish. The content goes in as data, never as markup."""
    content = asdict(sheet) | {"lines": AGREEMENT_LINES, "plan_sources": list(sheet.plan_sources)}
    return typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(content, ensure_ascii=False)}, pdf_standards=["ua-1"]
    )


def write_text(sheet: Sheet) -> str:
    """Plain text for the case system."""
    parts = [sheet.title.upper(), sheet.subtitle, "", *(f"{name}: {value}" for name, value in sheet.facts), ""]
    parts += [f"OBS: {_with_place(line)}" for line in sheet.warnings]
    parts += [sheet.topics_title.upper(), *([] if sheet.topics else [sheet.no_topics])]
    for topic in sheet.topics:
        parts += [
            "",
            topic.name + (" (er prøvet før)" if topic.was_tried else ""),
            f"{topic.what} {topic.says} {topic.sure}".strip(),
        ]
        parts += [f"- Forbehold: {_with_place(line)}" for line in topic.caveats]
        parts += [f"- I samtalen: {_with_place(line)}" for line in topic.steps]
        parts += [f"  Kilder: {'; '.join(topic.sources)}"]
    if sheet.agenda:
        parts += ["", "PLAN FOR SAMTALEN"]
    for point in sheet.agenda:
        parts += [
            f"{point.minutes} min. {point.title}",
            *(f"- {who}: {_with_place(line)}" for who, line in point.steps),
        ]
        parts += [f"- Mangler ofte: {_with_place(line)}" for line in point.missing]
    for name, lines in sheet.before:
        parts += ["", name.upper(), *(f"- {_with_place(line)}" for line in lines)]
    parts += ["", sheet.agreements_title.upper(), *(f"{party}:" for party in sheet.parties), ""]
    parts += [*map(_with_place, sheet.law), sheet.law_reminder, "", "GÆLDER ALT PÅ ARKET"]
    parts += [f"- {_with_place(line)}" for line in sheet.general]
    return "\n".join([*parts, "", sheet.closing, sheet.footer]) + "\n"


def write_docx(sheet: Sheet) -> bytes:
    """An editable document that opens in Word and LibreOffice, with Danish as its language."""
    document = Document()
    _page_setup(document, sheet)
    document.add_heading(sheet.title, 0)
    document.add_paragraph(sheet.subtitle)
    for name in sheet.blanks:
        document.add_paragraph(f"{name}: " + "_" * 40)
    for name, value in sheet.facts:
        _bold_start(document.add_paragraph(), f"{name}: ", value)
    for line in sheet.warnings:
        _bold_start(document.add_paragraph(), line.text, f" {line.where}")
    document.add_heading(sheet.topics_title, 1)
    if not sheet.topics:
        document.add_paragraph(sheet.no_topics)
    for topic in sheet.topics:
        _add_topic(document, topic)
    _add_agenda(document, sheet)
    _add_agreements(document, sheet)
    _add_lines(document, sheet.law)
    document.add_paragraph(sheet.law_reminder)
    for name, lines in sheet.before:
        document.add_heading(name, 1)
        _add_lines(document, lines)
    document.add_heading("Gælder alt på arket", 1)
    _add_lines(document, sheet.general)
    _bold_start(document.add_paragraph(), sheet.closing, "")
    return document_bytes(document)


def _page_setup(document, sheet: Sheet) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = (
        f"{sheet.title} – {sheet.subtitle}"[:LONGEST_PROPERTY],
        "da-DK",
        "Hvad virker for hvem?",
    )
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    section.footer.paragraphs[0].text = sheet.footer
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "da-DK"})
    normal.element.get_or_add_rPr().append(language)


def _add_topic(document, topic: Topic) -> None:
    document.add_heading(topic.name + (" (er prøvet før)" if topic.was_tried else ""), 2)
    document.add_paragraph(f"{topic.what} {topic.says}")
    if topic.sure:
        _bold_start(document.add_paragraph(), topic.sure, "")
    _add_lines(document, topic.caveats)
    if topic.steps:
        _bold_start(document.add_paragraph(), "I samtalen:", "")
        _add_lines(document, topic.steps)
    document.add_paragraph("Kilder: " + "; ".join(topic.sources))


def _add_agenda(document, sheet: Sheet) -> None:
    if not sheet.agenda:
        return
    document.add_heading("Plan for samtalen", 1)
    has_steps = any(point.steps for point in sheet.agenda)
    header, widths = ["Min.", "Punkt", "Hvem gør hvad"], [Cm(1.3), Cm(3.7), Cm(12)]
    columns = 3 if has_steps else 2
    table = _table(document, header[:columns], widths[:columns] if has_steps else [Cm(1.3), Cm(15.7)])
    for point in sheet.agenda:
        lines = [f"{who}: {_with_place(line)}" for who, line in point.steps]
        lines += [f"Mangler ofte: {_with_place(line)}" for line in point.missing]
        texts = [str(point.minutes), point.title, "\n".join(lines)]
        _fill(table.add_row().cells, texts[:columns])
    _set_widths(table, widths[:columns] if has_steps else [Cm(1.3), Cm(15.7)])


def _add_agreements(document, sheet: Sheet) -> None:
    document.add_heading(sheet.agreements_title, 1)
    widths = [Cm(17 / len(sheet.parties))] * len(sheet.parties)
    table = _table(document, sheet.parties, widths)
    for _ in range(AGREEMENT_LINES):
        table.add_row().height = Cm(1)
    _set_widths(table, widths)


def _table(document, header: Sequence[str], widths: Sequence[Cm]):
    """A table with a header row that is repeated on the next page."""
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0].cells, header)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(table._tbl.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    _set_widths(table, widths)
    return table


def _fill(cells: Iterable, texts: Iterable[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def _set_widths(table, widths: Sequence[Cm]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _add_lines(document, lines: Iterable[Line]) -> None:
    for line in lines:
        paragraph = document.add_paragraph(line.text, style="List Bullet")
        if line.where:
            place = paragraph.add_run(f" {line.where}")
            place.font.size = Pt(8.5)


def _bold_start(paragraph, bold: str, rest: str) -> None:
    paragraph.add_run(bold).bold = True
    paragraph.add_run(rest)


def _with_place(line: Line) -> str:
    return f"{line.text} [{line.where}]" if line.where else line.text
