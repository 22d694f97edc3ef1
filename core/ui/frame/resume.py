"""A session that begins in the middle: the browser was here before, and the server has forgotten it.

A laptop that slept, a server that was started again and a replica that died leave a page open whose session is gone. The
page is made again from its address, but what the reader did first comes along with it, from widgets that the new session
has not seen yet, and Streamlit calls nothing for those. Therefore the first run is made from the address, and what the
browser brought is handed in once more when the widgets are there.
"""

from __future__ import annotations

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

from core.ui.frame import url

_IS_KNOWN, _BROUGHT, _HANDED_IN = "_is_known", "_brought", "_handed_in"


def begin_session() -> None:
    """Remember what the browser brought to a session that has not made a whole run, and show again what it handed in."""
    if st.session_state.pop(_HANDED_IN, False):
        url.send_all_again()
    context = get_script_run_ctx()
    if context is not None and _IS_KNOWN not in st.session_state:
        brought = {state.id: state for state in context.session_state.get_widget_states()}
        st.session_state[_BROUGHT] = st.session_state.get(_BROUGHT, {}) | brought  # a first run may be cut short


def hand_in() -> None:
    """After the first whole run of a session, ask for a run with what the browser had brought to it."""
    if st.session_state.get(_IS_KNOWN):
        return
    st.session_state[_IS_KNOWN] = True
    brought, context = st.session_state.pop(_BROUGHT, None), get_script_run_ctx()
    if brought and context is not None and context.script_requests is not None:
        st.session_state[_HANDED_IN] = True
        again = RerunData(
            query_string=context.query_string,
            widget_states=WidgetStates(widgets=brought.values()),
            page_script_hash=context.page_script_hash,
            cached_message_hashes=context.cached_message_hashes,
            context_info=context.context_info,
        )
        context.script_requests.request_rerun(again)
