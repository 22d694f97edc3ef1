"""The entry: the ASGI app. ``python -m core.run app`` or ``streamlit run app.py`` starts it."""

import streamlit as st

from core.ui.frame.page import show_failure
from core.ui.server.asgi import ERRORS, MIDDLEWARE, ROUTER, ROUTES, get_ready

app = st.App(
    ROUTER,
    lifespan=get_ready,
    middleware=MIDDLEWARE,
    routes=ROUTES,
    exception_handlers=ERRORS,
    on_script_error=show_failure,
)
