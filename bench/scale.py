"""``python -m bench.scale [--factors 1 10 100 1000] [--folder DIR]``: what happens when the evidence grows.

Builds a store of synthetic evidence for every factor (see :mod:`bench.synthetic`) and prints, as ratios to
the first factor and as the exponent of a power law (0: does not grow, 1: grows with the rows): build time
and memory, file size, every query, and every page's script with the bytes it sends. The budget of
DESIGN.md for a query is 5 ms at shipped size and 50 ms at 1,000 × the rows; what breaks it is marked.
Stores lie in the folder (a temporary one by default) and are used again when they are there.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from math import log
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.synthetic import rows_in, write
from core.store import Newest, Shown, Store
from core.store.query import QUERIES
from core.ui.frame import session
from tests.pages.test_pages import shown
from tests.store.test_queries import GIVEN

ROOT = Path(__file__).parents[1]
BUDGET = 50  # milliseconds for a query at 1,000 × the rows
RUNS = 9
Measured = dict[str, list[float]]


def build(folder: Path, factor: int) -> tuple[Path, dict[str, float]]:
    """The store of one factor, and what building it took (nothing for one that was there)."""
    target = folder / f"evidence-{factor}.duckdb"
    if target.exists():
        return target, {}
    data = write(folder / f"data-{factor}", factor)
    command = [sys.executable, "-m", "core.store", "build", "--data", str(data), "--out", str(target)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(running.pid, 0)
    if code:
        raise RuntimeError(f"the build of {data} failed")
    taken = {"processor seconds": used.ru_utime + used.ru_stime, "memory, MB": used.ru_maxrss / 1024}
    return target, {"rows": rows_in(data), **taken, "file, MB": target.stat().st_size / 1e6}


def milliseconds(action: Callable[[], object]) -> float:
    """Median time of an action, after one run to warm up."""
    action()
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def time_queries(store: Store) -> dict[str, float]:
    """Median milliseconds of every query."""
    names = sorted(path.stem for path in QUERIES.glob("*.sql"))
    return {name: milliseconds(partial(store.ask, name, **GIVEN)) for name in names}


def time_pages(store: Store) -> dict[str, float]:
    """Milliseconds of every page's first run, which computes all it shows, and the kilobytes it sends."""
    session.NEWEST = cast(Newest, SimpleNamespace(get=lambda: Shown(store)))
    measured = {}
    for path in sorted((ROOT / "pages").glob("*.py")):
        session.forget()
        st.cache_data.clear()
        begun = time.perf_counter()
        page = AppTest.from_file(str(path), default_timeout=600).run()
        if page.exception:
            raise RuntimeError(f"{path.stem}: {page.exception[0].value}")
        measured[f"{path.stem}, ms"] = 1000 * (time.perf_counter() - begun)
        measured[f"{path.stem}, kB"] = len(shown(page).encode()) / 1000
    return measured


def exponent(factors: Sequence[int], values: Sequence[float]) -> float:
    """The slope on log-log paper: 0 for what does not grow, 1 for what grows as the rows do."""
    if len(factors) < 2:
        return 0.0
    fitted = statistics.linear_regression([log(factor) for factor in factors], [log(value) for value in values])
    return fitted.slope


def print_table(title: str, factors: Sequence[int], measured: Measured, budget: float | None = None) -> None:
    """One line a quantity: values, the last as a ratio to the first, and the exponent."""
    print(f"\n{title:<28}" + "".join(f"{f'{factor:,} ×':>12}" for factor in factors) + "     ratio  exponent")
    for name, values in measured.items():
        if len(values) < len(factors):
            continue
        slope = exponent(factors, values)
        mark = "  OVER BUDGET" if budget and values[-1] > budget else ""
        shown = "".join(f"{value:12,.1f}" for value in values)
        print(f"{name:<28}{shown}{values[-1] / values[0]:10.1f}{slope:10.2f}{mark}")


def collect(measured: Measured, found: dict[str, float]) -> None:
    """Add one factor's values."""
    for name, value in found.items():
        measured.setdefault(name, []).append(value)


def measure(factors: Sequence[int], folder: Path) -> None:
    """Build, measure and print."""
    builds: Measured = {}
    queries: Measured = {}
    pages: Measured = {}
    for factor in factors:
        path, taken = build(folder, factor)
        collect(builds, taken)
        store = Store(path, f"synthetic-{factor}")
        collect(queries, time_queries(store))
        collect(pages, time_pages(store))
    print_table("build", factors, builds)
    print_table("query, ms", factors, queries, BUDGET)
    print_table("page, first run", factors, pages)


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--factors", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--folder", type=Path, help="where data and stores are kept")
    options = parser.parse_args()
    if options.folder:
        measure(options.factors, options.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(options.factors, Path(folder))


if __name__ == "__main__":
    main()
