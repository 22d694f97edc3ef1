"""What stands around every page: style, language, footer, notices and the page for a missing store."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.store import Store, StoreUnavailable
from core.text import long_date
from core.ui import url
from core.ui.html import render, style


def page_header() -> None:
    """Style sheet and a clean list of notices for this run."""
    st.html(style())
    url.begin()


def show_notices() -> None:
    """Tell the reader what in the link could not be followed."""
    for sentence in url.notices():
        st.info(sentence, icon="ℹ️")


def page_footer(store: Store) -> None:
    """Data version, date, and the lines that must stand under everything."""
    st.html(
        render(
            "footer.html.j2",
            store.labels,
            version=store.version,
            built=store.built_at,
            today=long_date(date.today()),
        )
    )


def show_unavailable(error: StoreUnavailable) -> None:
    """A page for a store that can neither be opened nor built: what happened and what to do."""
    st.title("Viden kan ikke vises lige nu")
    if error.faults:
        st.error(
            f"Der er {len(error.faults)} fejl i data, så et nyt datalager ikke kan bygges. Ingen data er gået tabt."
        )
        st.markdown("Den, der holder data, kan se alle fejl med kommandoen `python -m core.store check`.")
    else:
        st.error("Datalageret kan hverken åbnes eller bygges. Ingen data er gået tabt.")
        st.markdown("Prøv at genindlæse siden om lidt. Hjælper det ikke, så kontakt den, der driver værktøjet.")
