"""The exact interval around a share of counted things. Pure Python; nothing here sets a level."""

from __future__ import annotations

from math import exp, fsum, lgamma, log

STEPS = 60  # halvings of [0, 1]: the bound is right to 1e-18 before rounding


def clopper_pearson(positive: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact (conservative) confidence interval of a share: ``(low, high)`` between 0 and 1.

    ``low`` is the share at which ``positive`` or more would be seen with half the remaining
    probability, ``high`` the one at which ``positive`` or fewer would. Raises ``ValueError`` for
    counts that make no share. Source: Clopper & Pearson 1934.
    """
    if not 0 <= positive <= total or total < 1:
        raise ValueError(f"{positive} of {total} is no share")
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    tail = (1 - confidence) / 2
    low = 0.0 if positive == 0 else _solve(lambda share: _at_least(positive, total, share) < tail)
    high = 1.0 if positive == total else _solve(lambda share: 1 - _at_least(positive + 1, total, share) > tail)
    return low, high


def _solve(is_below) -> float:
    """The share where a condition that first holds stops holding, by halving."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _at_least(positive: int, total: int, share: float) -> float:
    """The probability of at least ``positive`` in ``total`` draws, each with probability ``share``."""
    if share <= 0 or share >= 1:
        return float(share >= 1)
    whole = lgamma(total + 1)
    return fsum(
        exp(whole - lgamma(n + 1) - lgamma(total - n + 1) + n * log(share) + (total - n) * log(1 - share))
        for n in range(positive, total + 1)
    )
