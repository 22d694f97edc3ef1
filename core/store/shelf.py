"""The folder of built stores: find a whole one, build a new one, clear old ones away.

A store is named after the code that built it, the version it answers with and the
digest of its own bytes: ``evidence-<code>-<version>-<digest>.duckdb``. It gets that name
in one step when it is written to its end, so a killed build leaves no store behind, and
bytes that change afterwards no longer fit the name. A name is never used for other bytes,
so nobody who has a store open can have it changed under his hands.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import duckdb
from filelock import FileLock

from core.store.build import build_file, code_hash, content_hash
from core.store.check import Data, read_data, read_files
from core.store.fewer import Before, lost, of_data, of_store
from core.store.reader import DATA, Store, StoreUnavailable
from core.store.tables import Fault

PREFIX, SUFFIX = "evidence-", ".duckdb"
KEPT, DIGITS = 3, 16
NO_LOCKS = (errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK)
NO_WRITING = (errno.EACCES, errno.EPERM, errno.EROFS)
WAY_OUT = "Set EVIDENCE_STORE to a folder on a local disk that this user may write to"


def store_folder(data: Path = DATA) -> Path:
    """Where built stores lie: ``$EVIDENCE_STORE`` or ``.store`` beside the data."""
    return Path(os.environ.get("EVIDENCE_STORE") or data.resolve().parent / ".store")


def open_store(data: Path = DATA, folder: Path | None = None) -> Store:
    """Open the store of the data folder, building it first when it is missing, stale or damaged.

    Several processes may call this at once: one builds, the others wait. Raises
    :class:`StoreUnavailable` with a reason when there is no way to a whole store.
    """
    return open_file(ready(data, folder or store_folder(data)))


def ready(data: Path, folder: Path, mark: str = "", is_fewer_meant: bool = False) -> Path:
    """The whole store of the data as it lies now, built first when there is none. Raises ``StoreUnavailable``.

    ``mark`` stands before the data version inside the file; ``is_fewer_meant`` takes in data that has lost rows.
    """
    try:
        return find(folder, content_hash(read_files(data))) or _build_once(data, folder, mark, is_fewer_meant)
    except duckdb.IOException as error:
        raise StoreUnavailable(f"the store in {folder} cannot be built: {error}. {WAY_OUT}") from error
    except (OSError, duckdb.Error) as error:
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


def latest(folder: Path) -> Path | None:
    """The whole store that was last used, of whatever code and version: what was there before."""
    return next(filter(is_whole, sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=_used, reverse=True)), None)


def known(data: Path) -> Before | None:
    """What was there before: the last store of this folder; for a copy of the shipped data that has none, the shipped data."""
    if path := latest(store_folder(data)):
        with suppress(StoreUnavailable):
            return of_store(open_file(path))
    return of_data(read_data(DATA)) if data.resolve() != DATA.resolve() and DATA.is_dir() else None


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


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Only its holder may write to the folder; it is let go when the process dies.

    Raises ``StoreUnavailable`` with a way out for a folder that cannot be written to or has no locks.
    """
    holder = FileLock(folder / "build.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        holder.acquire()
    except (OSError, NotImplementedError) as error:
        raise StoreUnavailable(f"the store in {folder} cannot be built: {_reason(error)}. {WAY_OUT}") from error
    try:
        yield
    finally:
        holder.release()


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in NO_LOCKS or isinstance(error, NotImplementedError):
        return "it has no file locks, as some network shares"
    return "this user may not write there" if number in NO_WRITING else str(error)


def _build_once(data: Path, folder: Path, mark: str, is_fewer_meant: bool) -> Path:
    with lock(folder):
        checked = read_data(data)  # read once: what is checked is what is hashed and built
        if found := find(folder, content_hash(checked.files)):
            return found
        faults = checked.faults or ([] if is_fewer_meant else _lost(checked, find(folder)))
        if faults:
            raise StoreUnavailable(f"{len(faults)} faults in {data}, the first: {faults[0]}", faults)
        return build_new(checked, folder, mark)[0]


def _lost(data: Data, shown: Path | None) -> list[Fault]:
    """What the data has lost against the last store that this code has shown, and nobody has said is meant."""
    return lost(data, of_store(open_file(shown))) if shown else []


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
