"""The entry: the ASGI app. ``python -m core.run app`` or ``streamlit run app.py`` starts it.

The heavy imports stand here so that the first visitor does not wait for them.
"""

import altair  # noqa: F401
import duckdb  # noqa: F401
import pandas  # noqa: F401
import streamlit as st

from core.ui.server import MIDDLEWARE, ROUTES, ready_store

app = st.App("core/ui/router.py", lifespan=ready_store, middleware=MIDDLEWARE, routes=ROUTES)
