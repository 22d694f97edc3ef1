"""Writers of the memo: PDF and DOCX. Each takes the whole :class:`~core.export.memo.Memo`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from core.export.memo import Memo, Part, Said
from core.export.word import document_bytes

TEMPLATE = Path(__file__).with_name("memo.typ")
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Points of the comparison and of the appendix, the largest first; nothing is set smaller.
SIZES = ((10, 8.5), (9.5, 8.5), (9.5, 8), (9, 8), (8.5, 8), (8, 8))
READING = (
    "Sammenlignet med sædvanlig eller ingen indsats. ≠ står, hvor forskellen betyder noget. "
    "Tal i hævet skrift henviser til kilderne sidst i bilaget."
)
REST = "De afgørende står ovenfor; de øvrige står her, hvert under netop de indsatser, det gælder."
NO_CAVEATS = "Ingen viden, og derfor ingen forbehold om den."
# Of the Word document, by the points of the PDF: of all but the appendix, and the space of a line to the typeface's own,
# which is airier than that of the PDF. The more there is to say, the closer it stands.
APPENDIX_POINTS = 8
DENSITY = ((8.5, 8.0, 0.86), (10.0, 8.5, 0.92))
QUIET = RGBColor(0x4C, 0x5D, 0x63)


def write_pdf(memo: Memo) -> bytes:
    """A tagged PDF (PDF/UA-1) in Danish, in the largest type that fits a page an intervention, else in the smallest."""
    return _fitted(memo)[0]


def _fitted(memo: Memo) -> tuple[bytes, float]:
    """The PDF, and the points of its comparison."""
    pdf, size = b"", 0.0
    for size, small in SIZES:
        pdf = _compile(memo, size, small)
        if page_count(pdf) <= len(memo.names):
            break
    return pdf, size


def _compile(memo: Memo, size: float, small: float) -> bytes:
    inputs = {"data": json.dumps(asdict(memo), ensure_ascii=False), "size": str(size), "small": str(small)}
    return typst.compile(TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1"])


def page_count(pdf: bytes) -> int:
    """The pages of a PDF written by typst."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def write_docx(memo: Memo) -> bytes:
    """An editable document that opens in Word and LibreOffice, with Danish as its language."""
    document = Document()
    _page_setup(document, memo)
    _set_type(document, _fitted(memo)[1])
    document.add_heading(memo.title, 0)
    document.add_paragraph(memo.subtitle)
    if memo.address:
        document.add_paragraph(f"Samme visning: {memo.address}")
    for head, words in memo.conclusion:
        _paragraph(document, f"{head}. ").add_run(words)
    _add_table(document, memo)
    document.add_paragraph(READING)
    _two_columns(document)
    first = len(document.paragraphs)
    document.add_heading(f"Bilag: alle {memo.total} forbehold", 1)
    document.add_paragraph(REST)
    for part in memo.caveats:
        _add_part(document, part)
    for account in memo.accounts:
        document.add_heading(account.title, 1)
        for name, said in account.said:
            _say_all(_paragraph(document, f"{name}. "), said)
    if memo.disputes:
        document.add_heading("Kilderne er uenige", 1)
        document.add_paragraph(memo.disputes)
    document.add_heading("Kilder", 1)
    for name, places in memo.sources:
        _paragraph(document, f"{name}: ").add_run("; ".join(f"{n} {locator}" for n, locator in places) + ".")
    _paragraph(document, memo.closing)
    for paragraph in document.paragraphs[first:]:
        if paragraph.style is not None and paragraph.style.name == "Normal":
            for run in paragraph.runs:
                run.font.size = Pt(APPENDIX_POINTS)
    return document_bytes(document)


def _paragraph(document: WordDocument, head: str) -> Paragraph:
    """A paragraph that begins with bold words."""
    paragraph = document.add_paragraph()
    paragraph.add_run(head).bold = True
    return paragraph


def _page_setup(document: WordDocument, memo: Memo) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = memo.title, "da-DK", "Hvad virker for hvem?"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.1)
    section.top_margin, section.bottom_margin = Cm(0.9), Cm(1.05)
    section.header_distance, section.footer_distance = Cm(0.4), Cm(0.5)
    section.footer.paragraphs[0].text = memo.footer
    _hyphenate(document)


