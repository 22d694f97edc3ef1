"""Tell the one who started the app on this machine where it is, and open it in the browser, once it answers.

Said by the server itself: only it knows its port, which stands in an argument, a variable or a settings file, or is the
next free one where another copy has the usual one.
"""

from __future__ import annotations

import asyncio
import os
import webbrowser

import streamlit as st

SETTING = "OPEN_WHEN_READY"  # set by ``core.run app``
ANY_ADDRESS = ("", "0.0.0.0", "::")
PAUSE = 0.1  # seconds between two looks


def own_address() -> tuple[str, int, str]:
    """Host and port to reach this process by from this machine, and the address of the front page."""
    host, port = st.get_option("server.address") or "", int(st.get_option("server.port"))
    host = "127.0.0.1" if host in ANY_ADDRESS else host
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    base = st.get_option("server.baseUrlPath").strip("/")
    shown = f"[{host}]" if ":" in host else host
    return host, port, f"{scheme}://{shown}:{port}/" + (f"{base}/" if base else "")


async def announce() -> None:
    """Say where the app is and open it, when somebody asked for that."""
    if os.environ.get(SETTING) != "1":
        return
    host, port, address = own_address()
    while True:
        try:  # a plain connection: a proxy of the network knows nothing of this machine
            _, connection = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(PAUSE)
        else:
            connection.close()
            break
    print(f"The app is open at {address} (Ctrl+C stops it)", flush=True)
    await asyncio.to_thread(webbrowser.open, address)
