"""The store and what is computed from it, shared by all sessions and kept by the data version that answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from core.model import Answer
from core.store import Filters, Store, open_store

Result = TypeVar("Result")


@st.cache_resource(show_spinner="Gør viden klar …")
def the_store() -> Store:
    """The open store. Raises ``StoreUnavailable``."""
    return open_store()


def remembered(compose: Callable[..., Result], *arguments: object) -> Result:
    """What a function of the store returns, computed once for each data version and argument.

    For the functions of a page: the decorators of Streamlit read the source again at every run of the script.
    The result is shared by all sessions, so it must be immutable; two arguments are the same when their ``repr`` is.
    """
    name = f"{compose.__code__.co_filename}:{compose.__qualname__}"
    return _remembered(the_store().version, name, repr(arguments), compose, arguments)


@st.cache_resource(show_spinner=False, max_entries=300)
def _remembered(version: str, name: str, asked: str, _compose: Callable, _arguments: tuple) -> object:
    return _compose(*_arguments)


# Answers are frozen all the way down, so every session may hold the same objects.
@st.cache_resource(show_spinner=False, max_entries=200)
def _answers(version: str, target_group_id: str, filters: Filters) -> tuple[Answer, ...]:
    return tuple(the_store().answers(target_group_id, filters))


def answers_for(target_group_id: str, filters: Filters = Filters()) -> tuple[Answer, ...]:
    """Every answer for a target group, in the page's order."""
    return _answers(the_store().version, target_group_id, filters)
