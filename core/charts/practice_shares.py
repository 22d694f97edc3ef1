"""What job centres answered: a bar an answer with its interval, and a team's own number as a diamond below it.

Practice is never drawn in the colours of an effect.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.theme import INK, OWN, PRACTICE, style

ROW_HEIGHT = 40
OWN_HEIGHT = 22
AXIS_HEIGHT = 50
TITLE_LINE = 19
LABEL_LETTERS = 34
TITLE_LETTERS = 72
ROOM = 1.35  # of the longest bar, so that the words beside it have room


class Bar(TypedDict):
    """An answer: its number and interval (or None), a total drawn hollow, and a team's own number (or None)."""

    label: str
    value: float
    shown: str
    low: float | None
    high: float | None
    is_total: bool
    own: float | None
    own_shown: str


def draw(data: Sequence[Bar], unit: str, title: str) -> alt.TopLevelMixin:
    """One row an answer, in the order given.

    ``unit`` is the Danish word for the axis, ``title`` the finding. Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no answers to draw")
    has_own = any(row["own"] is not None for row in data)
    base = alt.Chart(alt.Data(values=[{**row, "label": wrapped(row["label"])} for row in data]))
    base = base.encode(y=answer_axis(), x=number_axis(_tallest(data), unit))
    lift = -OWN_HEIGHT / 2 if has_own else 0
    layers = [*_bars(base, lift), *_intervals(base, lift), *(_own(base) if has_own else [])]
    return framed(alt.layer(*layers), len(data) * (ROW_HEIGHT + OWN_HEIGHT * has_own), title)


def describe(data: Sequence[Bar], title: str) -> str:
    """The finding, then every number, so that the words alone say what the chart shows."""
    said = [f"{row['label']}: {row['shown']}" for row in data]
    own = [f"{row['label']}: {row['own_shown']}" for row in data if row["own"] is not None]
    mine = f" Jeres tal: {'; '.join(own)}." if own else ""
    return f"{title} {'; '.join(said)}.{mine}"


def answer_axis() -> alt.Y:
    """Answers down the side in their own order, over several lines where they are long."""
    axis = alt.Axis(
        domain=False, ticks=False, labelExpr="split(datum.value, '\\n')", labelLineHeight=16, labelPadding=8
    )
    return alt.Y("label:N", title=None, sort=None, axis=axis)


def number_axis(highest: float, unit: str) -> alt.X:
    """From zero; shares always to 100, so that two charts can be held beside each other."""
    longest = 100 if unit == "procent" else highest
    danish = "replace(datum.label, '.', ',')"
    shares = alt.Axis(labelExpr=danish, values=[0, 25, 50, 75, 100])
    axis = shares if unit == "procent" else alt.Axis(labelExpr=danish, tickCount=5)
    return alt.X("value:Q", title=unit, scale=alt.Scale(domain=[0, longest * ROOM], nice=False), axis=axis)


def wrapped(text: str) -> str:
    """An answer broken into lines that fit beside a chart."""
    return "\n".join(textwrap.wrap(text, LABEL_LETTERS))


def framed(chart: alt.LayerChart | alt.FacetChart, rows_height: int, title: str) -> alt.TopLevelMixin:
    """The finished chart: as wide as its place, and as high as its rows, its axis and the lines of its finding."""
    lines = textwrap.wrap(title, TITLE_LETTERS)
    height = rows_height + AXIS_HEIGHT + TITLE_LINE * len(lines)
    return style(chart.properties(height=height, width="container", title=alt.TitleParams(lines)))


def _tallest(data: Sequence[Bar]) -> float:
    return max(max(row["value"], row["own"] or 0, row["high"] or 0) for row in data)


def _bars(base: alt.Chart, lift: float) -> list[alt.Chart]:
    """Filled bars; hollow and dashed where a number covers other answers; the number to the right of all."""
    filled = base.transform_filter("!datum.is_total").mark_bar(
        color=PRACTICE, height=18, cornerRadiusEnd=2, yOffset=lift, stroke=PRACTICE, strokeWidth=1.5
    )
    hollow = base.transform_filter("datum.is_total").mark_bar(
        color="white", height=18, cornerRadiusEnd=2, yOffset=lift, stroke=PRACTICE, strokeWidth=1.5, strokeDash=[4, 3]
    )
    words = base.transform_calculate(at="datum.high === null ? datum.value : max(datum.value, datum.high)")
    words = words.mark_text(align="left", dx=8, dy=lift, fontSize=14, fontWeight="bold", color=INK)
    return [filled, hollow, words.encode(x="at:Q", text="shown:N")]


def _intervals(base: alt.Chart, lift: float) -> list[alt.Chart]:
    known = base.transform_filter("datum.low !== null").encode(x="low:Q", x2="high:Q")
    return [
        known.mark_rule(strokeWidth=4.5, color="white", yOffset=lift, opacity=0.85),
        known.mark_rule(strokeWidth=2, color=INK, yOffset=lift),
        *(
            known.mark_tick(thickness=2, size=11, color=INK, yOffset=lift).encode(x=f"{end}:Q")
            for end in ("low", "high")
        ),
    ]


def _own(base: alt.Chart) -> list[alt.Chart]:
    given = base.transform_filter("datum.own !== null").encode(x="own:Q")
    drop = OWN_HEIGHT / 2 + 4
    mark = given.mark_point(shape="diamond", filled=True, size=150, opacity=1, color=OWN, stroke=INK, yOffset=drop)
    words = given.mark_text(align="left", dx=11, dy=drop, fontSize=13, color=OWN, fontWeight="bold")
    return [mark, words.encode(text="own_shown:N")]
