"""The long part of a page: the browser cleans it itself, which takes a tenth of the time ``st.html`` takes for it.

``st.html`` cleans markup in JavaScript (DOMPurify), half of what a click on the main page costs in the browser. So it
carries the markup as the value of an attribute, and the script of a component draws it, before the frame in which the
component itself would be given its data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from markupsafe import escape

from core.ui.browser.component import component
from core.ui.browser.html import Ready

_PLAIN, _KEY = "_plain_markup", "markup"
# Signs that mean something in an attribute, or to DOMPurify there, travel as signs that no text holds.
SIGNS = dict(zip('<>"&', "\x01\x02\x03\x04", strict=True))


def draw_markup(
    markup: str,
    opened: Sequence[str] = (),
    on_opened: Callable[[list[str]], None] | None = None,
    on_picked: Callable[[str], None] | None = None,
    on_chosen: Callable[[str], None] | None = None,
) -> None:
    """Draw markup of Jinja templates, once a page; with ``st.html`` in a browser that has no sanitizer of its own.

    ``opened`` names the parts (``data-open``) that are open. The callbacks get what the reader opens, picks
    (``data-pick``) and chooses (``data-choose``).
    """
    if st.session_state.get(_PLAIN):
        st.html(Ready(markup))
        return

    def telling(name: str, tell: Callable[[Any], None] | None) -> Callable[[], None]:
        def told() -> None:
            said = st.session_state[_KEY].get(name)
            if tell is not None and said is not None:
                tell(said)

        return told

    draw = component("browser/markup", '<div class="markup"></div>')
    with st.container(gap=None):
        st.html(Ready(carried(markup, opened)))
        draw(
            key=_KEY,
            on_cannot_change=_draw_with_streamlit,
            on_opened_change=telling("opened", on_opened),
            on_picked_change=telling("picked", on_picked),
            on_chosen_change=telling("chosen", on_chosen),
        )


def carried(markup: str, opened: Sequence[str] = ()) -> str:
    """An element that shows nothing and carries markup, and which of its parts are open, to the browser."""
    for written, sign in SIGNS.items():  # half a millisecond for all, where str.translate takes ten
        markup = markup.replace(sign, "").replace(written, sign)
    return f'<p hidden data-markup="{markup}" data-opened="{escape(json.dumps(list(opened)))}"></p>'


def _draw_with_streamlit() -> None:
    """The browser has said that it cannot clean markup."""
    st.session_state[_PLAIN] = True
