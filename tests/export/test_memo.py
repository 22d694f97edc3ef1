"""The memo and the workbook: every caveat of every chosen answer, every source, and nothing that can be left out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape

import pytest
from docx import Document

from core.evidence.aspects import Setting
from core.evidence.side_by_side import SideBySide, all_caveats, compare
from core.export.compared_tables import compared_tables
from core.export.memo import CLOSING, Memo, compose_memo
from core.export.memo_writers import SIZES, WANTED_PAGES, page_count, write_docx, write_pdf
from core.export.tables import write_xlsx
from core.store import open_store
from core.ui.compared import memo_pictures, read_setting, read_subjects

TODAY = date(2026, 11, 20)
ADDRESS = "http://eksempel/sammenlign?gruppe=ledige"
PAIRS = [
    ("dagpenge-16-mdr", ("privat-loentilskud", "lavere-sagsstamme")),
    ("dagpenge-16-mdr", ("samtaler", "lavere-sagsstamme")),
    ("sygemeldte", ("samtaler", "ips")),
    ("ledige", ("distancesamtaler", "individuelle-samtaler")),
]
FOUR = ("ledige", ("lavere-sagsstamme", "samtaler", "jobpraemie", "ips"))
FORMS = ("dagpengemodtagere", ("visitering", "profilering"))
CHOSEN = [*PAIRS, FOUR, FORMS]


@cache
def made(group: str, chosen: tuple[str, ...]) -> tuple[SideBySide, Setting, Memo]:
    """A comparison of the real data and its memo, with its charts."""
    store = open_store()
    subjects = read_subjects(store, store.answers(group), group, chosen)
    setting = read_setting(store, subjects, group)
    side = compare(subjects, setting)
    pictures = memo_pictures(side, setting)
    return (
        side,
        setting,
        compose_memo(side, "Du sammenligner.", pictures, store.labels, ADDRESS, store.version, TODAY),
    )


def must_stand(side: SideBySide) -> list[str]:
    """Every sentence that no writer may drop."""
    said = [caveat.statement for subject in side.subjects for caveat in all_caveats(subject)]
    said += [caveat.statement for s in side.subjects for answer in s.answers for caveat in answer.caveats]
    said += [str(row["statement"]) for subject in side.subjects for row in subject.costs]
    said += [answer.message for s in side.subjects for answer in s.answers if answer.references]
    said += [step.statement for subject in side.subjects for step in subject.answer.steps]
    said += [str(d.row[part]) for d in side.disputes if d.row["visibility"] == "main" for part in ("position_a", "position_b")]  # fmt: skip
    said += [r.locator for s in side.subjects for answer in s.answers for r in answer.references]
    return [*dict.fromkeys(said), CLOSING]


def squeezed(text: str) -> str:
    """The text without spaces, hyphens and ligatures, so that line breaks do not matter."""
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\-\u00ad\u2010\u2011]+", "", text)


def read_pdf(pdf: bytes) -> str:
    """The text of a PDF, without the feet of its pages, squeezed."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    text = re.sub(r"Hvad virker for hvem\? · .+\n*(Side \d+ / \d+)?", "", read.stdout.decode())
    return squeezed(re.sub(r"Side \d+ / \d+", "", text).replace("\f", ""))


