"""Én indsats: the answer for every target group, all results, caveats, disagreements, and what practice does."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import escape

from core.charts import effect_direction, size_range
from core.store import Store
from core.text import horizon, lower_first, number
from core.ui import url
from core.ui.answers import cards_html, general_caveats, general_html
from core.ui.chart import show_chart
from core.ui.frame import show_notices
from core.ui.html import render
from core.ui.paging import part
from core.ui.plots import plot_rows
from core.ui.practice import law_of
from core.ui.session import answers_for, the_store

DEFAULT = "privat-loentilskud"
SIZED_UNITS = ("pp", "percent", "days", "weeks", "percent_share")


def choose_intervention(store: Store) -> dict:
    """One intervention, listed under its family."""
    options = {
        key: row["name"] if not row["parent_id"] else f"{row['family_name']} › {row['name']}"
        for key, row in store.interventions.items()
    }
    chosen = url.one("indsats", options, DEFAULT, "en indsats", st.selectbox, label="Indsats")
    return store.interventions[chosen]


def choose_group(store: Store) -> str:
    """The group whose card is opened."""
    groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    return url.one("gruppe", groups, "dagpenge-16-mdr", "en målgruppe", st.selectbox, label="Målgruppe")


def draw_heading(store: Store, intervention: dict) -> None:
    """Name, what it is, who can act, and its family."""
    family = store.interventions.get(intervention["parent_id"])
    members = [row for row in store.interventions.values() if row["parent_id"] == intervention["intervention_id"]]
    st.html(
        render("intervention_head.html.j2", store.labels, intervention=intervention, family=family, members=members)
    )


def draw_groups(store: Store, intervention: dict, group_id: str) -> None:
    """The answer for every group, and the full card for the chosen one."""
    everybody = store.rows("intervention_assessments", intervention=intervention["intervention_id"])
    rows = part("gruppeside", everybody, "målgrupper")
    st.html(render("group_table.html.j2", store.labels, rows=rows, intervention=intervention, chosen=group_id))


def draw_answer(store: Store, intervention: dict, group_id: str) -> None:
    """The full card of the chosen group, for each kind of comparison."""
    wanted = intervention["intervention_id"]
    answers = [answer for answer in answers_for(group_id) if answer.assessment.intervention_id == wanted]
    general = general_caveats(store, answers, group_id)
    name = store.target_groups[group_id]["name"]
    st.html(f'<h2 id="svar">Svaret for {escape(lower_first(name))}</h2>')
    st.html(cards_html(store, answers, name, general) + general_html(store, general))


def size_rows(store: Store, findings: Sequence[dict], unit: str) -> list[dict]:
    """Rows for the size chart of one unit."""
    rows = []
    for row in findings:
        if row["unit"] != unit or row["effect_low"] is None:
            continue
        low, high = row["effect_low"], row["effect_high"] if row["effect_high"] is not None else row["effect_low"]
        shown = number(low) if low == high else f"{number(low)}–{number(high)}"
        rows.append(
            {
                "label": f"{row['citation']} · {row['target_group']} · {store.labels('outcome', row['outcome'])}",
                "low": low,
                "high": high,
                "shown": shown,
                "direction": row["direction"],
                "word": store.labels("direction", row["direction"]),
            }
        )
    return rows


def draw_findings(store: Store, findings: Sequence[dict], comparison: str) -> None:
    """Effect direction plot, sizes by unit, and the table that says the same in words."""
    compared = [row for row in findings if row["comparison"] == comparison]
    if not compared:
        return
    rows = plot_rows(store, compared, lambda row: f"{row['citation']} · {row['target_group']}")
    title = (
        "Hvad er målt? Sammenlignet med sædvanlig eller ingen indsats"
        if comparison == "absolute"
        else "Hvilken form? Sammenlignet med en anden bestemt form"
    )
    st.html(
        f'<h2>{title}</h2><p class="where">Hvert tegn er ét resultat: ▲ positiv · ○ ingen påvist · ▼ negativ · ◆ blandet · ? uafklaret. Udgivelser fra samme forsøg har én stemme.</p>'
    )
    show_chart(effect_direction, rows)
    for unit in SIZED_UNITS:
        if sizes := size_rows(store, compared, unit):
            word = store.labels("unit", unit)
            show_chart(size_range, sizes, word)
    st.html(render("finding_table.html.j2", store.labels, findings=compared, horizon=horizon))


def draw_all_caveats(store: Store, intervention: dict, findings: Sequence[dict], claims: Sequence[dict]) -> None:
    """Every limitation of the intervention, its results, trials and conclusions."""
    scopes = [("intervention", intervention["intervention_id"]), ("intervention", intervention["parent_id"] or "")]
    scopes += [("finding", row["finding_id"]) for row in findings] + [("study", row["study_id"]) for row in findings]
    scopes += [("trial", row["trial_id"]) for row in findings] + [("claim", row["claim_id"]) for row in claims]
    caveats = store.caveats.limiting(*scopes)
    if caveats:
        shown = part("forbeholdside", caveats, "forbehold")
        st.html(render("caveat_section.html.j2", store.labels, caveats=shown, total=len(caveats)))


store = the_store()
st.html('<h1 class="title">Én indsats</h1>')
first, second = st.columns([3, 2])
with first:
    intervention = choose_intervention(store)
with second:
    group_id = choose_group(store)
show_notices()

wanted = intervention["intervention_id"]
findings = store.rows("intervention_findings", intervention=wanted)
claims = store.rows("intervention_claims", intervention=wanted)
disagreements = store.rows("intervention_disagreements", intervention=wanted)
practice = store.rows("intervention_practice", intervention=wanted)

draw_heading(store, intervention)
draw_groups(store, intervention, group_id)
draw_answer(store, intervention, group_id)
shown = part("resultatside", findings, "resultater")
draw_findings(store, shown, "absolute")
draw_findings(store, shown, "relative")
if claims:
    st.html(render("claim_table.html.j2", store.labels, claims=part("konklusionside", claims, "konklusioner")))
if disagreements:
    rows = part("uenighedside", disagreements, "uenigheder")
    st.html(render("disagreements.html.j2", store.labels, rows=rows, title="Her er kilderne uenige"))
draw_all_caveats(store, intervention, findings, claims)
if practice:
    practice = part("praksisside", practice, "tal fra praksis")
    scopes = [("practice_topic", row["topic"]) for row in practice] + [
        ("practice_figure", row["figure_id"]) for row in practice
    ]
    limits = store.caveats.limiting(*scopes)
    rules = law_of(store, {row["topic"] for row in practice})
    given = {"rows": practice, "rules": rules, "today": date.today(), "caveats": limits}
    st.html(render("practice_table.html.j2", store.labels, **given))
