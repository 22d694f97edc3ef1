"""Which way results point at each time after the start, one column an intervention: the weakest beside the best."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.theme import DIRECTION_COLOURS, style
from core.text import join_words, lower_first

ROW_HEIGHT = 34
AXIS = 55
LABEL_WIDTH = 26  # characters a line


class Mark(TypedDict):
    """One result: whose, when, its place within the square, and its direction as a code, a symbol and a word."""

    name: str
    when: str
    order: int
    direction: str
    symbol: str
    word: str
    citation: str


def draw(data: Sequence[Mark], names: Sequence[str]) -> alt.TopLevelMixin:
    """One row a time, one column an intervention (also those without results), one symbol a result.

    ``data`` is in the order of time. Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no results to draw")
    rows = [{**row, "column": _wrapped(row["name"])} for row in data]
    columns = [_wrapped(name) for name in names]
    axis = alt.Axis(
        orient="top", labelAngle=0, domain=False, ticks=False, labelLimit=220, labelPadding=6,
        labelExpr=r"split(datum.label, '\n')",
    )  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("when:N", title=None, sort=None, axis=alt.Axis(labelLimit=200, domain=False, ticks=False)),
        x=alt.X("column:N", title=None, scale=alt.Scale(domain=columns), axis=axis),
        xOffset=alt.XOffset("order:O"),
    )
    symbols = base.mark_text(fontSize=17, fontWeight="bold").encode(
        text="symbol:N",
        color=alt.Color(
            "direction:N",
            scale=alt.Scale(domain=list(DIRECTION_COLOURS), range=list(DIRECTION_COLOURS.values())),
            legend=None,
        ),
        tooltip=[alt.Tooltip("word:N", title="Retning"), alt.Tooltip("citation:N", title="Studie")],
    )
    height = len({row["when"] for row in data}) * ROW_HEIGHT + AXIS
    return style(symbols.properties(height=height, width="container"))  # the page says describe() above it


def _wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(name, LABEL_WIDTH))


def describe(data: Sequence[Mark], names: Sequence[str]) -> str:
    """How many results point which way for each intervention, in one sentence."""
    parts = []
    for name in names:
        counted = Counter(lower_first(row["word"]) for row in data if row["name"] == name)
        found = join_words(f"{word} {n}" for word, n in counted.most_common()) or "ingen målte resultater bag svaret"
        parts.append(f"{name}: {found}")
    return f"{'. '.join(parts)}."
