"""The evidence map as a picture: target groups × interventions, one mark a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

import altair as alt

from core.charts.theme import INK, LINE, STATE_COLOURS, STATE_FILLS, style
from core.text import join_words, lower_first, number

CELL = 30  # pixels a side
READING = (
    "Ramme og fyld: målt på gruppen selv; ellers indirekte. S stærk evidens, M moderat evidens, I indikation. "
    "Tallet er antal studier, k kun kildernes konklusioner."
)
LINE_LENGTH = 130  # characters of the subtitle


def draw(data: Sequence[dict], subtitle: Sequence[str] = ()) -> alt.Chart:
    """One square a cell: symbol and level with trials; direct evidence is filled and framed.

    ``data`` rows: intervention, group, state (code), word, symbol, small, is_direct.
    Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no cells to draw")
    codes = list(STATE_COLOURS)
    colour = alt.Color("state:N", scale=alt.Scale(domain=codes, range=list(STATE_COLOURS.values())), legend=None)
    fill = alt.Fill("state:N", scale=alt.Scale(domain=codes, range=list(STATE_FILLS.values())), legend=None)
    base = alt.Chart(alt.Data(values=list(data))).encode(
        x=alt.X(
            "group:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=-55, labelLimit=260, grid=False)
        ),
        y=alt.Y("intervention:N", sort=None, title=None, axis=alt.Axis(labelLimit=380, grid=False)),
    )
    frame = base.mark_rect(stroke=LINE, strokeWidth=0.5, fill="white")
    direct = (
        base.transform_filter("datum.is_direct")
        .mark_rect(strokeWidth=1.4, cornerRadius=3)
        .encode(fill=fill, stroke=colour)
    )
    symbols = base.mark_text(fontSize=13, dy=-4, fontWeight="bold").encode(text="symbol:N", color=colour)
    small = base.mark_text(fontSize=8, dy=8, color=INK).encode(text="small:N")
    lines = [line for text in (_key(data), *subtitle) for line in wrap(text, LINE_LENGTH)]
    title = alt.TitleParams(describe(data), subtitle=lines, anchor="start")
    layers = alt.layer(frame, direct, symbols, small)
    return style(layers.properties(width=alt.Step(CELL), height=alt.Step(CELL), title=title))


def describe(data: Sequence[dict]) -> str:
    """The takeaway in one sentence: how many cells point to an effect, and how many hold no knowledge."""
    counted = Counter(row["state"] for row in data)
    parts = [f"{number(counted['supported'])} understøttet", f"{number(counted['promising'])} lovende"]
    return f"Af {number(len(data))} felter er {join_words(parts)}; {number(counted['unknown'])} er uden viden, der kan bruges"


def _key(data: Sequence[dict]) -> str:
    """The symbols with their words and how many cells have them, then what else is drawn."""
    counted = Counter((row["state"], row["symbol"], row["word"]) for row in data)
    ordered = sorted(counted.items(), key=lambda item: list(STATE_COLOURS).index(item[0][0]))
    parts = [f"{symbol} {lower_first(word)} {number(n)}" for (_, symbol, word), n in ordered]
    return f"{' · '.join(parts)}. {READING}"
