"""Sammenlign: two to four interventions side by side for one target group, with what to hand on and what it may come to."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import escape

from core.evidence.aspects import Setting, Subject, printed_size
from core.evidence.side_by_side import FEWEST, MOST, SideBySide, differences, horizon_rows, sizes_by_unit
from core.evidence.what_if import FEWEST as ONE_CITIZEN
from core.evidence.what_if import FORMULAS, NO_FORECAST
from core.evidence.what_if import MOST as MOST_CITIZENS
from core.export.memo_writers import MIME, write_docx, write_pdf
from core.store import Store
from core.text import count, horizon, join_words, lower_first
from core.ui import paging, url
from core.ui.compared import (
    Picture,
    can_be_handed_on,
    default_choice,
    drawn_pictures,
    memo_of,
    side_by_side,
    sums,
    supported,
    workbook_of,
)
from core.ui.frame import show_notices
from core.ui.html import link, render
from core.ui.session import the_store

DEFAULT_GROUP = "dagpenge-16-mdr"
WHY_THESE = "Vi har valgt de to bedst underbyggede, som kommunen selv kan gøre, i forsidens rækkefølge."
WHY_UNSUPPORTED = "Kilderne støtter ingen indsats for gruppen, som kommunen selv kan gøre. Vi viser de to første i forsidens rækkefølge."
SECTIONS = {
    "tabel": "Tabellen",
    "maalt": "Hvad er målt",
    "forbehold": "Forbehold",
    "uenigheder": "Uenigheder",
    "hvad-hvis": "Hvad hvis",
    "antal": "Antal studier",
}


def choose_group(store: Store) -> str:
    """The target group."""
    groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    return url.one("gruppe", groups, DEFAULT_GROUP, "en målgruppe", st.selectbox, label="Målgruppe")


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
        label=f"Indsatser ({FEWEST} til {MOST})",
        placeholder="Vælg indsatser",
    )


def shown_sentence(side: SideBySide) -> str:
    """What is compared, what differs and what is alike."""
    names = join_words(map(lower_first, side.names))
    differ, alike = differences(side.answers)
    said = f"Du sammenligner {names} for {lower_first(side.group_name)}. De er forskellige på {len(differ)} af {len(side.answers)} punkter."
    if alike:
        said += f" Ens er: {join_words(map(lower_first, alike))}."
    return said


def draw_downloads(side: SideBySide, setting: Setting, says: str, address: str) -> None:
    """The memo as PDF and Word, and all rows as a workbook. Each is made when it is asked for."""
    if not can_be_handed_on(side):
        st.html('<p class="where">Der er ingen viden at skrive et notat om.</p>')
        return
    stem = f"sammenligning-{side.subjects[0].answer.assessment.target_group_id}-{date.today().isoformat()}"
    pdf, word, sheet, _ = st.columns([2, 2, 2, 3])
    given = {"on_click": "ignore", "width": "stretch"}
    pdf.download_button(
        "Hent notat (PDF)",
        lambda: write_pdf(memo_of(side, setting, says, address)),
        f"{stem}.pdf",
        MIME["pdf"],
        type="primary",
        **given,
    )
    word.download_button(
        "Hent notat (Word)",
        lambda: write_docx(memo_of(side, setting, says, address)),
        f"{stem}.docx",
        MIME["docx"],
        **given,
    )
    sheet.download_button(
        "Hent alle rækker (Excel)",
        lambda: workbook_of(side, setting, says, address),
        f"{stem}.xlsx",
        MIME["xlsx"],
        **given,
    )


def view_address(group_id: str, chosen: Sequence[str]) -> str:
    """The whole address of this view, for documents."""
    here = link("sammenlign", gruppe=group_id, indsatser=".".join(chosen))
    seen = urlsplit(st.context.url or "")
    return f"{seen.scheme}://{seen.netloc}{here}" if seen.netloc else here


def draw_charts(store: Store, side: SideBySide, setting: Setting, drawn: Sequence[tuple[Picture, dict]]) -> None:
    """Direction by time and sizes by unit, each with its words and a table that says the same."""
    st.html(
        '<h2 id="maalt">Hvad er målt</h2><p class="where">▲ positiv · ○ ingen påvist · ▼ negativ · ◆ blandet · ? uafklaret. Udgivelser fra samme forsøg har én stemme.</p>'
    )
    for picture, specification in drawn:
        words = "" if picture.is_titled else f'<p class="where">{escape(picture.words)}</p>'
        st.html(f'<h3 class="chart-title">{escape(picture.title)}</h3>{words}')
        st.vega_lite_chart(spec=specification, theme=None, alt=f"{picture.title}. {picture.words}")
    if rows := horizon_rows(side.subjects):
        st.html(render("horizon_table.html.j2", store.labels, side=side, rows=rows))
    used = {result.finding_id for s in side.subjects for a in s.answers for result in a.results}
    sizes = sizes_by_unit(side, setting)
    if sizes:
        given = {"sizes": sizes, "used": used, "printed_size": printed_size, "horizon": horizon}
        st.html(render("size_table.html.j2", store.labels, **given))
    for subject in side.subjects:
        if not subject.rests_on(subject.answer):
            st.html(f"<p>{escape(why_nothing_measured(subject, side.group_name))}</p>")


def why_nothing_measured(subject: Subject, group_name: str) -> str:
    """Why an answer rests on no measured result."""
    name, group = lower_first(subject.name), lower_first(group_name)
    if subject.is_barred:
        return f"Viden om {name} fra andre grupper må ikke overføres til {group}. Den er ikke brugt og ikke vist."
    if subject.findings:
        measured = dict.fromkeys(lower_first(str(row["evidence_group"])) for row in subject.findings)
        return f"Svaret om {name} for {group} bygger ikke på målte resultater. Der er målt på {join_words(measured)}."
    return f"Kilderne har ingen målte resultater om {name}."


def draw_what_if(store: Store, side: SideBySide) -> None:
    """Printed sizes counted on a number of citizens, the formula, and why it is no forecast."""
    formulas = "".join(f"<li>{escape(formula)}</li>" for formula in FORMULAS.values())
    st.html(
        f'<h2 id="hvad-hvis">Hvad hvis?</h2><p>Hvad de trykte størrelser svarer til for et antal borgere som dem, studierne målte på. {escape(NO_FORECAST)} Tallene lægges aldrig sammen, og de kommer ikke med i notatet.</p><ul class="formulas">{formulas}</ul>'
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
    st.html(render("what_if.html.j2", store.labels, counted=counted, printed_size=printed_size, horizon=horizon))


def draw(store: Store, group_id: str, chosen: Sequence[str], is_own_choice: bool) -> None:
    """The whole comparison."""
    side, setting = side_by_side(group_id, chosen)
    says = shown_sentence(side)
    is_supported = any(subject.answer.assessment.is_recommended for subject in side.subjects)
    default = "" if is_own_choice else f" {WHY_THESE if is_supported else WHY_UNSUPPORTED}"
    st.html(f'<p class="shown" role="status">{escape(says + default)}</p>')
    draw_downloads(side, setting, says, view_address(group_id, chosen))
    links = " · ".join(f'<a href="#{key}" target="_self">{name}</a>' for key, name in SECTIONS.items())
    st.html(f'<nav aria-label="Afsnit på siden"><p>{links}</p></nav>')
    st.html(render("compare_table.html.j2", store.labels, side=side))
    draw_charts(store, side, setting, drawn_pictures(group_id, chosen))
    total = sum(len(group.caveats) + len(group.practice) for group in side.caveats)
    st.html(render("caveat_groups.html.j2", store.labels, groups=side.caveats, total=total))
    disputes = paging.part("uenigheder", side.disputes, "uenigheder")
    st.html(render("disputes.html.j2", store.labels, disputes=disputes, total=len(side.disputes)))
    draw_what_if(store, side)


store = the_store()
st.html(
    '<h1 class="title">Sammenlign</h1><p class="lede">Stil to til fire indsatser op ved siden af hinanden for én målgruppe. Alle forbehold følger med.</p>'
)
about_the_link = st.container()
first, second = st.columns([4, 9])
with first:
    group_id = choose_group(store)
is_own_choice = any(key in store.interventions for key in st.query_params.get("indsatser", "").split("."))
with second:
    chosen = choose_interventions(store, group_id)
if group_id == "sygemeldte":
    st.html(render("sick_leave.html.j2", store.labels))
if len(chosen) < FEWEST:
    missing = count(FEWEST - len(chosen), "indsats", "indsatser", is_common=True)
    way_on = ""
    if chosen:
        name = lower_first(store.interventions[chosen[0]]["name"])
        way_on = f' Du kan også se <a href="{link("indsats", indsats=chosen[0], gruppe=group_id)}" target="_self">alt om {escape(name)}</a>.'
    st.html(
        f'<p class="shown" role="status">Der skal mindst to til at sammenligne. Vælg {missing} mere ovenfor.{way_on}</p>'
    )
else:
    draw(store, group_id, chosen, is_own_choice)
pointing = supported(store, group_id)
given = {"answers": paging.part("liste", pointing, "indsatser"), "total": len(pointing), "chosen": chosen}
st.html(render("fewest.html.j2", store.labels, group=store.target_groups[group_id]["name"], **given))
with about_the_link:
    show_notices()
