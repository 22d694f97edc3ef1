"""The script of the app: page settings, frame and navigation over the files of ``pages/``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.store import StoreUnavailable
from core.ui.frame.page import (
    failing_kindly,
    page_footer,
    say_link_age,
    show_draft,
    show_hindrance,
    show_unavailable,
)
from core.ui.frame.resume import begin_session, hand_in
from core.ui.frame.session import begin_run, end_run, give_up
from core.ui.frame.url import begin

PAGES = Path(__file__).parents[2] / "pages"


page = st.navigation(
    [
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
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} – Hvad virker for hvem?", layout="wide", initial_sidebar_state="collapsed")
begin(page.url_path)
begin_session()
try:
    shown = begin_run()
except StoreUnavailable as error:
    show_unavailable(error)
    st.stop()
show_draft(shown)
show_hindrance(shown)
try:
    with failing_kindly():
        say_link_age(page.url_path)
        page.run()
    page_footer()
    end_run()
    hand_in()
except StoreUnavailable as error:
    if give_up(shown.store):
        st.rerun()
    show_unavailable(error)
