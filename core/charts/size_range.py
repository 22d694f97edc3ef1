"""Printed sizes of one unit, from low to high. Units are never mixed in one chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.theme import DIRECTION_COLOURS, style
from core.text import count, number, upper_first

ROW_HEIGHT = 30
TITLE_AND_AXIS = 85


class Range(TypedDict):
    """A printed size: both ends, how it is shown, and its direction as a code and a word."""

    label: str
    low: float
    high: float
    shown: str
    direction: str
    word: str


def draw(data: Sequence[Range], unit: str) -> alt.TopLevelMixin:
    """One row a result: a bar from the low to the high printed size, a point where they are one.

    ``unit`` is the Danish word for the axis. Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no sizes to draw")
    base = alt.Chart(alt.Data(values=list(data))).encode(
        y=alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=380, domain=False, ticks=False)),
        color=alt.Color(
            "direction:N",
            scale=alt.Scale(domain=list(DIRECTION_COLOURS), range=list(DIRECTION_COLOURS.values())),
            legend=None,
        ),
        tooltip=[alt.Tooltip("shown:N", title="Størrelse"), alt.Tooltip("word:N", title="Retning")],
    )
    axis = alt.Axis(labelExpr="replace(format(datum.value, '~g'), '.', ',')", grid=True)
    bars = base.mark_bar(height=6, cornerRadius=3).encode(
        x=alt.X("low:Q", title=unit, scale=alt.Scale(zero=True), axis=axis), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        x="high:Q", shape=alt.Shape("direction:N", legend=None)
    )
    words = base.mark_text(align="left", dx=10, fontSize=12).encode(x="high:Q", text="shown:N")
    height = len({row["label"] for row in data}) * ROW_HEIGHT + TITLE_AND_AXIS
    return style(
        alt.layer(bars, points, words).properties(height=height, width="container", title=describe(data, unit))
    )


def describe(data: Sequence[Range], unit: str) -> str:
    """The span of the printed sizes in one sentence."""
    low, high = min(row["low"] for row in data), max(row["high"] for row in data)
    span = number(low) if low == high else f"{number(low)} til {number(high)}"
    results = upper_first(count(len(data), "resultat", "resultater"))
    return f"{results} i {unit}: {span}. Størrelser lægges aldrig sammen."
