"""Tilgængelighed: the accessibility statement, after the Danish model."""

import streamlit as st

from core.ui.browser.html import render
from core.ui.frame.session import the_store

st.html(render("tilgaengelighed/page.html.j2", the_store().labels))
