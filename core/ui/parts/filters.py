"""The choices shared by the main page and the map: what is shown, and which evidence counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core.model import Assessment
from core.rows import InterventionsRow
from core.store import Filters, Store
from core.text import join_words
from core.ui.frame import url

LEVELS = ("strong", "moderate", "indication", "not_stated")
DIRECTNESS = ("direct", "broader", "narrower", "related")
HIDDEN_PARAMETERS = ("emne", "niveau", "maalt", "dansk", "udenhoej", "efter2010", "lod", "uden")
LEVER_PARAMETER = "hvem"
_WAS_OPEN = "_corner_open"

Chosen = Mapping[str, Sequence[str]]  # kind (lever, family, level, near) → codes; none means all


def choose_levers(store: Store) -> list[str]:
    """Who can act; none chosen means everybody."""
    levers = {code: store.labels("lever", code) for code in store.labels.codes("lever")}
    return url.many(LEVER_PARAMETER, levers, "et valg", st.pills, label="Hvem kan gøre det?", selection_mode="multi")


def choose_in_corner(store: Store) -> tuple[dict[str, list[str]], Filters]:
    """Who can act, family, level and nearness, and the robustness switches, behind one button.

    While it is closed and unused they are not there at all: half the fields of a page, that hardly anybody opens.
    """
    is_used = not st.query_params.to_dict().keys().isdisjoint((LEVER_PARAMETER, *HIDDEN_PARAMETERS))
    corner = st.popover("Flere valg", key="corner", on_change="rerun", width="stretch")
    was_open, st.session_state[_WAS_OPEN] = st.session_state.get(_WAS_OPEN, False), corner.open
    if not (corner.open or is_used):
        return {"lever": [], "family": [], "level": [], "near": []}, Filters()
    if corner.open and not was_open:
        url.send_again(LEVER_PARAMETER, *HIDDEN_PARAMETERS)
    with corner:
        levers = choose_levers(store)
        return {"lever": levers, **_choose_shown(store)}, _choose_switches(store)


def _choose_shown(store: Store) -> dict[str, list[str]]:
    labels = store.labels
    families = {row["family_id"]: row["family_name"] for row in store.interventions.values()}
    levels = {code: labels("level", code) for code in LEVELS}
    nearness = {code: labels("directness", code) for code in DIRECTNESS}
    first, second, third = st.columns(3)
    with first:
        family = url.many("emne", families, "et emne", st.multiselect, label="Emne", placeholder="Alle emner")
    with second:
        level = url.many(
            "niveau", levels, "et niveau", st.multiselect, label="Hvor sikkert", placeholder="Alle niveauer"
        )
    with third:
        near = url.many("maalt", nearness, "et valg", st.multiselect, label="Hvem er målt", placeholder="Alle")
    return {"family": family, "level": level, "near": near}


def _choose_switches(store: Store) -> Filters:
    reviews = {"": "Ingen udeladt"} | {row["study_id"]: row["citation"] for row in store.reviews}
    first, second, third = st.columns(3)
    with first:
        only_danish = url.flag("dansk", st.toggle, label="Kun dansk viden")
        without_high_bias = url.flag("udenhoej", st.toggle, label="Uden studier med høj risiko for skævhed")
    with second:
        after_2010 = url.flag("efter2010", st.toggle, label="Kun viden fra efter 2010")
        only_randomised = url.flag("lod", st.toggle, label="Kun lodtrækningsforsøg")
    with third:
        left_out = url.one("uden", reviews, "", "en gennemgang", st.selectbox, label="Uden én bestemt gennemgang")
    return Filters(only_danish, without_high_bias, after_2010, only_randomised, left_out)


def is_chosen(cell: Assessment, chosen: Chosen, store: Store) -> bool:
    """True when the cell passes every filter; an empty filter lets all through."""
    values = {
        "level": cell.level.value if cell.level else "not_stated",
        "near": cell.directness.value if cell.directness else "",
    }
    return _passes(values, chosen) and is_row_chosen(store.interventions[cell.intervention_id], chosen)


def is_row_chosen(intervention: InterventionsRow, chosen: Chosen) -> bool:
    """True when the intervention is of a chosen lever and family."""
    return _passes({"lever": intervention["lever"], "family": intervention["family_id"]}, chosen)


def _passes(values: Mapping[str, object], chosen: Chosen) -> bool:
    return all(not chosen.get(kind) or value in chosen[kind] for kind, value in values.items())


def chosen_sentence(chosen: Chosen, filters: Filters, store: Store) -> str:
    """The choices in words, empty when none is made."""
    labels = store.labels
    words = [labels("lever", code) for code in chosen.get("lever", ())]
    words += [store.interventions[code]["name"] for code in chosen.get("family", ())]
    words += [labels("level", code) for code in chosen.get("level", ())]
    words += [labels("directness", code) for code in chosen.get("near", ())]
    parts = [f"Valgt: {join_words(words)}."] if words else []
    if filters.is_on:
        parts.append(filters.sentence(review_name(filters, store), store.unstated))
    return " ".join(parts)


def review_name(filters: Filters, store: Store) -> str:
    """The citation of the review left out, or an empty string."""
    rows = {row["study_id"]: row["citation"] for row in store.reviews}
    return rows.get(filters.without_review, "")
