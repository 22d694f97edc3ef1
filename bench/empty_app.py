"""The smallest page with as many elements as the main page: what Streamlit itself costs."""

import os

import streamlit as st

st.set_page_config(layout="wide")
chosen = st.segmented_control("Gruppe", ["A", "B", "C"], default="A", required=True)
for number in range(int(os.environ.get("BENCH_ELEMENTS", "20"))):
    st.html(f"<p>{chosen} {number}</p>")
st.html(f'<p class="done">{chosen}</p>')
