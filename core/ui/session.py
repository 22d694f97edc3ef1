"""The store and what is computed from it, shared by all sessions and kept by the data version that answered."""

from __future__ import annotations

import streamlit as st

from core.model import Answer
from core.store import Filters, Store, open_store


# No spinner: the server opens the store before it answers, and other threads than a page's ask for it too.
@st.cache_resource(show_spinner=False)
def the_store() -> Store:
    """The open store. Raises ``StoreUnavailable``."""
    return open_store()


# Answers are frozen all the way down, so every session may hold the same objects.
@st.cache_resource(show_spinner=False, max_entries=200)
def _answers(version: str, target_group_id: str, filters: Filters) -> tuple[Answer, ...]:
    return tuple(the_store().answers(target_group_id, filters))


def answers_for(target_group_id: str, filters: Filters = Filters()) -> tuple[Answer, ...]:
    """Every answer for a target group, in the page's order."""
    return _answers(the_store().version, target_group_id, filters)
