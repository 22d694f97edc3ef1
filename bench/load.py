"""``python -m bench.load``: many visitors at once on the main page, beside an empty Streamlit page.

Every visitor chooses another target group every three seconds. Prints, for both pages in the same run, the
median and p95 from click to the end of the run, the number of visitors at which the median has doubled, and
the memory of a session. ``--soak MINUTES`` instead lets visitors come and go and prints how memory grows.
Everything is on this machine, bounded in number and time, and ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bench.pages import EMPTY, PRODUCT, ROOT, Measured, start
from bench.visitor import Visitor

LEVELS = (1, 10, 30, 60, 100)
PAUSE = 3.0  # seconds between two clicks of a visitor
CHARTS_LOADED = 6.0  # seconds after which a server has imported the charts, which is no session's memory
SOAK_VISITORS, SOAK_CLICKS = 20, 10
MOST_VISITORS, MOST_MINUTES = 200, 120


def resident(server: subprocess.Popen[bytes]) -> float:
    """Memory of a server in MB."""
    pages = int(Path(f"/proc/{server.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def started(
    what: Measured, elements: int, *, root: Path = ROOT, port: int = 0
) -> tuple[subprocess.Popen[bytes], str]:
    """A server that has answered every choice once, so that nothing is computed for the first time.

    ``root`` and ``port`` are for :func:`bench.pages.start`.
    """
    server, address = start(what["script"], elements, root=root, port=port)
    for _ in range(300):
        first = Visitor(address)
        try:
            await first.open()
            break
        except OSError:
            await asyncio.sleep(0.1)
    for option in first.options:
        await first.choose(option)
    await first.close()
    return server, address


async def visit(address: str, seconds: float) -> list[float]:
    """One visitor who clicks until the time is over; milliseconds of each click."""
    visitor = Visitor(address)
    await visitor.open()
    await asyncio.sleep(random.uniform(0, PAUSE))
    ends, times, number = time.monotonic() + seconds, [], 0
    while time.monotonic() < ends:
        begun = time.monotonic()
        number += 1
        times.append(1000 * await visitor.choose(visitor.options[number % len(visitor.options)]))
        await asyncio.sleep(max(0, PAUSE - (time.monotonic() - begun)))
    await visitor.close()
    return times


async def one_level(what: Measured, elements: int, visitors: int, seconds: float) -> tuple[list[float], float]:
    """All clicks of so many visitors on a fresh server, and the memory each took in MB."""
    server, address = await started(what, elements)
    await asyncio.sleep(CHARTS_LOADED)
    before = resident(server)
    try:
        times = await asyncio.gather(*(visit(address, seconds) for _ in range(visitors)))
        return [one for part in times for one in part], (resident(server) - before) / visitors
    finally:
        server.kill()
        server.wait()


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def doubling(levels: Sequence[int], medians: Sequence[float]) -> str:
    """The number of visitors at which the median is twice that of one, between the levels measured."""
    limit = 2 * medians[0]
    steps = list(zip(levels, medians, strict=True))
    for (fewer, low), (more, high) in pairwise(steps):
        if high >= limit:
            return f"{fewer + (more - fewer) * (limit - low) / (high - low):.0f}"
    return f"more than {levels[-1]}"


async def compare(levels: Sequence[int], seconds: float) -> None:
    """Both pages at every level, one after the other."""
    elements = await count_elements()
    pages = {"main page": PRODUCT, "empty page": EMPTY}
    medians: dict[str, list[float]] = {name: [] for name in pages}
    print(f"{elements} elements on each page, a click every {PAUSE:.0f} s, {seconds:.0f} s a level")
    for visitors in levels:
        for name, what in pages.items():
            times, memory = await one_level(what, elements, visitors, seconds)
            medians[name].append(statistics.median(times))
            shown = f"median {medians[name][-1]:6.0f} ms  p95 {p95(times):6.0f} ms  {len(times):5} clicks"
            print(f"{visitors:4} visitors  {name:<11} {shown}  {memory:5.1f} MB each", flush=True)
    for name in pages:
        print(f"the median of the {name} has doubled at {doubling(levels, medians[name])} visitors")


async def count_elements() -> int:
    """How many elements the main page has, for the empty page to have as many."""
    server, address = await started(PRODUCT, 0)
    visitor = Visitor(address)
    await visitor.open()
    await visitor.close()
    server.kill()
    return len(visitor.seen)


async def soak(minutes: float) -> None:
    """Visitors come, click and leave; memory is read every few seconds."""
    server, address = await started(PRODUCT, 0)
    ends, samples = time.monotonic() + 60 * minutes, []

    async def come_and_go() -> None:
        while time.monotonic() < ends:
            await visit(address, min(SOAK_CLICKS * PAUSE, ends - time.monotonic()))

    async def watch() -> None:
        while time.monotonic() < ends:
            samples.append((time.monotonic(), resident(server)))
            await asyncio.sleep(5)

    try:
        await asyncio.gather(watch(), *(come_and_go() for _ in range(SOAK_VISITORS)))
    finally:
        server.kill()
    report(samples)


def report(samples: list[tuple[float, float]]) -> None:
    """Memory at the start, in the middle and at the end, and the slope of the second half."""
    half = samples[len(samples) // 2 :]
    slope = statistics.linear_regression(*zip(*half, strict=True)).slope * 3600
    first, middle, last = samples[0][1], half[0][1], samples[-1][1]
    print(f"memory: {first:.0f} MB at the start, {middle:.0f} half-way, {last:.0f} at the end")
    print(f"second half: {slope:+.0f} MB an hour with {SOAK_VISITORS} visitors at any time")


def main() -> None:
    """Read the options, bounded, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--levels", type=int, nargs="+", default=LEVELS)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    options = parser.parse_args()
    if options.soak:
        asyncio.run(soak(min(options.soak, MOST_MINUTES)))
    else:
        levels = sorted(min(level, MOST_VISITORS) for level in options.levels)
        asyncio.run(compare(levels, min(options.seconds, 60 * MOST_MINUTES)))


if __name__ == "__main__":
    main()