def _set_type(document: WordDocument, pdf_points: float) -> None:
    """Letters and lines, as close as the PDF has to stand."""
    points, spacing = next((points, spacing) for most, points, spacing in DENSITY if pdf_points <= most)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(points)
    normal.paragraph_format.space_after = Pt(1)
    normal.paragraph_format.line_spacing = spacing
    normal.element.get_or_add_rPr().append(_language(normal.element))
    for name, size, before in (("Title", 15, 0), ("Heading 1", 10.5, 5), ("Heading 2", 9, 3)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x1B, 0x2A, 0x2F)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)


def _hyphenate(document: WordDocument) -> None:
    """Words are divided at the ends of lines, as in the PDF; names in capitals are not."""
    settings = document.settings.element
    place = settings.find(qn("w:defaultTabStop"))  # what the schema wants before them
    for name in ("w:doNotHyphenateCaps", "w:autoHyphenation"):
        place.addnext(settings.makeelement(qn(name), {qn("w:val"): "true"}))


def _language(element: BaseOxmlElement) -> BaseOxmlElement:
    language: BaseOxmlElement = element.makeelement(qn("w:lang"), {qn("w:val"): "da-DK"})
    return language


def _two_columns(document: WordDocument) -> None:
    """What follows stands in two columns."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = section._sectPr.makeelement(qn("w:cols"), {})
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "400")


def _add_table(document: WordDocument, memo: Memo) -> None:
    """The decisive caveats and the comparison, with a header row that is repeated on the next page."""
    table = document.add_table(rows=1, cols=len(memo.names) + 1, style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(table._tbl.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for cell, name in zip(table.rows[0].cells, ("", *memo.names), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _add_decisive(table, memo)
    for row in (*memo.first, *memo.others):
        first, *others = table.add_row().cells
        first.paragraphs[0].add_run(f"{row.title}\u00a0≠" if row.differs else row.title).bold = True
        for cell, said in zip(others, row.cells, strict=True):
            _say_all(cell.paragraphs[0], said)
    widths = [Cm(3)] + [Cm(15.6 / len(memo.names))] * len(memo.names)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _add_decisive(table: Table, memo: Memo) -> None:
    """The caveats said first: of all of them in one cell, then of each, with how many there are."""
    if memo.shared:
        first, *others = table.add_row().cells
        first.paragraphs[0].add_run(memo.shared_title).bold = True
        _list(others[0].merge(others[-1]), memo.shared)
    first, *others = table.add_row().cells
    first.paragraphs[0].add_run("Det skal siges samtidig").bold = True
    for cell, said, total in zip(others, memo.decisive, memo.totals, strict=True):
        _list(cell, said)
        last = cell.add_paragraph() if said else cell.paragraphs[0]
        counted = f"I alt {total} forbehold; de øvrige står i bilaget." if total else NO_CAVEATS
        last.add_run(counted).font.color.rgb = QUIET


def _list(cell: _Cell, said: Sequence[Said]) -> None:
    """One paragraph a caveat."""
    for n, one in enumerate(said):
        _say_all(cell.add_paragraph() if n else cell.paragraphs[0], [one])


def _say_all(paragraph: Paragraph, said: Sequence[Said]) -> None:
    """Sentences one after the other, each with the numbers of its places."""
    for n, one in enumerate(said):
        if n:
            paragraph.add_run(" · ")
        if one.lead:
            paragraph.add_run(f"{one.lead}: ").bold = True
        run = paragraph.add_run(f"{one.symbol} {one.text}" if one.symbol else one.text)
        run.bold = one.is_strong
        _end(paragraph, one)


def _end(paragraph: Paragraph, said: Said) -> None:
    """Whose result it is, and the numbers of its places."""
    if said.whose:
        paragraph.add_run(f" – {said.whose}" if "(" in said.whose else f" ({said.whose})")
    if said.notes:
        paragraph.add_run(", ".join(map(str, said.notes))).font.superscript = True


def _add_part(document: WordDocument, part: Part) -> None:
    document.add_heading(f"{part.title} ({part.total})", 2)
    for kind, said in part.kinds:
        paragraph = _paragraph(document, f"{kind}. ")
        for one in said:
            paragraph.add_run(one.text)
            _end(paragraph, one)
            paragraph.add_run(" ")
