"""The frame: what a reader sees when there is no store, and where unknown addresses go."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.store import Fault, StoreUnavailable
from core.ui.server import asgi as server

ROUTER = Path(__file__).parents[2] / "core" / "ui" / "router.py"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            StoreUnavailable("2 faults", [Fault("data/finding.csv", 2, "direction", "op", "one of …")] * 2),
            "Der er 2 fejl i data",
        ),
        (StoreUnavailable("/srv/secret/path: permission denied"), "Datalageret kan hverken åbnes eller bygges"),
    ],
)
def test_missing_store_is_explained_without_paths(
    monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("core.ui.frame.session.NEWEST.get", fail)
    page = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    assert not page.exception
    assert sentence in page.error[0].value
    assert "secret" not in str([element.value for element in [*page.error, *page.markdown]])


def test_page_that_fails_says_so_kindly_and_the_log_keeps_nothing_a_reader_wrote(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    message = "/srv/secret 010190-1234"

    def fail(*given: object) -> None:
        raise RuntimeError(message)

    monkeypatch.setattr("core.ui.frame.page.show_notices", fail)
    page = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    assert not page.exception
    html = "".join(element.proto.body for element in page.get("html"))
    assert "Siden kunne ikke vises" in html and "page-footer" in html
    assert "secret" not in html + caplog.text and "010190" not in caplog.text
    assert "a page failed with RuntimeError" in caplog.text


def test_two_runs_share_no_page() -> None:
    def script() -> None:
        import streamlit as st

        from core.ui.frame.menu import pages

        st.session_state.shared = [one.title for one, other in zip(pages(), pages(), strict=True) if one is other]

    page = AppTest.from_function(script).run()
    assert not page.exception and page.session_state.shared == []


def test_page_that_stops_has_not_failed(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("core.ui.frame.page.show_notices", st.stop)
    page = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    assert not page.exception and not page.error
    assert "a page failed" not in caplog.text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", ""),
        ("/indsats", ""),
        ("/faellessamtale", ""),
        ("/find", "./?gruppe=ledige"),
        ("/findes-ikke", "./?ukendt=1"),
        ("/a/b/c", "../../?ukendt=1"),
        ("/indsats/", "../indsats?gruppe=ledige"),  # else no relative link of the page holds
        ("/indsats/_stcore/health", ""),
        ("/static/js/index.js", ""),
        ("/health", ""),
    ],
)
def test_unknown_addresses_are_sent_home(path: str, target: str) -> None:
    scope = {"path": path, "method": "GET", "query_string": b"gruppe=ledige"}
    assert server._redirect(scope, path) == target


class _Connection:
    """What uvicorn's protocol object offers: a bound ``receive`` and its transport."""

    def __init__(self, connection: socket.socket) -> None:
        self.transport = SimpleNamespace(get_extra_info=lambda name: connection)

    async def receive(self) -> None:
        """Nothing ever comes."""


def test_small_messages_of_a_websocket_are_sent_at_once() -> None:
    async def app(scope, receive, send) -> None:
        """The app behind the frame."""

    with socket.socket() as connection:
        assert not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        asyncio.run(server.Frame(app)({"type": "websocket", "headers": []}, _Connection(connection).receive, None))
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
