"""The main journeys in Firefox, driven by WebDriver BiDi, which Debian's Firefox speaks itself. Without Firefox it skips."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect

from tests.browser.conftest import free_port

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = 'user_pref("dom.allow_cut_copy", false);\nuser_pref("app.update.enabled", false);\n'
SECONDS = 60


class Firefox:
    """One tab of a headless Firefox."""

    def __init__(self, port: int) -> None:
        self._line = self._connected(port)
        self._numbers = itertools.count(1)
        self._ask("session.new", capabilities={})
        self.tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _connected(self, port: int):
        for _ in range(100):
            try:
                return connect(f"ws://127.0.0.1:{port}/session", max_size=None, proxy=None, legacy=True)
            except OSError:
                time.sleep(0.3)
        raise RuntimeError("Firefox did not start")

    def _ask(self, method: str, **parameters: object) -> dict:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._line.recv(timeout=SECONDS))
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    def open(self, address: str) -> None:
        """Go to an address and wait until the page is drawn to its foot."""
        self._ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")
        self.wait("document.querySelector('.page-footer')")

    def run(self, script: str) -> object:
        """What an expression gives in the page."""
        target = {"context": self.tab}
        said = self._ask("script.evaluate", expression=script, target=target, awaitPromise=True, userActivation=True)
        assert said["type"] == "success", said
        return said["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        ends = time.monotonic() + SECONDS
        while not self.run(f"!!({condition})"):
            assert time.monotonic() < ends, condition
            time.sleep(0.2)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox with an empty profile in which nothing may be copied."""
    if not FIREFOX:
        pytest.skip("no Firefox on this machine: apt-get install firefox-esr")
    profile: Path = tmp_path_factory.mktemp("firefox")
    (profile / "user.js").write_text(PREFERENCES, encoding="ascii")
    port = free_port()
    command = [FIREFOX, "--headless", "--profile", profile, "--remote-debugging-port", str(port), "about:blank"]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Firefox(port)
    finally:
        browser.terminate()
        browser.wait(20)


def test_choosing_opening_and_picking(firefox: Firefox, address: str) -> None:
    firefox.open(address)
    firefox.wait("document.querySelector('[data-choose]')")
    firefox.run("document.querySelector('[data-choose=\"jobparate\"]').click()")
    firefox.wait("location.search.includes('gruppe=jobparate') && document.querySelector('.families')")
    firefox.run("document.querySelector('details.more > summary').click()")
    firefox.wait("document.querySelector('details.more[open]')?.innerText.length > 200")
    firefox.run("document.querySelector('[data-pick]').click()")
    firefox.wait("location.search.includes('tagop=') || document.querySelector('[data-pick][aria-pressed=true]')")


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        ("/evidenskort", "table.map button"),
        ("/faellessamtale?gruppe=dagpenge-16-mdr", ".sheet"),
        ("/moede?gruppe=jobparate", ".slide"),
        ("/praksis", "[data-testid=stVegaLiteChart] :is(canvas, svg)"),
    ],
)
def test_page_comes_whole(firefox: Firefox, address: str, path: str, sign: str) -> None:
    firefox.open(address + path)
    firefox.wait(f"document.querySelector('{sign}')")
    assert not firefox.run("!!document.querySelector('.stException')")


def test_a_copy_that_the_browser_refuses_is_not_said_to_be_made(firefox: Firefox, address: str) -> None:
    firefox.open(f"{address}/metode")
    firefox.run("navigator.clipboard.writeText = () => Promise.reject(); 0")
    firefox.run("document.getElementById('copy-link').click()")
    firefox.wait("document.getElementById('link-done').textContent")
    assert "tryk Ctrl+C" in firefox.run("document.getElementById('link-done').textContent")
