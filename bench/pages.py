"""``python -m bench.pages``: the main page against empty Streamlit pages with as many elements, in turns.

Prints ratios: click → painted (median and p95) and process start → first page (median).
Budgets: 1.3 for each against the same widgets (menu and groups among them) and nothing to read. Then every query in milliseconds (budget 5).
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from playwright.sync_api import Browser, Page, sync_playwright

from core.store import open_store
from core.store.query import QUERIES
from tests.store.test_queries import GIVEN


class Measured(TypedDict):
    """An app to measure: its script, two options of its first list, and what is there when it is done."""

    script: str
    options: tuple[str, str]
    done: str


class Empty(TypedDict, total=False):
    """What the empty page is made of."""

    kind: str
    nodes: int


ROOT = Path(__file__).parents[1]
BUDGET = 5  # milliseconds for a query at shipped size
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CLICKS = 44
WARMED = 4  # clicks that are not counted
STARTS = 5
PRODUCT: Measured = {
    "script": "app.py",
    "options": ("Jobparate", "Ledige på dagpenge i 16 måneder"),
    "done": ".markup a",
}
KINDS = {
    "plain": "a page with as many elements, all text",
    "widgets": "a page with the same elements",
    "nodes": "a page with the same elements and as many nodes",
}
COUNT_NODES = """() => [...document.querySelectorAll('[data-testid=stHtml], .markup')].map(element => {
    const nodes = document.createNodeIterator(element, NodeFilter.SHOW_ALL)
    let number = 0
    while (nodes.nextNode()) number++
    return number
}).reduce((one, other) => one + other)"""
SETTLED = 700  # milliseconds after which nothing on the page moves any more
# Painted: two frames after the last change of what the page shows, and after the run has ended.
WATCH = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now() }))
    document.addEventListener('click', () => { window.clicked = performance.now() }, true)
    new MutationObserver(frames).observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] })
    const main = document.querySelector('[data-testid=stMainBlockContainer]')
    new MutationObserver(frames).observe(main, { childList: true, characterData: true, subtree: true })
}"""
EMPTY: Measured = {"script": "bench/empty_app.py", "options": ("B", "A"), "done": ".done"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(
    script: str, elements: int, *, root: Path = ROOT, port: int = 0, **given: Unpack[Empty]
) -> tuple[subprocess.Popen[bytes], str]:
    """A server on a free port (or the one given), not yet waited for; ``given`` is for the empty page (``kind``, ``nodes``)."""
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    asked = {"elements": elements, **given}
    environment = os.environ | {f"BENCH_{name.upper()}": str(value) for name, value in asked.items()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a user's machine, which compiles the app once
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return server, f"http://127.0.0.1:{port}"


def open_page(browser: Browser, address: str, done: str) -> Page:
    """The page once it is painted to its last element, tried until the server answers."""
    host, port = address.removeprefix("http://").split("/")[0].split(":")
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                break
        time.sleep(0.02)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(address)
    # Looked for at every frame; ``wait_for_selector`` looks every half second after a while.
    page.wait_for_function("done => document.querySelector(done)", arg=done, timeout=30_000)
    return page


def first_pages(browser: Browser, apps: Sequence[Measured], elements: int) -> list[float]:
    """Seconds from process start to the first painted page of each app, started in turns; medians."""
    seconds: list[list[float]] = [[] for _ in apps]
    for _ in range(STARTS):
        for app, taken in zip(apps, seconds, strict=True):
            begun = time.perf_counter()
            server, address = start(app["script"], elements)
            page = open_page(browser, address, app["done"])
            taken.append(time.perf_counter() - begun)
            page.close()
            server.kill()
            server.wait()
    return [statistics.median(taken) for taken in seconds]


def clicks(browser: Browser, elements: int, nodes: int) -> dict[str, list[float]]:
    """Milliseconds from click to painted, by the page's own clock, of the product (``ours``) and of each kind of empty page.

    They are clicked in turns: whatever slows the machine for a while slows all of them.
    """
    started = {"ours": (PRODUCT, start(PRODUCT["script"], elements))}
    for kind in KINDS:
        started[kind] = EMPTY, start(EMPTY["script"], elements, kind=kind, nodes=nodes)
    pages = {name: open_page(browser, address, app["done"]) for name, (app, (_, address)) in started.items()}
    for page in pages.values():
        page.wait_for_timeout(1500)
        page.evaluate(WATCH)
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(CLICKS):
        for name, page in pages.items():
            page.bring_to_front()
            page.get_by_role("combobox").first.click()
            page.get_by_role("option", name=started[name][0]["options"][number % 2], exact=True).click()
            page.wait_for_timeout(SETTLED)
            taken[name].append(page.evaluate("() => window.painted - window.clicked"))
    for page in pages.values():
        page.close()
    for _, (server, _) in started.values():
        server.kill()
        server.wait()
    return {name: milliseconds[WARMED:] for name, milliseconds in taken.items()}


def count_elements(browser: Browser) -> tuple[int, int]:
    """How many Streamlit elements the main page of a group has, and how many nodes its texts have."""
    server, address = start(PRODUCT["script"], 0)
    open_page(browser, address, PRODUCT["done"]).close()
    page = open_page(browser, f"{address}/?gruppe=jobparate", ".markup .row")
    found = page.get_by_test_id("stElementContainer").count()
    nodes = page.evaluate(COUNT_NODES)
    server.kill()
    return found, nodes


def time_queries() -> None:
    """Median milliseconds of each query at shipped size."""
    store = open_store()
    for path in sorted(QUERIES.glob("*.sql")):
        times = []
        for _ in range(15):
            begun = time.perf_counter()
            store.ask(path.stem, **GIVEN)
            times.append(1000 * (time.perf_counter() - begun))
        taken = statistics.median(times)
        print(f"  {path.stem:<28} {taken:6.1f} ms{'  OVER BUDGET' if taken > BUDGET else ''}")


def main() -> None:
    """Measure and print."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        elements, nodes = count_elements(browser)
        print(f"elements on the main page: {elements}, nodes in its texts: {nodes}")
        taken = clicks(browser, elements, nodes)
        for kind, words in KINDS.items():
            for name, pick in (("median", statistics.median), ("p95", lambda s: statistics.quantiles(s, n=20)[-1])):
                ours, empty = pick(taken["ours"]), pick(taken[kind])
                print(f"click → painted, {name}: {ours / empty:.2f} × {words} ({empty:.0f} ms)")
        ours, empty = first_pages(browser, (PRODUCT, EMPTY), elements)
        print(f"process start → first page, median: {ours / empty:.2f} × empty ({empty:.1f} s)")
        browser.close()
    print("queries at shipped size, median:")
    time_queries()


if __name__ == "__main__":
    main()