def read_docx(document: bytes) -> str:
    """The text of a document, tables included, squeezed."""
    opened = Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return squeezed(" ".join([paragraph.text for paragraph in opened.paragraphs] + cells))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_pdf_holds_every_caveat_and_source(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    text = read_pdf(write_pdf(memo))
    assert [sentence for sentence in must_stand(side) if squeezed(sentence) not in text] == []


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_document_holds_every_caveat_and_source(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    text = read_docx(write_docx(memo))
    assert [sentence for sentence in must_stand(side) if squeezed(sentence) not in text] == []


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_workbook_holds_all_rows(chosen: tuple) -> None:
    side, setting, _ = made(*chosen)
    tables = {table.name: table for table in compared_tables(side, setting.labels)}
    assert list(tables) == ["Svar", "Resultater", "Konklusioner", "Udgift og besparelse", "Forbehold", "Uenigheder", "Kilder"]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(write_xlsx(list(tables.values()), {"Titel": "T"}))) as book:
        text = unescape(book.read("xl/sharedStrings.xml").decode())
    for subject in side.subjects:
        for caveat in all_caveats(subject):
            assert caveat.statement in text
    wanted = {(s.name, finding.finding_id) for s in side.subjects for answer in s.answers for finding in answer.results}
    assert len(tables["Resultater"].rows) >= len(wanted)
    assert sum(row["used"] for row in tables["Resultater"].rows) == len(wanted)
    assert len(tables["Svar"].rows) == sum(len(subject.answers) for subject in side.subjects)
    assert len(tables["Uenigheder"].rows) == len(side.disputes)


@pytest.mark.parametrize("chosen", PAIRS, ids=str)
def test_two_interventions_take_two_pages(chosen: tuple) -> None:
    assert page_count(write_pdf(made(*chosen)[2])) <= WANTED_PAGES


def test_four_interventions_take_the_pages_they_need() -> None:
    assert page_count(write_pdf(made(*FOUR)[2])) <= 4


def test_type_is_never_smaller_than_eight_points() -> None:
    assert min(SIZES) == 8


@pytest.mark.parametrize("missing", ["caveats", "sources"])
def test_memo_cannot_be_built_without(missing: str) -> None:
    with pytest.raises(ValueError, match=f"must carry its {missing}"):
        replace(made(*FOUR)[2], **{missing: ()})


def test_pdf_is_tagged_danish_and_its_charts_have_words() -> None:
    _, _, memo = made(*PAIRS[0])
    pdf = write_pdf(memo)
    assert b"pdfuaid" in pdf and b"/MarkInfo" in pdf and b"(da)" in pdf
    assert len(memo.pictures) >= 2
    assert len(re.findall(rb"/Alt", pdf)) == len(memo.pictures)
    assert all(picture.alt.startswith(picture.title) and "<svg" in picture.svg for picture in memo.pictures)


def test_document_has_its_charts_as_pictures_with_words() -> None:
    _, _, memo = made(*PAIRS[0])
    with zipfile.ZipFile(io.BytesIO(write_docx(memo))) as package:
        assert sum(name.startswith("word/media/") for name in package.namelist()) == len(memo.pictures)
        body = package.read("word/document.xml").decode()
    assert [unescape(words) for words in re.findall(r'descr="([^"]+)"', body)] == [p.alt for p in memo.pictures]


def test_memo_says_what_for_whom_when_and_how_to_see_it_again() -> None:
    _, _, memo = made(*PAIRS[0])
    assert memo.title == "Sammenligning: privat løntilskud og færre sager pr. sagsbehandler"
    assert "ledige på dagpenge i 16 måneder" in memo.subtitle and "20. november 2026" in memo.subtitle
    assert "dataversion" in memo.subtitle and memo.address == ADDRESS
    assert memo.file_stem == "sammenligning-dagpenge-16-mdr-2026-11-20"


def test_every_number_of_a_place_is_in_the_list_of_sources() -> None:
    _, _, memo = made(*FOUR)
    listed = {n for _, places in memo.sources for n, _ in places}
    named = {n for part in memo.caveats for _, said in part.kinds for one in said for n in one.notes}
    named |= {n for row in (*memo.rows, *memo.forms) for cell in row.cells for one in cell for n in one.notes}
    assert named <= listed and listed == set(range(1, len(listed) + 1))


def test_markup_in_the_content_stays_text() -> None:
    _, _, memo = made(*PAIRS[2])
    evil = '#panic("x") = *y* $z$ <b>'
    changed = replace(memo, says=evil, title=evil)
    assert write_pdf(changed).startswith(b"%PDF-")
    assert squeezed(evil) in read_docx(write_docx(changed))
