"""The evidence map as a grid in the page: one mark a cell, opened by a click or the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from core.evidence.words import level_words
from core.model import Assessment, Comparison, Directness, State
from core.store import Store
from core.text import count, lower_first, trial_count, upper_first
from core.ui.component import component

HINT = "Flyt markøren hen over et felt, eller gå rundt med piletasterne. Klik eller tryk Enter for at åbne det."
LEVELLED = (State.SUPPORTED, State.PROMISING, State.NO_EFFECT, State.NEGATIVE)
MOST_ROWS, MOST_GROUPS = 100, 24  # of one page of the map; more than the shipped data has
Key = tuple[str, str]  # target group, intervention


def draw_map(data: Mapping[str, object], on_cell: Callable, on_family: Callable) -> None:
    """Draw the grid; the callbacks read ``st.session_state["evidence_map"]``."""
    draw = component("evidence_map", '<div class="map-root"></div>')
    draw(key="evidence_map", data=data, on_cell_change=on_cell, on_family_change=on_family)


def cell_words(cell: Assessment, store: Store) -> str:
    """What a mark means, in words: state, how near, level, and what it rests on."""
    label = store.labels
    parts = [state_word(cell, store)]
    if cell.directness is Directness.BARRED:
        return f"{parts[0]}. {label.explanation('directness', 'barred')}"
    if cell.directness is None:
        return f"{parts[0]}."
    if cell.directness is not Directness.DIRECT:
        parts[0] += f", indirekte ({lower_first(label('directness', cell.directness))})"
    if cell.state in LEVELLED:
        parts.append(level_words(cell, label))
    trials, claims = cell.trials, len(cell.claim_ids)
    rests = [trial_count(trials, cell.publications)] if trials else []
    rests += [count(claims, "konklusion fra kilderne", "konklusioner fra kilderne", is_common=True)] if claims else []
    return ". ".join(map(upper_first, [*parts, *rests])) + "."


def state_word(cell: Assessment, store: Store) -> str:
    """The state's own word; a comparison of two forms never says "effekt"."""
    return store.labels.state(cell.state, cell.comparison is Comparison.RELATIVE)


def mark_word(cell: Assessment, store: Store) -> str:
    """The word that belongs to the mark: the state's, or that evidence must not be transferred."""
    is_barred = cell.directness is Directness.BARRED
    return store.labels("directness", "barred") if is_barred else state_word(cell, store)


def mark_glyph(cell: Assessment, store: Store) -> str:
    """The symbol of the state, or the bar."""
    if cell.directness is Directness.BARRED:
        return store.labels.symbol("directness", "barred")
    return "·" if cell.state is State.UNKNOWN else store.labels.symbol("state", cell.state)


def mark_small(cell: Assessment, store: Store) -> str:
    """Level's first letter where the level means something, then the number of trials (k: only conclusions)."""
    if cell.directness in (None, Directness.BARRED) or cell.state is State.UNKNOWN:
        return ""
    letter = store.labels("level", cell.level)[0] if cell.state in LEVELLED and cell.level else ""
    return f"{letter}{cell.trials or 'k'}"


def map_data(
    store: Store,
    cells: Mapping[Key, Assessment],
    groups: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    shown: Collection[Key],
    moved: Mapping[Key, State],
) -> dict[str, object]:
    """Groups, rows and marks as codes for the grid. Cells that are not ``shown`` are faint; ``moved`` ones are marked."""
    marks: dict[tuple, int] = {}

    def code(key: Key) -> int:
        return marks.setdefault(_mark(store, cells.get(key), key in shown, moved.get(key)), len(marks))

    lines = [
        {**row, "cells": [code((group, str(row["id"]))) for group in groups]}  # one mark a group, in order
        for row in rows
    ]
    names = ("kind", "glyph", "small", "words")
    return {
        "groups": [{"id": group, "name": store.target_groups[group]["name"]} for group in groups],
        "rows": lines,
        "marks": [dict(zip(names, mark, strict=True)) for mark in marks],
        "hint": HINT,
    }


def _mark(store: Store, cell: Assessment | None, is_shown: bool, before: State | None) -> tuple[str, str, str, str]:
    """Class, glyph, small text and words of one cell."""
    if cell is None and before:
        was = store.labels.state(before, True)
        return ("absent is-moved", "", "", f"Ingen sammenligning af to former tæller. Før valget: {was}.")
    if cell is None:
        return ("absent", "", "", "Ingen sammenligning af to former.")
    near = "near-direct" if cell.directness in (Directness.DIRECT, None) else "near-indirect"
    kind = f"mark-{cell.state.value} {near}" + ("" if is_shown else " is-out") + (" is-moved" if before else "")
    words = cell_words(cell, store)
    if before:
        words += f" Før valget: {store.labels.state(before, cell.comparison is Comparison.RELATIVE)}."
    if not is_shown:
        words += " Passer ikke til de valg, der er gjort."
    return (kind, mark_glyph(cell, store), mark_small(cell, store), words)
