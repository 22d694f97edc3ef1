"""The store and what is computed from it, cached by the data version that answered."""

from __future__ import annotations

import streamlit as st

from core.model import Answer
from core.store import Filters, Store, open_store


@st.cache_resource(show_spinner="Gør viden klar …", max_entries=2)
def _opened(_day: str = "") -> Store:
    return open_store()


def the_store() -> Store:
    """The open store, shared by all sessions. Raises ``StoreUnavailable``."""
    return _opened()


@st.cache_data(show_spinner=False, max_entries=200)
def _answers(version: str, target_group_id: str, filters: Filters) -> list[Answer]:
    return the_store().answers(target_group_id, filters)


def answers_for(target_group_id: str, filters: Filters = Filters()) -> list[Answer]:
    """Every answer for a target group, in the page's order."""
    return _answers(the_store().version, target_group_id, filters)
