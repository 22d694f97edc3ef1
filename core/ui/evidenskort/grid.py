"""The evidence map as a grid in the page: one mark a cell, opened by a click or the keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from core.charts.evidence_map import HIDDEN as LEFT_OUT
from core.charts.evidence_map import Square
from core.charts.marks import APART, BARRED
from core.evidence.listing import NO_CHOICE_WORD, is_no_choice, why_not
from core.evidence.words import level_words
from core.model import Answer, Assessment, Comparison, Directness, NotRecommended, State
from core.rows import InterventionsRow
from core.store import Store
from core.text import count, lower_first, trial_count, upper_first
from core.ui.browser.component import component

HINT = "Et felt er en indsats for en målgruppe. Gå rundt med piletasterne, og åbn med klik eller Enter."
NO_CHOICE = "Viden, ikke et valg"
HIDDEN = "Skjult: ingen viden om gruppen selv."
LEVELLED = (State.SUPPORTED, State.PROMISING, State.NO_EFFECT, State.NEGATIVE)
# What nobody in the room or the team can choose, whatever research says of it.
NEVER = (NotRecommended.LAW, NotRecommended.EXPIRED, NotRecommended.EXPLANATION, NotRecommended.FIELD)
MOST_ROWS, MOST_GROUPS = 100, 24  # of one page of the map; more than the shipped data has
Key = tuple[str, str]  # target group, intervention


@dataclass(frozen=True)
class View:
    """What is drawn of the map: which cells pass the filters, which moved (and their state before), what is left out.

    ``second`` says what the second layer holds about a cell; it is a mark beside the others and changes none of them.
    """

    shown: Collection[Key]
    moved: Mapping[Key, State]
    is_measured_only: bool = False
    second: Mapping[Key, str] = field(default_factory=dict)


class MapRow(TypedDict):
    """A row of the map, as the script takes it: an intervention, or the head of a part (``is_family``) with its members."""

    id: str
    name: str
    depth: int
    is_family: bool
    has_cells: bool
    is_band: NotRequired[bool]
    members: NotRequired[int]
    is_open: NotRequired[bool]


@dataclass(frozen=True)
class KeyLine:
    """One mark with its word, and how many of a group's interventions have it: measured on the group, and carried over."""

    code: str
    word: str
    measured: int
    transferred: int


def draw_map(data: Mapping[str, object], on_cell: Callable[[], None], on_family: Callable[[], None]) -> None:
    """Draw the grid; the callbacks read ``st.session_state["evidence_map"]``."""
    draw = component("evidenskort/grid", '<div class="map-root"></div>')
    draw(key="evidence_map", data=data, on_cell_change=on_cell, on_family_change=on_family)


# ---- What a mark says ---------------------------------------------------------------------------------------------


def mark_code(cell: Assessment) -> str:
    """The one mark of a cell: its state, unless it may not be carried over or points to work without being a choice."""
    if cell.directness is Directness.BARRED:
        return BARRED
    is_apart = is_no_choice(cell.state, cell.comparison, cell.is_recommended)
    return APART if is_apart else cell.state.value


def is_measured(cell: Assessment) -> bool:
    """True when studies or sources speak of this very group; else the mark is a quiet one."""
    return cell.directness is Directness.DIRECT


def mark_word(code: str, store: Store, is_relative: bool = False) -> str:
    """The word of a mark."""
    if code == APART:
        return NO_CHOICE_WORD
    return store.labels("directness", BARRED) if code == BARRED else store.labels.state(code, is_relative)


def cell_words(cell: Assessment, store: Store) -> str:
    """What a mark means, in words: state, how near, level, what it rests on, and why it is no choice."""
    label = store.labels
    state = label.state(cell.state, cell.comparison is Comparison.RELATIVE)
    if cell.directness is Directness.BARRED:
        return f"{state}. {cell.reasons[0]}"
    if cell.directness is None:
        return f"{state}."
    if not is_measured(cell):
        state += f", overført ({lower_first(label('directness', cell.directness))})"
    parts = [state, level_words(cell, label)] if cell.state in LEVELLED else [state]
    trials, claims = cell.trials, len(cell.claim_ids)
    parts += [trial_count(trials, cell.publications)] if trials else []
    parts += [count(claims, "konklusion fra kilderne", "konklusioner fra kilderne", is_common=True)] if claims else []
    if cell.not_recommended and mark_code(cell) == APART:
        parts.append(label.explanation("not_recommended", cell.not_recommended).removesuffix("."))
    return ". ".join(map(upper_first, parts)) + "."


