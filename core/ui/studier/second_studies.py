"""The studies of the second layer on the page of studies: a list of its own, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.export.second_layer import second_table
from core.export.tables import write_csv, write_xlsx
from core.model import SecondFinding, SecondLayer, SecondStudy
from core.store import Store
from core.text import count, today
from core.ui.browser.html import render
from core.ui.frame import url
from core.ui.frame.page import show_notices
from core.ui.frame.paging import first_row
from core.ui.studier.studies import XLSX, about

FIRST, SECOND = "first", "second"
SHORT = {FIRST: "De fem kilder", SECOND: "Supplerende forskning"}
PAGE_SIZE = 20


def choose_layer(layer: SecondLayer) -> str:
    """The facet "lag"; without a second layer there is nothing to choose."""
    if not layer:
        return FIRST
    return url.one("lag", SHORT, FIRST, "et lag", st.segmented_control, label="Lag", required=True)


def asked_study(layer: SecondLayer) -> SecondStudy | None:
    """The study of the layer a link names, or None."""
    if st.query_params.get("lag") != SECOND:
        return None
    asked = st.query_params.get("studie")
    return next((study for study in layer.studies if study.study_id == asked), None)


def draw_second_list(store: Store, layer: SecondLayer) -> None:
    """What was chosen, the rows study by study, and a file of exactly those."""
    rows = _chosen_rows(store, layer)
    show_notices()
    studies = list(dict.fromkeys(row.study for row in rows))
    said = counted(rows)
    st.html(render("studier/second_list_head.html.j2", store.labels, said=said))
    _draw_files(store, layer, rows, said)
    skip = first_row("lagside", len(studies), "studier", PAGE_SIZE)
    shown = studies[skip : skip + PAGE_SIZE]
    st.html(render("studier/second_studies.html.j2", store.labels, told=_told(shown, rows), names=topic_names(layer)))


def draw_second_study(store: Store, layer: SecondLayer, study: SecondStudy) -> None:
    """Everything the store holds about one study of the layer, with its mark."""
    rows = [row for row in layer.findings if row.study == study]
    around = [row for row in layer.disagreements if {r.study for r in (*row.rows_a, *row.rows_b)} & {study}]
    given = {"study": study, "rows": rows, "names": topic_names(layer), "disagreements": around}
    st.html(render("studier/second_study.html.j2", store.labels, **given))
    show_notices()


def counted(rows: Sequence[SecondFinding]) -> str:
    """How many rows, publications and trials there are; those on the same data are one."""
    publications, trials = {row.study.study_id for row in rows}, {row.study.trial_id for row in rows}
    parts = (
        count(len(rows), "række", "rækker", is_common=True),
        count(len(publications), "udgivelse", "udgivelser", is_common=True),
        count(len(trials), "studie", "studier"),
    )
    return "{} i {} om {}".format(*parts)


def topic_names(layer: SecondLayer) -> dict[str, str]:
    """The efforts and cautions of a layer by id."""
    return {topic.topic_id: topic.name for topic in (*layer.topics, *layer.cautions)}


def _chosen_rows(store: Store, layer: SecondLayer) -> list[SecondFinding]:
    """The rows of the efforts, words, employers and groups the reader asks for."""
    groups, topics, ways, employers = st.columns(4)
    with groups:
        names = {key: store.target_groups[key]["name"] for key in store.second_groups}
        asked = _several("laggruppe", "Målgruppe", names, "en målgruppe", "Alle grupper")
    with topics:
        chosen = set(_several("emne", "Indsats", topic_names(layer), "en indsats", "Alle indsatser"))
    with ways:
        way = set(_several("peger", "Retning", _labels(store, "second_direction"), "en retning", "Alle retninger"))
    with employers:
        employer = set(_several("arbejdsgiver", "Arbejdsgiver", _labels(store, "has_employer"), "et valg", "Alle"))
    of_groups = {row.finding_id for group in asked for row in store.second_layer(group).findings}
    return [
        row
        for row in layer.findings
        if (not asked or row.finding_id in of_groups)
        and (not chosen or row.topic_id in chosen)
        and (not way or row.direction in way)
        and (not employer or row.employer in employer)
    ]


def _several(name: str, label: str, options: dict[str, str], what: str, everything: str) -> list[str]:
    return url.many(name, options, what, st.multiselect, label=label, placeholder=everything)


def _labels(store: Store, vocabulary: str) -> dict[str, str]:
    return {code: store.labels(vocabulary, code) for code in store.labels.codes(vocabulary)}


def _told(
    studies: Sequence[SecondStudy], rows: Sequence[SecondFinding]
) -> list[tuple[SecondStudy, list[SecondFinding]]]:
    return [(study, [row for row in rows if row.study == study]) for study in studies]


def _draw_files(store: Store, layer: SecondLayer, rows: Sequence[SecondFinding], said: str) -> None:
    """The rows shown, as a workbook and as CSV; both carry the mark of the layer."""
    if not rows:
        return
    table = second_table(layer, rows, store.labels)
    mark = {"Lag": store.labels("layer", SECOND), "Om laget": store.labels.explanation("layer", SECOND)}
    inside = {**about(store, said), **mark}
    with st.popover("Hent det viste"):
        for label, ending, mime, write in (
            ("Excel", "xlsx", XLSX, lambda: write_xlsx([table], inside)),
            ("CSV", "csv", "text/csv", lambda: write_csv(table, inside)),
        ):
            name = f"supplerende-forskning-{today()}.{ending}"
            st.download_button(label, write, name, mime, on_click="ignore", key=f"hent_lag_{ending}")
