"""An answer cannot lose its caveats or its sources; derived caveats follow the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.evidence.answer import best_and_weakest
from core.evidence.caveats import derive_caveats, gains_late
from core.model import (
    Assessment,
    Caveat,
    Comparison,
    Direction,
    Directness,
    Level,
    Listed,
    Recommendation,
    Reference,
    Result,
    State,
)

WHERE = Reference("kilde", "Kilden", "Tabel 1")
CAVEAT = Caveat("average_effect", "Det er et gennemsnit.", WHERE, plain="Det gælder mange, ikke dig.")
ASSESSMENT = Assessment(
    "ledige", "samtale", Comparison.ABSOLUTE, State.SUPPORTED, Direction.POSITIVE, Level.MODERATE, Level.MODERATE, None,
    Directness.DIRECT, 2, 2, 2, False, ("Fordi.",), listed=Listed.RECOMMEND,
)  # fmt: skip
WHOLE = {
    "assessment": ASSESSMENT,
    "name": "Samtale",
    "summary": "Noget.",
    "lever": "caseworker",
    "message": "Det virker.",
    "caveats": (CAVEAT,),
    "references": (WHERE,),
}


def result(direction: Direction, **values: object) -> Result:
    """A result that points the given way."""
    return Result(**{"finding_id": "f", "statement": "s", "direction": direction, "outcome": "employment", "comparator": "c",
                     "horizon": "", "studied_group": "g", "citation": "x", "reference": WHERE} | values)  # fmt: skip


def test_whole_recommendation_can_be_built() -> None:
    assert Recommendation(**WHOLE).caveats == (CAVEAT,)


@pytest.mark.parametrize("missing", ["caveats", "references"])
def test_recommendation_cannot_be_built_without(missing: str) -> None:
    with pytest.raises(ValueError, match="must carry"):
        Recommendation(**WHOLE | {missing: ()})


@pytest.mark.parametrize("state", [state for state in State if not state.is_recommended])
def test_other_states_cannot_be_recommended(state: State) -> None:
    with pytest.raises(ValueError, match="not a recommendation"):
        Recommendation(**WHOLE | {"assessment": replace(ASSESSMENT, state=state)})


def test_what_no_list_holds_cannot_be_recommended() -> None:
    with pytest.raises(ValueError, match="not a recommendation"):
        Recommendation(**WHOLE | {"assessment": replace(ASSESSMENT, listed=None)})


def test_caveat_needs_a_source_or_a_rule() -> None:
    with pytest.raises(ValueError, match="source or the rule"):
        Caveat("average_effect", "Uden kilde.", plain="Uden kilde.")


def test_caveat_must_be_sayable_to_the_citizen() -> None:
    with pytest.raises(ValueError, match="sayable to the citizen"):
        Caveat("average_effect", "Et forbehold.", WHERE)


def test_weakest_result_stands_beside_the_best() -> None:
    shown = best_and_weakest((result(Direction.NEGATIVE), result(Direction.POSITIVE), result(Direction.MIXED)))
    assert [item.direction for item in shown] == [Direction.POSITIVE, Direction.NEGATIVE]


def row(**values: object) -> dict:
    """A finding row as the rules for derived caveats see it."""
    return {
        "country": "DK",
        "year": 2020,
        "can_vote": True,
        "risk_of_bias": "low",
        "citation": "X (2020)",
        "significant": None,
        "direction": "positive",
        "outcome": "displacement",
        "horizon_from_months": None,
        "horizon_to_months": None,
    } | values


@pytest.mark.parametrize(
    ("assessment", "rows", "kinds"),
    [
        pytest.param(ASSESSMENT, [row()], [], id="two Danish, new, direct"),
        pytest.param(replace(ASSESSMENT, trials=1), [row()], ["single_trial"], id="one trial only"),
        pytest.param(replace(ASSESSMENT, directness=Directness.BROADER), [row()], ["indirect"], id="only indirect"),
        pytest.param(ASSESSMENT, [row(country="SE")], ["foreign"], id="all foreign"),
        pytest.param(ASSESSMENT, [row(country="SE"), row()], [], id="one is Danish"),
        pytest.param(ASSESSMENT, [row(year=2010)], ["old_data"], id="newest older than 15 years"),
        pytest.param(ASSESSMENT, [row(year=2011)], [], id="15 years is not older"),
        pytest.param(
            ASSESSMENT, [row(significant=False), row(significant=False)], ["measurement"], id="none significant"
        ),
        pytest.param(ASSESSMENT, [row(significant=False), row(significant=True)], [], id="one significant"),
        pytest.param(ASSESSMENT, [row(risk_of_bias="high")], ["high_bias"], id="high risk of bias"),
        pytest.param(ASSESSMENT, [row(outcome="employment")], ["displacement"], id="nobody looked at displacement"),
        pytest.param(
            replace(ASSESSMENT, listed=None), [row(outcome="employment")], [], id="asked only of what is recommended"
        ),
        pytest.param(
            replace(ASSESSMENT, contrary=("Ufaglærte",)), [row()], ["differs_by_group"], id="no gain for a part at home"
        ),
    ],
)
def test_derived_caveats(assessment: Assessment, rows: list[dict], kinds: list[str]) -> None:
    assert [caveat.kind for caveat in derive_caveats(assessment, rows, date(2026, 11, 20))] == kinds


@pytest.mark.parametrize(
    ("claim_ids", "short"),
    [((), "Grundlag: ét studie"), (("c",), "Grundlag: ét målt studie og kildernes konklusioner")],
)
def test_one_study_beside_conclusions_is_not_all_there_is(claim_ids: tuple[str, ...], short: str) -> None:
    (found,) = derive_caveats(replace(ASSESSMENT, trials=1, claim_ids=claim_ids), [row()], date(2026, 11, 20))
    assert found.short == short


@pytest.mark.parametrize(
    ("rows", "is_late"),
    [
        pytest.param(
            [(0, 12, "negative"), (24, 24, "positive")], True, id="VEU 2021: a loss first, a gain after two years"
        ),
        pytest.param([(0, 6, "positive"), (24, 24, "positive")], False, id="it helps within the time left"),
        pytest.param([(None, None, "positive")], False, id="no horizon is printed"),
        pytest.param([(0, 12, "positive")], False, id="it begins to help at once"),
        pytest.param([(12, 24, "positive")], True, id="the first gain is a year away"),
        pytest.param([(8, 8, "positive")], False, id="it helps in the last month left"),
        pytest.param([(9, 9, "positive")], True, id="it helps a month too late"),
    ],
)
def test_an_effort_that_helps_after_the_time_left_is_marked(rows: list[tuple], is_late: bool) -> None:
    found = [
        row(horizon_from_months=first, horizon_to_months=last, direction=direction) for first, last, direction in rows
    ]
    assert gains_late(found, months_left=8) is is_late
    assert not gains_late(found, months_left=None)  # the group's time is not known
