"""The search field and its hits, shared by the pages."""

from __future__ import annotations

import streamlit as st

from core.store import Store
from core.ui import url
from core.ui.html import render

KIND_WORDS = {
    "group": "Målgruppe",
    "intervention": "Indsats",
    "study": "Studie",
    "finding": "Resultat",
    "claim": "Konklusion",
    "practice": "Praksis",
}
SHOWN_HITS = 12


def search_field(placeholder: str = "Søg: løntilskud, Cheung, unge …") -> str:
    """The field for search words; returns what is asked for."""
    return url.words(
        "soeg",
        st.text_input,
        label="Søg",
        placeholder=placeholder,
        type="search",
        label_visibility="collapsed",
    )


def draw_hits(store: Store, asked: str) -> None:
    """The best hits with links, and which words were read as misspellings."""
    if not asked:
        return
    hits, read_as = store.search(asked, top=SHOWN_HITS)
    st.html(render("hits.html.j2", store.labels, asked=asked, hits=hits, read_as=read_as, kinds=KIND_WORDS))
