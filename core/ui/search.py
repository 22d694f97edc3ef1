"""The search field and its hits, shared by the pages."""

from __future__ import annotations

import streamlit as st

from core.store import Store
from core.ui import url
from core.ui.html import render

KIND_WORDS = {
    "intervention": "Indsats",
    "study": "Studie",
    "finding": "Resultat",
    "claim": "Konklusion",
    "practice": "Praksis",
}
SHOWN_HITS = 12


def draw_search(store: Store) -> None:
    """A field for words and, when some are written, the best hits with links."""
    asked = url.words(
        "soeg", st.text_input, label="Søg i indsatser, studier og resultater", placeholder="fx løntilskud, Cheung, unge", type="search"
    )
    if not asked:
        return
    hits, read_as = store.search(asked, top=SHOWN_HITS)
    places = {(row["kind"], row["ref_id"]): row for row in store.rows("search_places")}
    found = [(hit, places.get((hit["kind"], hit["ref_id"]))) for hit in hits]
    st.html(render("hits.html.j2", store.labels, asked=asked, hits=found, read_as=read_as, kinds=KIND_WORDS))
