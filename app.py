"""The entry: the ASGI app. ``python -m core.run app`` or ``streamlit run app.py`` starts it."""

import streamlit as st

from core.ui.server import MIDDLEWARE, ROUTES, get_ready

app = st.App("core/ui/router.py", lifespan=get_ready, middleware=MIDDLEWARE, routes=ROUTES)
