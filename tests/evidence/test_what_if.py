"""Printed sizes counted on citizens, as a table an analyst can check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.evidence.what_if import (
    FORMULAS,
    MEANINGS,
    Refusal,
    Size,
    WhatIf,
    count_on_citizens,
    size_of,
    why_not_counted,
)
from core.model import Caveat, Direction, Directness, Listed, NotRecommended, Reference, State
from core.text import Labels
from tests.evidence.test_side_by_side import SHARED, answer

POSITIVE, NEGATIVE = Direction.POSITIVE, Direction.NEGATIVE

COUNTED = [
    # (size, citizens) → (total, meaning, formula)
    (Size("days", "unemployment", POSITIVE, 5.9), 100,
     ("590", "færre dage med ledighed i alt", "100 borgere × 5,9 dage = 590 dage")),
    (Size("pp", "unemployment", POSITIVE, 2, 4), 100,
     ("2 til 4", "færre ledige", "100 borgere × 2 til 4 procentpoint ÷ 100 = 2 til 4 personer")),
    (Size("pp", "employment", POSITIVE, 7), 1_250,
     ("87,5", "flere i job", "1.250 borgere × 7 procentpoint ÷ 100 = 87,5 personer")),
    (Size("weeks", "unemployment", POSITIVE, 5, 8), 40,
     ("200 til 320", "færre uger med ledighed i alt", "40 borgere × 5 til 8 uger = 200 til 320 uger")),
    (Size("pp", "employment", POSITIVE, None, 15), 200,
     ("højst 30", "flere i job", "200 borgere × højst 15 procentpoint ÷ 100 = højst 30 personer")),
    (Size("pp", "employment", NEGATIVE, 3), 100,
     ("3", "færre i job", "100 borgere × 3 procentpoint ÷ 100 = 3 personer")),
    (Size("pp", "employment", POSITIVE, 1.3), 10,
     ("0,13", "flere i job", "10 borgere × 1,3 procentpoint ÷ 100 = 0,13 personer")),
]  # fmt: skip

REFUSED = [
    (Size("percent", "unemployment", POSITIVE, 13), "kan ikke ganges"),
    (Size("none", "employment", POSITIVE, None), "ingen størrelse"),
    (Size("pp", "satisfaction", POSITIVE, 5), "noget andet end job"),
    (Size("pp", "employment", POSITIVE, 1.6, is_causal=False), "kun en sammenhæng"),
    (Size("pp", "employment", Direction.NONE, 1), "entydig retning"),
    (Size("pp", "employment", Direction.UNCLEAR, 1), "entydig retning"),
    (Size("days", "unemployment", POSITIVE, 6, directness=None), "ikke forbinder"),
    (Size("days", "unemployment", POSITIVE, 6, directness=Directness.BARRED), "ikke forbinder"),
    (Size("pp", "unemployment", POSITIVE, 0.39, area_reason="Tallet er for hele området."), "hele området"),
]


@pytest.mark.parametrize(("size", "citizens", "expected"), COUNTED)
def test_size_becomes_a_total_with_its_sum(size: Size, citizens: int, expected: tuple[str, str, str]) -> None:
    found = count_on_citizens(size, citizens)
    assert isinstance(found, WhatIf)
    assert (found.total, found.meaning, found.formula) == expected


@pytest.mark.parametrize(("size", "reason"), REFUSED)
def test_size_that_cannot_be_counted_says_why(size: Size, reason: str) -> None:
    found = count_on_citizens(size, 100)
    assert isinstance(found, Refusal)
    assert reason in " ".join(found.reasons)


def test_every_reason_is_given_not_only_the_first() -> None:
    found = count_on_citizens(Size("percent", "unemployment", POSITIVE, 13, directness=None), 100)
    assert len(found.reasons) == 2


def test_displacement_gives_a_range_from_all_lost_to_none() -> None:
    found = count_on_citizens(Size("days", "unemployment", POSITIVE, 5.9, displacement=100), 100)
    assert found.displacement.startswith("Tæller man andre ledige med: 0 til 590 dage.")
    part = count_on_citizens(Size("pp", "unemployment", POSITIVE, 2, 4, displacement=50), 100)
    assert "1 til 4 personer" in part.displacement and "tabte 50 procent" in part.displacement


def test_without_a_printed_displacement_none_is_made_up() -> None:
    assert count_on_citizens(Size("days", "unemployment", POSITIVE, 6), 100).displacement == ""


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (Size("days", "unemployment", POSITIVE, 6), "ét tal og intet spænd"),
        (Size("days", "unemployment", POSITIVE, 6, 8), "laveste til det højeste"),
        (Size("pp", "employment", POSITIVE, None, 15), "op til"),
        (Size("pp", "employment", NEGATIVE, 3), "Resultatet er negativt"),
        (Size("pp", "employment", POSITIVE, 3, significant=False), "ikke er statistisk sikkert"),
        (Size("pp", "employment", POSITIVE, 3, significant=True), "er statistisk sikkert"),
        (Size("pp", "employment", POSITIVE, 3), "skriver ikke, om"),
    ],
)
def test_what_must_be_said_with_the_total_is_said(size: Size, said: str) -> None:
    assert said in " ".join(count_on_citizens(size, 100).notes)


@pytest.mark.parametrize("citizens", [0, -5, 100_001])
def test_number_of_citizens_has_bounds(citizens: int) -> None:
    with pytest.raises(ValueError, match="citizens must be"):
        count_on_citizens(Size("days", "unemployment", POSITIVE, 6), citizens)


def test_every_unit_that_is_counted_has_its_formula() -> None:
    assert {unit for unit, _ in MEANINGS} == set(FORMULAS)


def test_row_with_an_area_caveat_and_a_displaced_trial() -> None:
    row = {"unit": "pp", "outcome": "unemployment", "direction": "positive", "effect_low": 2.0, "effect_high": 4.0,
           "directness": "narrower", "significant": None, "causal": True, "trial_id": "forsoeg"}  # fmt: skip
    area = Caveat("area_rate", "For hele området.", Reference("k", "Kilde", "s. 1"), plain="Alle.")
    size = size_of(row, [area], {"forsoeg": 100.0}, "")
    assert (size.low, size.high, size.displacement) == (2.0, 4.0, 100.0)
    assert size.area_reason == "For hele området." and size.directness is Directness.NARROWER
    assert size_of(row | {"directness": None}, [], {}, "") == Size("pp", "unemployment", POSITIVE, 2.0, 4.0, None)


@pytest.mark.parametrize(
    ("assessed", "said"),
    [
        ({"state": State.PROMISING, "listed": Listed.RECOMMEND}, ""),
        ({"state": State.FEW_STUDIES}, "Svaret for gruppen er »Få studier«. Vi regner kun på det, der kan anbefales."),
        (
            {"state": State.PROMISING, "not_recommended": NotRecommended.LAW},
            "Viden om regler – ikke et valg her. Vi regner kun på det, der kan anbefales.",
        ),
    ],
)
def test_only_a_recommendation_is_counted(assessed: dict, said: str, labels: Labels) -> None:
    plain = answer("Samtaler", (SHARED,))
    reason = why_not_counted([replace(plain, assessment=replace(plain.assessment, **assessed))], labels)
    assert reason == said
    found = count_on_citizens(Size("days", "unemployment", POSITIVE, 6, answer_reason=reason), 100)
    assert isinstance(found, Refusal if said else WhatIf)
