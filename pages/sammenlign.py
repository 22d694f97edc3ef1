"""Sammenlign: two to four interventions side by side for one target group, with what to hand on and what it may come to."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import escape

from core.evidence.aspects import ground_words
from core.evidence.conclusion import EVERYONE, conclude
from core.evidence.measured import has_size, results_of_others, whom
from core.evidence.side_by_side import (
    FEWEST,
    MOST,
    Place,
    SideBySide,
    all_caveats,
    answer_caveats,
    counted_disputes,
    horizon_rows,
    sizes_by_unit,
)
from core.evidence.subject import Setting, Subject
from core.evidence.what_if import FEWEST as ONE_CITIZEN
from core.evidence.what_if import FORMULAS, NO_FORECAST
from core.evidence.what_if import MOST as MOST_CITIZENS
from core.export.memo_writers import MIME, write_docx, write_pdf
from core.store import Store
from core.text import count, join_words, lower_first, today, upper_first
from core.ui.browser.html import link, render
from core.ui.frame import paging, url
from core.ui.frame.groups import choose_group
from core.ui.frame.page import show_notices
from core.ui.frame.session import the_store
from core.ui.sammenlign.comparison import (
    can_be_handed_on,
    default_choice,
    drawn_pictures,
    memo_of,
    side_by_side,
    sums,
    supported,
    workbook_of,
)
from core.ui.search.search import meant_intervention

WHY_THESE = "Vi har valgt de to bedst underbyggede af hver sin slags, som kommunen selv kan gøre."
WHY_UNSUPPORTED = "Kilderne støtter ingen indsats for gruppen, som kommunen selv kan gøre. Vi viser de to første i forsidens rækkefølge."


def choose_interventions(store: Store, group_id: str) -> list[str]:
    """Two to four interventions in her order; without a choice, the two best supported."""
    return url.many(
        "indsatser",
        {key: row["name"] for key, row in store.interventions.items()},
        "en indsats",
        st.multiselect,
        keep_order=True,
        default=default_choice(store, group_id),
        most=MOST,
        understand=partial(meant_intervention, store),
        label=f"Indsatser ({FEWEST} til {MOST})",
        placeholder="Vælg indsatser",
    )


def draw_first(store: Store, side: SideBySide, is_own_choice: bool) -> None:
    """The first screen: what is the same, what differs, and the decisive caveats of each."""
    is_supported = any(subject.answer.assessment.is_recommended for subject in side.subjects)
    given = {
        "conclusion": conclude(side, store.labels),
        "differing": [lower_first(row.title) for row in side.first if row.differs],
        "everyone": EVERYONE[len(side.subjects)],
        "counts": [(len(all_caveats(subject)), len(answer_caveats(subject))) for subject in side.subjects],
        "note": "" if is_own_choice else WHY_THESE if is_supported else WHY_UNSUPPORTED,
    }
    st.html(render("sammenlign/first.html.j2", store.labels, side=side, **given))


def draw_downloads(side: SideBySide, setting: Setting, view: str) -> None:
    """The memo as PDF and Word, and all rows as a workbook. Each is made when it is asked for."""
    if not can_be_handed_on(side):
        st.html('<p class="where">Der er ingen viden at skrive et notat om.</p>')
        return
    stem = f"sammenligning-{side.subjects[0].answer.assessment.target_group_id}-{today().isoformat()}"
    files = {
        "Hent notat (PDF)": ("pdf", lambda: write_pdf(memo_of(side, setting, view))),
        "Hent notat (Word)": ("docx", lambda: write_docx(memo_of(side, setting, view))),
        "Hent alle rækker (Excel)": ("xlsx", lambda: workbook_of(side, setting, view)),
    }
    for label, (kind, make) in files.items():
        st.download_button(
            label, make, f"{stem}.{kind}", MIME[kind],
            on_click="ignore", width="stretch", type="primary" if kind == "pdf" else "secondary",
        )  # fmt: skip


def draw_rest(store: Store, side: SideBySide, setting: Setting) -> None:
    """What stands one step away: the whole table, every other caveat, what was measured, where the sources disagree."""
    disputes = paging.part("uenigheder", side.disputes, "uenigheder")
    sizes = sizes_by_unit(side, setting)
    of_others = [row for subject in side.subjects for row in results_of_others(subject) if has_size(row)]
    measured = {
        "rows": horizon_rows(side.subjects),
        "sizes": sizes,
        "total": sum(map(len, sizes.values())),
        "of_others": len(of_others),
        "whom": whom(of_others),
        "used": {result.finding_id for s in side.subjects for a in s.answers for result in a.results},
        "missing": [why_nothing_measured(s, side.group_name) for s in side.subjects if not s.rests_on(s.answer)],
    }
    disputed = {
        "places": list(Place),
        "counted": counted_disputes(side.disputes) if side.disputes else "",
        "total": len(side.disputes),
    }
    parts = (
        render("sammenlign/table.html.j2", store.labels, side=side),
        render("sammenlign/caveat_groups.html.j2", store.labels, side=side, first=len(side.decisive.caveats)),
        render("sammenlign/measured.html.j2", store.labels, side=side, **measured),
        render("sammenlign/disputes.html.j2", store.labels, disputes=disputes, **disputed),
    )
    st.html("".join(parts))


def why_nothing_measured(subject: Subject, group_name: str) -> str:
    """Why an answer rests on no measured result of its own."""
    name, group = lower_first(subject.name), lower_first(group_name)
    if subject.is_barred:
        return f"Viden om {name} fra andre grupper må ikke overføres til {group}. Den er ikke brugt og ikke vist."
    if subject.forms:
        return f"Bag svaret om {name} for {group} står ingen egne resultater, men disse former er målt: {join_words(lower_first(form.name) for form in subject.forms)}."
    if subject.findings:
        measured = dict.fromkeys(lower_first(row["evidence_group"]) for row in subject.findings)
        return f"Bag svaret om {name} for {group} står ingen enkelte resultater. Der er målt på {join_words(measured)}."
    return f"Kilderne har ingen målte resultater om {name}."


def draw_charts(group_id: str, chosen: Sequence[str]) -> None:
    """Direction by time and sizes by unit, each with its words; drawn when they are asked for."""
    with st.container(key="compare-more"):
        is_on = url.flag("diagrammer", st.toggle, label="Vis diagrammer")
    if not is_on:
        return
    st.html(
        '<p class="where">▲ positiv · ○ ingen påvist · ▼ negativ · ◆ blandet · ? uafklaret. Tallene står også som tabel under »Målte resultater og størrelser«.</p>'
    )
    drawn = drawn_pictures(group_id, chosen)
    if not drawn:
        st.html("<p>Der er for få målte resultater til et diagram.</p>")
    for picture, specification in drawn:
        words = "" if picture.is_titled else f'<p class="where">{escape(picture.words)}</p>'
        st.html(f'<h3 class="chart-title">{escape(picture.title)}</h3>{words}')
        st.vega_lite_chart(spec=specification, theme=None, alt=f"{picture.title}. {picture.words}")


def draw_what_if(store: Store, side: SideBySide) -> None:
    """Printed sizes counted on a number of citizens, the formula, and why it is no forecast."""
    formulas = "".join(f"<li>{escape(formula)}</li>" for formula in FORMULAS.values())
    st.html(
        f'<section class="fold what-if-head"><h2 id="hvad-hvis">Hvad hvis?</h2><p class="where">Hvad de trykte størrelser svarer til for et antal borgere som dem, studierne målte på. {escape(NO_FORECAST)}</p><details class="formulas"><summary>Sådan regner vi</summary><ul>{formulas}</ul><p class="where">Tallene lægges aldrig sammen, og de kommer ikke med i notatet.</p></details></section>'
    )
    citizens = url.amount(
        "antal",
        ONE_CITIZEN,
        MOST_CITIZENS,
        100,
        "et antal borgere",
        st.text_input,
        label="Antal borgere, fra 1 til 100.000",
        width=260,
    )
    counted = sums(store, side, citizens)
    st.html(render("sammenlign/what_if.html.j2", store.labels, counted=counted))


def draw_missing(store: Store, group_id: str, chosen: Sequence[str]) -> None:
    """What is needed before anything can be compared."""
    missing = count(FEWEST - len(chosen), "indsats", "indsatser", is_common=True)
    way_on = ""
    if chosen:
        name = lower_first(store.interventions[chosen[0]]["name"])
        address = escape(link("indsats", indsats=chosen[0], gruppe=group_id))
        way_on = f' Du kan også læse <a href="{address}" target="_self">om {escape(name)}</a>.'
    st.html(
        f'<p class="shown" role="status">Der skal mindst to til at sammenligne. Vælg {missing} mere ovenfor.{way_on}</p>'
    )


store = the_store()
about_the_link = st.container()
with st.container(key="compare-choice", gap="xxsmall"):
    title, first, third = st.columns([10, 53, 9], vertical_alignment="center")
    second = st.container()
title.html('<h1 class="title">Sammenlign</h1>')
with first:
    group_id = choose_group(store, label="Målgruppe")
is_own_choice = any(key in store.interventions for key in st.query_params.get("indsatser", "").split("."))
with second:
    chosen = choose_interventions(store, group_id)
if warnings := store.warnings_of(group_id):
    st.html(render("parts/group_warnings.html.j2", store.labels, warnings=warnings))
if len(chosen) < FEWEST:
    draw_missing(store, group_id, chosen)
else:
    side, setting = side_by_side(group_id, chosen)
    with third.popover("Hent notat", width="stretch"):
        draw_downloads(side, setting, link("sammenlign", gruppe=group_id, indsatser=".".join(chosen)))
    draw_first(store, side, is_own_choice)
    draw_rest(store, side, setting)
    draw_charts(group_id, chosen)
    draw_what_if(store, side)
pointing = supported(store, group_id)
given = {
    "answers": paging.part("liste", pointing, "indsatser"),
    "total": len(pointing),
    "chosen": chosen,
    "ground": {answer.name: upper_first(ground_words(answer)) for answer in pointing},
}
st.html(render("sammenlign/fewest.html.j2", store.labels, group=store.target_groups[group_id]["name"], **given))
with about_the_link:
    show_notices()
