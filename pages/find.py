"""Find indsats: choose a target group and read on one screen what the research points to, how sure, and what to say with it."""

from datetime import date

import streamlit as st
from markupsafe import escape

from core.evidence.answer import anchor
from core.model import Answer, Listed
from core.store import Filters, Store
from core.text import lower_first, today
from core.ui.browser.html import Ready
from core.ui.browser.markup import draw_markup
from core.ui.find.overview import MOST_FAMILIES, doors_html, overview_html, overview_of
from core.ui.frame import url
from core.ui.frame.page import show_notices
from core.ui.frame.paging import first_row
from core.ui.frame.session import answers_for, remembered, the_store
from core.ui.parts import law, second_layer
from core.ui.parts.filters import choose_in_corner, chosen_sentence, is_chosen
from core.ui.search.search import draw_hits, search_field

ASK = "Vælg en målgruppe"
REST = {
    "faa-studier": "For lidt til et svar",
    "kun-praksis": "Kun praksis",
    "ingen-viden": "Ingen viden",
    "gaelder-alt": "Fælles forbehold",
    law.PART: "Loven",
    second_layer.PART: "Supplerende forskning",
}


def choose_group(store: Store) -> str:
    """The target group, or an empty string while none is chosen."""
    groups = store.group_names
    given: url.Look = {"label": "Målgruppe", "label_visibility": "collapsed"}
    return url.one("gruppe", {"": ASK, **groups}, "", "en målgruppe", st.selectbox, **given)


def doors() -> str:
    """The question who the conversation is with."""
    return doors_html(the_store(), answers_for)


def chosen_families(group_id: str, filters: Filters, chosen: dict[str, list[str]]) -> dict[str, tuple[Answer, ...]]:
    """What the choices let through, family by family, in the order of the page."""
    store = the_store()
    found: dict[str, list[Answer]] = {}
    for answer in answers_for(group_id, filters):
        if is_chosen(answer.assessment, chosen, store):
            family = store.interventions[answer.assessment.intervention_id]["family_id"]
            found.setdefault(family, []).append(answer)
    return {family: tuple(answers) for family, answers in found.items()}


def body(
    group_id: str, filters: Filters, chosen: dict[str, list[str]], picked: tuple[str, ...], skip: int, day: date
) -> str:
    """Everything below the heading: a page of families, which nearly always is all. The law is of a ``day``."""
    store = the_store()
    families = list(remembered(chosen_families, group_id, filters, chosen).values())
    answers = [answer for family in families[skip : skip + MOST_FAMILIES] for answer in family]
    narrowed = chosen_sentence(chosen, filters, store)
    return overview_html(store, overview_of(store, answers, group_id), group_id, day, picked, narrowed)


def pick(key: str) -> None:
    """Take something up in the conversation, or no longer."""
    picked = list(st.session_state["url_tagop"])
    url.choose(tagop=[item for item in picked if item != key] if key in picked else [*picked, key])


store = the_store()
head = st.container(key="find-head", horizontal=True, vertical_alignment="center")
with head:
    heading = st.empty()
    group_id = choose_group(store)
    asked = search_field("Søg")
if st.query_params.get("ukendt"):
    del st.query_params["ukendt"]
    url.notify("Adressen findes ikke her. Du er sendt til forsiden, hvor du kan finde det, du leder efter.")
draw_hits(store, asked, group_id)
if not group_id:
    heading.html(Ready('<h1 class="title">Hvem skal samtalen handle om?</h1>'))
    show_notices()
    draw_markup(remembered(doors), on_chosen=lambda group: url.choose(gruppe=group))
else:
    name = store.target_groups[group_id]["name"]
    with head:
        chosen, filters = choose_in_corner(store)
    heading.html(Ready(f'<h1 class="title">Hvad virker for {escape(lower_first(name))}?</h1>'))
    can_be_picked = {
        anchor(a): a.name
        for a in answers_for(group_id)
        if store.is_pickable(a.assessment) or a.assessment.listed is Listed.DISCUSS
    }
    picked = url.many("tagop", can_be_picked, "en indsats", url.hidden, keep_order=True)
    parts = {row["family_id"]: row["family_name"] for row in store.interventions.values()} | REST
    opened = url.many("aaben", parts, "en del af siden", url.hidden)
    show_notices()
    skip = first_row("side", len(remembered(chosen_families, group_id, filters, chosen)), "emner", MOST_FAMILIES)
    draw_markup(
        remembered(body, group_id, filters, chosen, tuple(picked), skip, today()),
        opened,
        on_opened=lambda now: url.choose(aaben=now),
        on_picked=pick,
    )
