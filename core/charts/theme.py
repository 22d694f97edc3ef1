"""Colours, symbols and number format shared by the charts."""

from __future__ import annotations

import altair as alt

# Altair looks for pandas among the loaded modules and trips over one that another thread is
# still importing, as on a server just started. Imported here, it is whole before any chart is drawn.
import pandas  # noqa: F401

INK = "#1b2a2f"
QUIET = "#4c5d63"
LINE = "#d5dedd"
# Dark enough for white paper and told apart in grey by the symbol beside the colour.
DIRECTION_COLOURS = {
    "positive": "#10603b",
    "none": "#44525a",
    "negative": "#9b1c2e",
    "mixed": "#8a4b08",
    "unclear": "#57646a",
    "not_measured": "#57646a",
}
STATE_COLOURS = {
    "supported": "#10603b",
    "promising": "#1d5a8a",
    "few_studies": "#5b4b8a",
    "conflicting": "#8a4b08",
    "no_effect": "#44525a",
    "negative": "#9b1c2e",
    "practice_only": "#5a5530",
    "unknown": "#57646a",
}
STATE_FILLS = {
    "supported": "#e3f2e8",
    "promising": "#e6f0f8",
    "few_studies": "#efebf7",
    "conflicting": "#fbeedd",
    "no_effect": "#e9eded",
    "negative": "#fbe6e8",
    "practice_only": "#f3f1df",
    "unknown": "#ffffff",
}
# What job centres do, and what a team does itself: neither is a direction of an effect.
PRACTICE = "#a9a26b"
OWN = "#7a2e78"
FONT = "Source Sans, Source Sans Pro, sans-serif"

Chart = alt.TopLevelMixin  # what every chart is, once it is drawn


def style(chart: Chart) -> Chart:
    """Apply the product's type, lines and colours to a finished chart."""
    styled: Chart = (
        chart.configure(font=FONT, background="white", aria=False)  # the page says it: a sentence and a table
        # A tooltip is the one a chart gives itself, in Danish; left alone, Streamlit's page lists the fields of the data.
        .configure_mark(aria=False, tooltip=None)
        .configure_axis(
            labelColor=INK,
            titleColor=QUIET,
            gridColor=LINE,
            domainColor=LINE,
            labelFontSize=13,
            titleFontSize=13,
            labelLimit=320,
        )
        .configure_title(color=INK, fontSize=15, anchor="start", subtitleColor=QUIET, subtitleFontSize=13, aria=False)
        .configure_view(stroke=None)
        .configure_header(labelColor=INK, labelFontSize=13, titleColor=QUIET)
    )
    return styled
