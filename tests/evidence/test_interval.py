"""The exact interval of a share, against printed tables and against the definition itself."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from core.evidence.interval import clopper_pearson

# Known exact 95 % limits, rounded to four decimals.
TABLE = [
    (0, 10, 0.0, 0.3085),
    (1, 10, 0.0025, 0.4450),
    (5, 10, 0.1871, 0.8129),
    (10, 10, 0.6915, 1.0),
    (3, 20, 0.0321, 0.3789),
    (15, 20, 0.5090, 0.9134),
]


@pytest.mark.parametrize(("positive", "total", "low", "high"), TABLE)
def test_limits_are_those_of_the_tables(positive: int, total: int, low: float, high: float) -> None:
    assert clopper_pearson(positive, total) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("positive", "total"), [(22, 35), (19, 25), (8, 12), (49, 72), (1, 40)])
def test_at_the_limits_the_count_is_just_as_unlikely_as_asked(positive: int, total: int) -> None:
    low, high = (Fraction(limit) for limit in clopper_pearson(positive, total))
    assert float(tail(range(positive, total + 1), total, low)) == pytest.approx(0.025, abs=1e-9)
    assert float(tail(range(positive + 1), total, high)) == pytest.approx(0.025, abs=1e-9)


def tail(counts: range, total: int, share: Fraction) -> Fraction:
    """The probability of the counts, in exact fractions."""
    return sum((comb(total, n) * share**n * (1 - share) ** (total - n) for n in counts), Fraction(0))


def test_more_confidence_gives_a_wider_interval_around_the_share() -> None:
    low, high = clopper_pearson(22, 35)
    wider = clopper_pearson(22, 35, confidence=0.99)
    assert wider[0] < low < 22 / 35 < high < wider[1]


def test_large_counts_do_not_overflow() -> None:
    low, high = clopper_pearson(6_000, 10_000)
    assert 0.59 < low < 0.6 < high < 0.61


@pytest.mark.parametrize(("positive", "total"), [(3, 2), (-1, 5), (0, 0)])
def test_no_share_is_an_error(positive: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        clopper_pearson(positive, total)
