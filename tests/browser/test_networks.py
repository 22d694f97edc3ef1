"""The app behind the networks that people have: below a path, a WebSocket that is blocked, a gateway with a policy of its own.

The proxies are nginx and HAProxy on loopback; without them these tests skip. The examples of ``.deploy`` are run as they
stand there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from core.ui.server.asgi import PAGES
from tests.browser.conftest import ROOT, free_port, ready, start_server

BASE = "hvadvirker"
HOST = "proxy_set_header Host $http_host; "  # a level that sets one header inherits none
UPGRADE = HOST + "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;"
# One server each: its name, the address of the app it asks, what stands in it besides.
ODD = {
    "stripped": "location /hvadvirker/ { proxy_pass http://APP/; " + UPGRADE + " }",
    "blocked": "location / { proxy_pass http://APP; " + HOST + "}",
    "dropped": "location / { proxy_pass http://APP; proxy_set_header Sec-WebSocket-Protocol ''; " + UPGRADE + " }",
    "policy": "location / { proxy_pass http://APP; "
    + UPGRADE
    + " add_header Content-Security-Policy \"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; connect-src 'self'\" always; }",
}
LINKS = (
    "() => [...document.querySelectorAll('[data-testid=stAppViewContainer] a[href]')].map(a => a.getAttribute('href'))"
)


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The address of an app that stands below a path."""
    server, where = start_server(base=BASE)
    yield where
    server.terminate()
    server.wait(10)


def running(command: Sequence[str | Path], port: int, **settings: str) -> Iterator[None]:
    """A proxy that listens on a port, until the test is done."""
    proxy = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(50):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{BASE}/health", timeout=2).close()
                break
            except urllib.error.HTTPError as error:
                if error.code != 503:  # it answers; HAProxy has yet to look after the app
                    break
                time.sleep(0.2)
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        proxy.terminate()
        proxy.wait(10)


def nginx(folder: Path, config: str, port: int) -> Iterator[None]:
    """nginx with a configuration that listens on a port; it writes into a folder of the test."""
    if not shutil.which("nginx"):
        pytest.skip("no nginx on this machine: apt-get install nginx-light")
    own = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; " + config.replace(
        "http {", f"http {{ {own}", 1
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    yield from running(["nginx", "-p", folder, "-c", folder / "nginx.conf"], port)


@pytest.fixture
def kept(below: str, tmp_path: Path) -> Iterator[str]:
    """``.deploy/nginx.conf``, which keeps the path."""
    port = free_port()
    config = (ROOT / ".deploy" / "nginx.conf").read_text(encoding="utf-8")
    config = config.replace("${LISTEN}", f"127.0.0.1:{port}").replace("${APP}", urlsplit(below).netloc)
    for _ in nginx(tmp_path, config, port):
        yield f"http://127.0.0.1:{port}/{BASE}/"


@pytest.fixture
def balanced(below: str) -> Iterator[str]:
    """``.deploy/haproxy.cfg`` in front of an app below a path, and of two that are not there."""
    if not shutil.which("haproxy"):
        pytest.skip("no haproxy on this machine: apt-get install haproxy")
    port, nobody = free_port(), f"127.0.0.1:{free_port()}"
    replicas = {"REPLICA_A": urlsplit(below).netloc, "REPLICA_B": nobody, "REPLICA_C": nobody}
    command = ["haproxy", "-f", ROOT / ".deploy" / "haproxy.cfg"]
    for _ in running(command, port, LISTEN=f"127.0.0.1:{port}", **replicas):
        yield f"http://127.0.0.1:{port}/{BASE}/"


