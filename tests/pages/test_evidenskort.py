"""The map: what a sentence says must follow from the store, whatever is switched, sorted or asked for."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from core.evidence.caveats import decisive_caveats
from core.model import Assessment, Comparison, Directness, Listed, NotRecommended, State
from core.store import Filters, Store
from core.text import join_words, lower_first, number
from core.ui.evidenskort.grid import NEVER, NO_CHOICE, count_sentence, key_lines, mark_code
from core.ui.evidenskort.panel import Asked, panel_html
from core.ui.evidenskort.tables import map_tables
from core.ui.find.overview import overview_of
from tests.pages.test_pages import open_page, shown

DIRECT, BROADER, BARRED = Directness.DIRECT, Directness.BROADER, Directness.BARRED


def cell(state: State, directness: Directness | None = None, **given: object) -> Assessment:
    """A cell of a group, recommended where it points to work unless it says why not."""
    reason = given.pop("not_recommended", None)
    listed = Listed.RECOMMEND if state.is_recommended and reason is None else None
    comparison = given.pop("comparison", Comparison.ABSOLUTE)
    known = {"not_recommended": reason, "listed": listed, **given}
    return Assessment("ledige", "samtaler", comparison, state, None, None, None, None, directness, 0, 0, 0, False, (), **known)  # fmt: skip


def drawn_map(page: AppTest) -> dict:
    """What the grid is drawn from: groups, rows and marks."""
    return json.loads(next(part.proto.json for part in page.get("bidi_component")))


def panel(page: AppTest) -> str:
    """The panel beside the map, as one text."""
    return next(unescape(body) for part in page.get("html") if "map-panel" in (body := part.proto.body))


def words(html: str) -> str:
    """The text of some markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def kinds(data: dict, group: str) -> dict[str, str]:
    """Intervention → the class of its mark for one group."""
    column = [each["id"] for each in data["groups"]].index(group)
    return {row["id"]: data["marks"][row["cells"][column]]["kind"] for row in data["rows"] if row["cells"]}


@pytest.fixture(scope="module")
def whole() -> AppTest:
    """The map as it opens."""
    return open_page("evidenskort", gruppe="jobparate")


# ---- One mark a cell ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (cell(State.SUPPORTED, DIRECT), "supported"),
        (cell(State.PROMISING, BROADER), "promising"),
        (cell(State.PROMISING, DIRECT, not_recommended=NotRecommended.LAW), "apart"),
        (cell(State.PROMISING, DIRECT, not_recommended=NotRecommended.WEAKER_FORM), "apart"),
        (cell(State.NEGATIVE, DIRECT, not_recommended=NotRecommended.LAW), "negative"),
        (cell(State.PROMISING, DIRECT, comparison=Comparison.RELATIVE, not_recommended=NotRecommended.ONLY_FORM), "promising"),
        (cell(State.UNKNOWN, BARRED), "barred"),
        (cell(State.UNKNOWN), "unknown"),
        (cell(State.PRACTICE_ONLY), "practice_only"),
    ],
)  # fmt: skip
def test_a_cell_has_one_mark(found: Assessment, code: str) -> None:
    assert mark_code(found) == code


def test_key_counts_each_intervention_once_and_what_is_barred_as_unknown(store: Store) -> None:
    cells = [
        cell(State.PROMISING, DIRECT),
        cell(State.PROMISING, BROADER),
        cell(State.PROMISING, BROADER, not_recommended=NotRecommended.LAW),
        cell(State.UNKNOWN, BARRED),
        cell(State.UNKNOWN),
    ]
    found = {line.code: (line.measured, line.transferred) for line in key_lines(cells, store)}
    told = {code: counted for code, counted in found.items() if any(counted)}
    assert told == {"promising": (1, 1), "apart": (0, 1), "unknown": (0, 2), "barred": (0, 1)}
    assert set(found) == {state.value for state in State} | {"apart", "barred"}


def test_key_of_comparisons_knows_only_what_a_comparison_can_be(store: Store) -> None:
    lines = {line.code: line.word for line in key_lines([], store, is_relative=True)}
    assert lines["negative"] == "Svagere end alternativet" and not {"apart", "unknown", "practice_only"} & set(lines)


