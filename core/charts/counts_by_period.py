"""How large a share of the counted results is positive in each period, with the exact interval around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.theme import DIRECTION_COLOURS, INK, LINE, QUIET, style
from core.text import join_words

ROW_HEIGHT = 52
TITLE_AND_AXIS = 110
HALF = 0.5


class Period(TypedDict):
    """The results of a period: how many, how many of them positive, and the interval (shares between 0 and 1)."""

    period: str
    positive: int
    total: int
    low: float
    high: float


def draw(data: Sequence[Period], unit: str) -> alt.TopLevelMixin:
    """One row a period: a triangle at the positive share, a line for its interval, the count in words.

    ``unit`` is the Danish word for what is counted. Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no counts to draw")
    rows = [
        {**row, "share": row["positive"] / row["total"], "shown": f"{row['positive']} af {row['total']}"}
        for row in data
    ]
    axis = alt.Axis(labelExpr="round(datum.value * 100) + ' %'", grid=True, tickCount=5)
    across = alt.Scale(domain=[0, 1], nice=False)
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("period:N", title=None, sort=None, axis=alt.Axis(domain=False, ticks=False, labelFontSize=14))
    )
    half = alt.Chart(alt.Data(values=[{"half": HALF}])).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="half:Q")
    line = base.mark_bar(height=7, cornerRadius=3, color=LINE, stroke=QUIET, strokeWidth=0.5).encode(
        x=alt.X("low:Q", title=f"Andel positive {unit}", scale=across, axis=axis), x2="high:Q"
    )
    mark = base.mark_point(shape="triangle-up", filled=True, size=170, opacity=1, color=DIRECTION_COLOURS["positive"])
    words = base.mark_text(dy=-17, fontSize=13, fontWeight="bold", color=INK).encode(x="share:Q", text="shown:N")
    title = alt.TitleParams(
        describe(data, unit),
        subtitle="▲ andel positive · bjælken er 95 %-intervallet · den stiplede linje er halvdelen",
    )
    return style(
        alt.layer(line, half, mark.encode(x="share:Q"), words).properties(
            height=len(rows) * ROW_HEIGHT + TITLE_AND_AXIS - 60, width="container", title=title
        )
    )


def describe(data: Sequence[Period], unit: str) -> str:
    """The finding in one or two sentences: the counts, and whether the periods can be told apart."""
    counts = join_words(f"{row['positive']} af {row['total']}" for row in data)
    first = f"{counts} {unit} er positive"
    if len(data) == 1:
        return f"{first}."
    return f"{first}. Intervallerne {'overlapper' if overlaps(data) else 'overlapper ikke alle'}."


def overlaps(data: Sequence[Period]) -> bool:
    """True when one share lies within every interval, so that the periods cannot be told apart."""
    return max(row["low"] for row in data) <= min(row["high"] for row in data)
