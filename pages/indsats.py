"""Én indsats: the answer for the chosen group with its decisive caveats, the other groups, and everything it rests on."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import escape

from core.charts import effect_direction, size_range
from core.rows import InterventionFindingsRow, InterventionsRow
from core.store import Store
from core.text import number, today
from core.ui.browser.html import Ready
from core.ui.browser.markup import draw_markup
from core.ui.frame import url
from core.ui.frame.groups import choose_group, first_intervention
from core.ui.frame.page import show_notices
from core.ui.frame.paging import first_row
from core.ui.frame.session import remembered, the_store
from core.ui.indsats.one_intervention import LISTS, facts_of, on_page, one_html
from core.ui.parts import second_layer
from core.ui.parts.chart import show_chart
from core.ui.parts.plots import plot_rows

SIZED_UNITS = ("pp", "percent", "days", "weeks", "percent_share")
PARTS = (
    "forbehold",
    "samtalen",
    "hvorfor",
    "aendrer",
    "andre-grupper",
    "resultater",
    "konklusioner",
    "uenigheder",
    "andre-resultater",
    "andre-forbehold",
    second_layer.PART,
)


def choose_intervention(store: Store) -> InterventionsRow:
    """One intervention, listed below its family."""
    options = {
        key: row["name"] if not row["parent_id"] else f"› {row['name']}" for key, row in store.interventions.items()
    }
    given: url.Look = {"label": "Indsats", "label_visibility": "collapsed"}
    return store.interventions[
        url.one("indsats", options, first_intervention(store), "en indsats", st.selectbox, **given)
    ]


def size_rows(store: Store, findings: Sequence[InterventionFindingsRow], unit: str) -> list[size_range.Range]:
    """Rows for the size chart of one unit."""
    rows: list[size_range.Range] = []
    for row in findings:
        if row["unit"] != unit or row["effect_low"] is None:
            continue
        low, high = row["effect_low"], row["effect_high"] if row["effect_high"] is not None else row["effect_low"]
        rows.append(
            {
                "label": f"{row['citation']} · {row['target_group']} · {store.labels('outcome', row['outcome'])}",
                "low": low,
                "high": high,
                "shown": number(low) if low == high else f"{number(low)}–{number(high)}",
                "direction": row["direction"],
                "word": store.labels("direction", row["direction"]),
            }
        )
    return rows


def draw_figures(store: Store, findings: Sequence[InterventionFindingsRow]) -> None:
    """The results as figures, drawn when they are asked for: the table says the same."""
    if not findings or not url.flag("figur", st.toggle, label="Vis resultaterne som figurer"):
        return
    for comparison in store.labels.codes("comparison"):
        compared = [row for row in findings if row["comparison"] == comparison]
        if not compared:
            continue
        title, than = store.labels("comparison", comparison), store.labels.explanation("comparison", comparison)
        st.html(f"<h2>{escape(title)}</h2><p class='where'>{escape(than)} Hvert tegn er ét resultat.</p>")
        show_chart(
            effect_direction, plot_rows(store, compared, lambda row: f"{row['citation']} · {row['target_group']}")
        )
        for unit in SIZED_UNITS:
            if sizes := size_rows(store, compared, unit):
                show_chart(size_range, sizes, store.labels("unit", unit))


store = the_store()
heading, group_field, intervention_field = st.columns([4, 3.2, 3.2], vertical_alignment="center")
with intervention_field:
    intervention = choose_intervention(store)
with group_field:
    group_id = choose_group(store, label="Målgruppe", label_visibility="collapsed")
heading.html(Ready(f'<h1 class="title">{escape(intervention["name"])}</h1>'))
opened = url.many("aaben", {part: part for part in PARTS}, "en del af siden", url.hidden)
show_notices()

wanted = intervention["intervention_id"]
facts = facts_of(wanted, group_id)
skips = {name: first_row(key, len(getattr(facts, name)), what) for name, (key, what) in LISTS.items()}
draw_markup(
    remembered(one_html, wanted, group_id, tuple(skips.items()), today()),
    opened,
    on_opened=lambda now: url.choose(aaben=now),
    on_chosen=lambda group: url.choose(gruppe=group),
)
draw_figures(store, on_page(facts.findings, skips["findings"]))
