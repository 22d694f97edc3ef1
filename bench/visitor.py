"""A visitor without a browser: Streamlit's own websocket messages, sent and read as the page does.

It remembers what a browser remembers: the address with its choices, which large messages it has (so that the
server sends a reference instead), and the choices of the page. Only for servers on this machine.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from core.ui.frame.page import FAILED
from tests.written import written

ASK = "Vælg "  # how the option begins that chooses nothing
LOOPBACK = {"127.0.0.1", "localhost"}
Place = tuple[int, ...]  # where on the page an element stands
LONGEST_RUN = 60  # seconds after which a run counts as lost


@dataclass
class Visitor:
    """One open page. ``seen`` is everything the last run shows, by place."""

    address: str
    query: str = ""
    page: str = ""
    seen: dict[Place, Element] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _known: dict[str, ForwardMsg] = field(default_factory=dict)
    _cookie: str = ""

    async def open(self) -> float:
        """Ask for the page as its address stands, connect and run it; seconds from connecting to the end of the run.

        Again after a lost connection it is what a browser does: the replica may be another, the address is the same.
        """
        if urlsplit(self.address).hostname not in LOOPBACK:
            raise ValueError(f"{self.address} is not on this machine")
        pairs = (pair.partition("=") for pair in self._cookie.split("; ") if pair)
        cookies = {name: value for name, _, value in pairs}
        answer = await asyncio.to_thread(requests.get, self.address, cookies=cookies, timeout=10)
        answer.raise_for_status()
        cookies |= {name: value or "" for name, value in answer.cookies.items()}
        self._cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        begun = time.perf_counter()
        self._known.clear()
        self._socket = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self._cookie} if self._cookie else None,
            compression=None,
            max_size=None,
        )
        await self._run({})
        return time.perf_counter() - begun

    async def choose(self, option: str) -> float:
        """Choose an option of the first list; seconds from the click to the end of the run."""
        begun = time.perf_counter()
        await self._run({self._list().id: option})
        return time.perf_counter() - begun

    async def close(self) -> None:
        """Leave."""
        if self._socket:
            await self._socket.close()

    @property
    def options(self) -> list[str]:
        """The options of the first list, but for one that only asks to choose."""
        return [option for option in self._list().options if not option.startswith(ASK)]

    @property
    def text(self) -> str:
        """All HTML the page shows, but for its own address, whose choices stand in the order they were made."""
        html = written(element.html.body for _, element in sorted(self.seen.items()))
        return re.sub('<p class="page-address">[^<]*</p>', "", html)

    def _list(self) -> Selectbox:
        lists = (e.selectbox for _, e in sorted(self.seen.items()) if e.WhichOneof("type") == "selectbox")
        return next(lists)

    async def _run(self, chosen: dict[str, str]) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        state.cached_message_hashes.extend(self._known)
        for widget, value in chosen.items():
            state.widget_states.widgets.add(id=widget, string_value=value)
        if self._socket is None:
            raise RuntimeError("the page is not open")
        await self._socket.send(message.SerializeToString())
        shown: dict[Place, Element] = {}
        async with asyncio.timeout(LONGEST_RUN):
            while not self._read(await self._socket.recv(decode=False), shown):
                pass
        self.seen = shown
        if any(FAILED in element.html.body for element in shown.values()):
            raise RuntimeError(f"the page failed: {self.address}?{self.query}")

    def _read(self, data: bytes, shown: dict[Place, Element]) -> bool:
        """Take in one message; True for the last of a run."""
        message = ForwardMsg.FromString(data)
        kind, place = message.WhichOneof("type"), tuple(message.metadata.delta_path)
        if kind == "ref_hash":
            shown[place] = self._known[message.ref_hash].delta.new_element
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            shown[place] = message.delta.new_element
            if message.metadata.cacheable:
                self._known[message.hash] = message
        elif kind == "new_session":
            self.page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        return bool(kind == "script_finished")
