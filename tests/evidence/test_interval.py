"""Exact intervals against values anybody can look up or work out by hand."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from core.evidence.interval import exact_interval


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.3085, id="none of ten: 1 minus the tenth root of 0.025 above, zero below"),
        pytest.param(10, 10, 0.6915, 1.0, id="all of ten is its mirror"),
        pytest.param(5, 10, 0.1871, 0.8129, id="half of ten"),
        pytest.param(1, 1, 0.025, 1.0, id="one of one"),
        pytest.param(0, 1, 0.0, 0.975, id="none of one"),
        pytest.param(4, 20, 0.0573, 0.4366, id="a fifth of twenty"),
        pytest.param(29, 37, 0.6179, 0.9017, id="29 of 37"),
        pytest.param(34, 78, 0.3239, 0.5530, id="43 percent of 78 job centres"),
    ],
)
def test_interval_is_the_one_in_the_tables(successes: int, n: int, low: float, high: float) -> None:
    assert exact_interval(successes, n) == pytest.approx((low, high), abs=0.0001)


def test_ends_leave_half_of_five_percent_on_each_side() -> None:
    low, high = exact_interval(0, 10)
    assert low == 0
    assert (1 - high) ** 10 == pytest.approx(0.025)


def test_more_answers_make_it_narrower_also_where_they_are_very_many() -> None:
    widths = [high - low for low, high in (exact_interval(n // 2, n) for n in (10, 100, 1_000, 10_000))]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.02


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 10), (11, 10)])
def test_what_is_no_share_is_an_error(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        exact_interval(successes, n)


@pytest.mark.parametrize(("successes", "n"), [(22, 35), (19, 25), (8, 12), (49, 72), (1, 40)])
def test_at_the_ends_the_count_is_just_as_unlikely_as_asked(successes: int, n: int) -> None:
    low, high = (Fraction(end) for end in exact_interval(successes, n))
    assert float(chance(range(successes, n + 1), n, low)) == pytest.approx(0.025, abs=1e-9)
    assert float(chance(range(successes + 1), n, high)) == pytest.approx(0.025, abs=1e-9)


def chance(counts: range, n: int, share: Fraction) -> Fraction:
    """The probability of the counts, in exact fractions."""
    return sum((comb(n, k) * share**k * (1 - share) ** (n - k) for k in counts), Fraction(0))
