"""Practice as tables of literal cases: what adds up, what is found, how own figures stand to the report's."""

from __future__ import annotations

import pytest

from core.evidence.practice import Question, compare, group_questions, headline, own_sum_note, sum_note
from core.text import Labels

MINUTES = [("30 minutter", "part", 43), ("45 minutter", "part", 42), ("60 minutter", "part", 15)]
SPAN = [("Kommunen med den laveste andel", "lowest", 5), ("På tværs", "overall", 34), ("Højest", "highest", 68)]


def question(
    *answers: tuple[str, str, float],
    n: int | None = 78,
    unit: str = "percent",
    method: str = "survey",
    topic: str = "length",
) -> Question:
    """A question with answers (text, kind, value); the ids are a, b, c …"""
    row = {
        "topic": topic,
        "question": "Hvor længe?",
        "unit": unit,
        "n": n,
        "method": method,
        "statement": "Sådan er det.",
        "source_id": "kilde",
        "source_name": "Kilde 2020",
        "locator": "figur 1; afsnit 2",
        "derived": False,
        "intervention_id": None,
        "intervention": None,
    }
    rows = [
        row | {"figure_id": "abcdefgh"[n], "answer": answer, "answer_kind": kind, "value": value}
        for n, (answer, kind, value) in enumerate(answers)
    ]
    return group_questions(rows)[0]


@pytest.mark.parametrize(
    ("answers", "given", "sentence"),
    [
        pytest.param(MINUTES, {}, "Det hyppigste svar er »30 minutter« (43 procent), tæt fulgt af »45 minutter« (42 procent).", id="two close"),
        pytest.param([("Ja", "part", 70), ("Nej", "part", 24)], {}, "Det hyppigste svar er »Ja« (70 procent).", id="one clear"),
        pytest.param([("Ja", "part", 50), ("Nej", "part", 50)], {}, "Alle svar: »Ja« og »Nej« (50 procent).", id="all equal"),
        pytest.param([("A", "part", 40), ("B", "part", 40), ("C", "part", 20)], {}, "De hyppigste svar er »A« og »B« (40 procent).", id="two first"),
        pytest.param([("A", "several", 75), ("B", "several", 32), ("Mindst én", "total", 96)], {}, "Flest svarer »A« (75 procent), færrest »B« (32 procent).", id="a total is not ranked"),
        pytest.param([("A", "group", 1.4), ("B", "group", 3.0)], {"unit": "hours"}, "Højest: »B« (3 timer). Lavest: »A« (1,4 timer).", id="hours"),
        pytest.param([("A", "several", 9), ("B", "several", 2)], {"unit": "count"}, "Flest: »A« (9). Færrest: »B« (2).", id="counts"),
        pytest.param(SPAN, {"n": None}, "Fra 5 til 68 procent. På tværs: 34 procent.", id="a span with the overall number"),
        pytest.param([("Færrest", "lowest", 30), ("Flest", "highest", 80)], {"unit": "cases"}, "Fra 30 til 80 sager.", id="a span without"),
        pytest.param([("Ja", "alone", 98)], {}, "Sådan er det.", id="one figure speaks for itself"),
    ],
)  # fmt: skip
def test_headline_states_the_finding(labels: Labels, answers: list, given: dict, sentence: str) -> None:
    assert headline(question(*answers, **given), labels) == sentence


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param(MINUTES, "", id="100: nothing to say"),
        pytest.param([("A", "part", 60), ("B", "part", 27), ("C", "part", 14)], "giver 101 procent. Forskellen er ikke større, end afrunding kan give", id="101 of three: rounding"),
        pytest.param([("A", "part", 60), ("B", "part", 27), ("C", "part", 14), ("Ekstern i alt", "total", 40)], "giver 101 procent", id="a total does not count"),
        pytest.param([("Ja", "part", 70), ("Nej", "part", 24)], "giver 94 procent. De sidste 6 procent er svar, som rapporten ikke skriver", id="94: answers are missing"),
        pytest.param([("A", "part", 60), ("B", "part", 45)], "giver 105 procent. Det er mere, end afrunding kan forklare", id="105: something is wrong, and it is said"),
        pytest.param([("A", "several", 75), ("B", "several", 61)], "udelukker ikke hinanden", id="several answers allowed"),
        pytest.param([("Over 16", "group", 34), ("Under 16", "group", 26)], "inden for sin egen gruppe", id="shares of two groups"),
        pytest.param([("Ja", "alone", 98)], "", id="one figure"),
    ],
)  # fmt: skip
def test_shares_that_do_not_add_up_are_marked(labels: Labels, answers: list, said: str) -> None:
    note = sum_note(question(*answers), labels)
    assert said in note if said else note == ""


