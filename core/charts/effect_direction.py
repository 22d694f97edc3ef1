"""Effect direction plot: which way each study's results point, by outcome and follow-up.

Source of the form: Hilton Boon & Thomson 2021.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

import altair as alt

from core.charts.theme import DIRECTION_COLOURS, INK, style
from core.text import count, join_words, lower_first, upper_first

ROW_HEIGHT = 36
TITLE_AND_AXIS = 65


class Mark(TypedDict):
    """One result: the row it stands in, its place within the square, and its direction as a code, a symbol and a word.

    ``horizon`` is in Danish words and ``short`` the same in few; ``citation`` tells the publications apart.
    """

    study: str
    citation: str
    outcome: str
    horizon: str
    short: str
    order: int
    direction: str
    symbol: str
    word: str


def draw(data: Sequence[Mark]) -> alt.TopLevelMixin:
    """One row a study and group, one column an outcome, one symbol a result.

    Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no results to draw")
    codes = list(DIRECTION_COLOURS)
    # What a row is stands on two lines, broken where its parts meet.
    label_axis = alt.Axis(labelExpr="split(datum.label, ' · ')", labelLimit=330, domain=False, ticks=False)
    base = alt.Chart(alt.Data(values=list(data))).encode(
        y=alt.Y("study:N", title=None, sort=None, axis=label_axis),
        x=alt.X(
            "outcome:N",
            title=None,
            sort=None,
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, labelLimit=130),
        ),
        xOffset=alt.XOffset("order:O"),
    )
    symbols = base.mark_text(fontSize=17, fontWeight="bold").encode(
        text="symbol:N",
        color=alt.Color(
            "direction:N", scale=alt.Scale(domain=codes, range=list(DIRECTION_COLOURS.values())), legend=None
        ),
        tooltip=[alt.Tooltip("word:N", title="Retning"), alt.Tooltip("horizon:N", title="Hvornår")],
    )
    horizons = base.mark_text(fontSize=10, dy=14, color=INK).encode(text="short:N")
    rows = len({row["study"] for row in data})
    layered = alt.layer(symbols, horizons).properties(
        height=rows * ROW_HEIGHT + TITLE_AND_AXIS, width="container", title=describe(data)
    )
    return style(layered)


def describe(data: Sequence[Mark]) -> str:
    """The takeaway in one sentence: how many results point which way, in how many studies."""
    counted = Counter(row["word"] for row in data)
    parts = [f"{lower_first(word)} {n}" for word, n in counted.most_common()]
    studies = len({row["citation"] for row in data})
    publications = count(studies, "publikation", "publikationer", is_common=True)
    results = count(len(data), "resultat", "resultater")
    return f"{upper_first(results)} fra {publications}: {join_words(parts)}."
