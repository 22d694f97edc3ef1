"""Builds killed at random moments. ``python -m tests.store.kills 200`` does it 200 times on the real data.

Two folders named after the number are used instead: the test does so, in a process that no other test has been in.
"""

from __future__ import annotations

import csv
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import copytree

from core.store import Store, open_store
from core.store.__main__ import main as command
from core.store.schema import BY_NAME
from core.store.shelf import is_intact
from tests import tiny

FINISHED, WRITING = "finished before it could be killed", "killed while writing"


def kill_builds(old: Path, new: Path, times: int) -> Counter[str]:
    """Kill ``python -m core.store build`` of the new data so many times, over a store of the old.

    The folders need different numbers of target groups. After each kill every store on the shelf
    must be whole and of one of the two versions, and the app must open: first the old data, then
    the new. Returns what the kills hit; builds that finished first are not counted among them.
    """
    shelf = new.parent / ".store"
    sizes = {open_store(folder, shelf).rows("store_version")[0]["version"]: rows(folder) for folder in (old, new)}
    hit: Counter[str] = Counter()
    seconds = _seconds(new)
    while hit.total() - hit[FINISHED] < times:
        assert hit[FINISHED] < 20 + 2 * times, "builds are faster than they can be killed"
        _clear(new, shelf)
        # Every other kill waits for the build to write, however slow the machine; the others come at any moment.
        what = _kill(new, shelf, random.uniform(0, seconds) if hit.total() % 2 else None)
        hit[what] += 1
        seconds *= 0.9 if what == FINISHED else 1.02  # the machine is not equally fast all the time
        for store in (Store(path, "x") for path in shelf.glob("*.duckdb")):
            assert is_intact(store)
            assert len(store.rows("target_groups")) == sizes[store.rows("store_version")[0]["version"]]
        for folder in (old, new):
            assert len(open_store(folder, shelf).rows("target_groups")) == rows(folder)
    left = {path.name for path in shelf.iterdir() if path.suffix not in (".duckdb", ".lock")}
    assert not left, f"left by killed builds: {left}"
    return hit


def rows(data: Path) -> int:
    """The number of target groups in a data folder."""
    return len((data / "target_group.csv").read_text(encoding="utf-8").splitlines()) - 1


def _build(data: Path) -> None:
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - until the process ends
    sys.exit(command(["build", "--data", str(data)]))


def _process(data: Path) -> BaseProcess:
    # A server that has imported everything forks each build, so that the kills hit builds and not imports.
    context = get_context("forkserver")
    context.set_forkserver_preload(["core.store.__main__"])
    return context.Process(target=_build, args=(data,))


def _seconds(data: Path) -> float:
    """How long a build takes when nobody kills it."""
    for _ in range(2):  # the first one starts the server
        process = _process(data)
        begun = time.perf_counter()
        process.start()
        process.join()
        assert process.exitcode == 0, f"a build ended with {process.exitcode}"
    return time.perf_counter() - begun


def _clear(data: Path, shelf: Path) -> None:
    for path in shelf.glob("*.duckdb"):
        if len(Store(path, "x").rows("target_groups")) == rows(data):
            path.unlink()


def _kill(data: Path, shelf: Path, seconds: float | None) -> str:
    """Start a build, kill it after so many seconds (None: as soon as it writes), and say what it was doing."""
    process = _process(data)
    process.start()
    while seconds is None and process.is_alive() and not _writes(shelf):
        time.sleep(0.001)
    time.sleep(random.uniform(0, 0.02) if seconds is None else seconds)
    process.kill()
    process.join()
    if process.exitcode != -signal.SIGKILL:
        return FINISHED
    if _writes(shelf):
        return WRITING
    return "killed before it wrote, or after its last rename"


def _writes(shelf: Path) -> bool:
    return any(path.suffix == ".tmp" for path in shelf.iterdir())


def main() -> None:
    """Kill builds of the two folders named, or of the real data against a copy with one target group less to choose."""
    times, *folders = sys.argv[1:] or ["200"]
    if folders:
        tell(kill_builds(*map(Path, folders), int(times)))
        return
    with tempfile.TemporaryDirectory() as folder:
        old, new = (Path(copytree(tiny.ROOT / "data", Path(folder) / name)) for name in ("old", "new"))
        more = {"target_group_id": "proeve", "name": "Prøve", "definition": "En gruppe til prøve.", "is_selectable": "false",
                "is_front": "false", "sort_order": "999"}  # fmt: skip
        with (new / "target_group.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, BY_NAME["target_group"].header, lineterminator="\n").writerow(more)
        tell(kill_builds(old, new, int(times)))


def tell(hit: Counter[str]) -> None:
    """Print what the kills hit, the most first."""
    for what, n in hit.most_common():
        print(f"{n:>5} {what}")


if __name__ == "__main__":
    main()