@pytest.fixture(scope="module")
def odd(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An address for each odd network in front of the ordinary app."""
    ports = {name: free_port() for name in ODD}
    servers = "\n".join(
        f"server {{ listen 127.0.0.1:{ports[name]}; proxy_http_version 1.1; {place.replace('APP', urlsplit(address).netloc)} }}"
        for name, place in ODD.items()
    )
    config = f"events {{}} http {{ access_log off; map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }} {servers} }}"
    for _ in nginx(tmp_path_factory.mktemp("nginx"), config, ports["stripped"]):
        yield {name: f"http://127.0.0.1:{port}/" for name, port in ports.items()}


def links_of(page: Page, front: str, path: str) -> set[str]:
    """Every address of the app that a page links to, after it came whole."""
    page.goto(front + path)
    page.locator(".page-footer").wait_for(timeout=60_000)
    ready(page)
    found = {urljoin(page.url, href).partition("#")[0] for href in page.evaluate(LINKS)}
    return {link for link in found if urlsplit(link).netloc == urlsplit(front).netloc}


def status(link: str) -> int:
    """What an address answers in the end."""
    try:
        with urllib.request.urlopen(link, timeout=30) as reply:
            return reply.status if "ukendt" not in reply.url else 404
    except urllib.error.HTTPError as error:
        return error.code


def test_below_a_path_every_page_link_and_download_works(page: Page, kept: str) -> None:
    views = [f"{name}?gruppe=jobparate" for name in sorted(PAGES - {"faellessamtale"})]
    # The last stays open: its download is asked for.
    found = set().union(*(links_of(page, kept, path) for path in ["", *views, "faellessamtale?gruppe=dagpenge-16-mdr"]))
    assert len(found) > 100
    assert [link for link in found if not link.startswith(kept)] == []
    # One of each kind is asked: page and the names of what it is told.
    kinds = {(urlsplit(link).path, *sorted(re.findall(r"[?&](\w+)=", link))): link for link in found}
    assert {link: status(link) for link in kinds.values() if status(link) != 200} == {}
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent hele teksten").click()
    assert waiting.value.path().stat().st_size > 500
    page.goto(f"{kept}findes-ikke")
    expect(page).to_have_url(re.compile(f"^{re.escape(kept)}"))
    expect(page.get_by_text("Adressen findes ikke her")).to_be_visible()


def test_below_a_path_that_the_proxy_takes_away(page: Page, odd: dict[str, str]) -> None:
    front = odd["stripped"] + f"{BASE}/"
    found = links_of(page, front, "?gruppe=jobparate") | links_of(page, front, "indsats?indsats=privat-loentilskud")
    assert len(found) > 20
    assert [link for link in found if not link.startswith(front)] == []
    assert status(f"{front}findes-ikke") == 404 and status(f"{front}indsats/") == 200


def test_below_a_path_behind_haproxy(page: Page, balanced: str) -> None:
    assert links_of(page, balanced, "?gruppe=jobparate")
    assert status(f"{balanced}health") == 200


def test_a_blocked_websocket_is_said_within_15_seconds_with_the_answers_behind_a_link(
    page: Page, odd: dict[str, str]
) -> None:
    page.goto(f"{odd['blocked']}?gruppe=jobparate")
    box = page.locator("#venter")
    expect(box).to_contain_text("ikke den faste forbindelse (WebSocket)", use_inner_text=True, timeout=15_000)
    expect(box).to_contain_text("Upgrade")
    expect(box).to_contain_text(re.compile(r"ws://127\.0\.0\.1:\d+/_stcore/stream"))
    box.get_by_role("link", name="Læs svarene").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad virker for jobparate?")
    expect(page.locator(".family, .row").first).to_be_visible()


def test_a_dropped_protocol_and_a_gateways_own_policy_do_no_harm(page: Page, odd: dict[str, str]) -> None:
    page.goto(f"{odd['dropped']}?gruppe=jobparate")
    ready(page)
    for path, sign in (("?gruppe=jobparate", ".families"), ("evidenskort", "table.map")):
        page.goto(odd["policy"] + path)
        ready(page)
        expect(page.locator(sign).first).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)


def test_the_systemd_unit_starts_the_app_below_the_path_with_its_store_elsewhere(tmp_path: Path) -> None:
    unit = (ROOT / ".deploy" / "hvad-virker.service").read_text(encoding="utf-8")
    settings = dict(re.findall(r"(\w+)=(\S+)", re.search(r"^Environment=(.+)$", unit, re.M)[1]))
    command, port = re.search(r"^ExecStart=(.+)$", unit, re.M)[1].split(), free_port()
    assert command[0] == "/opt/hvad-virker/.venv/bin/python" and settings["EVIDENCE_STORE"] == "/var/lib/hvad-virker"
    command = [sys.executable, *command[1:]]
    command[command.index("--server.port") + 1] = str(port)
    store = {"EVIDENCE_STORE": str(tmp_path / "store")}
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings | store, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{BASE}/health", timeout=1).close()
                break
            time.sleep(0.2)
        assert status(f"http://127.0.0.1:{port}/{BASE}/health") == 200
        assert list((tmp_path / "store").glob("*.duckdb"))
    finally:
        server.terminate()
        server.wait(10)
