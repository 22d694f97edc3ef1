"""The script of the app: page settings, frame and navigation over the files of ``pages/``."""

from __future__ import annotations

import streamlit as st

from core.store import StoreUnavailable
from core.ui.frame.menu import pages
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

page = st.navigation(pages(), position="top")
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
