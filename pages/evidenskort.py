"""Evidenskort: every target group × every intervention, what was measured on whom, and what moves when evidence is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from markupsafe import escape

from core.charts.evidence_map import empty_words
from core.evidence.robustness import Change, compare_states
from core.model import Answer, Assessment, Comparison, State
from core.rows import InterventionsRow
from core.store import Filters, Store
from core.text import count, upper_first
from core.ui.browser.html import Ready, render
from core.ui.evidenskort.files import WRITERS, XLSX, MapFiles
from core.ui.evidenskort.grid import (
    MOST_GROUPS,
    MOST_ROWS,
    Key,
    MapRow,
    View,
    band_keys,
    cell_words,
    draw_map,
    map_data,
    map_rows,
    picture_rows,
)
from core.ui.evidenskort.panel import Asked, panel_html
from core.ui.evidenskort.turning_list import turning_html
from core.ui.frame import paging, url
from core.ui.frame.address import public_address
from core.ui.frame.groups import choose_group
from core.ui.frame.page import show_notices
from core.ui.frame.session import answers_for, assessments_for, remembered, the_store
from core.ui.parts.filters import Chosen, choose_in_corner, chosen_sentence, is_chosen, is_row_chosen
from core.ui.parts.second_layer import on_map

QUESTIONS = {"virker": "Virker det?", "form": "Hvilken form?"}
COMPARISONS = {"virker": Comparison.ABSOLUTE, "form": Comparison.RELATIVE}
ORDERS = {
    "emne": "Efter emne",
    "svar": "Efter svaret for gruppen",
    "faerrest": "Efter svaret, færrest studier først",
    "flest": "Efter svaret, flest studier først",
}
ONLY_MEASURED = "Kun viden om gruppen selv er vist."


def choose_cell(store: Store) -> Asked:
    """The group, the open intervention, the question, and whether only what was measured on a group is drawn."""
    interventions = {"": "Intet felt er åbent"} | {key: row["name"] for key, row in store.interventions.items()}
    group = choose_group(store, label="Målgruppe", width=310)
    with st.container(key="map-opener", width="content"):
        opened = url.one(
            "indsats", interventions, "", "en indsats", st.selectbox, label="Åbn feltet for indsatsen", width=310
        )
    question = url.one(
        "spoergsmaal", QUESTIONS, "virker", "et spørgsmål", st.segmented_control, label="Spørgsmål", required=True
    )
    is_measured_only = url.flag("kunmaalt", st.toggle, label="Kun om gruppen")
    return Asked(group, COMPARISONS[question], Filters(), opened, is_measured_only)


def choose_part(store: Store, focus: str) -> tuple[str, list[str], bool]:
    """The order of the rows, the groups shown, and whether the second layer is marked."""
    groups = store.group_names
    with st.popover("Rækkefølge og målgrupper"):
        order = url.one("orden", ORDERS, "emne", "en rækkefølge", st.selectbox, label="Rækkefølge")
        given: url.Look = {"label": "Målgrupper på kortet", "placeholder": "Alle"}
        shown = url.many("grupper", groups, "en målgruppe", st.multiselect, **given)
        has_layer = bool(store.second_groups) and url.flag("lag", st.toggle, label="Vis supplerende forskning")
    return order, [group for group in groups if not shown or group in shown or group == focus], has_layer


def groups_on_one_page(asked: Sequence[str], focus: str) -> list[str]:
    """The part of the target groups that one page of the map shows; the chosen group is on every page."""
    part = list(paging.part("kolonner", asked, "målgrupper", MOST_GROUPS))
    return part if focus in part else [focus, *part]


def closed_families(store: Store) -> list[str]:
    """The families, and the parts of what is no choice, whose members are folded away."""
    families = {row["family_id"]: row["family_name"] for row in store.interventions.values()}
    given = families | {key: key for key in band_keys()}
    return url.many("lukket", given, "et emne", lambda key, **_: st.session_state[key])


def open_cell() -> None:
    """A cell was clicked or opened with Enter, or closed again, or a group was chosen."""
    if chosen := st.session_state["evidence_map"].cell:
        group, intervention = chosen.split("/")
        url.choose(gruppe=group, indsats=intervention)


def fold_family() -> None:
    """A family was opened or closed."""
    if family := st.session_state["evidence_map"].family:
        closed = list(st.session_state["url_lukket"])
        url.choose(lukket=[f for f in closed if f != family] if family in closed else [*closed, family])


def asked_interventions(groups: Sequence[str], comparison: Comparison, chosen: Chosen) -> tuple[InterventionsRow, ...]:
    """The interventions the map is about, in tree order: those of the families and levers, that have an answer."""
    store = the_store()
    judged = store.rows("judged_interventions", groups=list(groups), comparison=comparison.value)
    answered = {row["intervention_id"] for row in judged}
    return tuple(row for key, row in store.interventions.items() if key in answered and is_row_chosen(row, chosen))


def judged_cells(asked: Asked, groups: Sequence[str], interventions: Sequence[str]) -> dict[Key, Assessment]:
    """The answer of every target group about every intervention, under the switches."""
    found = assessments_for(groups, interventions, asked.filters)
    return {_key(cell): cell for cell in found if cell.comparison is asked.comparison}


def in_order(
    rows: Sequence[InterventionsRow], of_focus: Mapping[Key, Assessment], order: str, focus: str
) -> Sequence[InterventionsRow]:
    """The interventions as a tree, or by the answer for the chosen group."""
    if order == "emne":
        return rows
    return sorted(rows, key=lambda row: order_key(of_focus.get((focus, row["intervention_id"])), order))


def order_key(cell: Assessment | None, order: str) -> tuple[int, int, int]:
    """State first; then fewest or most trials. Conclusions alone are no trials."""
    if cell is None:
        return (len(State), 0, 0)
    few = cell.trials if order == "faerrest" else -cell.trials
    return (list(State).index(cell.state), few if order != "svar" else 0, cell.level.rank if cell.level else 9)


def size_sentence(rows: int, groups: int, all_rows: int, all_groups: int) -> str:
    """How much the map shows, and of how much where that is not all."""

    def part(shown: int, of: int, one: str, several: str) -> str:
        counted = count(of, one, several, is_common=True)
        return counted if shown == of else f"{shown} af {counted}"

    return f"Kortet viser {part(rows, all_rows, 'indsats', 'indsatser')} for {part(groups, all_groups, 'målgruppe', 'målgrupper')}."


def measured_sentence(
    store: Store, rows: Sequence[MapRow], groups: Sequence[str], cells: Mapping[Key, Assessment]
) -> str:
    """That only knowledge of the group itself is drawn, and how many cells stand empty for which reason."""
    empty = empty_words(picture_rows(store, rows, groups, cells, is_measured_only=True))
    return f"{ONLY_MEASURED} {upper_first(empty)}." if empty else ONLY_MEASURED


def draw_change(store: Store, change: Change, shown_groups: Sequence[str], comparison: Comparison) -> None:
    """The sentence that says what moved, and the list behind it."""
    sentence = f"{change.moved} af {count(change.cells, 'felt', 'felter')} med viden skifter tilstand, når den viden tages ud; de har et hjørne på kortet."
    names = {key: row["name"] for key, row in store.interventions.items()}
    groups = {key: store.target_groups[key]["name"] for key in shown_groups}
    given = {"names": names, "groups": groups, "moves": change.moves, "sentence": sentence}
    is_relative = comparison is Comparison.RELATIVE
    st.html(render("evidenskort/moves.html.j2", store.labels, is_relative=is_relative, **given))


def words_rows(
    store: Store, rows: Sequence[MapRow], groups: Sequence[str], cells: Mapping[Key, Assessment]
) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The map in words: for each intervention, the groups that share an answer."""
    found = []
    for row in rows:
        if not row["has_cells"]:
            continue
        lines: dict[str, list[str]] = {}
        for group in groups:
            cell = cells.get((group, row["id"]))
            if cell is not None and (cell.state is not State.UNKNOWN or cell.directness):
                lines.setdefault(cell_words(cell, store), []).append(store.target_groups[group]["name"])
        found.append((row["name"], list(lines.items())))
    return found


