"""Writers of the sheets: PDF, Word and plain text. Each takes the whole :class:`~core.export.sheet.Sheet`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from core.export.sheet import COLUMNS, Sheet, Topic
from core.export.word import document_bytes

TEMPLATE = Path(__file__).with_name("sheet.typ")
LONGEST_PROPERTY = 255  # of a Word document
QUIET = RGBColor(75, 75, 75)
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


def write_pdf(sheet: Sheet) -> bytes:
    """A tagged PDF (PDF/UA-1) in Danish. The content goes in as data, never as markup."""
    return typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"data": as_data(sheet)}, pdf_standards=["ua-1"], ignore_system_fonts=True
    )


def as_data(sheet: Sheet) -> str:
    """The sheet as the template reads it."""
    return json.dumps(asdict(sheet) | {"names_only": sheet.detail.names_only}, ensure_ascii=False)


# ---- Text --------------------------------------------------------------------------------------------------------------


def write_note(sheet: Sheet) -> str:
    """For the case system: what was agreed, the topics and their decisive caveats."""
    parts = [sheet.title, sheet.subtitle, *sheet.facts, *sheet.warnings, "", sheet.agreements_title.upper()]
    parts += [f"{COLUMNS[0]}:   {COLUMNS[1]}:   {COLUMNS[2]}:"] * 3
    parts += [f"{name}:" for name in sheet.next_blanks]
    parts += ["", sheet.topics_title.upper(), *(() if sheet.topics else (sheet.no_topics,))]
    for topic in sheet.topics:
        parts.append(f"- {topic.name}{f' ({topic.sure})' if topic.sure else ''}")
        parts += [f"  Forbehold: {said}" for said, _ in topic.caveats]
    return "\n".join([*parts, "", sheet.closing, *sheet.foot]).replace("\n\n\n", "\n\n") + "\n"


def write_text(sheet: Sheet) -> str:
    """All of it, front and back."""
    parts = [sheet.title.upper(), sheet.subtitle, *(f"{name}:" for name in sheet.blanks), *sheet.facts, *sheet.warnings]
    parts += ["", sheet.topics_title.upper(), *(() if sheet.topics else (sheet.no_topics,))]
    for topic in sheet.topics:
        parts += ["", topic.name + (f" – {topic.sure}" if topic.sure else ""), *topic.lines]
        parts += [f"- {said}{f' [{number}]' if number else ''}" for said, number in topic.caveats]
        parts += [f"Sig fx: »{topic.say}«"] if topic.say else []
    if sheet.plan:
        parts += [
            "",
            sheet.plan_title.upper(),
            *(f"{minutes} min. {title}: {cue}" for minutes, title, cue in sheet.plan),
        ]
    parts += [f"{title}: {said}" for title, said in sheet.plan_lines]
    for title, lines in sheet.sections:
        parts += ["", title.upper(), *(f"- {line}" for line in lines)]
    parts += ["", sheet.agreements_title.upper(), *(f"{name}:" for name in (*COLUMNS, *sheet.next_blanks))]
    parts += ["", sheet.closing, "", sheet.back_title.upper()]
    for title, caveats in sheet.back:
        parts += ["", title, *(f"{c.number}. {c.text} [{c.where}]" for c in caveats)]
    for title, lines in sheet.back_sections:
        parts += ["", title, *(f"- {line}" for line in lines)]
    return "\n".join([*parts, "", *([sheet.left_out] if sheet.left_out else []), *sheet.foot]) + "\n"


# ---- Word --------------------------------------------------------------------------------------------------------------


def write_docx(sheet: Sheet) -> bytes:
    """The same two sides to edit in Word or LibreOffice, with Danish as the language."""
    document = Document()
    _set_up(document, sheet)
    _add_front(document, sheet)
    _add_back(document, sheet)
    return document_bytes(document)


def _set_up(document: WordDocument, sheet: Sheet) -> None:
    properties = document.core_properties
    title = f"{sheet.title} – {sheet.subtitle}" if sheet.subtitle else sheet.title
    properties.title, properties.language = title[:LONGEST_PROPERTY], "da-DK"
    properties.author = "Hvad virker for hvem?"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin, section.bottom_margin = Cm(1.2), Cm(1.3)
    section.header_distance = section.footer_distance = Cm(0.6)
    foot = section.footer.paragraphs[0]
    foot.text = " · ".join((*sheet.foot, sheet.turn))
    _style(document, "Normal", 10.5 if sheet.is_plain else 10)
    for name, size, before in (("Heading 1", 16, 0), ("Heading 2", 11.5, 5), ("Heading 3", 10, 3)):
        _style(document, name, size, before, 2)
    language = document.styles["Normal"].element.get_or_add_rPr()
    language.append(language.makeelement(qn("w:lang"), {qn("w:val"): "da-DK"}))


def _style(document: WordDocument, name: str, size: float, before: float = 0, after: float = 1) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(20, 20, 20)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0


def _add_front(document: WordDocument, sheet: Sheet) -> None:
    document.add_heading(sheet.title, 1)
    if sheet.subtitle:
        document.add_paragraph(sheet.subtitle)
    _add_blanks(document, sheet.blanks)
    if sheet.facts:
        document.add_paragraph(" ".join(sheet.facts))
    for warning in sheet.warnings:
        document.add_paragraph().add_run(warning).bold = True
    document.add_heading(sheet.topics_title, 2)
    if not sheet.topics:
        document.add_paragraph(sheet.no_topics)
    if sheet.detail.names_only:
        names = (f"{t.name}{'' if t.is_measured else ' (effekt ikke målt)'}" for t in sheet.topics)
        document.add_paragraph("; ".join(names) + ".")
    for topic in () if sheet.detail.names_only else sheet.topics:
        _add_topic(document, topic, sheet.is_plain)
    _add_plan(document, sheet)
    for title, lines in sheet.sections:
        document.add_heading(title, 2)
        _add_section(document, lines, most=2)
    document.add_heading(sheet.agreements_title, 2)
    rows = [COLUMNS, *[("", "", "")] * sheet.agreement_rows]
    _add_table(document, rows, (3.4, 10.8, 3.4), least=0.85)
    _add_blanks(document, sheet.next_blanks)
    document.add_paragraph().add_run(sheet.closing).bold = True
    document.add_paragraph().add_run(sheet.notes_title).font.color.rgb = QUIET
    _add_lines(document, max(1, sheet.note_lines - 1))


def _add_topic(document: WordDocument, topic: Topic, is_plain: bool) -> None:
    head = document.add_paragraph()
    head.paragraph_format.space_before = Pt(2)
    head.add_run(topic.name if is_plain else f"☐ {topic.name}").bold = True
    head.add_run(f" – {topic.sure}" if topic.sure else "")
    if topic.lines:
        document.add_paragraph(" ".join(topic.lines))
    if is_plain:
        for caveat, _ in topic.caveats:
            document.add_paragraph(caveat, style="List Bullet")
    elif topic.caveats:
        _add_caveats(document.add_paragraph(), topic.caveats)
    if topic.say:
        said = document.add_paragraph()
        said.add_run("Sig fx: ").bold = True
        said.add_run(f"»{topic.say}«").italic = True


def _add_caveats(paragraph: Paragraph, caveats: Sequence[tuple[str, int]]) -> None:
    paragraph.add_run("Sig samtidig: ").bold = True
    for place, (said, number) in enumerate(caveats):
        paragraph.add_run(f"{' · ' if place else ''}{said} [{number}]")


def _add_plan(document: WordDocument, sheet: Sheet) -> None:
    if sheet.plan:
        document.add_heading(sheet.plan_title, 2)
        rows = [("Min.", "Punkt", "Det gør I"), *((str(minutes), title, cue) for minutes, title, cue in sheet.plan)]
        _add_table(document, rows, (1.2, 4.6, 11.8))
    for title, said in sheet.plan_lines:
        line = document.add_paragraph()
        line.add_run(f"{title}: ").bold = True
        line.add_run(said)


def _add_back(document: WordDocument, sheet: Sheet) -> None:
    """The other side, in two columns of smaller type; the citizen's has little to say and one column."""
    size = 9 if sheet.is_plain else 7.5 if sheet.detail.back < 3 else 7
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_heading(sheet.back_title, 2)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "1" if sheet.is_plain else "2")
    columns.set(qn("w:space"), "400")
    for title, caveats in sheet.back:
        _small(document.add_heading(title, 3), size + 1)
        for caveat in caveats:
            line = document.add_paragraph()
            line.add_run(f"{caveat.number}  ").bold = True
            line.add_run(caveat.text)
            line.add_run(f" {caveat.where}").font.color.rgb = QUIET
            _small(line, size, 1.5 if sheet.detail.back < 3 else 0)
    for title, lines in sheet.back_sections:
        _small(document.add_heading(title, 3), size + 1)
        for said in lines:
            _small(document.add_paragraph(said), size)
    if sheet.left_out:
        _small(document.add_paragraph(sheet.left_out), size)