def key_lines(cells: Iterable[Assessment], store: Store, is_relative: bool = False) -> list[KeyLine]:
    """Every mark with its word, and how many of one group's interventions have it; each counts once.

    "Ingen viden" also counts what may not be carried over, as the other pages do. Comparisons of two forms only have
    the states that can be told of them.
    """
    found = Counter((mark_code(cell), is_measured(cell)) for cell in cells)
    found[State.UNKNOWN.value, False] += found[BARRED, False]
    compared = [state.value for state in State][: list(State).index(State.PRACTICE_ONLY)]
    codes = compared if is_relative else [*compared, APART, State.PRACTICE_ONLY.value, State.UNKNOWN.value, BARRED]
    return [KeyLine(code, mark_word(code, store, is_relative), found[code, True], found[code, False]) for code in codes]


def count_sentence(answers: Iterable[Answer]) -> str:
    """How many interventions are recommended for a group, and for how many of them knowledge is about the group itself; empty without any."""
    found = [answer.assessment for answer in answers if answer.assessment.is_recommended]
    if not found:
        return ""
    direct = sum(map(is_measured, found))
    number = "alle" if direct == len(found) > 1 else str(direct or "ingen")
    counted = upper_first(count(len(found), "indsats", "indsatser", is_common=True))
    if len(found) == 1:
        return f"{counted} kan anbefales; viden er {'om gruppen selv' if direct else 'overført fra andre grupper'}."
    return f"{counted} kan anbefales; {number} bygger på viden om gruppen selv."


# ---- Rows ---------------------------------------------------------------------------------------------------------


def never_chosen(row: InterventionsRow, cell: Assessment) -> NotRecommended | None:
    """Why an intervention is no choice for any group, or None. ``cell`` is any of its cells."""
    reason = why_not(cell, row, is_weaker=False)
    return reason if reason in NEVER else None


def map_rows(
    store: Store,
    rows: Sequence[InterventionsRow],
    cells: Mapping[Key, Assessment],
    closed: Collection[str] = (),
    is_tree: bool = True,
) -> list[MapRow]:
    """The rows of the map in the order given, by family or not; what is never a choice stands in a band of its own."""
    by_intervention = {intervention: cell for (_, intervention), cell in cells.items()}
    reasons = {key: never_chosen(row, by_intervention[key]) for row in rows for key in [row["intervention_id"]]}
    choices = [row for row in rows if reasons[row["intervention_id"]] is None]
    listed = _families(store, choices, closed) if is_tree else [_row(row, 0) for row in choices]
    return listed + _band(store, rows, reasons, closed)


def _families(store: Store, choices: Sequence[InterventionsRow], closed: Collection[str]) -> list[MapRow]:
    """Each family with its members; a family that is no choice itself is only their heading."""
    shown = {row["intervention_id"] for row in choices}
    found: list[MapRow] = []
    for family in dict.fromkeys(row["family_id"] for row in choices):
        members = [row for row in choices if row["family_id"] == family and row["intervention_id"] != family]
        found.append(_head(family, store.interventions[family]["name"], members, closed, family in shown))
        found += [_row(row, _depth(row, store, shown)) for row in members if family not in closed]
    return found


def _band(
    store: Store,
    rows: Sequence[InterventionsRow],
    reasons: Mapping[str, NotRecommended | None],
    closed: Collection[str],
) -> list[MapRow]:
    """What is never a choice, by why."""
    found: list[MapRow] = []
    for reason in NEVER:
        members = [row for row in rows if reasons[row["intervention_id"]] is reason]
        if members:
            key = f"ikke-{reason.value}"
            found.append(_head(key, store.labels("not_recommended", reason), members, closed, False))
            found += [_row(row, 1) for row in members if key not in closed]
    band: MapRow = {"id": "", "name": NO_CHOICE, "is_band": True, "is_family": False, "has_cells": False, "depth": 0}
    return [band, *found] if found else []


def band_keys() -> list[str]:
    """The parts of the band, as they are folded in the address."""
    return [f"ikke-{reason.value}" for reason in NEVER]


def _head(key: str, name: str, members: Sequence[InterventionsRow], closed: Collection[str], has_cells: bool) -> MapRow:
    return {
        "id": key,
        "name": name,
        "depth": 0,
        "is_family": True,
        "has_cells": has_cells,
        "members": len(members),
        "is_open": key not in closed,
    }


def _row(row: InterventionsRow, depth: int) -> MapRow:
    return {"id": row["intervention_id"], "name": row["name"], "depth": depth, "is_family": False, "has_cells": True}


