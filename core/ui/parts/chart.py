"""A chart on a page: drawn once for each data version and its rows, with its words beside it."""

from __future__ import annotations

import json
from types import ModuleType

import streamlit as st

from core.ui.frame.session import remembered


def show_chart(chart: ModuleType, *rows_and_more: object) -> None:
    """Show what ``chart.draw`` makes of the rows, with ``chart.describe`` as its text alternative."""
    st.vega_lite_chart(
        json.loads(remembered(_specification, chart, rows_and_more)),
        theme=None,
        alt=chart.describe(*rows_and_more),
    )


def _specification(chart: ModuleType, rows_and_more: tuple[object, ...]) -> str:
    return json.dumps(chart.draw(*rows_and_more).to_dict())
