"""Metode og kilder: the rules with examples, how a level came about, sources, disagreements, law, purpose, data."""

from dataclasses import asdict

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.export.archive import csv_archive
from core.store import Filters, Store
from core.text import count, today, upper_first
from core.ui.browser.html import Ready, render
from core.ui.frame import url
from core.ui.frame.groups import choose_group, first_intervention
from core.ui.frame.news import news_html
from core.ui.frame.page import show_notices
from core.ui.frame.paging import first_row, part
from core.ui.frame.session import answers_for, remembered, the_store
from core.ui.metode.rule_examples import read_examples
from core.ui.parts.law import law_words
from core.ui.parts.second_layer import method_html

PAGE_SIZE = 20


def draw_contents(has_second_layer: bool) -> None:
    """Links to the sections."""
    sections = {
        "nyt": "Hvad er nyt",
        "regler": "Reglerne",
        "niveau": "Hvordan blev et niveau til?",
        "kilder": "Kilderne",
        "uenigheder": "Uenigheder",
        "lov": "Loven efter dato",
        "andet-lag": "Supplerende forskning",
        "formaal": "Formål og grænser",
        "data": "Hent data",
    }
    if not has_second_layer:
        del sections["andet-lag"]
    links = " · ".join(f'<a href="#{key}" target="_self">{name}</a>' for key, name in sections.items())
    st.html(f'<nav aria-label="Afsnit på siden"><p>{links}</p></nav>')


def draw_cell(store: Store, above: DeltaGenerator) -> str:
    """Choose a cell and see its votes, levels and reasons; ``above`` says where it stands when a link names one.

    Returns the group that is chosen.
    """
    st.html(
        '<h2 id="niveau">Hvordan blev et niveau til?</h2><p>Vælg en målgruppe og en indsats. Her er stemmerne og de regler, der gav svaret.</p>'
    )
    interventions = {key: row["name"] for key, row in store.interventions.items()}
    first, second = st.columns(2)
    with first:
        group = choose_group(store, label="Målgruppe")
    with second:
        intervention = url.one(
            "indsats", interventions, first_intervention(store), "en indsats", st.selectbox, label="Indsats"
        )
    if "indsats" in st.query_params:
        with above:
            st.html(
                render(
                    "metode/cell_chosen.html.j2",
                    store.labels,
                    group=store.group_names[group],
                    name=interventions[intervention],
                )
            )
    answers = [answer for answer in answers_for(group) if answer.assessment.intervention_id == intervention]
    votes = store.rows("cell_votes", target=group, intervention=intervention, **asdict(Filters()))
    values = {"answers": answers, "votes": votes, "group": store.group_names[group]}
    st.html(render("metode/cell.html.j2", store.labels, **values))
    return group


def news_of(group: str) -> str:
    """What is new, for a group."""
    return news_html(the_store(), group)


def draw_sources(store: Store) -> None:
    """The documents, with how much comes from each."""
    counts = {row["source_id"]: row for row in store.rows("studies_of_source")}
    st.html('<h2 id="kilder">Kilderne</h2>')
    sources = part("kildeside", list(store.sources.values()), "kilder", PAGE_SIZE)
    st.html(render("metode/sources.html.j2", store.labels, sources=sources, counts=counts))


def count_disagreements(store: Store, visibilities: list[str], source_ids: list[str], kinds: list[str]) -> int:
    """How many disagreements the choices let through; an empty list lets all through."""
    chosen = {"visibilities": visibilities, "source_ids": source_ids, "kinds": kinds}
    rows = store.rows("disagreements", **chosen, skip=0, top=1)
    return rows[0]["found"] if rows else 0


def draw_disagreements(store: Store) -> None:
    """All disagreements, narrowed by who should see them, by source and by kind."""
    labels = store.labels
    st.html(
        f'<h2 id="uenigheder">Uenigheder mellem kilderne og i dem</h2><p>{count(count_disagreements(store, [], [], []), "sted", "steder")} siger kilderne noget forskelligt. Begge steder er vist, og hvad vi gør ved det.</p>'
    )
    first, second, third = st.columns(3)
    with first:
        shown = url.many(
            "vis",
            {code: labels("visibility", code) for code in labels.codes("visibility")},
            "et valg",
            st.multiselect,
            label="Hvem de er for",
            placeholder="Dem på siden",
        )
    with second:
        sources = url.many(
            "kilde",
            {key: row["short_name"] for key, row in store.sources.items()},
            "en kilde",
            st.multiselect,
            label="Kilde",
            placeholder="Alle kilder",
        )
    with third:
        kinds = url.many(
            "slags",
            {code: labels("disagreement_kind", code) for code in labels.codes("disagreement_kind")},
            "en slags",
            st.multiselect,
            label="Slags",
            placeholder="Alle slags",
        )
    shown = shown or ["main"]
    found = count_disagreements(store, shown, sources, kinds)
    skip = first_row("side", found, "uenigheder", PAGE_SIZE)
    chosen = {"visibilities": shown, "source_ids": sources, "kinds": kinds}
    rows = store.rows("disagreements", **chosen, skip=skip, top=PAGE_SIZE)
    title = (
        f"{upper_first(count(found, 'uenighed', 'uenigheder', is_common=True))} med de valg"
        if found
        else "Ingen uenigheder med de valg. Fjern et valg for at se flere"
    )
    st.html(render("parts/disagreements.html.j2", store.labels, rows=rows, title=title, total=found))


def draw_downloads(store: Store) -> None:
    """The whole store as a DuckDB file and as CSV with a description."""
    st.html(render("metode/downloads.html.j2", store.labels, version=store.version))
    first, second, _ = st.columns([1, 1, 2])
    first.download_button(
        "Hent DuckDB-fil",
        store.file_bytes,
        f"evidens-{store.version}.duckdb",
        "application/octet-stream",
        on_click="ignore",
    )
    second.download_button(
        "Hent CSV (zip)",
        lambda: csv_archive(store.tables(), store.version),
        f"evidens-{store.version}.zip",
        "application/zip",
        on_click="ignore",
    )


store = the_store()
st.html(
    '<h1 class="title">Metode og kilder</h1><p class="lede">Reglerne er åbne. Hvert svar kan følges tilbage til den tabel eller det afsnit, det kommer fra, og kan regnes efter.</p>'
)
layer = store.second_layer()
draw_contents(bool(layer))
about_the_link, news = st.container(), st.container()
st.html(render("metode/rules.html.j2", store.labels, examples=read_examples(store, answers_for)))
group = draw_cell(store, about_the_link)
news.html(Ready(remembered(news_of, group)))
draw_sources(store)
draw_disagreements(store)
st.html(render("metode/law.html.j2", store.labels, rules=store.rows("legal_rules"), **law_words(today())))
if layer:
    st.html(method_html(store, layer))
st.html(render("metode/purpose.html.j2", store.labels, has_second_layer=bool(layer)))
draw_downloads(store)
with about_the_link:
    show_notices()
