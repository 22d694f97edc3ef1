"""Studier: search and filter the studies, open one with everything told of it, and see what has been counted over time."""

from typing import NamedTuple

import streamlit as st
from markupsafe import escape

from core.model import SecondLayer
from core.rows import StudyTotalsRow
from core.store import Selection, Store
from core.text import count, join_words
from core.ui.browser.html import link, render
from core.ui.frame import url
from core.ui.frame.page import show_notices
from core.ui.frame.session import remembered, the_store
from core.ui.parts.answers import general_html
from core.ui.search.search import search_field
from core.ui.studier.second_studies import SECOND, asked_study, choose_layer, draw_second_list, draw_second_study
from core.ui.studier.studies import choices, draw_counts, draw_downloads, list_html, one_study
from core.ui.studier.study import draw_study

PAGE_SIZE = 20


class Filter(NamedTuple):
    """One list of choices: its name in the address, and its words on the page."""

    name: str
    label: str
    what: str
    everything: str


FRONT = {
    "interventions": Filter("indsats", "Indsats", "en indsats", "Alle indsatser"),
    "target_groups": Filter("maalgruppe", "Målt på", "en målgruppe", "Alle grupper"),
    "countries": Filter("land", "Land", "et land", "Alle lande"),
    "directions": Filter("retning", "Retning", "en retning", "Alle retninger"),
}
MORE = {
    "designs": Filter("design", "Design", "et design", "Alle design"),
    "biases": Filter("skaevhed", "Risiko for skævhed", "en risiko for skævhed", "Alle"),
    "transferabilities": Filter("overfoer", "Overførbarhed til Danmark", "en overførbarhed", "Alle"),
    "outcomes": Filter("udfald", "Udfald", "et udfald", "Alle udfald"),
    "sources": Filter("kilde", "Kilde", "en kilde", "Alle kilder"),
}


