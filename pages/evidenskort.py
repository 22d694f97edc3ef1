"""Evidenskort: every target group × every intervention, how sure each answer is, and what moves when evidence is left out."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date

import streamlit as st
from markupsafe import Markup, escape

from core.charts import evidence_map as chart
from core.charts import picture
from core.evidence.robustness import Change, compare_states
from core.export.tables import write_xlsx
from core.model import Assessment, Comparison, State
from core.store import Filters, Store
from core.text import count, join_words, long_date, lower_first
from core.ui import paging, url
from core.ui.answers import cards_html, general_caveats, general_html
from core.ui.evidence_map import (
    MOST_GROUPS,
    MOST_ROWS,
    Key,
    cell_words,
    draw_map,
    map_data,
    mark_glyph,
    mark_small,
    mark_word,
)
from core.ui.filters import Chosen, choose_levers, choose_more, chosen_sentence, is_chosen, is_row_chosen
from core.ui.frame import show_notices
from core.ui.html import render
from core.ui.map_tables import map_about, map_tables
from core.ui.session import answers_for, assessments_for, remembered, the_store

DEFAULT_GROUP = "dagpenge-16-mdr"
QUESTIONS = {"virker": "Virker det?", "form": "Hvilken form?"}
COMPARISONS = {"virker": Comparison.ABSOLUTE, "form": Comparison.RELATIVE}
ORDERS = {
    "emne": "Efter emne",
    "svar": "Efter svaret for gruppen i fokus",
    "faerrest": "Efter svaret, færrest studier først",
    "flest": "Efter svaret, flest studier først",
}
MOST_NAMES = 8  # in a sentence
PICTURE_NOTE = "Forbeholdene står på siden og i XLSX-filen. Virkninger er gennemsnit for grupper."


def choose_view(store: Store) -> tuple[str, str, str, list[str]]:
    """The question, the group in focus, the order of the rows, and the groups shown."""
    groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    first, second, third, fourth = st.columns([4, 5, 4, 3], vertical_alignment="bottom")
    with first:
        question = url.one(
            "spoergsmaal", QUESTIONS, "virker", "et spørgsmål", st.segmented_control, label="Spørgsmål", required=True
        )
    with second:
        focus = url.one("gruppe", groups, DEFAULT_GROUP, "en målgruppe", st.selectbox, label="Målgruppe i fokus")
    with third:
        order = url.one("orden", ORDERS, "emne", "en rækkefølge", st.selectbox, label="Rækkefølge")
    with fourth:
        shown = url.many(
            "grupper", groups, "en målgruppe", st.multiselect, label="Målgrupper på kortet", placeholder="Alle"
        )
    return question, focus, order, [group for group in groups if not shown or group in shown or group == focus]


def groups_on_one_page(asked: Sequence[str], focus: str) -> list[str]:
    """The part of the target groups that one page of the map shows; the group in focus is on every page."""
    part = list(paging.part("kolonner", asked, "målgrupper", MOST_GROUPS))
    return part if focus in part else [focus, *part]


def choose_cell(rows: Sequence[Mapping]) -> str:
    """The intervention whose cell is open, or an empty string."""
    options = {"": "Intet felt er åbent"} | {str(row["intervention_id"]): str(row["name"]) for row in rows}
    return url.one("indsats", options, "", "en indsats på kortet", st.selectbox, label="Åbn feltet for indsatsen")


def closed_families(store: Store) -> list[str]:
    """The families whose members are folded away."""
    families = {row["family_id"]: row["family_name"] for row in store.interventions.values()}
    return url.many("lukket", families, "et emne", lambda key, **_: st.session_state[key])


def open_cell() -> None:
    """A cell was clicked or opened with Enter."""
    if chosen := st.session_state["evidence_map"].cell:
        group, intervention = chosen.split("/")
        url.choose(gruppe=group, indsats=intervention)


def fold_family() -> None:
    """A family was opened or closed."""
    if family := st.session_state["evidence_map"].family:
        closed = list(st.session_state["url_lukket"])
        url.choose(lukket=[f for f in closed if f != family] if family in closed else [*closed, family])


def depth(intervention_id: str, store: Store) -> int:
    """How far below its family an intervention lies."""
    parent = store.interventions[intervention_id]["parent_id"]
    return 1 + depth(parent, store) if parent else 0


def asked_interventions(groups: Sequence[str], comparison: Comparison, chosen: Chosen) -> tuple[dict, ...]:
    """The interventions the map is about, in tree order: those of the families and levers, that have an answer."""
    store = the_store()
    judged = store.rows("judged_interventions", groups=list(groups), comparison=comparison.value)
    answered = {row["intervention_id"] for row in judged}
    return tuple(row for key, row in store.interventions.items() if key in answered and is_row_chosen(row, chosen))


def judged_cells(
    comparison: Comparison, groups: Sequence[str], rows: Sequence[Mapping], filters: Filters
) -> dict[Key, Assessment]:
    """The answer of every target group about every intervention of ``rows``, under the switches."""
    interventions = [row["intervention_id"] for row in rows]
    found = assessments_for(groups, interventions, filters)
    return {_key(cell): cell for cell in found if cell.comparison is comparison}


def on_one_page(store: Store, rows: Sequence[dict], order: str) -> list[dict]:
    """The part of the interventions that one page of the map shows; it does not begin inside an unnamed family."""
    part = list(paging.part("raekker", rows, "indsatser", MOST_ROWS))
    family = store.interventions[part[0]["family_id"]] if part else None
    if order == "emne" and family in rows and family not in part:
        part.insert(0, family)
    return part


def map_rows(store: Store, rows: Sequence[dict], order: str, closed: Sequence[str]) -> list[dict]:
    """The rows of the map, as a tree or in the order asked for."""
    if order != "emne":
        return [{"id": row["intervention_id"], "name": row["name"], "depth": 0, "is_family": False} for row in rows]
    members = Counter(row["family_id"] for row in rows if row["parent_id"])
    return [
        {
            "id": row["intervention_id"],
            "name": row["name"],
            "depth": depth(row["intervention_id"], store),
            "is_family": not row["parent_id"],
            "members": members[row["intervention_id"]],
            "is_open": row["intervention_id"] not in closed,
        }
        for row in rows
        if not row["parent_id"] or row["family_id"] not in closed
    ]


def in_order(rows: Sequence[dict], of_focus: Mapping[Key, Assessment], order: str, focus: str) -> Sequence[dict]:
    """The interventions as a tree, or by the answer for the group in focus."""
    if order == "emne":
        return rows
    return sorted(rows, key=lambda row: order_key(of_focus.get((focus, row["intervention_id"])), order))


def order_key(cell: Assessment | None, order: str) -> tuple:
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


def focus_sentence(store: Store, focus: str, found: Collection[Assessment]) -> str:
    """How many answers for the group in focus point to an effect, and what the thinnest of them rest on."""
    who = lower_first(store.target_groups[focus]["name"])
    pointing = [cell for cell in found if cell.is_recommended]
    supported = [cell for cell in pointing if cell.state is State.SUPPORTED]
    if not pointing:
        return f"For {who} peger ingen indsatser mod en virkning."
    head = f"For {who} er {count(len(supported), 'indsats', 'indsatser', is_common=True) if supported else 'ingen indsatser'} understøttet og {len(pointing) - len(supported)} lovende."
    behind = supported or pointing
    tried = [cell for cell in behind if cell.trials]
    alone = len(behind) - len(tried)
    parts = [head]
    if tried:
        fewest = min(cell.trials for cell in tried)
        names = [store.interventions[c.intervention_id]["name"] for c in tried if c.trials == fewest]
        named = [lower_first(name) for name in names[:MOST_NAMES]]
        named += [f"{len(names) - MOST_NAMES} til"] if len(names) > MOST_NAMES else []
        parts.append(f"Færrest studier har {join_words(named)} ({count(fewest, 'studie', 'studier')}).")
    if alone:
        parts.append(
            f"{count(alone, 'svar', 'svar').capitalize()} hviler kun på kildernes konklusioner, uden egne studier i kilderne."
        )
    return " ".join(parts)


def draw_change(store: Store, change: Change, shown_groups: Sequence[str], comparison: Comparison) -> None:
    """The sentence that says what moved, and the list behind it."""
    sentence = f"{change.moved} af {change.cells} felter med viden skifter tilstand, når den viden tages ud."
    names = {key: row["name"] for key, row in store.interventions.items()}
    groups = {key: store.target_groups[key]["name"] for key in shown_groups}
    given = {"names": names, "groups": groups, "moves": change.moves, "sentence": sentence}
    is_relative = comparison is Comparison.RELATIVE
    st.html(render("map_moves.html.j2", store.labels, is_relative=is_relative, **given))


def draw_panel(store: Store, group_id: str, intervention: str, comparison: Comparison, filters: Filters) -> None:
    """The open cell: the card with its caveats, the votes, and what holds for everything."""
    answers = [
        answer
        for answer in answers_for(group_id, filters)
        if answer.assessment.intervention_id == intervention and answer.assessment.comparison is comparison
    ]
    group = store.target_groups[group_id]["name"]
    general = general_caveats(store, answers, group_id)
    votes = store.rows("cell_votes", target=group_id, intervention=intervention, **asdict(filters))
    st.html(
        render(
            "map_panel.html.j2",
            store.labels,
            group=group,
            cards=Markup(cards_html(store, answers, group, general)),
            votes=[vote for vote in votes if vote["comparison"] == comparison.value],
            has_evidence=any(answer.references for answer in answers),
            general=Markup(general_html(store, general)),
        )
    )


def words_rows(store: Store, rows: Sequence[Mapping], groups: Sequence[str], cells: Mapping[Key, Assessment]) -> list:
    """The map in words: for each intervention, the groups that share an answer."""
    found = []
    for row in rows:
        lines: dict[str, list[str]] = {}
        for group in groups:
            cell = cells.get((group, str(row["id"])))
            if cell is not None and (cell.state is not State.UNKNOWN or cell.directness):
                lines.setdefault(cell_words(cell, store), []).append(store.target_groups[group]["name"])
        found.append((row["name"], list(lines.items())))
    return found


def chart_rows(
    store: Store, rows: Sequence[Mapping], groups: Sequence[str], cells: Mapping[Key, Assessment]
) -> list[dict]:
    """One row a cell for the picture of the map."""
    return [
        {
            "intervention": "\u2007" * 2 * int(row["depth"]) + str(row["name"]),
            "group": store.target_groups[group]["name"],
            "state": cell.state.value,
            "word": mark_word(cell, store),
            "symbol": mark_glyph(cell, store),
            "small": mark_small(cell, store),
            "is_direct": cell.directness is not None and cell.directness.value == "direct",
        }
        for row in rows
        for group in groups
        if (cell := cells.get((group, str(row["id"]))))
    ]


def draw_downloads(
    store: Store,
    drawn: Sequence[dict],
    groups: Sequence[str],
    filters: Filters,
    shown: str,
    keys: set[Key],
    comparison: Comparison,
) -> None:
    """The map as pictures and as a workbook with every caveat."""
    about = map_about(shown, store.version, st.context.url or "")
    stem = f"evidenskort-{date.today()}-{store.version}"
    subtitle = [shown, f"Data {store.version}, {long_date(date.today())}. {PICTURE_NOTE}"]

    def drawing():
        return chart.draw(drawn, subtitle)

    def workbook() -> bytes:
        wanted = [
            answer
            for group in groups
            for answer in answers_for(group, filters)
            if answer.assessment.comparison is comparison and _key(answer.assessment) in keys
        ]
        return write_xlsx(map_tables(store, wanted), about)

    st.html('<h2 class="noprint">Hent kortet</h2>')
    first, second, third, _ = st.columns([1, 1, 2, 3])
    given = {"on_click": "ignore"}
    first.download_button("PNG", lambda: picture.png(drawing()), f"{stem}.png", "image/png", **given)
    second.download_button("SVG", lambda: picture.svg(drawing()), f"{stem}.svg", "image/svg+xml", **given)
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    third.download_button("XLSX med alle forbehold", workbook, f"{stem}.xlsx", xlsx, **given)


def _key(cell: Assessment) -> Key:
    return cell.target_group_id, cell.intervention_id


store = the_store()
st.html(
    '<div class="map-page"></div><h1 class="title">Evidenskort</h1><p class="lede">Hvor er der viden, hvor sikker er den, og hvor er der ingen? Åbn et felt for at se stemmer, forbehold og kilder.</p>'
)
about_the_link = st.container()
question, focus, order, asked_groups = choose_view(store)
who, opener = st.columns([7, 5], vertical_alignment="bottom")
with who:
    levers = choose_levers(store)
more, filters = choose_more(store)
chosen = {"lever": levers, **more}
comparison = COMPARISONS[question]

groups = groups_on_one_page(asked_groups, focus)
asked = remembered(asked_interventions, groups, comparison, {"lever": levers, "family": more["family"]})
of_focus = judged_cells(comparison, [focus], asked, filters)
on_page = on_one_page(store, in_order(asked, of_focus, order, focus), order)
cells = judged_cells(comparison, groups, on_page, filters)
all_rows = map_rows(store, on_page, order, [])
closed = closed_families(store)
rows = map_rows(store, on_page, order, closed) if closed else all_rows
shown = {key for key, cell in cells.items() if is_chosen(cell, chosen, store)}
with opener:
    intervention = choose_cell(asked)
before = judged_cells(comparison, groups, on_page, Filters())
change = compare_states(before.values(), cells.values())
moved = {(g, move.intervention_id): move.before for move in change.moves for g in move.target_group_ids}
with about_the_link:
    show_notices()

narrowed = chosen_sentence(chosen, filters, store)
size = size_sentence(len(on_page), len(groups), len(asked), len(asked_groups))
sentence = " ".join(filter(None, [size, narrowed, focus_sentence(store, focus, of_focus.values())]))
st.html(f'<p class="shown" role="status">{escape(sentence)}</p>')
if filters.is_on:
    draw_change(store, change, groups, comparison)
counts = Counter(cell.state.value for cell in cells.values())
levels = [lower_first(store.labels("level", code)) for code in ("strong", "moderate", "indication")]
st.html(
    render(
        "map_key.html.j2",
        store.labels,
        counts=[(state.value, counts[state.value]) for state in State],
        levels=levels,
        has_moves=bool(moved),
        is_relative=comparison is Comparison.RELATIVE,
    )
)
if not rows:
    st.html('<p class="shown" role="status">Ingen indsatser passer til de valg. Fjern et valg for at se mere.</p>')
    st.stop()
data = map_data(store, cells, groups, rows, shown, moved)
left, right = st.columns([8, 5])  # both always there, so that the map is not drawn anew when a cell opens
with left:
    caption = f"Evidenskort. {QUESTIONS[question]} Rækker er indsatser, kolonner er målgrupper."
    draw_map({**data, "caption": caption, "group": focus, "chosen": f"{focus}/{intervention}"}, open_cell, fold_family)
with right:
    if intervention:
        draw_panel(store, focus, intervention, comparison, filters)
    else:
        st.html('<div class="map-alone"></div>')
if url.flag("ord", st.toggle, label="Vis kortet i ord"):
    st.html(render("map_words.html.j2", store.labels, rows=words_rows(store, all_rows, groups, cells)))
draw_downloads(store, chart_rows(store, all_rows, groups, cells), groups, filters, sentence, set(cells), comparison)
