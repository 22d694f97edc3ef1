"""What is used of Streamlit and its server without a promise is still there, in the version that is installed.

The list, with what there is instead, is ``.github/STREAMLIT.md``. Here stands what no other test meets for real.
"""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import tomllib
from pathlib import Path

import pytest
import streamlit as st
import uvicorn

from core.ui.server import asgi as server

ROOT = Path(__file__).parents[2]
SHELL = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("phrase", ['<html lang="en"', "<title>Streamlit</title>", "<noscript>", '"./favicon.png"'])
def test_the_page_that_is_made_danish_holds_what_is_replaced(phrase: str) -> None:
    assert SHELL.count(phrase) == 1


def test_the_page_holds_no_script_of_its_own_but_the_one_that_is_taken_out() -> None:
    left = server._NOT_USED.sub(b"", SHELL.encode())
    assert len(left) < len(SHELL.encode())
    assert b"<script>" not in left


@pytest.mark.parametrize(
    "name", [f"{part}.{name}" for part, those in SETTINGS.items() for name in those if part != "theme"]
)
def test_every_setting_is_one_streamlit_knows(name: str) -> None:
    """Three are hidden ones; a setting that is gone is passed over with a line in the log that nobody reads."""
    st.get_option(name)


def test_a_websocket_holds_small_messages_back_until_the_frame_says_no() -> None:
    """Streamlit's listening socket has no protocol number; the day it has, ``_send_at_once`` can go."""
    seen: list[int] = []

    async def app(scope: dict, receive, send) -> None:
        connection = receive.__self__.transport.get_extra_info("socket")
        for _ in range(2):
            seen.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            server._send_at_once(receive)
        await receive()
        await send({"type": "websocket.close", "code": 1000})

    asyncio.run(_ask_for_a_websocket(app))
    assert [bool(value) for value in seen] == [False, True]


async def _ask_for_a_websocket(app) -> None:
    with socket.socket() as listening:  # as Streamlit makes it
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_level="critical")  # as Streamlit asks
        running = uvicorn.Server(config)
        serving = asyncio.create_task(running.serve(sockets=[listening]))
        while not running.started:
            await asyncio.sleep(0)
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ("GET / HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
        writer.write("\r\n".join((*lines, f"Sec-WebSocket-Key: {key}", "", "")).encode())
        await reader.readline()
        writer.close()
        running.should_exit = True
        await serving