def panel(asked: Asked, interventions: Sequence[str]) -> str:
    """What stands beside the map; ``interventions`` are those the key counts."""
    cells = judged_cells(asked, [asked.group], interventions).values()
    return panel_html(the_store(), asked, answers_for(asked.group, asked.filters), cells)


def answers_on_map(groups: Sequence[str], asked: Asked, keys: set[Key]) -> list[Answer]:
    """The answers behind the cells of the map."""
    return [
        answer
        for group in groups
        for answer in answers_for(group, asked.filters)
        if answer.assessment.comparison is asked.comparison and _key(answer.assessment) in keys
    ]


def turning_list(group: str, keys: Sequence[str]) -> str:
    """What would change the group's answers about the interventions on the page."""
    return turning_html(the_store(), answers_for(group), group, keys)


def draw_downloads(files: MapFiles, asked: Asked) -> None:
    """A button a file."""

    def workbook() -> bytes:
        return files.workbook(answers_on_map(files.groups, asked, set(files.cells)))

    st.html('<h2 class="noprint">Hent kortet</h2>')
    with st.container(horizontal=True):
        for kind in WRITERS:
            label, name, mime = files.named(kind)
            st.download_button(label, partial(files.pictures, kind), name, mime, on_click="ignore")
        st.download_button("XLSX med alle forbehold", workbook, f"{files.stem}.xlsx", XLSX, on_click="ignore")


