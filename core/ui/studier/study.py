"""One study on a page: everything the store holds about it, and how each document tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

from core.charts import effect_direction
from core.export.references import citation_line
from core.export.studies import vote_words
from core.rows import StudiesRow, StudyClaimsRow, StudyFindingsRow, StudyRelationsRow
from core.store import Store
from core.ui.browser.html import render
from core.ui.frame.page import show_notices
from core.ui.parts.answers import general_html
from core.ui.parts.chart import show_chart
from core.ui.parts.plots import plot_rows
from core.ui.studier.studies import draw_counts, draw_downloads

WORK = ("employment", "self_support", "unemployment", "employment_or_education")  # the outcomes that vote
RELATIONS = ("trial", "cohort", "counted_by", "counts")


class Told(TypedDict):
    """What the documents tell of an intervention and an outcome (a code, ``work``, or empty for conclusions), by their names."""

    intervention_id: str
    intervention: str
    outcome: str
    told: dict[str, list[StudyFindingsRow | StudyClaimsRow]]


def draw_study(store: Store, study: StudiesRow) -> None:
    """The whole page: what it is, what limits it, what it found, who tells it how, and where they disagree."""
    study_id = study["study_id"]
    relations = store.rows("study_relations", study=study_id)
    publications = [study_id, *(row["study_id"] for row in relations if row["relation"] == "trial")]
    findings = store.rows("study_findings", studies=publications)
    claims = store.rows("study_claims", studies=publications)
    limits = store.caveats.for_study(study)

    draw_head(store, study, relations)
    st.html(render("studier/study_caveats.html.j2", store.labels, caveats=limits))
    draw_results(store, [row for row in findings if row["study_id"] == study_id])
    if claims:
        st.html(render("studier/study_claims.html.j2", store.labels, rows=claims))
    draw_practice(store, study)
    draw_told(store, study, findings, claims)
    draw_disagreements(store, publications)
    counted = draw_counts(store, study_id)
    sources = dict.fromkeys([*(row["source_id"] for row in [study, *findings, *claims]), *counted])
    st.html(general_html(store, [caveat for caveat in store.caveats.general(sources) if caveat not in limits]))


def draw_head(store: Store, study: StudiesRow, relations: Sequence[StudyRelationsRow]) -> None:
    """What it is and how it was judged; beside it the reference, the downloads and what it belongs with."""
    st.html(render("studier/study_head.html.j2", store.labels, study=study, vote_words=vote_words))
    show_notices()
    facts, side = st.columns([3, 2])
    with facts:
        st.html(render("studier/study_facts.html.j2", store.labels, study=study))
    with side:
        st.html(render("studier/study_citation.html.j2", store.labels, study=study, citation=citation_line(study)))
        with st.popover("Hent studiet", width="stretch"):
            draw_downloads(store, lambda: [study], f"Studiet {study['citation']}.", f"studie-{study['study_id']}")
        if relations:
            related = {kind: [row for row in relations if row["relation"] == kind] for kind in RELATIONS}
            st.html(render("studier/study_related.html.j2", store.labels, related=related))


def draw_results(store: Store, findings: Sequence[StudyFindingsRow]) -> None:
    """Every result: a plot for each kind of comparison, and the table that says the same in words."""
    draw_plot(store, findings, "absolute", "Hvad er målt? Sammenlignet med sædvanlig eller ingen indsats")
    draw_plot(store, findings, "relative", "Hvilken form? Sammenlignet med en anden bestemt form")
    if findings:
        st.html(render("studier/study_findings.html.j2", store.labels, findings=findings))


def draw_practice(store: Store, study: StudiesRow) -> None:
    """Where the figures of a survey stand, when the study is one of the documents."""
    rows = store.rows("study_practice", document=study["document_id"]) if study["document_id"] else []
    if rows:
        st.html(render("studier/study_practice.html.j2", store.labels, rows=rows))


def draw_plot(store: Store, findings: Sequence[StudyFindingsRow], comparison: str, title: str) -> None:
    """The effect direction plot of one kind of comparison, with its sources under it."""
    part = [row for row in findings if row["comparison"] == comparison]
    if not part:
        return
    rows = plot_rows(store, part, lambda row: f"{row['intervention']} · {row['target_group']}")
    st.html(render("studier/plot_head.html.j2", store.labels, title=title))
    show_chart(effect_direction, rows)
    st.html(render("studier/chart_source.html.j2", store.labels, rows=part))


def told_side_by_side(
    findings: Sequence[StudyFindingsRow], claims: Sequence[StudyClaimsRow]
) -> tuple[list[str], list[Told]]:
    """What each document tells, one row an intervention and outcome: the names of the documents, and the rows.

    The outcomes that vote are one row, so that one document's unemployment stands beside another's employment.
    """
    sources = list(dict.fromkeys(row["source_name"] for row in [*findings, *claims]))
    rows: dict[tuple[str, str], Told] = {}
    of_results = [(row, "work" if row["outcome"] in WORK else row["outcome"]) for row in findings]
    told: list[tuple[StudyFindingsRow | StudyClaimsRow, str]] = [*of_results, *((claim, "") for claim in claims)]
    for row, outcome in told:
        empty: Told = {
            "intervention_id": row["intervention_id"],
            "intervention": row["intervention"],
            "outcome": outcome,
            "told": {name: [] for name in sources},
        }
        rows.setdefault((row["intervention_id"], outcome), empty)["told"][row["source_name"]].append(row)
    first = list(dict.fromkeys(intervention for intervention, _ in rows))
    return sources, sorted(
        rows.values(), key=lambda row: (first.index(row["intervention_id"]), row["outcome"] != "work")
    )


def draw_told(
    store: Store, study: StudiesRow, findings: Sequence[StudyFindingsRow], claims: Sequence[StudyClaimsRow]
) -> None:
    """The same study, trial or review as each document tells it, side by side."""
    sources, rows = told_side_by_side(findings, claims)
    if len(sources) < 2:
        return
    what = "forsøg" if study["siblings"] and study["unit_kind"] == "trial" else "studie"
    given = {"title": f"Samme {what}, som kilderne fortæller det", "sources": sources, "rows": rows, "study": study}
    st.html(render("studier/study_told.html.j2", store.labels, **given))


def draw_disagreements(store: Store, publications: list[str]) -> None:
    """Where the sources disagree about it; the editorial ones folded."""
    rows = store.rows("study_disagreements", studies=publications)
    shown = [row for row in rows if row["visibility"] != "log"]
    editorial = [row for row in rows if row["visibility"] == "log"]
    if shown:
        st.html(render("parts/disagreements.html.j2", store.labels, rows=shown, title="Her er kilderne uenige"))
    if editorial:
        st.html(render("studier/study_editorial.html.j2", store.labels, rows=editorial))
