"""Our own parts of a page: markup that Streamlit places, and a script in a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from core.ui.browser.scripts import component_script


@cache
def component(name: str, html: str, css: str | None = None) -> Callable[..., Any]:
    """The component whose script is ``<name>.js`` of its room (``praksis/file_field``); with a style of its own it stands apart from the page's."""
    return st.components.v2.component(
        name.replace("/", "_"), html=html, css=css, js=component_script(name), isolate_styles=css is not None
    )
