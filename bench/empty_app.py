"""The smallest pages to compare the main page with: what Streamlit itself costs.

``BENCH_KIND`` says which: ``plain`` has as many elements, all of them a line of text; ``widgets`` has the same
elements, the choices among them, and nothing to read; ``nodes`` has these and ``BENCH_NODES`` nodes of text in one.
"""

import os

import streamlit as st

KIND = os.environ.get("BENCH_KIND", "plain")
NAMES = ["A", "B", "C"]

st.set_page_config(layout="wide")
if KIND == "plain":
    chosen = st.segmented_control("Gruppe", NAMES, default="A", required=True)
    for number in range(int(os.environ.get("BENCH_ELEMENTS", "20"))):
        st.html(f"<p>{chosen} {number}</p>")
else:
    first, second = st.columns(2)
    first.html("<p>title</p>")
    second.text_input("Søg")
    first, second = st.columns(2)
    chosen = first.segmented_control("Gruppe", NAMES, default="A", required=True)
    second.selectbox("Andre", NAMES, index=None)
    st.pills("Hvem", NAMES, selection_mode="multi")
    st.expander("Flere valg", key="more", on_change="rerun")
    st.html(f"<p>{chosen}</p>")
    if KIND == "nodes":
        # Four nodes a line: two elements, each with a text, about as on the main page.
        lines = (f'<p class="n">{chosen} <b>{n}</b></p>' for n in range(int(os.environ["BENCH_NODES"]) // 4))
        st.html("".join(lines))
st.html(f'<p class="done">{chosen}</p>')