def _small(paragraph: Paragraph, size: float, after: float = 1.5) -> None:
    paragraph.paragraph_format.space_after = Pt(after)
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _add_section(document: WordDocument, lines: Sequence[str], most: int) -> None:
    if len(lines) <= most:
        document.add_paragraph(" ".join(lines))
        return
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _add_blanks(document: WordDocument, names: Sequence[str]) -> None:
    """Names over lines to write on, side by side."""
    table = document.add_table(rows=1, cols=len(names))
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        run = cell.paragraphs[0].add_run(name)
        run.font.color.rgb, run.font.size = QUIET, Pt(10)
        _underline(cell)
    _height(table.rows[0], 0.95)


def _add_lines(document: WordDocument, lines: int) -> None:
    """Lines to write on."""
    table = document.add_table(rows=lines, cols=1)
    for row in table.rows:
        _underline(row.cells[0])
        _height(row, 0.8)


def _underline(cell: _Cell) -> None:
    borders = cell._tc.get_or_add_tcPr().makeelement(qn("w:tcBorders"), {})
    borders.append(
        borders.makeelement(qn("w:bottom"), {qn("w:val"): "single", qn("w:sz"): "4", qn("w:color"): "808080"})
    )
    cell._tc.get_or_add_tcPr().append(borders)


def _height(row: _Row, centimetres: float) -> None:
    row.height, row.height_rule = Cm(centimetres), WD_ROW_HEIGHT_RULE.EXACTLY


def _add_table(
    document: WordDocument, rows: Sequence[Sequence[str]], widths: Sequence[float], least: float = 0
) -> None:
    """A table whose first row is a header; the others are at least so many centimetres high."""
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        _fill(row.cells, texts, widths)
        if least and row is not table.rows[0] and not any(texts):
            _height(row, least)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(table._tbl.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _fill(cells: Iterable[_Cell], texts: Iterable[str], widths: Iterable[float]) -> None:
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.text, cell.width = text, Cm(width)
        cell.paragraphs[0].paragraph_format.space_after = Pt(1)
