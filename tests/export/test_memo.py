"""The memo and the workbook: the conclusion first, every caveat of every chosen answer once, every source, and nothing that can be left out."""

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

from core.evidence.by_group import changing_disagreements
from core.evidence.caveats import decisive_caveats
from core.evidence.conclusion import conclude
from core.evidence.side_by_side import Place, SideBySide, all_caveats, compare
from core.evidence.subject import Setting
from core.export.compared_tables import compared_tables
from core.export.memo import CLOSING, Memo, compose_memo
from core.export.memo_writers import SIZES, page_count, write_docx, write_pdf
from core.export.tables import write_xlsx
from core.store import open_store
from core.ui.sammenlign.comparison import read_setting, read_subjects
from tests import files

TODAY = date(2026, 11, 20)
ADDRESS = "https://eksempel.dk/sammenlign?gruppe=ledige"
PAIRS = [
    ("dagpenge-16-mdr", ("privat-loentilskud", "lavere-sagsstamme")),
    ("dagpenge-16-mdr", ("samtaler", "lavere-sagsstamme")),
    ("sygemeldte", ("samtaler", "ips")),
    ("ledige", ("distancesamtaler", "individuelle-samtaler")),
    ("ledige", ("samtaler", "lavere-sagsstamme")),
]
FOUR = ("ledige", ("lavere-sagsstamme", "samtaler", "jobpraemie", "ips"))
FORMS = ("dagpengemodtagere", ("visitering", "profilering"))
THREE = ("dagpenge-16-mdr", ("loentilskud", "erhvervsrettede-kurser", "arbejdsgiverkontakt"))
CHOSEN = [*PAIRS, FOUR, FORMS, THREE]


@cache
def made(group: str, chosen: tuple[str, ...]) -> tuple[SideBySide, Setting, Memo]:
    """A comparison of the real data and its memo."""
    store = open_store()
    subjects = read_subjects(store, store.answers(group), group, chosen)
    setting = read_setting(store, subjects, group)
    side = compare(subjects, setting)
    return side, setting, compose_memo(side, store.labels, ADDRESS, store.version, TODAY)


def caveats_of(side: SideBySide) -> list[str]:
    """The sentence of every caveat of what is compared, once."""
    return list(dict.fromkeys(caveat.statement for subject in side.subjects for caveat in all_caveats(subject)))


def must_stand(side: SideBySide) -> list[str]:
    """Every sentence that no writer may drop."""
    said = caveats_of(side)
    said += [caveat.statement for s in side.subjects for answer in s.answers for caveat in answer.caveats]
    said += [str(row["statement"]) for subject in side.subjects for row in subject.costs]
    said += [answer.message for s in side.subjects for answer in s.answers if answer.references]
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


@cache
def pdf_of(group: str, chosen: tuple[str, ...]) -> bytes:
    """The memo as PDF."""
    return write_pdf(made(group, chosen)[2])


@cache
def text_of(group: str, chosen: tuple[str, ...]) -> str:
    """The text of the PDF."""
    return read_pdf(pdf_of(group, chosen))


@cache
def document_of(group: str, chosen: tuple[str, ...]) -> str:
    """The text of the document."""
    return read_docx(write_docx(made(group, chosen)[2]))


