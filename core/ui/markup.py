"""The long part of a page: the browser cleans it itself, which takes a tenth of the time ``st.html`` takes for it.

``st.html`` cleans markup in JavaScript (DOMPurify), half of what a click on the main page costs in the browser.
"""

from __future__ import annotations

import streamlit as st

from core.ui.component import component
from core.ui.html import Ready

_PLAIN = "_plain_markup"


def draw_markup(markup: str) -> None:
    """Draw markup of Jinja templates, once a page; with ``st.html`` in a browser that has no sanitizer of its own."""
    if st.session_state.get(_PLAIN):
        st.html(Ready(markup))
    else:
        draw = component("markup", '<div class="markup"></div>')
        draw(key="markup", data=markup.encode(), on_cannot_change=_draw_with_streamlit)


def _draw_with_streamlit() -> None:
    """The browser has said that it cannot clean markup."""
    st.session_state[_PLAIN] = True
