"""The two sheets: one page and its back whatever is picked, every caveat once, and plain words on the citizen's."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest
from docx import Document
from docx.oxml.ns import qn

from core.evidence.answer import anchor
from core.evidence.caveats import decisive_caveats
from core.evidence.family import short_name
from core.export.fit import fit
from core.export.plan import Point, Situation, plan_of, share_minutes
from core.export.sheet import (
    COLUMNS,
    HERS,
    Detail,
    Preparation,
    Sheet,
    Topic,
    caveats_of,
    compose_citizen_sheet,
    compose_sheet,
    hers_of,
)
from core.export.writers import write_docx, write_note, write_pdf, write_text
from core.model import Answer
from core.store import Store, open_store
from core.text import lix
from core.ui.browser.html import render
from core.ui.faellessamtale.conversation import THE_CONVERSATION, choices_html, moved, prepared, two_lists

TODAY = date(2026, 11, 20)
GROUPS = [key for key, row in open_store().target_groups.items() if row["is_selectable"]]
TOPICS = ("konkrete-jobforslag-absolute", "privat-loentilskud-absolute", "personlig-jobformidler-absolute")
WITH_FUND = (Situation("dagpenge-16-mdr", 45, False, True), TOPICS)
SICK = (Situation("sygemeldte", 30), ())
SITUATIONS = {
    "begins with the fund": WITH_FUND,
    "begins without the fund": (Situation("dagpenge-16-mdr", 30, False, False), ("saerlig-indsats-absolute", *TOPICS)),
    "runs with the fund": (Situation("dagpenge-16-mdr", 30, True, True, 4, ("privat-loentilskud",)), TOPICS[:2]),
    "runs without the fund": (Situation("dagpenge-16-mdr", 20, True, False), TOPICS[2:]),
    "job-ready": (Situation("jobparate", 45), ("samtaler-absolute", *TOPICS[:2])),
    "sick leave": SICK,
}
COMPOSERS = {"professional": compose_sheet, "citizen": compose_citizen_sheet}


@cache
def answers_of(store: Store, group: str) -> tuple[Answer, ...]:
    """The answers of a group, read once."""
    return tuple(store.answers(group))


def prepare(store: Store, situation: Situation, picked: tuple[str, ...] = ()) -> Preparation:
    """What the sheets of a situation are made from, from the real data."""
    return prepared(store, situation, answers_of(store, situation.target_group_id), picked, TODAY)


def make(store: Store, made: tuple[Situation, tuple[str, ...]], audience: str = "professional") -> Sheet:
    """A sheet with everything said in full."""
    return COMPOSERS[audience](prepare(store, *made))


def pickable(store: Store, group: str) -> list[str]:
    """The keys of everything that can be picked for a group."""
    return [anchor(answer) for part in two_lists(store, answers_of(store, group), group) for answer in part]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def read_pages(pdf: bytes, *options: str) -> str:
    """What a PDF says."""
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    """The text without spaces, hyphens, quotation marks and ligatures, so that line breaks do not matter."""
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\-\u00ad\u2010\u2011\"'“”’‘]+", "", text).lower()


def front_says(sheet: Sheet) -> list[str]:
    """Every sentence of the front that no writer may drop."""
    said = [sheet.title, *sheet.facts, *sheet.warnings, sheet.topics_title, sheet.agreements_title, *COLUMNS]
    said += [text for topic in sheet.topics for text in (topic.name, topic.sure, *topic.lines, topic.say)]
    said += [text for topic in sheet.topics for text, _ in topic.caveats]
    said += [text for point in sheet.plan for text in point[1:]] + [text for line in sheet.plan_lines for text in line]
    said += [text for title, lines in sheet.sections for text in (title, *lines)]
    return [*filter(None, said), *sheet.next_blanks, sheet.closing, *sheet.foot]


def back_says(sheet: Sheet) -> list[str]:
    """Every sentence of the back."""
    said = [text for title, caveats in sheet.back for text in (title, *(caveat.text for caveat in caveats))]
    said += [text for title, lines in sheet.back_sections for text in (title, *lines)]
    return [sheet.back_title, *said, *filter(None, [sheet.left_out])]


# ---- One page and its back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", COMPOSERS)
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_sheet_is_one_page_and_its_back_and_every_writer_holds_all_of_it(
    store: Store, name: str, audience: str
) -> None:
    sheet = fit(COMPOSERS[audience], prepare(store, *SITUATIONS[name]))
    pdf = write_pdf(sheet)
    assert page_count(pdf) == 2
    document = Document(io.BytesIO(write_docx(sheet)))
    word = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    word += " ".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    shown = re.sub(r"<[^>]+>", " ", render("faellessamtale/sheet.html.j2", store.labels, sheet=sheet, columns=COLUMNS))
    texts = [word, write_text(sheet), shown.replace("&#34;", "").replace("&amp;", "&")]
    for text in map(squeezed, texts):
        assert [said for said in (*front_says(sheet), *back_says(sheet)) if squeezed(said) not in text] == []
    if shutil.which("pdftotext"):
        front, back = (squeezed(read_pages(pdf, "-raw", "-f", n, "-l", n)) for n in ("1", "2"))
        assert [said for said in front_says(sheet) if squeezed(said) not in front] == []
        assert [said for said in back_says(sheet) if squeezed(said) not in back] == []


def test_never_a_third_page_whatever_is_picked(store: Store) -> None:
    chance = Random(13)
    for group, most in (("dagpenge-16-mdr", 99), ("jobparate", 6), ("laengere-fra", 4), ("ledige", 9)):
        keys = pickable(store, group)
        picked = tuple(chance.sample(keys, min(most, len(keys))))
        made = prepare(
            store, Situation(group, chance.choice((20, 45, 60)), False, group.startswith("dagpenge")), picked
        )
        for compose in COMPOSERS.values():
            sheet = fit(compose, made)
            assert page_count(write_pdf(sheet)) == 2, (group, picked)
            assert len(sheet.topics) == len(picked)


def test_what_cannot_stand_in_full_is_said_with_the_way_to_it(store: Store) -> None:
    made = prepare(store, Situation("dagpenge-16-mdr", 45, False, True), tuple(pickable(store, "dagpenge-16-mdr")))
    least = compose_sheet(replace(made, address="https://eksempel.dk/x"), Detail(6, 9))
    shown = sum(len(caveats) for _, caveats in least.back)
    total = len({c for answer in made.topics for c in caveats_of(answer)} | set(made.general))
    assert least.left_out.startswith(f"{total - shown} forbehold mere") and "https://eksempel.dk/x" in least.left_out
    assert "få ord" in compose_sheet(made, Detail(0, 3)).left_out and compose_sheet(made).left_out == ""


@pytest.mark.skipif(shutil.which("pdftohtml") is None, reason="pdftohtml is not on this machine")
@pytest.mark.parametrize("audience", COMPOSERS)
def test_nothing_on_the_front_is_smaller_than_ten_points(store: Store, audience: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(write_pdf(make(store, SICK, audience)))
    command = ["pdftohtml", "-xml", "-i", "-zoom", "1", "-f", "1", "-l", "1", "-stdout", tmp_path / "sheet.pdf"]
    read = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    sizes = [int(size) for size in re.findall(r'<fontspec [^>]*size="(\d+)"', read)]
    assert sizes and min(sizes) >= 10
    document = Document(io.BytesIO(write_docx(make(store, WITH_FUND, audience))))
    assert document.styles["Normal"].font.size.pt >= 10


def test_pdf_is_tagged_danish_and_has_a_title(store: Store) -> None:
    pdf = write_pdf(make(store, SICK))
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf and b"/Lang" in pdf and b"(da)" in pdf
    assert b"pdfuaid" in pdf


def test_markup_in_the_content_stays_text(store: Store) -> None:
    evil = '#panic("x") = *y* $z$ <b>'
    changed = replace(make(store, SICK), no_topics=evil, subtitle=evil)
    assert write_pdf(changed).startswith(b"%PDF-")
    assert evil in write_text(changed)


@pytest.mark.parametrize("group", ["jobparate", "dagpenge-16-mdr"])
def test_a_topic_says_that_the_sources_disagree(store: Store, group: str) -> None:
    made = prepare(store, Situation(group, 45), tuple(pickable(store, group)))
    said = {topic.name: topic.sure for topic in compose_sheet(made).topics}
    disputed = {short_name(a.name) for a in made.topics if a.assessment.has_source_disagreement}
    assert disputed and {name for name, sure in said.items() if sure.endswith("; kilderne er uenige")} == disputed


def test_every_document_behind_her_sentences_is_named(store: Store) -> None:
    topics = ("loentilskud-absolute", "erhvervsrettede-kurser-absolute")
    sheet = compose_citizen_sheet(prepare(store, Situation("dagpenge-16-mdr", 45, False, True), topics))
    sources = " ".join(line for title, lines in sheet.back_sections for line in lines)
    assert "I et ældre dansk studie" in str(sheet.topics) and "VIVE 2019" in sources


def test_a_circumstance_is_called_silent_only_where_nothing_is_said_of_it(store: Store) -> None:
    situation = Situation("dagpenge-16-mdr", 45, False, True, 0, (), ("over_50", "young"))
    html = choices_html(store, situation, answers_of(store, "dagpenge-16-mdr"), (), {})
    assert "Ingen af emnerne her har særlige forbehold om" in html
    assert "over 50 år" not in html.partition("Ingen af emnerne her har")[2].partition("</p>")[0]


# ---- Caveats and law -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["jobparate", "dagpenge-16-mdr", "unge", "sygemeldte"])
@pytest.mark.parametrize("detail", [Detail(), Detail(2, 3), Detail(5, 5)])
def test_every_caveat_of_the_topics_is_on_the_back_once_numbered_from_the_front(
    store: Store, group: str, detail: Detail
) -> None:
    made = prepare(store, Situation(group, 45), tuple(pickable(store, group)))
    sheet = compose_sheet(made, detail)
    lines = [caveat for _, caveats in sheet.back for caveat in caveats]
    answers = (*made.topics, *made.warned)
    limits = {caveat for answer in answers for caveat in answer.caveats} | set(made.general)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    said = [line.text for line in lines]
    assert all(said.count(c.statement) + said.count(c.short) >= 1 for c in limits)
    is_any_practised = any(not answer.assessment.is_recommended for answer in made.topics)
    assert len(lines) == len(limits) + is_any_practised
    texts = {line.number: line.text for line in lines}
    for answer, topic in zip(made.topics, sheet.topics, strict=True):
        marked = dict((number, short) for short, number in topic.caveats)
        for caveat in answer.caveats:
            if caveat.short in marked.values():
                number = next(n for n, short in marked.items() if short == caveat.short)
                assert texts[number] in (caveat.statement, caveat.short)


def test_the_front_says_the_decisive_caveats_first(store: Store) -> None:
    made = prepare(store, *SITUATIONS["job-ready"])
    for answer, topic in zip(made.topics, compose_sheet(made).topics, strict=True):
        assert [short for short, _ in topic.caveats] == [c.short for c in decisive_caveats(answer)]


def test_a_chosen_circumstance_comes_first(store: Store) -> None:
    chosen = ("high_unemployment",)
    made = prepare(store, Situation("jobparate", 45, circumstances=chosen), ("samtaler-absolute",))
    sheet = compose_sheet(made)
    (answer,) = made.topics
    about = {caveat.short for caveat in answer.caveats if caveat.circumstance in chosen}
    said = [short for short, _ in sheet.topics[0].caveats]
    assert said[0] in about and said[0] not in [caveat.short for caveat in decisive_caveats(answer)]
    assert "høj lokal ledighed" in " ".join(sheet.facts)


def test_topic_cannot_be_built_without_a_caveat() -> None:
    with pytest.raises(ValueError, match="must carry"):
        Topic("n", "s", total=0)


@pytest.mark.parametrize("day", [TODAY, date(2027, 3, 1)])
def test_each_line_of_the_law_says_whether_it_was_read_long_ago(store: Store, day: date) -> None:
    situation, picked = WITH_FUND
    made = prepared(store, situation, answers_of(store, situation.target_group_id), picked, day)
    *lines, _ = dict(compose_sheet(made).back_sections)["Lov: ret og pligt"]
    marked = [line.endswith(" Læst for over 90 dage siden.") for line in lines]
    assert marked == [(day - rule["checked_on"]).days > 90 for rule in made.rules] and any(marked) is (day > TODAY)


def test_law_in_force_says_right_and_duty_and_the_old_one_is_gone(store: Store) -> None:
    law = " ".join(dict(make(store, WITH_FUND).back_sections)["Lov: ret og pligt"])
    assert "Gælder fra 1. januar 2020" in law and "skal kommunen (jobcenteret) tilbyde" in law and "obligatorisk" in law
    assert "frivillig" not in law and "Kontrollér gældende regler" in law
    assert "Ny lov ventet 1. januar 2027." in law and "Oplyst den 1. juli 2025" in law
    hers = " ".join(dict(make(store, WITH_FUND, "citizen").sections)["Din ret og din pligt"])
    assert "Det har du ret til" in hers and "pligt til at være med" in hers
    assert "Din ret og din pligt" not in dict(make(store, SITUATIONS["job-ready"], "citizen").sections)


# ---- The plan ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_minutes_add_up_no_point_is_empty_and_short_talks_have_fewer(store: Store, group: str) -> None:
    rows, near = store.rows("agenda"), store.near(group)
    for minutes, is_running in product((20, 30, 45, 60), (False, True)):
        plan = plan_of(rows, Situation(group, minutes, is_running), near)
        assert sum(point.minutes for point in plan.points) == minutes
        assert all(point.minutes > 0 and point.cue and point.plain_title for point in plan.points)
        longest = plan_of(rows, Situation(group, 60, is_running), near)
        titles = {point.title for point in (*plan.points, *plan.if_time)}
        assert titles == {point.title for point in longest.points}
        if group == "dagpenge-16-mdr":
            assert bool(plan.if_time) == (minutes < 45)


def test_a_point_without_anything_to_do_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="must say what to do"):
        Point("Tom", "", 5, ())


def test_the_plan_of_the_joint_conversation_offers_and_the_status_talk_keeps_changes_or_stops(store: Store) -> None:
    rows, near = store.rows("agenda"), store.near("dagpenge-16-mdr")
    course = plan_of(rows, Situation("dagpenge-16-mdr", 45, False, True), near)
    assert [point.minutes for point in course.points] == [5, 8, 7, 10, 9, 6]
    assert "Tilbyd den intensiverede indsats" in course.points[4].items[0].text
    assert "jobcenterets og a-kassens egen indsats" in course.points[1].items[0].text
    status = plan_of(rows, Situation("dagpenge-16-mdr", 20, True, True), near)
    assert "Behold, ændr eller stop" in [point.title for point in status.points]
    without = plan_of(rows, Situation("dagpenge-16-mdr", 45, False, False), near)
    assert course.fund_title == "A-kassen kan bidrage med" and without.fund_title.startswith("Aftal med a-kassen")
    assert not any(item.actor == "fund" for item in without.items)


def test_the_plan_is_of_the_group_or_of_one_it_is_part_of(store: Store) -> None:
    def places(group: str) -> set[str]:
        return {
            item.where.split(",")[0]
            for item in plan_of(store.rows("agenda"), Situation(group, 45), store.near(group)).items
        }

    assert "STAR 2025: Længere fra arbejdsmarkedet" in places("psykiske-lidelser")
    assert "STAR 2025: Tæt på arbejdsmarkedet" in places("dagpengemodtagere")
    assert "STAR 2025: Tæt på arbejdsmarkedet" not in places("sygemeldte") | places("flygtninge")


def test_nobody_ill_is_told_to_look_for_a_job(store: Store) -> None:
    for audience, who in (("professional", "I"), ("citizen", "vi")):
        sheet = make(store, SICK, audience)
        text = write_text(sheet)
        assert f"Det betyder ikke, at {who} ikke skal tale sammen" in text and not re.search(
            r"jobsøgning|joblog|jobopslag|CV|ansøgning|kurser", text
        )
        assert sheet.topics == ()
    assert "Pas på: samtaler for sygemeldte" in make(store, SICK).warnings[0]
    assert "Pas på" not in write_text(make(store, SICK, "citizen"))


def test_largest_remainder_gives_the_last_minute() -> None:
    assert share_minutes({"a": 1, "b": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}


# ---- The lists and the words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_listed_twice_and_everything_listed_has_words(store: Store, group: str) -> None:
    pointing, unmeasured = two_lists(store, answers_of(store, group), group)
    ids = [answer.assessment.intervention_id for answer in (*pointing, *unmeasured)]
    assert len(ids) == len(set(ids)) and THE_CONVERSATION not in ids
    assert all(answer.assessment.is_recommended for answer in pointing)
    assert not any(answer.assessment.is_recommended for answer in unmeasured)
    assert [answer.name for answer in (*pointing, *unmeasured) if not (answer.plain and answer.say)] == []


def test_what_practice_uses_can_be_brought_up_the_offer_first(store: Store) -> None:
    _, unmeasured = two_lists(store, answers_of(store, "dagpenge-16-mdr"), "dagpenge-16-mdr")
    ids = [answer.assessment.intervention_id for answer in unmeasured]
    assert ids[0] == "saerlig-indsats"
    assert {"personlig-jobformidler", "virksomhedspraktik", "ordinaer-jobformidling"} <= set(ids)


def test_what_is_not_measured_on_the_group_is_said_with_a_doubt_and_ends_with_her(store: Store) -> None:
    [topic] = compose_sheet(prepare(store, Situation("dagpenge-16-mdr", 45), ("samtaler-absolute",))).topics
    assert topic.say.endswith("Vi ved ikke, om det også gælder efter så lang tid. Hvad tænker du?")
    [measured] = compose_sheet(prepare(store, Situation("jobparate", 45), ("samtaler-absolute",))).topics
    assert "Vi ved ikke" not in measured.say and measured.say.endswith("Hvad tænker du?")


@pytest.mark.parametrize(
    ("told", "picked"),
    [("c", "a.b.c"), ("a", "b"), ("op:b", "b.a"), ("ned:a", "b.a"), ("op:a", "a.b"), ("ned:b", "a.b"), ("op:x", "a.b")],
)
def test_a_click_ticks_or_moves(told: str, picked: str) -> None:
    assert ".".join(moved(["a", "b"], told)) == picked


# ---- The citizen's sheet -------------------------------------------------------------------------------------------

SENSITIVE = re.compile(
    r"psyk|sindslid|sygdom|sygemeld|flygtning|vestlig|indvandr|misbrug|kontanthj|udsat|enlig|målgruppe", re.I
)
PLANNERS = re.compile(
    r"forskyd|går ud over andre|tabte andre|kroner|procent|%|evidens|\d+ af \d+|afsnit|Ad \d|signifik", re.I
)


@pytest.mark.parametrize("group", GROUPS)
def test_the_citizens_sheet_is_easy_names_no_group_and_leaves_out_what_planners_need(store: Store, group: str) -> None:
    keys = pickable(store, group)
    for picked in {tuple(keys), tuple(keys[:2]), *((key,) for key in keys)}:
        made = prepare(store, Situation(group, 45, False, group == "dagpenge-16-mdr"), picked)
        sheet = compose_citizen_sheet(made)
        text = write_text(sheet)
        assert lix(text) < 30, picked
        assert SENSITIVE.findall(text) == [] and PLANNERS.findall(text) == []
        assert group not in sheet.file_stem
        assert all(len(topic.caveats) <= 2 for topic in sheet.topics)
        for answer in made.topics:
            hers = {caveat.plain for caveat in answer.caveats if caveat.changes in HERS}
            assert set(hers_of(answer)) <= hers


def test_every_plain_sentence_is_easy_to_read(store: Store) -> None:
    with store._con.cursor() as cursor:
        texts = [row[0] for row in cursor.execute("select plain from caveat").fetchall()]
        texts += [row[0] for row in cursor.execute("select plain_summary from intervention").fetchall()]
    hard = [text for text in texts if lix(text) > 40]
    assert hard == []
    assert sum(map(lix, texts)) / len(texts) < 30


# ---- Text ----------------------------------------------------------------------------------------------------------


def test_the_note_for_the_case_system_is_short_and_has_the_decisive_caveats(store: Store) -> None:
    sheet = make(store, WITH_FUND)
    note = write_note(sheet)
    assert len(note) < len(write_text(sheet)) / 4
    assert "DET AFTALER VI" in note
    for topic in sheet.topics:
        assert topic.name in note and all(said in note for said, _ in topic.caveats)


def test_file_name_is_safe_and_says_what_and_when(store: Store) -> None:
    assert re.fullmatch(r"samtaleark-[a-z0-9-]+-2026-11-20", make(store, WITH_FUND).file_stem)
    assert make(store, SICK, "citizen").file_stem == "borgerark-2026-11-20"
