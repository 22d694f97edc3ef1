"""A running app and a headless Chromium. Without the browser these tests skip, unless it is required."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

expect.set_options(timeout=45_000)  # a busy machine is slow, not wrong

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"
# The first is the same browser without its window, and takes a fifth less.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--process-per-site",  # pages of one window share a process, which has compiled Streamlit's files already
    "--js-flags=--no-opt",  # no page lives long enough to earn code that was optimised for it
]  # fmt: skip


SCREEN = {"viewport": {"width": 1366, "height": 900}, "locale": "da-DK"}
LOGS: dict[str, Path] = {}  # what the server of an address prints


def ready(page: Page) -> None:
    """Wait until the run has ended and the page is drawn to its foot; a page that failed is not ready."""
    expect(page.locator(".page-footer")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # a part whose script file is still on its way
    expect(page.get_by_role("heading", name="Siden kunne ikke vises")).to_have_count(0)


def follow(link: Locator) -> None:
    """Click on a link and wait for the page it leads to: until then the old one looks ready."""
    with link.page.expect_navigation():
        link.click()
    ready(link.page)


def kept_warm(context: BrowserContext, address: str) -> BrowserContext:
    """A window with a page that stays, so that its process is there for the next one."""
    context.new_page().goto(f"{address}/_stcore/health")
    return context


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(
    log: Path | None = None, root: Path = ROOT, script: str | Path = "app.py", port: int = 0, base: str = ""
) -> tuple[subprocess.Popen, str]:
    """Start the app of a folder (or a script) and wait until it answers; what it prints goes to ``log``.

    ``port`` 0 is a free one; ``base`` is the path the app stands below.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.baseUrlPath", base] if base else []
    with open(log or os.devnull, "wb") as printed:
        server = subprocess.Popen(command, cwd=root, stdout=printed, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return server, address
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise RuntimeError("the app did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; skips with a reason when there is none and none is required."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but no Chromium was found")
        pytest.skip("no Chromium on this machine; install it or set REQUIRE_BROWSER=1 to insist")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running app."""
    log = tmp_path_factory.mktemp("server") / "log"
    server, where = start_server(log)
    LOGS[where] = log
    yield where
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window that has Streamlit's files from the first page on: a page then takes half the processor."""
    context = kept_warm(browser.new_context(**SCREEN), address)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page, with nothing left of the tests before but files; a screenshot is kept when the test fails."""
    opened = window.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    if getattr(request.node, "failed", False):
        ARTIFACTS.mkdir(exist_ok=True)
        opened.screenshot(path=ARTIFACTS / f"{request.node.name}.png")
    if opened.url.startswith("http"):
        opened.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    for each in window.pages[1:]:
        each.close()
    window.clear_cookies()
    window.clear_permissions()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Remember on the test whether it failed, and show with it what the server said."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        item.failed = True
        log = LOGS.get(item.funcargs.get("address"))
        report.sections += [("the server said", log.read_text(encoding="utf-8")[-4000:])] if log else []
