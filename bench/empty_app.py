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
    chosen = st.selectbox("Gruppe", NAMES)
    for number in range(int(os.environ.get("BENCH_ELEMENTS", "20"))):
        st.html(f"<p>{chosen} {number}</p>")
else:
    first, second, third, fourth = st.columns([6, 3.4, 2.2, 1.7])
    first.html("<p>title</p>")
    chosen = second.selectbox("Gruppe", NAMES)
    third.text_input("Søg")
    fourth.popover("Flere valg", key="corner", on_change="rerun")
    st.html(f"<p>{chosen}</p>")
    if KIND == "nodes":
        # Four nodes a line: two elements, each with a text, about as on the main page.
        lines = (f'<p class="n">{chosen} <b>{n}</b></p>' for n in range(int(os.environ["BENCH_NODES"]) // 4))
        st.html("".join(lines))
st.html(f'<p class="done">{chosen}</p>')
