"""Exports of texts that are code somewhere: they come out as the text they are, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import fields, is_dataclass, replace
from xml.etree import ElementTree

import pytest
from lxml import html

from core.charts import effect_direction
from core.charts.picture import svg
from core.export.archive import csv_archive
from core.export.sheet import COLUMNS, Sheet
from core.export.tables import Table, write_xlsx
from core.export.writers import write_docx, write_pdf, write_text
from core.store import Store, StoreUnavailable
from core.ui.browser.html import render
from tests.export.test_sheet import SICK, WITH_FUND, make

CODE = '#panic(1) #read("/etc/passwd") <script>window.__xss=1</script> {{7*7}} ${7*7} *b* _i_ $x$ `y` \\u{41} https://example.invalid/ ]]> &amp; %s'


def with_code(value: object) -> object:
    """The same object with code in every text of it."""
    if is_dataclass(value):
        return replace(value, **{field.name: with_code(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(map(with_code, value))
    return CODE if isinstance(value, str) and value else value


@pytest.fixture(scope="module", params=[WITH_FUND, SICK], ids=["with topics", "without"])
def sheet(store: Store, request: pytest.FixtureRequest) -> Sheet:
    """A sheet with code in every text."""
    return with_code(make(store, request.param))


def squeezed(text: str) -> str:
    """The text without spaces and with straight quotes, so that line breaks and typography do not matter."""
    return "".join(text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}).split())


def test_text_and_word_hold_the_code_as_text(sheet: Sheet) -> None:
    assert write_text(sheet).count(CODE) > 10
    with zipfile.ZipFile(io.BytesIO(write_docx(sheet))) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        names = package.namelist()
    assert "".join(document.itertext()).count(CODE) > 10
    kinds = {element.tag.rsplit("}")[-1] for element in document.iter()}
    assert not kinds & {"hyperlink", "instrText", "fldSimple", "object", "script", "altChunk"}
    assert not [name for name in names if "vba" in name.lower() or "embeddings" in name]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_pdf_holds_the_code_as_text(sheet: Sheet) -> None:
    pdf = write_pdf(sheet)  # a #panic that ran would stop it
    assert b"/JavaScript" not in pdf and b"/Launch" not in pdf and b"/URI" not in pdf
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert squeezed(read).count(squeezed('#panic(1) #read("/etc/passwd") <script>')) > 5
    assert "root:x:" not in read


def test_page_shows_the_code_as_text(sheet: Sheet, store: Store) -> None:
    page = html.fromstring(render("faellessamtale/sheet.html.j2", store.labels, sheet=sheet, columns=COLUMNS))
    assert page.xpath("//script | //b[text()='b'] | //a") == []
    assert page.text_content().count("window.__xss=1</script>") > 10


def test_chart_shows_the_code_as_text(store: Store) -> None:
    row = {
        "study": CODE, "citation": CODE, "outcome": CODE, "order": 0, "direction": "positive", "symbol": "▲", "word": CODE,
        "horizon": CODE, "short": "12 md.",
    }  # fmt: skip
    picture = ElementTree.fromstring(svg(effect_direction.draw([row])))
    kinds = {element.tag.rsplit("}")[-1] for element in picture.iter()}
    assert not kinds & {"script", "foreignObject", "a", "image"}
    assert "#panic(1)" in "".join(picture.itertext())


def test_workbook_has_no_formula_and_no_link() -> None:
    texts = ["=1+1", "{=SUM(A1)}", "https://example.invalid/", "mailto:x@example.invalid", "internal:A1", CODE]
    book = write_xlsx([Table("T", {"a": "A"}, [{"a": text} for text in texts])], {"Titel": "=1+1", "Udvalg": texts[2]})
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheets = "".join(package.read(name).decode() for name in package.namelist() if "sheet" in name)
        shared = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    assert "<f>" not in sheets and "hyperlink" not in sheets
    assert set(texts) <= {"".join(item.itertext()) for item in shared}


def test_archive_gives_back_what_the_data_says(tiny_store) -> None:
    statement = re.sub("<.*?>", "", CODE) + ' "x", y;'  # markup is refused before it gets here
    store = tiny_store(finding=[{"finding_id": "a-1", "study_id": "a-2010", "statement": statement}])
    with zipfile.ZipFile(io.BytesIO(csv_archive(store.tables(), store.version))) as archive:
        [row] = csv.DictReader(io.StringIO(archive.read("finding.csv").decode()))
        package = json.loads(archive.read("datapackage.json"))
        cells = [
            cell
            for name in archive.namelist()
            if name.endswith(".csv")
            for line in csv.reader(io.StringIO(archive.read(name).decode()))
            for cell in line
        ]
    assert row["statement"] == statement
    assert {item["path"] for item in package["resources"]} <= {f"{name}.csv" for name in store.tables()}
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("start", ["=", "+", "@", "-", "＝", "<script>"])
def test_no_formula_or_markup_gets_into_the_store_and_so_not_into_the_archive(tiny_store, start: str) -> None:
    with pytest.raises(StoreUnavailable):
        tiny_store(finding=[{"finding_id": "a-1", "study_id": "a-2010", "statement": f"{start}cmd|' /C calc'!A0"}])
