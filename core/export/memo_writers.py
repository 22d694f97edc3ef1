"""Writers of the memo: PDF and DOCX. Each takes the whole :class:`~core.export.memo.Memo`."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import typst
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from core.export.memo import Memo, Part, Row, Said

TEMPLATE = Path(__file__).with_name("memo.typ")
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SIZES = (9.5, 9, 8.5, 8)  # points; nothing is set smaller
WANTED_PAGES = 2
PICTURES_IN_A_ROW, ROW_POINTS = 3, 470
CELL_MARGINS = Pt(11)
QUIET = RGBColor(0x4C, 0x5D, 0x63)


def write_pdf(memo: Memo) -> bytes:
    """A tagged PDF (PDF/UA-1) in Danish, in the largest type that fits two pages, else in the smallest."""
    pdf = b""
    for size in SIZES:
        pdf = _compile(memo, size)
        if page_count(pdf) <= WANTED_PAGES:
            break
    return pdf


def _compile(memo: Memo, size: float) -> bytes:
    pictures = [{"title": p.title, "alt": p.alt, "svg": p.svg, "width": p.width} for p in memo.pictures]
    content = asdict(memo) | {"pictures": pictures}
    inputs = {"data": json.dumps(content, ensure_ascii=False), "size": str(size)}
    return typst.compile(TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"])


def page_count(pdf: bytes) -> int:
    """The pages of a PDF written by typst."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def write_docx(memo: Memo) -> bytes:
    """An editable document that opens in Word and LibreOffice, with Danish as its language."""
    document = Document()
    _page_setup(document, memo)
    document.add_heading(memo.title, 0)
    document.add_paragraph(memo.subtitle)
    if memo.address:
        document.add_paragraph(f"Samme visning: {memo.address}")
    document.add_paragraph(f"{memo.says} Det, der er forskelligt, har ≠. Tal i hævet skrift henviser til kilderne.")
    _add_table(document, memo.names, memo.rows)
    if memo.forms:
        document.add_heading("Hvilken form? Sammenlignet med en anden bestemt form, ikke med ingen indsats", 1)
        _add_table(document, memo.names, memo.forms)
    _add_pictures(document, memo)
    _two_columns(document)
    for account in memo.accounts:
        document.add_heading(account.title, 1)
        for name, said in account.said:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{name}. ").bold = True
            _say_all(paragraph, said)
    document.add_heading("Det skal siges samtidig", 1)
    for part in memo.caveats:
        _add_part(document, part)
    _add_disputes(document, memo)
    document.add_heading("Kilder", 1)
    for name, places in memo.sources:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run("; ".join(f"{n} {locator}" for n, locator in places) + ".")
    document.add_paragraph().add_run(memo.closing).bold = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page_setup(document, memo: Memo) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = memo.title, "da-DK", "Hvad virker for hvem?"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.3)
    section.footer.paragraphs[0].text = memo.footer
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(8.5)
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    normal.element.get_or_add_rPr().append(_language(normal.element))
    for name, size, before in (("Title", 16, 0), ("Heading 1", 11, 6), ("Heading 2", 9.5, 4)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x1B, 0x2A, 0x2F)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)


def _language(element):
    return element.makeelement(qn("w:lang"), {qn("w:val"): "da-DK"})


def _two_columns(document) -> None:
    """What follows stands in two columns."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = section._sectPr.makeelement(qn("w:cols"), {})
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "400")


def _add_table(document, names: Sequence[str], rows: Iterable[Row]) -> None:
    """The comparison as a table with a header row that is repeated on the next page."""
    table = document.add_table(rows=1, cols=len(names) + 1, style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(table._tbl.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for cell, name in zip(table.rows[0].cells, ("", *names), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        first, *others = table.add_row().cells
        first.paragraphs[0].add_run(row.title).bold = True
        first.paragraphs[0].add_run(" ≠" if row.differs else " (ens)")
        for cell, said in zip(others, row.cells, strict=True):
            _say_all(cell.paragraphs[0], said, row.differs)
    widths = [Cm(3.1)] + [Cm(14.9 / len(names))] * len(names)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _say_all(paragraph, said: Sequence[Said], is_loud: bool = True) -> None:
    """Sentences one after the other, each with the numbers of its places."""
    for n, one in enumerate(said):
        text = f"{one.symbol} {one.text}" if one.symbol else one.text
        run = paragraph.add_run(f" · {text}" if n else text)
        run.bold = one.is_strong and is_loud
        if not is_loud:
            run.font.color.rgb = QUIET
        _end(paragraph, one)


def _end(paragraph, said: Said) -> None:
    """Whose result it is, and the numbers of its places."""
    if said.whose:
        paragraph.add_run(f" ({said.whose})")
    if said.notes:
        paragraph.add_run(", ".join(map(str, said.notes))).font.superscript = True


def _add_pictures(document, memo: Memo) -> None:
    """The charts in rows, each with its title, and with its words for those who cannot see it and below it."""
    if not memo.pictures:
        return
    document.add_heading("Hvad er målt", 1)
    for first in range(0, len(memo.pictures), PICTURES_IN_A_ROW):
        row = memo.pictures[first : first + PICTURES_IN_A_ROW]
        shrink = min(1, ROW_POINTS / sum(picture.width for picture in row))
        table = document.add_table(rows=1, cols=len(row))
        table.autofit = False
        for cell, column, picture in zip(table.rows[0].cells, table.columns, row, strict=True):
            width = Pt(picture.width * shrink)
            column.width = cell.width = width + CELL_MARGINS
            cell.paragraphs[0].add_run(picture.title).bold = True
            shape = cell.add_paragraph().add_run().add_picture(io.BytesIO(picture.png), width=width)
            shape._inline.docPr.set("descr", picture.alt)
            shape._inline.docPr.set("title", picture.title)
        document.add_paragraph(" ".join(picture.alt for picture in row))


def _add_part(document, part: Part) -> None:
    document.add_heading(part.title, 2)
    for kind, said in part.kinds:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{kind}. ").bold = True
        for one in said:
            paragraph.add_run(one.text)
            _end(paragraph, one)
            paragraph.add_run(" ")


def _add_disputes(document, memo: Memo) -> None:
    if not memo.disputes and not memo.minor_disputes:
        return
    document.add_heading("Her er kilderne uenige", 1)
    for topic, one, other in memo.disputes:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{topic} ").bold = True
        paragraph.add_run(one.text)
        _end(paragraph, one)
        paragraph.add_run(f" – over for – {other.text}")
        _end(paragraph, other)
    if memo.minor_disputes:
        document.add_paragraph(memo.minor_disputes)