def choose_several(filters: dict[str, Filter], offered: dict[str, dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """Any number of values in each filter, side by side."""
    chosen = {}
    for column, (field, one) in zip(st.columns(len(filters)), filters.items(), strict=True):
        with column:
            given: url.Look = {"label": one.label, "placeholder": one.everything}
            chosen[field] = tuple(url.many(one.name, offered[field], one.what, st.multiselect, **given))
    return chosen


def choose_year(name: str, label: str, years: dict[str, str]) -> int | None:
    """The first or the last year of publication, or none."""
    options = {"": "Alle år", **years}
    chosen = url.one(name, options, "", "et år", st.selectbox, label=label)
    return int(chosen) if chosen else None


def choose(store: Store, asked: str) -> tuple[Selection, dict[str, str], dict[str, dict[str, str]]]:
    """What the reader asks for, the words read as misspellings, and the names of every choice."""
    offered = choices(store)
    chosen = choose_several(FRONT, offered)
    hidden = [one.name for one in MORE.values()] + ["fra", "til"]
    is_used = any(name in st.query_params for name in hidden)
    with st.expander("Flere valg: design, kvalitet, udfald, kilde og år", expanded=is_used):
        chosen |= choose_several(MORE, offered)
        first, last, _ = st.columns([1, 1, 3])
        with first:
            year_from = choose_year("fra", "Udgivet fra", offered["years"])
        with last:
            year_to = choose_year("til", "Udgivet til", offered["years"])
    found, read_as = store.search_studies(asked)
    hits = None if found is None else tuple(found)
    return (
        Selection(asked if found is not None else "", hits, year_from=year_from, year_to=year_to, **chosen),
        read_as,
        offered,
    )


def chosen_sentence(selection: Selection, read_as: dict[str, str], names: dict[str, dict[str, str]]) -> str:
    """What was chosen, in words; everything when nothing was."""
    if not selection.is_narrowed:
        return ""
    parts = [f"Valgt: {selection.sentence(names)}."]
    parts += [f"»{written}« er læst som »{understood}«." for written, understood in read_as.items()]
    return " ".join(filter(None, [*parts, selection.left_out(the_store().unstated)]))


def counted_sentence(totals: StudyTotalsRow) -> str:
    """How many studies are shown, what they are, and how many votes they make."""
    effect, other = totals["effect_studies"], totals["studies"] - totals["effect_studies"]
    parts = []
    if effect:
        units = "" if totals["units"] == effect else f" fra {count(totals['units'], 'forsøg', 'forsøg')} eller datasæt"
        parts.append(f"{count(effect, 'effektstudie', 'effektstudier')}{units}")
    if other:
        parts.append(f"{count(other, 'andet', 'andre')} uden stemme (gennemgange, vurderinger og analyser)")
    told = f"{count(totals['findings'], 'resultat', 'resultater')} og {count(totals['claims'], 'konklusion', 'konklusioner', is_common=True)}"
    return f"Du ser {count(totals['studies'], 'studie', 'studier')}: {join_words(parts)}. Tilsammen {told}."


def nothing_found(selection: Selection) -> str:
    """Why there is nothing to show, and what to do."""
    if selection.year_from and selection.year_to and selection.year_from > selection.year_to:
        return "Ingen studier: det første år ligger efter det sidste. Byt om på årene."
    if selection.found == ():
        return f"Ingen studier har alle ordene i »{selection.asked}«. Prøv færre ord, et efternavn eller et årstal."
    return "Ingen studier passer til alle valgene på én gang. Fjern et valg for at se flere."


def choose_page(selection: Selection, total: int) -> int:
    """Which page of the list; a new choice starts from the first."""
    if st.session_state.get("_studies_chosen", selection) != selection:
        url.forget("side")
    st.session_state["_studies_chosen"] = selection
    pages = {str(n + 1): f"{n + 1}" for n in range(-(-total // PAGE_SIZE))}
    if len(pages) < 2:
        return 1
    return int(url.one("side", pages, "1", "en side", st.selectbox, label=f"Side (af {len(pages)})", width=140))


def list_body(selection: Selection, page: int) -> tuple[str, tuple[str, ...]]:
    """The HTML of one page of the list, and the documents that tell of the studies on it."""
    store = the_store()
    rows = store.rows("studies", **selection.parameters, top=PAGE_SIZE, skip=(page - 1) * PAGE_SIZE)
    return list_html(store, rows, selection.found is not None), tuple(dict.fromkeys(row["source_id"] for row in rows))


def draw_list(store: Store, layer: SecondLayer) -> None:
    """Search, filters, the studies they give, and the counts over time; or the list of the second layer."""
    title, search = st.columns([3, 2], vertical_alignment="bottom")
    with title:
        heading = st.container()
        is_second = choose_layer(layer) == SECOND
        heading.html(render("studier/studies_title.html.j2", store.labels, is_second=is_second))
    if is_second:
        draw_second_list(store, layer)
        return
    with search:
        asked = search_field("Søg: Cheung 2017, sagsstamme, unge …")
    selection, read_as, names = choose(store, asked)
    about_the_link = st.container()
    chosen = chosen_sentence(selection, read_as, names)
    [totals] = store.rows("study_totals", **selection.parameters)
    sources = draw_found(store, selection, totals, chosen) if totals["studies"] else draw_nothing(selection, chosen)
    with about_the_link:
        show_notices()
    counted = draw_counts(store)
    st.html(general_html(store, store.caveats.general(dict.fromkeys([*sources, *counted]))))


def draw_nothing(selection: Selection, chosen: str) -> tuple[str, ...]:
    """Why there is nothing to show, and the way on; no document tells of anything here."""
    way_on = f'<a href="{link("studier")}" target="_self">Vis alle studier</a>'
    st.html(f'<p class="shown" role="status">{escape(nothing_found(selection))} {escape(chosen)} {way_on}</p>')
    return ()


def draw_found(store: Store, selection: Selection, totals: StudyTotalsRow, chosen: str) -> tuple[str, ...]:
    """What is shown in words, the downloads and one page of the list; returns the documents that tell of it."""
    shown = f"{counted_sentence(totals)} {chosen}".strip()
    clear = f'<a href="{link("studier")}" target="_self">Ryd alle valg</a>' if selection.is_narrowed else ""
    st.html(f'<p class="shown" role="status">{escape(shown)} {clear}</p>')
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        page = choose_page(selection, totals["studies"])
    with right, st.popover("Hent det viste", width="stretch"):
        everything = {**selection.parameters, "top": None, "skip": 0}
        draw_downloads(store, lambda: store.rows("studies", **everything), shown, file_name(selection))
    body, sources = remembered(list_body, selection, page)
    st.html(body)
    return sources


def file_name(selection: Selection) -> str:
    """What the file holds, in the letters every system takes."""
    return "studier-udvalg" if selection.is_narrowed else "studier"


def second_layer() -> SecondLayer:
    """The whole second layer, read once for each data version."""
    return the_store().second_layer()


store = the_store()
layer = remembered(second_layer)
further = asked_study(layer)
asked_for = "" if further else st.query_params.get("studie", "")
study = one_study(store, asked_for) if asked_for else None
if asked_for and not study:
    del st.query_params["studie"]
    url.notify("Linket nævner et studie, som ikke findes her. Her er alle studier; søg på forfatter, år eller titel.")
if further:
    draw_second_study(store, layer, further)
elif study:
    draw_study(store, study)
else:
    draw_list(store, layer)
