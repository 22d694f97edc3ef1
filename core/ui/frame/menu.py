"""The pages of the app, as its menu has them."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

PAGES = Path(__file__).parents[3] / "pages"


def pages() -> list[st.Page]:
    """The pages, for one run: a run marks those it was given. Looking for their files takes a tenth of a click's run."""
    return [copy(page) for page in _found()]


@cache
def _found() -> tuple[st.Page, ...]:
    return (
        st.Page(PAGES / "find.py", title="Find indsats", default=True),
        st.Page(PAGES / "faellessamtale.py", title="Forbered samtalen", url_path="faellessamtale"),
        st.Page(PAGES / "sammenlign.py", title="Sammenlign", url_path="sammenlign"),
        st.Page(PAGES / "evidenskort.py", title="Evidenskort", url_path="evidenskort"),
        st.Page(PAGES / "praksis.py", title="Praksis", url_path="praksis"),
        st.Page(PAGES / "studier.py", title="Studier", url_path="studier"),
        st.Page(PAGES / "indsats.py", title="Én indsats", url_path="indsats"),
        st.Page(PAGES / "metode.py", title="Metode og kilder", url_path="metode"),
        st.Page(PAGES / "tilgaengelighed.py", title="Tilgængelighed", url_path="tilgaengelighed", visibility="hidden"),
        st.Page(PAGES / "moede.py", title="Mødevisning", url_path="moede", visibility="hidden"),
    )
