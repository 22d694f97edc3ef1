"""Tilgængelighed: the accessibility statement, after the Danish model."""

import streamlit as st

from core.ui.html import render
from core.ui.session import the_store

st.html(render("accessibility.html.j2", the_store().labels))