def _depth(row: InterventionsRow, store: Store, shown: Collection[str]) -> int:
    """How far below its family an intervention stands, counting only what stands above it here."""
    depth, parent = 1, row["parent_id"]
    while parent and store.interventions[parent]["parent_id"]:
        depth += parent in shown
        parent = store.interventions[parent]["parent_id"]
    return depth


# ---- Marks as codes for the script --------------------------------------------------------------------------------


def map_data(
    store: Store,
    cells: Mapping[Key, Assessment],
    groups: Sequence[str],
    rows: Sequence[MapRow],
    view: View,
) -> dict[str, object]:
    """Groups, rows and marks as codes for the grid; a row without marks has no cells."""
    marks: dict[tuple[str, str], int] = {}

    def code(key: Key) -> int:
        return marks.setdefault(_mark(store, cells.get(key), key, view), len(marks))

    lines = [
        {**row, "cells": [code((group, row["id"])) for group in groups] if row["has_cells"] else []} for row in rows
    ]
    return {
        "groups": [{"id": group, "name": store.target_groups[group]["name"]} for group in groups],
        "rows": lines,
        "marks": [dict(zip(("kind", "words"), mark, strict=True)) for mark in marks],
        "hint": HINT,
    }


def _mark(store: Store, cell: Assessment | None, key: Key, view: View) -> tuple[str, str]:
    """Class and words of one cell."""
    before = view.moved.get(key)
    if cell is None:
        said = "Ingen sammenligning af to former"
        if before is None:
            return "absent", f"{said}."
        return "absent is-moved", f"{said} tæller. Før valget: {store.labels.state(before, True)}."
    kind = [f"mark-{mark_code(cell)}", "is-measured" if is_measured(cell) else "is-transferred"]
    words = [cell_words(cell, store)]
    if before is not None:
        kind.append("is-moved")
        words.append(f"Før valget: {store.labels.state(before, cell.comparison is Comparison.RELATIVE)}.")
    if key not in view.shown:
        kind.append("is-out")
        words.append("Passer ikke til de valg, der er gjort.")
    if view.is_measured_only and not is_measured(cell) and mark_code(cell) != State.UNKNOWN:
        kind.append("is-hidden")
        words.append(HIDDEN)
    if key in view.second:
        kind.append("has-second")
        words.append(view.second[key])
    return " ".join(kind), " ".join(words)


# ---- The map as a picture -----------------------------------------------------------------------------------------


def row_sections(rows: Sequence[MapRow]) -> list[tuple[str, list[MapRow]]]:
    """The rows by what they stand under: each family, and what is never a choice."""
    sections: list[tuple[str, list[MapRow]]] = []
    is_in_band = False
    for row in rows:
        is_band = bool(row.get("is_band"))
        if is_band or (row["is_family"] and not is_in_band) or not sections:
            sections.append((row["name"], []))
        is_in_band |= is_band
        sections[-1][1].extend([] if is_band else [row])
    return sections


def picture_rows(
    store: Store,
    rows: Sequence[MapRow],
    groups: Sequence[str],
    cells: Mapping[Key, Assessment],
    is_measured_only: bool = False,
) -> list[Square]:
    """The cells of some rows as a picture takes them (:func:`core.charts.evidence_map.draw`)."""
    drawn = [_drawn(store, row, number, group, cells) for number, row in enumerate(rows) for group in groups]
    return [_as_hidden(cell) for cell in drawn] if is_measured_only else drawn


def _drawn(store: Store, row: MapRow, number: int, group: str, cells: Mapping[Key, Assessment]) -> Square:
    """One cell of the picture; a row without marks has empty ones."""
    cell = cells.get((group, row["id"])) if row["has_cells"] else None
    code = mark_code(cell) if cell else ""
    return {
        "row": number,
        "intervention": row["name"],
        "is_head": row["is_family"],
        "group": store.target_groups[group]["name"],
        "code": code,
        "word": mark_word(code, store, cell.comparison is Comparison.RELATIVE) if cell else "",
        "is_direct": cell is not None and is_measured(cell),
    }


def _as_hidden(drawn: Square) -> Square:
    """A cell of the picture, left empty where knowledge is carried over, or may not be: then there is none."""
    if drawn["code"] in ("", State.UNKNOWN) or drawn["is_direct"]:
        return drawn
    return {**drawn, "code": State.UNKNOWN.value if drawn["code"] == BARRED else LEFT_OUT}