class Told:
    """An answer of which only the cell is asked."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment


@pytest.mark.parametrize(
    ("nearness", "sentence"),
    [
        ((), ""),
        ((DIRECT,), "Én indsats kan anbefales; viden er om gruppen selv."),
        ((BROADER,), "Én indsats kan anbefales; viden er overført fra andre grupper."),
        ((BROADER, BROADER), "2 indsatser kan anbefales; ingen bygger på viden om gruppen selv."),
        ((DIRECT, BROADER), "2 indsatser kan anbefales; 1 bygger på viden om gruppen selv."),
        ((DIRECT, DIRECT), "2 indsatser kan anbefales; alle bygger på viden om gruppen selv."),
    ],
)
def test_sentence_counts_what_may_be_recommended(nearness: tuple, sentence: str) -> None:
    cells = [cell(State.PROMISING, each) for each in nearness]
    never = cell(State.SUPPORTED, DIRECT, not_recommended=NotRecommended.LAW)
    assert count_sentence(map(Told, [*cells, never, cell(State.CONFLICTING, DIRECT)])) == sentence


def test_marks_hold_no_letters_and_no_numbers(whole: AppTest) -> None:
    assert {tuple(mark) for mark in drawn_map(whole)["marks"]} == {("kind", "words")}


def test_marks_are_full_where_the_group_itself_is_known_and_quiet_elsewhere(store: Store, whole: AppTest) -> None:
    data = drawn_map(whole)
    for found in store.assess(["jobparate", "unge"]):
        if found.comparison is Comparison.ABSOLUTE:
            kind = kinds(data, found.target_group_id)[found.intervention_id]
            assert ("is-measured" in kind) == (found.directness is DIRECT)
            assert ("is-transferred" in kind) == (found.directness is not DIRECT)


def test_switch_leaves_only_what_is_known_of_the_group(whole: AppTest) -> None:
    page = open_page("evidenskort", gruppe="jobparate", kunmaalt="1")
    data, before = drawn_map(page), drawn_map(whole)
    for group in (each["id"] for each in data["groups"]):
        for intervention, kind in kinds(data, group).items():
            is_quiet = "is-transferred" in kind and "mark-unknown" not in kind
            assert ("is-hidden" in kind) == is_quiet, (group, intervention)
            assert kind.replace(" is-hidden", "") == kinds(before, group)[intervention]
    assert any("is-hidden" in mark["kind"] for mark in data["marks"])
    empty = [kind for group in data["groups"] for kind in kinds(data, group["id"]).values() if is_empty(kind)]
    assert f"Kun viden om gruppen selv er vist. {number(len(empty))} felter står tomme:" in shown(page)
    assert "(tomt felt)" in shown(whole) and "(tomt felt)" not in shown(page)
    assert "også overført viden står tomt" not in shown(page)


def is_empty(kind: str) -> bool:
    """True for a cell in which nothing is drawn."""
    return "is-hidden" in kind or "mark-unknown" in kind


# ---- What is never a choice ---------------------------------------------------------------------------------------


def test_what_is_never_a_choice_stands_in_a_band_of_its_own(store: Store, whole: AppTest) -> None:
    rows = drawn_map(whole)["rows"]
    band = [row["name"] for row in rows].index(NO_CHOICE)
    above, below = ({row["id"] for row in part if row["cells"]} for part in (rows[:band], rows[band:]))
    assert above | below == set(store.interventions) and not above & below
    never = {
        key
        for key, row in store.interventions.items()
        if row["kind"] in ("law", "explanation") or row["existed_until"] or not row["is_actionable"]
    }
    assert below == never
    reasons = {store.labels("not_recommended", reason) for reason in NEVER}
    assert {row["name"] for row in rows[band + 1 :] if row["is_family"]} <= reasons


@pytest.mark.parametrize("order", ["svar", "faerrest", "flest"])
def test_band_stays_apart_in_every_order(store: Store, whole: AppTest, order: str) -> None:
    rows = drawn_map(open_page("evidenskort", gruppe="jobparate", orden=order))["rows"]
    as_tree = drawn_map(whole)["rows"]
    parts = [
        {row["id"] for row in listed[[row["name"] for row in listed].index(NO_CHOICE) :] if row["cells"]}
        for listed in (rows, as_tree)
    ]
    assert parts[0] == parts[1]


def test_nothing_in_the_band_has_a_mark_that_recommends(whole: AppTest) -> None:
    data = drawn_map(whole)
    band = [row["name"] for row in data["rows"]].index(NO_CHOICE)
    found = {data["marks"][code]["kind"].split()[0] for row in data["rows"][band:] for code in row["cells"]}
    assert "mark-apart" in found and not {"mark-supported", "mark-promising"} & found


def test_family_that_is_no_choice_is_only_a_heading_above(whole: AppTest) -> None:
    rows = [row for row in drawn_map(whole)["rows"] if row["id"] == "jobsoegning"]
    assert [(row["is_family"], bool(row["cells"])) for row in rows] == [(True, False), (False, True)]


def test_folded_families_keep_their_own_answer() -> None:
    data = drawn_map(open_page("evidenskort", lukket="samtaler.ikke-law"))
    ids = [row["id"] for row in data["rows"]]
    assert "samtaler" in ids and "gruppesamtaler" not in ids and "sanktioner" not in ids
    assert [row["is_open"] for row in data["rows"] if row["id"] in ("samtaler", "ikke-law")] == [False, False]


# ---- The panel ----------------------------------------------------------------------------------------------------


def test_key_agrees_with_the_answers_of_every_group(store: Store) -> None:
    for group, row in store.target_groups.items():
        if not row["is_selectable"]:
            continue
        answers = [a for a in store.answers(group) if a.assessment.comparison is Comparison.ABSOLUTE]
        lines = {
            line.code: line.measured + line.transferred for line in key_lines([a.assessment for a in answers], store)
        }
        recommended = sum(answer.assessment.is_recommended for answer in store.answers(group))
        assert lines["supported"] + lines["promising"] == recommended, group
        assert sum(lines.values()) - lines["barred"] == len(answers), group
        assert lines["unknown"] == sum(a.assessment.state is State.UNKNOWN for a in answers), group


@pytest.mark.parametrize("group", ["jobparate", "sygemeldte", "dagpenge-16-mdr"])
def test_closed_panel_holds_the_answer_and_the_key(store: Store, group: str) -> None:
    text = words(panel(open_page("evidenskort", gruppe=group)))
    answers = [a.assessment for a in store.answers(group)]
    recommended = sum(a.is_recommended for a in answers)
    assert store.target_groups[group]["name"] in text
    assert (f"{recommended} indsatser kan anbefales" in text) if recommended else ("vi kan anbefale" in text)
    for line in key_lines([a for a in answers if a.comparison is Comparison.ABSOLUTE], store):
        assert line.word.lower() in text.lower()
    silent = len(overview_of(store, store.answers(group), group).unknown)  # what the main page counts as unknown
    unknown = sum(a.comparison is Comparison.ABSOLUTE and a.state is State.UNKNOWN for a in answers)
    assert (f"{unknown}, heraf {silent} heller ikke om former" in text) is (silent < unknown)
    assert len(text.split()) <= 180


def test_closed_panel_warns_where_there_is_a_warning() -> None:
    text = words(panel(open_page("evidenskort", gruppe="sygemeldte")))
    assert "Pas på: samtaler" in text and "Det betyder ikke, at I ikke skal tale sammen" in text


@pytest.mark.parametrize(
    ("group", "intervention"),
    [("ledige", "lavere-sagsstamme"), ("unge", "privat-loentilskud"), ("dagpengemodtagere", "sanktioner")],
)
def test_open_cell_says_what_must_be_said_and_every_caveat_once(store: Store, group: str, intervention: str) -> None:
    text = panel(open_page("evidenskort", gruppe=group, indsats=intervention))
    [answer] = [
        a
        for a in store.answers(group)
        if a.assessment.intervention_id == intervention and a.assessment.comparison is Comparison.ABSOLUTE
    ]
    lists = "".join(re.findall(r'<ul class="caveats">(.*?)</ul>', text, re.DOTALL))
    found = Counter(re.findall(r"<li>(.*?) <small>", lists))
    assert answer.caveats and found == Counter(caveat.statement for caveat in answer.caveats)
    assert f"Alle {len(answer.caveats)} forbehold" in text
    assert answer.message in text and f"indsats={intervention}&gruppe={group}" in text
    said = re.search(r"Det skal siges samtidig</h3>(.*?)<details>", text, re.DOTALL).group(1)
    assert words(said) == " ".join(caveat.short for caveat in decisive_caveats(answer))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"gruppe": "ledige", "indsats": "lavere-sagsstamme"}, "Hvor sikkert: Moderat evidens"),
        ({"gruppe": "ledige", "indsats": "lavere-sagsstamme"}, "ét forsøg, én stemme"),
        (
            {"gruppe": "sygemeldte", "indsats": "individuelle-samtaler"},
            "kan ikke overføres til denne gruppe, og den er ikke brugt. Ingen viden betyder ikke",
        ),
        ({"gruppe": "dagpenge-16-mdr", "indsats": "undgaa-aflysninger"}, "en tidligere del af ledigheden"),
        ({"gruppe": "flygtninge", "indsats": "ips"}, "Ingen viden betyder ikke, at det ikke virker"),
        ({"gruppe": "dagpenge-16-mdr", "indsats": "virksomhedspraktik"}, "Kun praksisviden"),
        ({"gruppe": "dagpengemodtagere", "indsats": "sanktioner"}, "Viden om regler – ikke et valg her"),
        ({"gruppe": "jobparate", "indsats": "kontrolsamtaler"}, "Svagere form"),
        (
            {"gruppe": "jobparate", "indsats": "kontrolsamtaler"},
            "Sammenlignet med en anden form: svagere end alternativet.",
        ),
        ({"gruppe": "sygemeldte", "indsats": "samtaler", "spoergsmaal": "form"}, "sammenligner ikke indsatsen"),
    ],
)
def test_open_cell_is_never_empty(query: dict, said: str) -> None:
    text = words(panel(open_page("evidenskort", **query)))
    assert said in text.replace(" :", ":")
    assert "Tegnene" in text and "Én indsats:" in text


def test_open_cell_says_whom_it_was_measured_on_where_that_is_not_the_group(store: Store) -> None:
    group = "dagpenge-16-mdr"
    answers = [a for a in store.answers(group) if a.references and a.assessment.comparison is Comparison.ABSOLUTE]
    told = [a for a in answers if a.assessment.state is not State.UNKNOWN]
    carried = {a.name: a.assessment.directness in ("broader", "narrower", "related") for a in told}
    assert any(carried.values())
    for answer in told:
        asked = Asked(group, Comparison.ABSOLUTE, Filters(), answer.assessment.intervention_id)
        text = words(panel_html(store, asked, answers, []))
        named = join_words(lower_first(name) for name in answer.studied_groups)
        assert (f"Overført fra {named}." in text) is carried[answer.name], answer.name


def test_open_cell_of_what_is_no_choice_does_not_look_recommended() -> None:
    text = panel(open_page("evidenskort", gruppe="dagpengemodtagere", indsats="sanktioner"))
    assert "mark-apart" in text and "state-supported" not in text and "state-promising" not in text


# ---- The switches -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "filters", "sentence"),
    [
        ("dansk", Filters(only_danish=True), "Kun dansk viden tæller."),
        ("udenhoej", Filters(without_high_bias=True), "Studier med høj risiko for skævhed tæller ikke."),
        ("efter2010", Filters(after_2010=True), "Kun studier og gennemgange fra efter 2010 tæller."),
        ("lod", Filters(only_randomised=True), "Kun lodtrækningsforsøg tæller"),
    ],
)
def test_switch_says_what_moved(store: Store, name: str, filters: Filters, sentence: str) -> None:
    text = unescape(shown(open_page("evidenskort", **{name: "1"})))
    assert sentence in text
    moved = int(re.search(r"(\d+) af \d+ felter med viden skifter tilstand", text).group(1))
    before = {
        (c.target_group_id, c.intervention_id): c.state
        for c in store.assess(store.target_groups)
        if c.comparison == "absolute"
    }
    after = {
        (c.target_group_id, c.intervention_id): c.state
        for c in store.assess(store.target_groups, filters)
        if c.comparison == "absolute"
    }
    shown_groups = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    assert moved == sum(before[key] is not after[key] for key in before if key[0] in shown_groups)


def test_a_comparison_that_no_longer_counts_is_still_told_of(store: Store) -> None:
    page = open_page("evidenskort", spoergsmaal="form", lod="1")
    data = drawn_map(page)
    gone = {n for n, mark in enumerate(data["marks"]) if mark["kind"] == "absent is-moved"}
    assert gone and all("Før valget: " in data["marks"][n]["words"] for n in gone)
    drawn = sum(cell in gone for row in data["rows"] for cell in row["cells"])
    groups = [key for key, row in store.target_groups.items() if row["is_selectable"]]
    before, after = (
        {(c.target_group_id, c.intervention_id) for c in store.assess(groups, f) if c.comparison == "relative"}
        for f in (Filters(), Filters(only_randomised=True))
    )
    assert drawn == len(before - after)
    rows = len({intervention for _, intervention in before})
    assert len([row for row in data["rows"] if row["cells"]]) == rows
    assert f"Kortet viser {rows} indsatser for {len(groups)} målgrupper." in shown(page)


def test_review_left_out_is_named() -> None:
    text = shown(open_page("evidenskort", uden="vive-2019-review"))
    assert "og de studier, den selv tæller, tæller ikke" in text


@pytest.mark.parametrize(
    "query",
    [
        {"indsats": "findes-ikke"},
        {"gruppe": "findes-ikke"},
        {"orden": "x"},
        {"spoergsmaal": "x"},
        {"grupper": "x.y"},
        {"uden": "x"},
        {"lukket": "x"},
    ],
)
def test_wrong_link_gives_a_sentence_and_the_map(query: dict, store: Store) -> None:
    page = open_page("evidenskort", **query)
    assert not page.exception
    assert len(page.info) == 1
    whole = f"{len(store.interventions)} indsatser for {len(store.group_names)} målgrupper"
    assert f"Kortet viser {whole}" in shown(page)


# ---- The text twin and the files ----------------------------------------------------------------------------------


def test_words_name_every_answer_of_the_map(store: Store) -> None:
    text = unescape(shown(open_page("evidenskort", ord="1")))
    for row in store.interventions.values():
        assert row["name"] in text
    assert "Stærk evidens (vores læsning) for jobparate" in text and "13 konklusioner fra kilderne" in text


def test_nothing_left_has_a_way_on() -> None:
    page = open_page("evidenskort", emne="kombineret", hvem="legislation")
    assert "Fjern et valg for at se mere" in shown(page) and "kan anbefales" in panel(page)


def test_workbook_holds_every_caveat_once_and_every_answer_points_to_its_own(store: Store) -> None:
    answers = [answer for group in ("ledige", "unge") for answer in store.answers(group)]
    fields, caveats = map_tables(store, answers)
    expected = dict.fromkeys(caveat for answer in answers for caveat in answer.caveats)
    assert [row["statement"] for row in caveats.rows] == [caveat.statement for caveat in expected]
    by_number = {str(row["number"]): row["statement"] for row in caveats.rows}
    relative = store.labels.codes("state_relative")
    assert any(a.assessment.comparison is Comparison.RELATIVE and a.assessment.state in relative for a in answers)
    for row, answer in zip(fields.rows, answers, strict=True):
        cell = answer.assessment
        is_of_forms = cell.comparison is Comparison.RELATIVE and cell.state in relative
        assert row["state"] == store.labels("state_relative" if is_of_forms else "state", cell.state)
        pointed = [by_number[number] for number in str(row["caveats"]).split(", ") if number]
        assert pointed == [caveat.statement for caveat in answer.caveats]
    recommended = sum(answer.assessment.is_recommended for answer in answers)
    assert sum(row["recommended"] == "Ja" for row in fields.rows) == recommended > 0
