"""The script of the app: page settings, frame and navigation over the files of ``pages/``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.store import StoreUnavailable
from core.ui.frame import page_footer, page_header, show_unavailable
from core.ui.session import the_store

PAGES = Path(__file__).parents[2] / "pages"


page = st.navigation(
    [
        st.Page(PAGES / "find.py", title="Find indsats", default=True),
        st.Page(PAGES / "faellessamtale.py", title="Forbered samtalen", url_path="faellessamtale"),
        st.Page(PAGES / "sammenlign.py", title="Sammenlign", url_path="sammenlign"),
        st.Page(PAGES / "indsats.py", title="Én indsats", url_path="indsats"),
        st.Page(PAGES / "metode.py", title="Metode og kilder", url_path="metode"),
    ],
    position="top",
)
st.set_page_config(
    page_title=f"{page.title} – Hvad virker for hvem?", page_icon="🧭", layout="wide", initial_sidebar_state="collapsed"
)
page_header()
try:
    store = the_store()
except StoreUnavailable as error:
    show_unavailable(error)
    st.stop()
page.run()
page_footer(store)
