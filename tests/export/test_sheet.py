"""The sheet: minutes that add up, content that fits the situation, and writers that drop nothing."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date

import pytest
from docx import Document

from core.evidence.caveats import decisive_caveats
from core.export.sheet import Sheet, Situation, Topic, compose_sheet, decisive_first, plain_sheet, share_minutes
from core.export.writers import write_docx, write_pdf, write_text
from core.model import State
from core.store import Store
from core.text import lix

TODAY = date(2026, 11, 20)
TOPICS = ("konkrete-jobforslag-absolute", "privat-loentilskud-absolute", "erhvervsrettede-kurser-absolute")
WITH_FUND = Situation("dagpenge-16-mdr", 45, False, True, topics=TOPICS)
WITHOUT_FUND = Situation(
    "dagpenge-16-mdr", 30, True, False, months_running=4, tried=("privat-loentilskud",), topics=TOPICS[:2]
)
SICK = Situation("sygemeldte", 30, False, False)


def make(store: Store, situation: Situation, is_plain: bool = False) -> Sheet:
    """The sheet of a situation, from the real data."""
    answers = store.answers(situation.target_group_id)
    by_id = {f"{a.assessment.intervention_id}-{a.assessment.comparison.value}": a for a in answers}
    chosen = [by_id[key] for key in situation.topics]
    warned = [a for a in answers if a.assessment.state is State.NEGATIVE and a.assessment.comparison == "absolute"]
    group = store.target_groups[situation.target_group_id]
    general = store.caveats.limiting(("target_group", situation.target_group_id))
    general += store.caveats.general(dict.fromkeys(r.source_id for a in chosen for r in a.references))
    rules, agenda = store.rows("legal_rules"), store.rows("agenda")
    sheet = compose_sheet(situation, group, chosen, warned, agenda, rules, general, store.labels, store.version, TODAY)
    return plain_sheet(sheet, situation, group, chosen, general, store.interventions) if is_plain else sheet


def must_stand(sheet: Sheet) -> list[str]:
    """Every sentence and place that no writer may drop."""
    lines = [line for topic in sheet.topics for line in (*topic.caveats, *topic.steps)]
    lines += [*sheet.warnings, *sheet.law, *sheet.general]
    lines += [line for point in sheet.agenda for line in (*(step for _, step in point.steps), *point.missing)]
    lines += [line for _, part in sheet.before for line in part]
    words = [text for topic in sheet.topics for text in (topic.name, topic.what, topic.says, *topic.sources)]
    return [line.text for line in lines] + words + [sheet.closing, sheet.law_reminder, *sheet.parties]


def squeezed(text: str) -> str:
    """The text without spaces, hyphens and ligatures, so that line breaks do not matter."""
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\-\u00ad\u2010\u2011]+", "", text)


SHEETS = [
    (WITH_FUND, False),
    (WITH_FUND, True),
    (WITHOUT_FUND, False),
    (WITHOUT_FUND, True),
    (SICK, False),
    (SICK, True),
]


@pytest.mark.parametrize(("situation", "is_plain"), SHEETS)
def test_text_and_document_hold_everything(store: Store, situation: Situation, is_plain: bool) -> None:
    sheet = make(store, situation, is_plain)
    document = Document(io.BytesIO(write_docx(sheet)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = squeezed(" ".join([paragraph.text for paragraph in document.paragraphs] + cells))
    plain = squeezed(write_text(sheet))
    for sentence in must_stand(sheet):
        assert squeezed(sentence) in plain
        assert squeezed(sentence) in word


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize(("situation", "is_plain"), SHEETS)
def test_pdf_holds_everything(store: Store, situation: Situation, is_plain: bool) -> None:
    sheet = make(store, situation, is_plain)
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=write_pdf(sheet), capture_output=True, check=True)
    text = squeezed(read.stdout.decode())
    missing = [sentence for sentence in must_stand(sheet) if squeezed(sentence) not in text]
    # A sentence may be parted by the foot of a page; its two halves must still be there.
    parted = [s for s in missing if squeezed(s)[:25] in text and squeezed(s)[-25:] in text]
    assert missing == parted
    assert len(parted) <= 2


def test_pdf_is_tagged_danish_and_has_a_title(store: Store) -> None:
    pdf = write_pdf(make(store, WITH_FUND))
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf and b"/Lang" in pdf and b"(da)" in pdf
    assert b"pdfuaid" in pdf


def test_three_situations_give_sheets_that_differ_as_they_should(store: Store) -> None:
    with_fund, without, sick = (make(store, situation) for situation in (WITH_FUND, WITHOUT_FUND, SICK))
    assert with_fund.parties == ("Borgeren", "A-kassen", "Kommunen (jobcenteret)")
    assert without.parties == ("Borgeren", "Kommunen (jobcenteret)")
    assert not any(who == "A-kassen" for point in without.agenda for who, _ in point.steps)
    course, status = (str(sheet.agenda[0].steps) for sheet in (with_fund, without))
    assert "ændre både jobsøgningen og hjælpen" in course and "gør status" in status
    assert [topic.was_tried for topic in without.topics] == [False, True]
    assert sick.topics == () and "Pas på: samtaler for sygemeldte" in sick.warnings[0].text
    assert not any("jobloggen" in str(point) for point in sick.agenda)


def test_law_in_force_stands_on_the_sheet_and_the_old_one_does_not(store: Store) -> None:
    law = " ".join(line.text for line in make(store, WITH_FUND).law)
    assert "obligatorisk" in law and "frivillig" not in law
    assert "ventes" not in law


@pytest.mark.parametrize("minutes", [30, 45, 60])
@pytest.mark.parametrize("situation", [WITH_FUND, WITHOUT_FUND, SICK])
def test_minutes_add_up(store: Store, situation: Situation, minutes: int) -> None:
    sheet = make(store, Situation(situation.target_group_id, minutes, situation.is_running, situation.fund_takes_part))
    assert sum(point.minutes for point in sheet.agenda) == minutes
    assert all(point.minutes > 0 for point in sheet.agenda)


def test_largest_remainder_gives_the_last_minute() -> None:
    assert share_minutes({"a": 1, "b": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}


@pytest.mark.parametrize("missing", ["caveats", "sources"])
def test_topic_cannot_be_built_without(missing: str) -> None:
    whole = {"name": "n", "what": "w", "says": "s", "sure": "s", "caveats": ("c",), "sources": ("k",)}
    with pytest.raises(ValueError, match="must carry"):
        Topic(**whole | {missing: ()})


def test_citizens_sheet_is_easy_to_read(store: Store) -> None:
    sheet = make(store, WITH_FUND, is_plain=True)
    text = " ".join(
        [sheet.closing, *(line.text for line in sheet.general)]
        + [f"{topic.what} {topic.says} " + " ".join(line.text for line in topic.caveats) for topic in sheet.topics]
    )
    assert lix(text) < 35


def test_every_plain_sentence_is_easy_to_read(store: Store) -> None:
    with store._con.cursor() as cursor:
        texts = [row[0] for row in cursor.execute("select plain from caveat").fetchall()]
        texts += [row[0] for row in cursor.execute("select plain_summary from intervention").fetchall()]
    hard = [text for text in texts if lix(text) > 40]
    assert hard == []
    assert sum(map(lix, texts)) / len(texts) < 30


def test_citizens_sheet_has_no_terms_of_art(store: Store) -> None:
    text = write_text(make(store, WITH_FUND, is_plain=True)).lower()
    body = "\n".join(
        re.sub(r"\[.*?\]", "", line) for line in text.splitlines() if not line.strip().startswith("kilder")
    )
    for term in (
        "evidens",
        "procentpoint",
        "forskydning",
        "konjunktur",
        "signifikant",
        "bias",
        "fastholdelse",
        "intervention",
    ):
        assert term not in body


def test_file_name_is_safe_and_says_what_and_when(store: Store) -> None:
    for situation, is_plain in SHEETS:
        assert re.fullmatch(r"(samtaleark|borgerark)-[a-z0-9-]+-2026-11-20", make(store, situation, is_plain).file_stem)


def test_markup_in_the_content_stays_text(store: Store) -> None:
    sheet = make(store, WITH_FUND)
    evil = '#panic("x") = *y* $z$ <b>'
    changed = Sheet(**{**sheet.__dict__, "no_topics": evil, "topics": (), "subtitle": evil})
    assert write_pdf(changed).startswith(b"%PDF-")
    assert evil in write_text(changed)


@pytest.mark.parametrize("group", ["jobparate", "dagpenge-16-mdr", "unge"])
def test_what_is_decisive_on_the_card_stands_first_on_the_sheet_and_nothing_is_lost(store: Store, group: str) -> None:
    for answer in store.answers(group):
        ordered = decisive_first(answer, answer.caveats, ())
        decisive = decisive_caveats(answer)
        assert ordered[: len(decisive)] == decisive, answer.name
        assert sorted(map(id, ordered)) == sorted(map(id, dict.fromkeys(answer.caveats))), answer.name
