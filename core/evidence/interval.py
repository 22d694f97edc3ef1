"""How sure a share is: the exact (Clopper–Pearson) interval of a proportion."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, log

HALVINGS = 60  # brings the interval between two ends below 1e-17


@cache
def exact_interval(successes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of ``successes`` out of ``n``, as two shares between 0 and 1.

    Its coverage is at least ``level`` whatever the true share, so it is never too narrow.
    Raises ``ValueError`` unless 0 ≤ successes ≤ n and n ≥ 1. Source: Clopper & Pearson 1934.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share")
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else _falls_at(lambda p: _at_most(successes - 1, n, p) > 1 - tail)
    high = 1.0 if successes == n else _falls_at(lambda p: _at_most(successes, n, p) > tail)
    return low, high


def _at_most(k: int, n: int, p: float) -> float:
    """The chance of at most ``k`` successes in ``n`` trials with share ``p`` strictly between 0 and 1."""
    ways = lgamma(n + 1)
    logs = [ways - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p) for i in range(min(k, n) + 1)]
    return sum(map(exp, logs))


def _falls_at(is_below: Callable[[float], bool]) -> float:
    """The share at which ``is_below`` turns from true to false, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2
