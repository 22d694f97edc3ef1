"""The evidence map as a picture: target groups × interventions, one mark a cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import TypedDict, TypeVar

import altair as alt

from core.charts.marks import APART, BARRED, SHAPES
from core.charts.theme import INK, LINE, QUIET, STATE_COLOURS, STATE_FILLS, style
from core.text import count, join_words, number

Line = TypeVar("Line")
Channel = TypeVar("Channel", alt.Fill, alt.Stroke, alt.Color, alt.Shape)
ROW, COLUMN = 28, 34  # pixels
LETTER = 7  # pixels of a name
AROUND = 330  # above and below the rows: title, names of groups, legend
LONGEST = 24  # rows of one picture
LINE_LENGTH = 150  # characters of the subtitle
DIRECT_MARK = "Stort tegn med ramme: viden om gruppen selv."
READING = f"{DIRECT_MARK} Lille tegn: overført fra en anden gruppe. Tomt felt: ingen viden."
HIDDEN = "hidden"  # the code of a cell left empty although something is known: of another group, or of practice
COLOURS = {**STATE_COLOURS, APART: QUIET, BARRED: QUIET}
FILLS = {**STATE_FILLS, APART: "#ffffff", BARRED: "#ffffff"}


class Square(TypedDict):
    """One cell: its row by number and name, its column, and its mark (a code, or empty) with its word."""

    row: int
    intervention: str
    is_head: bool
    group: str
    code: str
    word: str
    is_direct: bool


def parts(sections: Sequence[tuple[str, Sequence[Line]]]) -> list[tuple[str, list[Line]]]:
    """The rows of named sections as pictures: one for all where they are few, else one each, and several of a long one."""
    everything = [line for _, lines in sections for line in lines]
    if len(everything) <= LONGEST:
        return [("", everything)]
    return [(name, part) for name, lines in sections for part in _chunks(lines)]


def draw(data: Sequence[Square], title: str = "", subtitle: Sequence[str] = ()) -> alt.TopLevelMixin:
    """One mark a cell, drawn as a path: framed and large where knowledge is about the group itself, else small.

    Raises ``ValueError`` without rows.
    """
    if not data:
        raise ValueError("no cells to draw")
    heading = " – ".join(part for part in (title, describe(data)) if part)
    reading = DIRECT_MARK if _hidden(data) else READING
    lines = [line for text in (reading, *subtitle) for line in wrap(text, LINE_LENGTH)]
    shown = alt.TitleParams(heading, subtitle=lines, anchor="start", frame="group", offset=12)
    sized = _layers(data).properties(width=alt.Step(_column(data)), height=alt.Step(ROW), title=shown)
    return style(
        sized.configure_legend(
            orient="bottom", columns=5, labelFontSize=13, labelColor=INK, labelLimit=320, title=None, symbolSize=150
        )
    )


def _layers(data: Sequence[Square]) -> alt.LayerChart | alt.FacetChart:
    """The cells, the frames of the direct ones, and the marks."""
    base = alt.Chart(alt.Data(values=list(data))).encode(x=_across(), y=_down(data))
    cells = base.transform_filter("datum.code").mark_rect(stroke=LINE, strokeWidth=0.7, fill="white")
    if not any(row["code"] in SHAPES for row in data):
        return alt.layer(cells)
    marked = base.transform_filter(alt.FieldOneOfPredicate(field="code", oneOf=list(SHAPES)))
    framed = marked.transform_filter("datum.is_direct").mark_rect(cornerRadius=4, strokeWidth=1.3)
    frames = framed.encode(fill=_scaled(alt.Fill, FILLS), stroke=_scaled(alt.Stroke, COLOURS))
    marks = marked.mark_point(filled=True, opacity=1).encode(
        color=_legend(data, alt.Color, COLOURS),
        shape=_legend(data, alt.Shape, SHAPES),
        size=alt.condition("datum.is_direct", alt.value(210), alt.value(60)),
    )
    return alt.layer(cells, frames, marks)


def describe(data: Sequence[Square]) -> str:
    """The takeaway in one sentence: in how many cells knowledge is about the group itself, how many hold none, and how
    many stand empty because theirs is of others."""
    codes = [row["code"] for row in data if row["code"]]
    direct = sum(bool(row["code"] and row["is_direct"]) for row in data)
    first = f"I {number(direct)} af {count(len(codes), 'felt', 'felter')} er der viden om gruppen selv"
    if _hidden(data):
        return f"{first}; {empty_words(data)}"
    return f"{first}; i {number(_unknown(data))} er der ingen"


def empty_words(data: Sequence[Square]) -> str:
    """How many cells stand empty where only knowledge of the group itself is drawn, and why; empty where none do."""
    unknown, hidden = _unknown(data), _hidden(data)
    if not unknown + hidden:
        return ""
    whole = "ét felt står tomt" if unknown + hidden == 1 else f"{number(unknown + hidden)} felter står tomme"
    why = [f"{number(unknown)} uden viden"] if unknown else []
    why += [f"{number(hidden)} med viden, der kun er om andre grupper eller om praksis"] if hidden else []
    return f"{whole}: {join_words(why)}"


def _unknown(data: Sequence[Square]) -> int:
    """Cells without knowledge, also those where that of others may not be carried over."""
    return sum(row["code"] in ("unknown", BARRED) for row in data)


def _hidden(data: Sequence[Square]) -> int:
    return sum(row["code"] == HIDDEN for row in data)


def _across() -> alt.X:
    axis = alt.Axis(orient="top", labelAngle=-50, labelLimit=280, grid=False, ticks=False, domain=False)
    return alt.X("group:N", sort=None, title=None, axis=axis)


def _down(data: Sequence[Square]) -> alt.Y:
    """Rows by number, since two may have the same name; the names are written instead, those of heads in bold."""
    names = {row["row"]: row["intervention"] for row in data}
    heads = [row["row"] for row in data if row["is_head"]]
    axis = alt.Axis(
        labelExpr=f"{json.dumps(list(names.values()), ensure_ascii=False)}[datum.value]",
        labelFontWeight=alt.condition(f"indexof({json.dumps(sorted(set(heads)))}, datum.value) >= 0", alt.value("bold"), alt.value("normal")),
        labelAlign="left", labelPadding=LETTER * max(map(len, names.values())), labelLimit=420, grid=False, ticks=False, domain=False,
    )  # fmt: skip
    return alt.Y("row:O", title=None, axis=axis, scale=alt.Scale(domain=list(names)))


def _scaled(channel: type[Channel], table: dict[str, str]) -> Channel:
    return channel("code:N", scale=alt.Scale(domain=list(table), range=list(table.values())), legend=None)


def _legend(data: Sequence[Square], channel: type[Channel], table: dict[str, str]) -> Channel:
    """Colour or shape by the word of a mark, so that the legend names those that are drawn, in their order."""
    words = {row["code"]: row["word"] for row in data if row["code"] in SHAPES}
    codes = [code for code in SHAPES if code in words]
    scale = alt.Scale(domain=[words[code] for code in codes], range=[table[code] for code in codes])
    return channel("word:N", title=None, scale=scale)


def _column(data: Sequence[Square]) -> int:
    """The width of a column: few are drawn wider, so that the picture stays landscape."""
    names = LETTER * max(len(row["intervention"]) for row in data)
    height = len({row["row"] for row in data}) * ROW + AROUND
    return max(COLUMN, (height - names) // len({row["group"] for row in data}) + 1)


def _chunks(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows in equal parts of at most ``LONGEST``."""
    size = -(-len(lines) // -(-len(lines) // LONGEST))
    return [list(lines[first : first + size]) for first in range(0, len(lines), size)]
