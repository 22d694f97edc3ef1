"""How far apart municipalities are: a band from the lowest to the highest, a dot a number, and a team's own below."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from core.charts.practice_shares import answer_axis, framed, number_axis, wrapped
from core.charts.theme import INK, LINE, OWN, PRACTICE

ROW_HEIGHT = 40
SHAPES = {"end": "circle", "overall": "square", "own": "diamond"}
COLOURS = {"end": "white", "overall": PRACTICE, "own": OWN}


def draw(data: Sequence[dict], unit: str, title: str) -> alt.LayerChart:
    """One row a number, in the order given, over a band between the two ends.

    ``data`` rows: label, value, shown (the number in words) and mark (``end``, ``overall``
    or ``own``). ``unit`` is the Danish word for the axis, ``title`` the finding. Raises
    ``ValueError`` without the two ends.
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


def describe(data: Sequence[dict], title: str) -> str:
    """The finding, then every number with its name."""
    said = "; ".join(f"{row['label']}: {row['shown']}" for row in data)
    return f"{title} {said}."


def _dots(base: alt.Chart, x: alt.X) -> alt.Chart:
    """Open, filled or diamond: told apart by shape, then by colour."""
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    fill = alt.Fill("mark:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)
    return base.mark_point(size=190, opacity=1, stroke=INK, strokeWidth=1.8).encode(x=x, shape=shape, fill=fill)


def _words(base: alt.Chart, x: alt.X) -> alt.Chart:
    return base.mark_text(align="left", dx=13, fontSize=14, fontWeight="bold", color=INK).encode(x=x, text="shown:N")
