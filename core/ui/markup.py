"""The long part of a page: the browser cleans it itself, which takes a tenth of the time ``st.html`` takes for it.

``st.html`` cleans markup in JavaScript (DOMPurify), half of what a click on the main page costs in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from core.ui.html import Ready

HERE = Path(__file__).parent
_PLAIN = "_plain_markup"


@cache
def _component() -> Callable:
    return st.components.v2.component(
        "markup",
        html='<div class="markup"></div>',
        js=(HERE / "markup.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def draw_markup(markup: str) -> None:
    """Draw markup of Jinja templates, once a page; with ``st.html`` in a browser that has no sanitizer of its own."""
    if st.session_state.get(_PLAIN):
        st.html(Ready(markup))
    else:
        _component()(key="markup", data=markup.encode(), on_cannot_change=_draw_with_streamlit)


def _draw_with_streamlit() -> None:
    """The browser has said that it cannot clean markup."""
    st.session_state[_PLAIN] = True
