"""Findings as the rows a chart takes: codes become words and symbols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict, TypeVar

from core.charts.effect_direction import Mark
from core.store import Store
from core.text import horizon, number


class Plotted(TypedDict):
    """What a result must hold to be drawn."""

    citation: str
    outcome: str
    direction: str
    horizon_from_months: float | None
    horizon_to_months: float | None


Finding = TypeVar("Finding", bound=Plotted)


def plot_rows(store: Store, findings: Sequence[Finding], name: Callable[[Finding], str]) -> list[Mark]:
    """Rows for the effect direction plot: one symbol a result; ``name`` says which row of the plot it stands in."""
    seen: dict[tuple[str, str], int] = {}
    rows: list[Mark] = []
    for row in findings:
        square = (name(row), row["outcome"])
        seen[square] = seen.get(square, -1) + 1
        rows.append(
            {
                "study": name(row),
                "citation": row["citation"],
                "outcome": store.labels("outcome", row["outcome"]),
                "order": seen[square],
                "direction": row["direction"],
                "symbol": store.labels.symbol("direction", row["direction"]),
                "word": store.labels("direction", row["direction"]),
                "horizon": horizon(row["horizon_from_months"], row["horizon_to_months"]) or "ikke oplyst",
                "short": f"{number(row['horizon_to_months'])} md." if row["horizon_to_months"] else "",
            }
        )
    return rows
