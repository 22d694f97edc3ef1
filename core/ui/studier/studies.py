"""Studies on a page: what a reader can choose among, the list, the counts over time, and the downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from core.charts import counts_by_period
from core.evidence.interval import exact_interval
from core.export import studies as export
from core.export.references import write_bibtex, write_ris
from core.export.tables import write_csv, write_xlsx
from core.rows import InterventionsRow, StudiesRow, StudyCountsRow
from core.store import Selection, Store
from core.text import long_date, today
from core.ui.browser.html import render
from core.ui.frame.session import the_store

VOCABULARIES = {
    "countries": "country", "designs": "design", "biases": "risk_of_bias", "transferabilities": "transferability",
    "outcomes": "outcome", "directions": "direction",
}  # fmt: skip
PERIOD = "periode"  # the grouping of the rows that make up the figure
COUNT_KINDS = ("count", "figure", "denominator")  # disagreements about numbers
Write = Callable[[export.Content], bytes]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choices(store: Store) -> dict[str, dict[str, str]]:
    """What each filter offers: field → code → Danish label, only values with at least one study."""
    held: dict[str, set[str]] = {}
    for row in store.facets:
        held.setdefault(row["facet"], set()).add(row["code"])
    offered = {
        field: {code: store.labels(name, code) for code in store.labels.codes(name)}
        for field, name in VOCABULARIES.items()
    }
    offered["countries"]["not_stated"] = "Land ikke oplyst"
    offered["target_groups"] = {key: row["name"] for key, row in store.target_groups.items()}
    offered["interventions"] = {key: intervention_label(row) for key, row in store.interventions.items()}
    offered["sources"] = {key: row["short_name"] for key, row in store.sources.items()}
    offered["years"] = {year: year for year in sorted(held["years"])}
    return {field: {code: label for code, label in of.items() if code in held[field]} for field, of in offered.items()}


def intervention_label(row: InterventionsRow) -> str:
    """An intervention with its family in front: ``Samtaler › Gruppesamtaler``."""
    return row["name"] if not row["parent_id"] else f"{row['family_name']} › {row['name']}"


def one_study(store: Store, study_id: str) -> StudiesRow | None:
    """A study with what is told of it, or None."""
    found = store.rows("studies", **Selection(found=(study_id,)).parameters, top=1, skip=0)
    return found[0] if found else None


def list_html(store: Store, rows: Sequence[StudiesRow], is_search: bool) -> str:
    """One page of studies and, below it, what limits each of them; a search decides the order."""
    caveats = {row["study_id"]: store.caveats.for_study(row) for row in rows}
    names = {key: row["name"] for key, row in store.interventions.items()}
    return render(
        "studier/study_list.html.j2", store.labels, rows=rows, caveats=caveats, names=names, is_search=is_search,
        vote_words=export.vote_words, directions=partial(export.direction_counts, store.labels),
    )  # fmt: skip


class PrintedPeriod(counts_by_period.Period):
    """The results of a period, and where they are printed."""

    where: str


def counted_periods(counts: Sequence[StudyCountsRow]) -> list[PrintedPeriod]:
    """The printed counts of the figure, each with its exact interval; nothing is pooled."""
    rows: list[PrintedPeriod] = []
    for row in counts:
        if row["grouping"] == PERIOD and row["n_positive"] is not None:
            low, high = exact_interval(row["n_positive"], row["n_total"])
            rows.append(
                {
                    "period": f"{row['period_from']}–{row['period_to']}",
                    "positive": row["n_positive"],
                    "total": row["n_total"],
                    "low": low,
                    "high": high,
                    "where": f"{row['source_name']}, {row['locator']}",
                }
            )
    return rows


class Counted(NamedTuple):
    """The counts over time, ready to show: HTML above and below the chart, the chart, and its words."""

    head: str
    chart: dict[str, Any]
    words: str
    body: str
    sources: tuple[str, ...]


# The same for every filter: made once for each data version and page it stands on.
@st.cache_data(show_spinner=False, max_entries=20)
def counted(version: str, study_id: str) -> Counted | None:
    """The counts, or those of one study; None without any.

    On a study's own page its caveats and disagreements already stand, and are left out here.
    """
    store = the_store()
    counts = [row for row in store.rows("study_counts") if study_id in ("", row["study_id"])]
    periods = counted_periods(counts)
    if not periods:
        return None
    unit, counted_id = counts[0]["unit"], counts[0]["study_id"]
    study = one_study(store, counted_id) if counted_id else None
    told = None if study_id else study
    disputed = store.rows("study_disagreements", studies=[counted_id]) if told else []
    body = {
        "periods": periods,
        "unit": unit,
        "overlaps": counts_by_period.overlaps(periods),
        "others": [row for row in counts if row["grouping"] != PERIOD],
        "caveats": store.caveats.for_study(told) if told else [],
        "disagreements": [row for row in disputed if row["kind"] in COUNT_KINDS],
    }
    return Counted(
        render("studier/counts_head.html.j2", store.labels, unit=unit, study=study),
        counts_by_period.draw(periods, unit).to_dict(),
        counts_by_period.describe(periods, unit),
        render("studier/counts.html.j2", store.labels, **body),
        tuple(dict.fromkeys(row["source_id"] for row in counts)),
    )


def draw_counts(store: Store, study_id: str = "") -> tuple[str, ...]:
    """The counts over time: chart, table, what they cannot say, and disputes; returns the documents that tell of them."""
    shown = counted(store.version, study_id)
    if shown is None:
        return ()
    st.html(shown.head)
    st.vega_lite_chart(spec=shown.chart, theme=None, alt=shown.words)
    st.html(shown.body)
    return shown.sources


def content_of(store: Store, studies: Sequence[StudiesRow], sentence: str) -> export.Content:
    """Everything an export of the studies holds."""
    ids = [row["study_id"] for row in studies]
    findings, claims = store.rows("study_findings", studies=ids), store.rows("study_claims", studies=ids)
    trials = {row["study_id"]: row["trial_id"] or "" for row in studies}
    caveats = {row["study_id"]: store.caveats.for_study(row) for row in studies}
    told = [("finding", row["finding_id"], row["study_id"]) for row in findings]
    told += [("claim", row["claim_id"], row["study_id"]) for row in claims]
    for kind, ref_id, study_id in told:
        caveats[ref_id] = store.caveats.limiting((kind, ref_id), ("study", study_id), ("trial", trials[study_id]))
    return export.Content(
        studies,
        findings,
        claims,
        caveats,
        {source_id: store.caveats.general([source_id]) for source_id in store.sources},
        {key: row["name"] for key, row in store.interventions.items()},
        store.labels,
        about(store, sentence),
    )


def about(store: Store, sentence: str) -> dict[str, str]:
    """What stands inside every file: what is shown, which data, when, and what holds for all of it."""
    return {
        "Titel": "Hvad virker for hvem? Studier og resultater",
        "Udvalg": sentence,
        "Dataversion": store.version,
        "Hentet": long_date(today()),
        "Gælder alt": "Viden om grupper, ikke om en person. Effekter er gennemsnit. Udgivelser fra samme forsøg har én stemme.",
    }


def draw_downloads(store: Store, rows: Callable[[], Sequence[StudiesRow]], sentence: str, name: str) -> None:
    """Buttons for exactly what is shown. ``rows`` gives the studies when a file is asked for; ``name`` begins its name."""

    def written(write: Write) -> bytes:
        return write(content_of(store, rows(), sentence))

    files: tuple[tuple[str, str, str, Write], ...] = (
        ("Excel: alt i ét ark pr. slags", "xlsx", XLSX, lambda made: write_xlsx(export.all_tables(made), made.about)),
        ("CSV: studier", "csv", "text/csv", lambda made: write_csv(export.study_table(made), made.about)),
        ("CSV: resultater", "csv", "text/csv", lambda made: write_csv(export.finding_table(made), made.about)),
        ("RIS: henvisninger", "ris", "application/x-research-info-systems", lambda made: write_ris(export.references(made))),
        ("BibTeX: henvisninger", "bib", "application/x-bibtex", lambda made: write_bibtex(export.references(made), made.about)),
    )  # fmt: skip
    st.html(render("studier/downloads_head.html.j2", store.labels))
    for label, ending, mime, write in files:
        part = f"{name}-resultater" if label == "CSV: resultater" else name
        st.download_button(
            label, partial(written, write), f"{part}-{today()}.{ending}", mime,
            on_click="ignore", width="stretch", key=f"hent_{ending}_{part}",
        )  # fmt: skip
