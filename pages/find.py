"""Find indsats: choose a target group and see what the research supports, how sure it is, and what must be said."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import escape

from core.evidence.answer import is_actionable, order_key
from core.model import Answer, Directness, State
from core.store import Filters, Store
from core.text import count, lower_first
from core.ui import url
from core.ui.answers import cards_html, general_caveats, general_html, legend_html, rest_html, shortlist_html
from core.ui.filters import choose_levers, choose_more, chosen_sentence, is_chosen
from core.ui.frame import show_notices
from core.ui.html import link, render
from core.ui.markup import draw_markup
from core.ui.paging import MOST, first_row
from core.ui.search import draw_hits, search_field
from core.ui.session import answers_for, remembered, the_store

FIRST_GROUPS = ("jobparate", "sygemeldte", "dagpenge-16-mdr")
DEFAULT_GROUP = "dagpenge-16-mdr"
ORDER = (
    "Rækkefølge: hvem der kan gøre det, så tilstand, niveau, hvor tæt målingen er på gruppen, og antal studier. "
    "Ingen samlet karakter."
)


def choose_group(store: Store) -> str:
    """The target group, the three named ones first."""
    groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    words = ("Hvem skal du tale med?", "Andre grupper")
    return url.one_of_two("gruppe", FIRST_GROUPS, groups, DEFAULT_GROUP, "en målgruppe", words)


def choose_filters(store: Store) -> tuple[dict[str, list[str]], Filters]:
    """What is shown (codes by kind), and which evidence counts."""
    levers = choose_levers(store)
    shown, filters = choose_more(store)
    return {"lever": levers, **shown}, filters


def shown_sentence(
    group: str, answers: Sequence[Answer], chosen: dict[str, list[str]], filters: Filters, store: Store
) -> str:
    """What the page shows right now, in one or two sentences."""
    pointing = [answer for answer in answers if answer.assessment.state.is_recommended]
    found = sum(is_actionable(answer, store.interventions) for answer in pointing)
    narrowed = chosen_sentence(chosen, filters, store)
    total = count(len(answers), "svar", "svar")
    direct = any(a.assessment.directness is Directness.DIRECT for a in answers if a.assessment.state.is_recommended)
    nobody = (
        f" Ingen af dem er målt særskilt på {lower_first(group)}; de er målt på andre grupper."
        if found and not direct
        else ""
    )
    said = f"Du ser {total} for {lower_first(group)}. {found} indsatser peger mod en virkning.{nobody} {narrowed}"
    return said.strip()


def nothing_found(is_narrowed: bool) -> str:
    """Why no intervention is recommended, and the way on."""
    if is_narrowed:
        return "Ingen indsatser peger mod en virkning med de valg. Fjern et filter for at se mere."
    return "Kilderne giver ikke grundlag for at anbefale en indsats til gruppen. Se nedenfor, hvad de siger, og hvad der ikke er viden om."


def recommended_html(store: Store, answers: Sequence[Answer], group_id: str, general: list, is_narrowed: bool) -> str:
    """A short list, then the cards, by who can act."""
    group = store.target_groups[group_id]["name"]
    found = [a for a in answers if a.assessment.state.is_recommended and is_actionable(a, store.interventions)]
    if not found:
        way_on = f' <a href="{link("", gruppe=group_id)}" target="_self">Ryd alle filtre</a>' if is_narrowed else ""
        return f'<p class="shown" role="status">{nothing_found(is_narrowed)}{way_on}</p>'
    levers = store.labels.codes("lever")
    found.sort(key=lambda answer: levers.index(answer.lever))
    parts = [shortlist_html(store, found, ORDER)]
    for lever in levers:
        part = [answer for answer in found if answer.lever == lever]
        if part:
            name, explained = store.labels("lever", lever), store.labels.explanation("lever", lever)
            parts.append(
                f'<h2>{escape(name)} <span class="n">{len(part)}</span></h2><p class="where">{escape(explained)}</p>'
            )
            parts.append(cards_html(store, part, group, general))
    return "".join(parts)


def traits_html(store: Store, answers: Sequence[Answer], group: str, general: list) -> str:
    """Answers about what nobody can choose as an effort: shown, never recommended."""
    traits = [a for a in answers if a.assessment.state.is_recommended and not is_actionable(a, store.interventions)]
    if not traits:
        return ""
    head = "<h2>Viden, man ikke kan vælge som en indsats</h2>"
    head += '<p class="where">Kendetegn ved sagsbehandleren og hele områder. De er ikke anbefalinger.</p>'
    parts = [(state, [a for a in traits if a.assessment.state is state]) for state in State]
    return head + "".join(rest_html(store, state, part, group, general) for state, part in parts if part)


def chosen_answers(group_id: str, filters: Filters, chosen: dict[str, list[str]]) -> tuple[Answer, ...]:
    """What the choices let through: recommended ones by who can act, then the others by state, traits last."""
    store = the_store()
    levers, states = store.labels.codes("lever"), list(State)

    def place(answer: Answer) -> tuple[bool, bool, int]:
        state = answer.assessment.state
        is_trait = state.is_recommended and not is_actionable(answer, store.interventions)
        rank = levers.index(answer.lever) if state.is_recommended else states.index(state)
        return is_trait, not state.is_recommended, rank

    return tuple(
        sorted((a for a in answers_for(group_id, filters) if is_chosen(a.assessment, chosen, store)), key=place)
    )


def body_html(group_id: str, filters: Filters, chosen: dict[str, list[str]], skip: int) -> tuple[str, str]:
    """The sentence that says what is shown, and everything below it: one page of answers, which nearly always is all."""
    store = the_store()
    group = store.target_groups[group_id]["name"]
    everything = remembered(chosen_answers, group_id, filters, chosen)
    answers = sorted(everything[skip : skip + MOST], key=order_key)
    general = general_caveats(store, answers, group_id)
    parts = [render("sick_leave.html.j2", store.labels)] if group_id == "sygemeldte" else []
    parts.append(legend_html(store, everything) + '<div id="svar"></div>')
    if not skip or any(answer.assessment.state.is_recommended for answer in answers):
        parts.append(recommended_html(store, answers, group_id, general, filters.is_on or any(chosen.values())))
    for state in State:
        part = [answer for answer in answers if answer.assessment.state is state]
        if part and not state.is_recommended:
            parts.append(rest_html(store, state, part, group, general))
    parts += [traits_html(store, answers, group, general), general_html(store, general)]
    return shown_sentence(group, everything, chosen, filters, store), "".join(parts)


store = the_store()
title, search = st.columns([3, 2], vertical_alignment="bottom")
with title:
    st.html(
        '<h1 class="title">Hvad virker for hvem?</h1><p class="lede">Vælg en målgruppe. Se, hvad forskningen støtter, hvor sikkert det er, og hvad der skal siges samtidig.</p>'
    )
with search:
    asked = search_field()
draw_hits(store, asked)
if st.query_params.get("ukendt"):
    del st.query_params["ukendt"]
    url.notify("Adressen findes ikke her. Du er sendt til forsiden, hvor du kan finde det, du leder efter.")
group_id = choose_group(store)
chosen, filters = choose_filters(store)
skip = first_row("side", len(remembered(chosen_answers, group_id, filters, chosen)), "svar")
show_notices()

shown, body = remembered(body_html, group_id, filters, chosen, skip)
ways_on = [("Forbered samtalen", "faellessamtale"), ("Vis på skærm", "moede")]
links = " · ".join(f'<a href="{link(page, gruppe=group_id)}" target="_self">{name}</a>' for name, page in ways_on)
st.html(f'<p class="shown" role="status">{escape(shown)} {links}</p>')
draw_markup(body)