def second_marks() -> dict[Key, str]:
    """What the second layer says of the cells of the map."""
    return on_map(the_store())


def _key(cell: Assessment) -> Key:
    return cell.target_group_id, cell.intervention_id


store = the_store()
with st.container(horizontal=True, vertical_alignment="center", key="map-head"):
    heading, corner = st.container(), st.container(horizontal=True, width="content")
about_the_link = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
    asked = choose_cell(store)
with corner:
    order, asked_groups, has_layer = choose_part(store, asked.group)
    chosen, filters = choose_in_corner(store)
asked = replace(asked, filters=filters)

groups = groups_on_one_page(asked_groups, asked.group)
about = remembered(asked_interventions, groups, asked.comparison, {kind: chosen[kind] for kind in ("lever", "family")})
keys = [row["intervention_id"] for row in about]
of_focus = judged_cells(asked, [asked.group], keys)
on_page = list(paging.part("raekker", in_order(about, of_focus, order, asked.group), "indsatser", MOST_ROWS))
shown_keys = [row["intervention_id"] for row in on_page]
cells = judged_cells(asked, groups, shown_keys)
before = judged_cells(replace(asked, filters=Filters()), groups, shown_keys)
all_rows = map_rows(store, on_page, before, is_tree=order == "emne")
closed = closed_families(store)
rows = map_rows(store, on_page, before, closed, is_tree=order == "emne") if closed else all_rows
change = compare_states(before.values(), cells.values())
moved = {(g, move.intervention_id): move.before for move in change.moves for g in move.target_group_ids}
with about_the_link:
    show_notices()

size = size_sentence(len(on_page), len(groups), len(about), len(asked_groups))
narrowed = chosen_sentence(chosen, filters, store)
measured = measured_sentence(store, all_rows, groups, cells) if asked.is_measured_only else ""
sentence = " ".join(filter(None, [size, narrowed, measured]))
heading.html(
    f'<div class="map-page"></div><h1 class="title">Evidenskort</h1><p class="map-size" role="status">{escape(sentence)}</p>'
)
if filters.is_on:
    draw_change(store, change, groups, asked.comparison)
title = QUESTIONS["form" if asked.is_relative else "virker"]
left, right = st.columns([8, 5])
with left:
    if rows:
        shown = {key for key, cell in cells.items() if is_chosen(cell, chosen, store)}
        second = remembered(second_marks) if has_layer and not asked.is_relative else {}
        data = map_data(store, cells, groups, rows, View(shown, moved, asked.is_measured_only, second))
        caption = f"Evidenskort. {title} Rækker er indsatser, kolonner er målgrupper."
        opened = f"{asked.group}/{asked.intervention}"
        if second:
            st.html(
                render(
                    "evidenskort/second_layer.html.j2",
                    store.labels,
                    group=store.target_groups[asked.group],
                    has=asked.group in store.second_groups,
                )
            )
        draw_map({**data, "caption": caption, "group": asked.group, "chosen": opened}, open_cell, fold_family)
    else:
        st.html('<p class="shown">Ingen indsatser passer til de valg. Fjern et valg for at se mere.</p>')
with right:
    st.html(Ready(remembered(panel, asked, keys)))
if rows:
    if url.flag("ord", st.toggle, label="Vis kortet i ord"):
        st.html(render("evidenskort/words.html.j2", store.labels, rows=words_rows(store, all_rows, groups, cells)))
    if url.flag("studier", st.toggle, label="Vis, hvor et nyt studie ville tælle mest for gruppen"):
        st.html(Ready(remembered(turning_list, asked.group, shown_keys)))
    address = public_address(f"/evidenskort?{urlencode(st.query_params.to_dict())}")
    told = " ".join(filter(None, [title, narrowed, ONLY_MEASURED if asked.is_measured_only else ""]))
    draw_downloads(MapFiles(store, all_rows, groups, cells, asked.is_measured_only, told, address), asked)