def read_docx(document: bytes) -> str:
    """The text of a document, tables included, squeezed."""
    opened = Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    # A cell that spans others is listed once for each of them.
    return squeezed(" ".join([paragraph.text for paragraph in opened.paragraphs] + [*dict.fromkeys(cells)]))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_pdf_holds_every_caveat_and_source(chosen: tuple) -> None:
    side, text = made(*chosen)[0], text_of(*chosen)
    assert [sentence for sentence in must_stand(side) if squeezed(sentence) not in text] == []


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_document_holds_every_caveat_and_source(chosen: tuple) -> None:
    side, text = made(*chosen)[0], document_of(*chosen)
    assert [sentence for sentence in must_stand(side) if squeezed(sentence) not in text] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_each_caveat_is_said_exactly_once(chosen: tuple) -> None:
    side = made(*chosen)[0]
    for text in (text_of(*chosen), document_of(*chosen)):
        found = {caveat: text.count(squeezed(caveat)) for caveat in caveats_of(side)}
        assert {caveat: n for caveat, n in found.items() if n != 1} == {}


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_counts_are_true(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    told = [said for part in memo.caveats for _, kind in part.kinds for said in kind]
    first = [*memo.shared, *(said for own in memo.decisive for said in own if not said.is_led)]
    assert memo.total == len(caveats_of(side)) == len(told) + len(first)
    assert all(part.total == sum(len(said) for _, said in part.kinds) for part in memo.caveats)
    assert memo.totals == tuple(len(all_caveats(subject)) for subject in side.subjects)


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_decisive_caveats_stand_before_the_comparison(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    for subject in side.subjects:
        assert set(decisive_caveats(subject.answer)) <= side.decisive.caveats
    text = document_of(*chosen)
    table = text.index("Hvadsigerforskningen")
    for said in (*memo.shared, *(said for own in memo.decisive for said in own)):
        assert text.index(squeezed(said.text)) < table


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_decisive_caveat_is_seen_with_every_intervention_it_limits(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    for subject, said in zip(side.subjects, memo.decisive, strict=True):
        words = " ".join(f"{one.lead}: {one.text}" if one.lead else one.text for one in (*memo.shared, *said))
        for caveat in side.decisive.caveats & set(all_caveats(subject)):
            assert caveat.statement in words or caveat.short in words, (subject.name, caveat.short)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_memo_begins_with_a_conclusion_of_one_to_three_sentences(chosen: tuple) -> None:
    side, setting, memo = made(*chosen)
    found = conclude(side, setting.labels)
    assert memo.conclusion[0][0] == "Konklusion" and 1 <= len(memo.conclusion) <= 3
    assert dict(memo.conclusion)["Konklusion"] == found.alike
    assert all(short.partition(":")[2] in dict(memo.conclusion)["Det skal siges"] for _, short in found.must)
    assert not re.search(r": [^.:]*: ", dict(memo.conclusion).get("Det skal siges", "")), "a colon after a colon"
    text = text_of(*chosen)
    assert text.index(squeezed(found.alike)) < text.index(squeezed(caveats_of(side)[0]))


def test_family_says_what_its_forms_measured() -> None:
    _, _, memo = made("ledige", ("samtaler", "lavere-sagsstamme"))
    measured = next(row for row in memo.first if row.title == "Hvad er målt").cells[0]
    words = " ".join(said.text for said in measured)
    assert "Hyppige samtaler og tidlige samtaler: 2–4 procentpoint" in words and "5,9 dage" in words
    assert "Ingen målte resultater" not in words
    basis = next(row for row in memo.others if row.title == "Bygger på").cells[0]
    assert "formerne er målt i" in basis[0].text


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
    assert len(tables["Forbehold"].rows) == side.total
    assert sum(row["decisive"] for row in tables["Forbehold"].rows) == len(side.decisive.caveats)
    assert sum(row["used"] for row in tables["Resultater"].rows) == len(wanted)
    assert len(tables["Svar"].rows) == sum(len(subject.answers) for subject in side.subjects)
    assert len(tables["Uenigheder"].rows) == len(side.disputes)


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_results_of_the_workbook_are_those_of_the_file(chosen: tuple) -> None:
    side, setting, _ = made(*chosen)
    written = {(row["statement"], row["locator"]): row for row in files.rows("finding")}
    results = next(table for table in compared_tables(side, setting.labels) if table.name == "Resultater").rows
    for told in results:
        row = written[told["statement"], told["locator"]]
        assert [told["low"], told["high"]] == [files.figure(row["effect_low"]), files.figure(row["effect_high"])]
        stated = ("significant", "causal", "derived")
        assert [told[name] for name in stated] == [files.truth(row[name]) for name in stated]
        coded = ("direction", "outcome", "unit")
        assert [told[name] for name in coded] == [setting.labels(name, row[name]) for name in coded]
        assert (told["when"], told["comparator"]) == (files.when_of(row), row["comparator"])


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_numbers_of_disagreements_add_up_and_those_that_change_an_answer_stand_first(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    counts, _, rest = memo.disputes.partition(". ")
    total, *parts = [1 if n.lower() == "ét" else int(n) for n in re.findall(r"\b(ét|\d+)\b", counts, re.IGNORECASE)]
    assert total == len(side.disputes) == sum(parts)
    main = [dispute for dispute in side.disputes if dispute.row["visibility"] == "main"]
    named = [dispute for dispute in main if str(dispute.row["topic"]).rstrip(".") in rest]
    assert len(named) + sum(map(int, re.findall(r"og (\d+) mere", rest))) == len(main)
    answers = [answer for subject in side.subjects for answer in subject.answers]
    changing, _ = changing_disagreements([dispute.row for dispute in side.disputes], answers)
    assert [dispute.row for dispute in side.disputes[: len(changing)]] == changing
    order = [list(Place).index(dispute.place) for dispute in side.disputes]
    assert order == sorted(order)
    assert rest.startswith(f"Ændrer svaret: {changing[0]['topic'].rstrip('.')}" if changing else "Om: ")


def test_disagreements_about_other_groups_only_stand_after_those_about_the_group() -> None:
    places = {
        dispute.row["topic"]: dispute.place
        for dispute in made("jobparate", ("samtaler", "lavere-sagsstamme"))[0].disputes
    }
    assert places["Færre sager: er studierne entydige?"] is Place.CHANGES
    assert places["Hvornår i konjunkturen hjælper samtaler mest?"] is Place.GROUP
    assert places["Gælder resultatet for nyankomne både mænd og kvinder?"] is Place.OTHERS
    assert places["Hvor mange sager er få?"] is Place.DETAIL


@pytest.mark.parametrize("chosen", PAIRS, ids=str)
def test_two_interventions_take_two_pages(chosen: tuple) -> None:
    assert page_count(pdf_of(*chosen)) <= 2


def test_four_interventions_take_the_pages_they_need() -> None:
    assert page_count(pdf_of(*FOUR)) <= 4


def test_type_is_never_smaller_than_eight_points() -> None:
    assert min(size for sizes in SIZES for size in sizes) == 8


@pytest.mark.parametrize("missing", ["caveats", "sources"])
def test_memo_cannot_be_built_without(missing: str) -> None:
    with pytest.raises(ValueError, match=f"must carry its {missing}"):
        replace(made(*FOUR)[2], **{missing: ()})


def test_pdf_is_tagged_and_danish() -> None:
    pdf = pdf_of(*PAIRS[0])
    assert b"pdfuaid" in pdf and b"/MarkInfo" in pdf and b"(da)" in pdf


def test_memo_says_what_for_whom_when_and_how_to_see_it_again() -> None:
    _, _, memo = made(*PAIRS[0])
    assert memo.title == "Sammenligning: privat løntilskud og færre sager pr. sagsbehandler"
    assert "ledige på dagpenge i 16 måneder" in memo.subtitle and "20. november 2026" in memo.subtitle
    assert "dataversion" in memo.subtitle and memo.address == ADDRESS


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_memo_without_an_address_says_the_version_and_the_choices() -> None:
    _, _, memo = made(*PAIRS[0])
    for write, read in ((write_pdf, read_pdf), (write_docx, read_docx)):
        assert squeezed(ADDRESS) in read(write(memo))
        text = read(write(replace(memo, address="")))
        assert "http" not in text and "localhost" not in text and "127.0.0.1" not in text
        assert squeezed(memo.subtitle) in text and squeezed(memo.title) in text


def test_every_number_of_a_place_is_in_the_list_of_sources() -> None:
    _, _, memo = made(*FOUR)
    listed = {n for _, places in memo.sources for n, _ in places}
    named = {n for part in memo.caveats for _, said in part.kinds for one in said for n in one.notes}
    named |= {n for row in (*memo.first, *memo.others) for cell in row.cells for one in cell for n in one.notes}
    named |= {n for part in (memo.shared, *memo.decisive) for one in part for n in one.notes}
    assert named <= listed and listed == set(range(1, len(listed) + 1))


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_every_caveat_stands_with_its_own_place(chosen: tuple) -> None:
    side, _, memo = made(*chosen)
    places = {n: f"{document}, {locator}" for document, listed in memo.sources for n, locator in listed}
    said = [one for part in (memo.shared, *memo.decisive) for one in part]
    said += [one for part in memo.caveats for _, those in part.kinds for one in those]
    told = {one.text: [places[n] for n in one.notes] for one in said}
    for caveat in (caveat for subject in side.subjects for caveat in all_caveats(subject)):
        where = caveat.reference and f"{caveat.reference.source_name}, {caveat.reference.locator}"
        assert told[caveat.statement] == [where or f"Vores regler, {caveat.rule}"]


def test_markup_in_the_content_stays_text() -> None:
    _, _, memo = made(*PAIRS[2])
    evil = '#panic("x") = *y* $z$ <b>'
    changed = replace(memo, conclusion=((evil, evil),), title=evil)
    assert write_pdf(changed).startswith(b"%PDF-")
    assert squeezed(evil) in read_docx(write_docx(changed))
