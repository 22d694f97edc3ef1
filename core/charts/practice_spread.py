"""How far apart municipalities are: a band from the lowest to the highest, a dot a number, and a team's own below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.practice_shares import answer_axis, framed, number_axis, wrapped
from core.charts.theme import INK, LINE, OWN, PRACTICE

ROW_HEIGHT = 40
SHAPES = {"end": "circle", "overall": "square", "own": "diamond"}
COLOURS = {"end": "white", "overall": PRACTICE, "own": OWN}


class Dot(TypedDict):
    """A number with its name and its words; ``mark`` is ``end``, ``overall`` or ``own``."""

    label: str
    value: float
    shown: str
    mark: str


def draw(data: Sequence[Dot], unit: str, title: str) -> alt.TopLevelMixin:
    """One row a number, in the order given, over a band between the two ends.

    ``unit`` is the Danish word for the axis, ``title`` the finding. Raises ``ValueError`` without the two ends.
    """
    ends = [row["value"] for row in data if row["mark"] == "end"]
    if len(ends) < 2:
        raise ValueError("no span to draw")
    values = [{**row, "label": wrapped(row["label"])} for row in data]
    x = number_axis(max(row["value"] for row in data), unit)
    base = alt.Chart(alt.Data(values=values)).encode(y=answer_axis())
    band = alt.Chart(alt.Data(values=[{"low": min(ends), "high": max(ends)}]))
    band = band.mark_rect(color=LINE, opacity=0.55).encode(x=alt.X("low:Q", title=unit), x2="high:Q")
    return framed(alt.layer(band, _dots(base, x), _words(base, x)), len(data) * ROW_HEIGHT, title)


def describe(data: Sequence[Dot], title: str) -> str:
    """The finding, then every number with its name."""
    said = "; ".join(f"{row['label']}: {row['shown']}" for row in data)
    return f"{title} {said}."


def _dots(base: alt.Chart, x: alt.X) -> alt.Chart:
    """Open, filled or diamond: told apart by shape, then by colour."""
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    fill = alt.Fill("mark:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)
    dots = base.mark_point(size=190, opacity=1, stroke=INK, strokeWidth=1.8)
    encoded: alt.Chart = dots.encode(x=x, shape=shape, fill=fill)
    return encoded


def _words(base: alt.Chart, x: alt.X) -> alt.Chart:
    words = base.mark_text(align="left", dx=13, fontSize=14, fontWeight="bold", color=INK)
    encoded: alt.Chart = words.encode(x=x, text="shown:N")
    return encoded