@pytest.mark.parametrize(
    ("answers", "given", "own", "sentences"),
    [
        pytest.param(
            MINUTES, {}, {"a": 10, "b": 60, "c": 30},
            [
                "Jeres hyppigste svar er »45 minutter«. Det samme svarede 42 procent af jobcentrene i 2016–17.",
                "»30 minutter«: jeres 10 procent ligger under 2016–17 (43 procent) og uden for usikkerheden (32–55).",
                "»45 minutter«: jeres 60 procent ligger over 2016–17 (42 procent) og uden for usikkerheden (31–54).",
                "»60 minutter«: jeres 30 procent ligger over 2016–17 (15 procent) og uden for usikkerheden (8–25).",
            ],
            id="all answers given",
        ),
        pytest.param(
            MINUTES, {}, {"a": 40}, ["»30 minutter«: jeres 40 procent ligger under 2016–17 (43 procent), men inden for usikkerheden (32–55)."],
            id="one answer below half says nothing about the commonest",
        ),
        pytest.param(
            MINUTES, {}, {"a": 50, "b": 50, "c": 0},
            [
                "»30 minutter«: jeres 50 procent ligger over 2016–17 (43 procent), men inden for usikkerheden (32–55).",
                "»45 minutter«: jeres 50 procent ligger over 2016–17 (42 procent), men inden for usikkerheden (31–54).",
                "»60 minutter«: jeres 0 procent ligger under 2016–17 (15 procent) og uden for usikkerheden (8–25).",
            ],
            id="two commonest are none",
        ),
        pytest.param(MINUTES, {"n": None}, {"c": 20.5}, ["»60 minutter«: jeres 20,5 procent ligger over 2016–17 (15 procent)."], id="no N, no interval"),
        pytest.param(MINUTES, {}, {"c": 15}, ["»60 minutter«: jeres 15 procent er det samme som i 2016–17 (15 procent)."], id="the same"),
        pytest.param(SPAN, {"n": None, "method": "register"}, {"b": 41.5}, ["Jeres 41,5 procent ligger over 2016–17 (på tværs: 34 procent), mellem den laveste (5) og den højeste (68)."], id="inside the span"),
        pytest.param(SPAN, {"n": None, "method": "register"}, {"b": 2}, ["Jeres 2 procent ligger under 2016–17 (på tværs: 34 procent) og under den laveste (5)."], id="below the span"),
        pytest.param(SPAN, {"n": None, "method": "register"}, {"b": 71}, ["Jeres 71 procent ligger over 2016–17 (på tværs: 34 procent) og over den højeste (68)."], id="above the span"),
        pytest.param(MINUTES, {}, {"elsewhere": 10}, [], id="a number of another question"),
    ],
)  # fmt: skip
def test_own_figures_are_placed_and_never_judged(
    labels: Labels, answers: list, given: dict, own: dict[str, float], sentences: list[str]
) -> None:
    said = compare(question(*answers, **given), own, labels)
    assert said == sentences
    assert not any(word in " ".join(said) for word in ("bedre", "dårligere", "godt", "desværre"))


@pytest.mark.parametrize(
    ("answers", "own", "said"),
    [
        pytest.param(MINUTES, {"a": 10, "b": 60, "c": 30}, "", id="100"),
        pytest.param(MINUTES, {"a": 33, "b": 33, "c": 33}, "", id="99: rounding"),
        pytest.param(MINUTES, {"a": 60, "b": 60}, "120 procent tilsammen. Svarene udelukker hinanden, så det kan højst blive 100", id="above 100"),
        pytest.param(MINUTES, {"a": 10, "b": 10, "c": 10}, "30 procent tilsammen. Svarene udelukker hinanden, så resten mangler et svar", id="all given, below 100"),
        pytest.param(MINUTES, {"a": 10}, "", id="not all given yet"),
        pytest.param([("Ja", "part", 70), ("Nej", "part", 24)], {"a": 50, "b": 20}, "", id="the report leaves answers out, so may they"),
        pytest.param([("A", "several", 75), ("B", "several", 61)], {"a": 90, "b": 90}, "", id="several answers allowed"),
    ],
)  # fmt: skip
def test_own_shares_that_do_not_add_up_get_a_note(answers: list, own: dict[str, float], said: str) -> None:
    note = own_sum_note(question(*answers), own)
    assert said in note if said else note == ""


@pytest.mark.parametrize(
    ("answers", "given", "limits"),
    [
        pytest.param(MINUTES, {}, {"a": 100, "b": 100, "c": 100}, id="shares of job centres"),
        pytest.param([*MINUTES, ("Op til 45", "total", 85)], {}, {"a": 100, "b": 100, "c": 100}, id="not their total"),
        pytest.param(SPAN, {"method": "register"}, {"b": 100}, id="one number against a span"),
        pytest.param([("Færrest", "lowest", 30), ("Flest", "highest", 80)], {"unit": "cases", "method": "interview"}, {"a": 500, "b": 500}, id="own ends of a span without an overall number"),
        pytest.param([("A", "group", 1.4), ("I alt", "total", 1.8)], {"unit": "hours"}, {"a": 40, "b": 40}, id="hours"),
        pytest.param([("A", "part", 50), ("B", "part", 50)], {"method": "interview"}, {}, id="shares of a few people interviewed"),
        pytest.param([("A", "several", 9)], {"unit": "count"}, {}, id="counts of job centres"),
        pytest.param([("A", "group", 4)], {"unit": "months"}, {}, id="what the law allowed"),
        pytest.param([("A", "group", 88)], {"topic": "method"}, {}, id="the survey itself"),
        pytest.param([("A", "alone", 21), ("B", "alone", 35)], {}, {}, id="numbers that are no set"),
        pytest.param([("A", "part", 43), ("B", "part", None)], {}, {}, id="an answer without a number"),
    ],
)  # fmt: skip
def test_own_figures_are_asked_for_only_where_they_make_sense(answers: list, given: dict, limits: dict) -> None:
    assert question(*answers, **given).own_limits == limits


def test_interval_only_where_a_share_has_its_number() -> None:
    assert question(*MINUTES).figures[0].interval == pytest.approx((32.39, 55.30), abs=0.01)
    assert question(*MINUTES, n=None).figures[0].interval is None
    assert question(("A", "group", 1.4), unit="hours", n=40).figures[0].interval is None


def test_nothing_is_drawn_without_numbers_to_compare() -> None:
    assert question(*MINUTES).is_drawn
    assert not question(("A", "part", 43), ("B", "part", None)).is_drawn
    assert not question(("Modeller", "alone", 3), unit="count").is_drawn


def test_places_in_the_source_are_said_once() -> None:
    assert question(*MINUTES).locator == "figur 1; afsnit 2"
