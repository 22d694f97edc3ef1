"""The folder of built stores: find a whole one, build a new one, clear old ones away.

A store is named after the code that built it, the version it answers with and the
digest of its own bytes: ``evidence-<code>-<version>-<digest>.duckdb``. It gets that name
in one step when it is written to its end, so a killed build leaves no store behind, and
bytes that change afterwards no longer fit the name. A name is never used for other bytes,
so nobody who has a store open can have it changed under his hands.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb
from filelock import FileLock

from core.store.build import build_file, code_hash, content_hash
from core.store.check import Data, read_data, read_files
from core.store.reader import DATA, Store, StoreUnavailable

PREFIX, SUFFIX = "evidence-", ".duckdb"
KEPT, DIGITS = 3, 16


def store_folder(data: Path = DATA) -> Path:
    """Where built stores lie: ``$EVIDENCE_STORE`` or ``.store`` beside the data."""
    return Path(os.environ.get("EVIDENCE_STORE") or data.resolve().parent / ".store")


def open_store(data: Path = DATA, folder: Path | None = None) -> Store:
    """Open the store of the data folder, building it first when it is missing, stale or damaged.

    Several processes may call this at once: one builds, the others wait. Raises
    :class:`StoreUnavailable` with a reason when there is no way to a whole store.
    """
    return open_file(ready(data, folder or store_folder(data)))


def ready(data: Path, folder: Path, mark: str = "") -> Path:
    """The whole store of the data as it lies now, built first when there is none. Raises ``StoreUnavailable``.

    ``mark`` stands before the data version inside the file.
    """
    try:
        return find(folder, content_hash(read_files(data))) or _build_once(data, folder, mark)
    except (OSError, NotImplementedError, duckdb.Error) as error:
        raise StoreUnavailable(f"the store in {folder} cannot be built: {error}") from error


def open_file(path: Path, mark: str = "") -> Store:
    """Open a store of the shelf and note that it is used; ``mark`` stands before its version. Raises ``StoreUnavailable``."""
    try:
        with suppress(OSError):
            os.utime(path)
        return Store(path, mark + path.stem.split("-")[2])
    except (OSError, duckdb.Error) as error:
        raise StoreUnavailable(f"{path} cannot be opened: {error}") from error


def find(folder: Path, version: str = "*") -> Path | None:
    """The whole store of a version (or of any) that the running code built, the last used first."""
    stores = folder.glob(f"{PREFIX}{code_hash()}-{version}-*{SUFFIX}")
    return next(filter(is_whole, sorted(stores, key=_used, reverse=True)), None)


def is_whole(path: Path) -> bool:
    """True when the file is there, readable, and has the bytes its name says."""
    try:
        return path.is_file() and _digest_in_name(path) == _digest(path)
    except OSError:
        return False


def is_intact(store: Store) -> bool:
    """True when the file the store has open still has the bytes it was built with, wherever it lies now."""
    try:
        return _digest_in_name(store.path) == store.file_digest()[:DIGITS]
    except OSError:
        return False


def build_new(data: Data, folder: Path, mark: str = "") -> tuple[Path, dict[str, int]]:
    """Build a store of checked rows on the shelf; returns its path and the row counts. Needs :func:`lock`."""
    _clear_away(folder)
    version = content_hash(data.files)
    fresh = folder / f"{PREFIX}{uuid4().hex}.new"
    counts = build_file(data, fresh, mark + version)
    path = folder / f"{PREFIX}{code_hash()}-{version}-{_digest(fresh)}{SUFFIX}"
    os.replace(fresh, path)
    return path, counts


def lock(folder: Path) -> FileLock:
    """Only its holder may write to the folder; it is let go when the process dies."""
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "build.lock")


def _build_once(data: Path, folder: Path, mark: str) -> Path:
    with lock(folder):
        checked = read_data(data)  # read once: what is checked is what is hashed and built
        if found := find(folder, content_hash(checked.files)):
            return found
        if checked.faults:
            raise StoreUnavailable(f"{len(checked.faults)} faults in {data}", checked.faults)
        return build_new(checked, folder, mark)[0]


def _clear_away(folder: Path) -> None:
    """Remove what killed builds left, damaged stores, and all but the last used ones.

    A process that has one of them open goes on reading it (Linux, macOS) or keeps it from
    being removed (Windows); both are well.
    """
    stores = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=_used, reverse=True)
    kept = [path for path in stores if is_whole(path)][:KEPT]
    for path in folder.glob(f"{PREFIX}*"):
        if path not in kept:
            with suppress(OSError):
                path.unlink()


def _used(path: Path) -> float:
    """When a store was last built or opened; long ago for one that another process has just removed."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]


def _digest_in_name(path: Path) -> str:
    return path.stem.rpartition("-")[2]
