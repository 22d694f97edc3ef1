"""The smallest pages to compare the main page with: what Streamlit itself costs.

``BENCH_KIND`` says which: ``plain`` has as many elements, all of them a line of text; ``widgets`` has the same
widgets (the menu and as many groups to choose among) and nothing to read; ``nodes`` has these and ``BENCH_NODES`` nodes
of text in one.
"""

import os

import streamlit as st

KIND = os.environ.get("BENCH_KIND", "plain")
NAMES = ["A", "B", "C"]
GROUPS = [*NAMES, *(f"Ledige på kontanthjælp {number}" for number in range(19))]
PAGES = ["Find", "Forbered", "Sammenlign", "Kort", "Praksis", "Studier", "Indsats", "Metode"]


def same_widgets() -> None:
    """A title, the field of groups, the search field, a closed popover, and a line."""
    first, second, third, fourth = st.columns([6, 3.4, 2.2, 1.7])
    first.html("<p>title</p>")
    chosen = second.selectbox("Gruppe", GROUPS)
    third.text_input("Søg")
    fourth.popover("Flere valg", key="corner", on_change="rerun")
    st.html(f"<p>{chosen}</p>")
    if KIND == "nodes":
        # Four nodes a line: two elements, each with a text, about as on the main page.
        lines = (f'<p class="n">{chosen} <b>{n}</b></p>' for n in range(int(os.environ["BENCH_NODES"]) // 4))
        st.html("".join(lines))
    st.html(f'<p class="done">{chosen}</p>')


st.set_page_config(layout="wide")
if KIND == "plain":
    chosen = st.selectbox("Gruppe", NAMES)
    for number in range(int(os.environ.get("BENCH_ELEMENTS", "20"))):
        st.html(f"<p>{chosen} {number}</p>")
    st.html(f'<p class="done">{chosen}</p>')
else:
    menu = [st.Page(same_widgets, title=title, url_path=title.lower(), default=title == "Find") for title in PAGES]
    st.navigation(menu, position="top").run()
