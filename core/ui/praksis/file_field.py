"""A field for one small file that is read in the browser and sent once: no copy stays on the server.

Streamlit's own field keeps the file in memory until the session ends and speaks English.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

import streamlit as st

from core.ui.browser.component import component

HTML = '<label for="own-file">Læs en udfyldt fil ind</label><input id="own-file" type="file" accept=".csv,text/csv">'
CSS = """
label { display: inline-block; box-sizing: border-box; width: 100%; text-align: center; font: inherit; font-size: .875rem; cursor: pointer;
  padding: .45rem .75rem; border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
label:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
label:has(+ input:focus-visible) { outline: 3px solid #d98e04; outline-offset: 2px; }
input { position: absolute; opacity: 0; width: 1px; height: 1px; }
"""


def file_field(key: str, largest: int, on_file: Callable[[bytes], None]) -> None:
    """Draw the field; ``on_file`` gets the bytes of a chosen file, cut one byte above ``largest``."""

    def received() -> None:
        try:
            on_file(base64.b64decode(st.session_state[key].file or "", validate=True)[: largest + 1])
        except (binascii.Error, TypeError, ValueError):
            on_file(b"\0")  # not what the field sends: no text

    field = component("praksis/file_field", HTML, CSS)
    field(key=key, data={"largest": largest}, on_file_change=received)
