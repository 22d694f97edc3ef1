"""The newest whole store, for a server that runs while the data changes.

What is shown changes in one step and only to a whole store: new data that has faults,
or that cannot be built, leaves what is shown as it is, and ``hindrance`` says why.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from core.store.reader import DATA, Store, StoreUnavailable
from core.store.shelf import PREFIX, SUFFIX, find, is_intact, open_file, ready, store_folder

RETRY_SECONDS = 30
Footprint = frozenset[tuple[str, int, int]]  # name, size and time of change of each file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """The store that answers; ``hindrance`` is why newer data is not in it (None when it is the newest)."""

    store: Store
    hindrance: StoreUnavailable | None = None


class Newest:
    """The newest whole store of a data folder: ``get`` it for every run, ``look`` every few seconds.

    ``mark`` stands before the data version, and so in everything that is printed, saved or sent.
    """

    def __init__(self, data: Path = DATA, folder: Path | None = None, mark: str = "") -> None:
        self._data, self._folder, self._mark = data, folder or store_folder(data), mark
        self._looking = Lock()
        self._shown: Shown | None = None
        self._hindrance: StoreUnavailable | None = None
        self._seen: tuple[Footprint, Footprint, frozenset[str]] | None = (
            None  # data, store and shelf, as they were taken in
        )
        self._unsettled: Footprint | None = None  # changed data that may still be on its way
        self._retry_at = 0.0

    def get(self) -> Shown:
        """What is shown now. Costs nothing once there is a store; raises ``StoreUnavailable`` while there is none."""
        if self._shown is None:
            self.look()
        if shown := self._shown:
            return shown
        raise self._hindrance or StoreUnavailable("there is no store")

    def look(self) -> None:
        """Take in what has changed since the last look, once it lies still. Costs 0.1 ms when nothing has."""
        with self._looking:
            data = _footprint(self._data.glob("*.csv"))
            if self._seen == (data, self._own(), self._shelf()) and not self._is_retry_due():
                return
            is_changed = self._seen is None or data != self._seen[0]
            if self._shown and is_changed and data != self._unsettled:
                self._unsettled = data  # somebody may be saving file after file: wait for the next look
                return
            self._take_in()
            self._seen = (
                data,
                self._own(),
                self._shelf(),
            )  # as the data was before it was read: a change meanwhile is seen next time

    def discard(self, store: Store) -> None:
        """Stop showing a store that turned out to be damaged; the next run gets another, or the reason."""
        with self._looking:
            if not is_intact(store):
                with suppress(OSError):
                    store.path.unlink()
            if self._shown and self._shown.store is store:
                self._shown = self._seen = None

    def _own(self) -> Footprint:
        return _footprint([self._shown.store.path] if self._shown else [])

    def _shelf(self) -> frozenset[str]:
        """The stores that lie ready: one that somebody built meanwhile may be of the data that was refused."""
        return frozenset(path.name for path in self._folder.glob(f"{PREFIX}*{SUFFIX}"))

    def _is_retry_due(self) -> bool:
        """True now and then while something else than the data itself is in the way, such as a full disk."""
        is_stuck = self._hindrance is not None and not self._hindrance.faults
        return is_stuck and time.monotonic() >= self._retry_at

    def _take_in(self) -> None:
        """Show the store of the data as it lies; where that cannot be, the last one that was shown."""
        self._hindrance = None
        try:
            path = ready(self._data, self._folder, self._mark, is_fewer_meant=bool(self._mark))
            self._shown = Shown(self._opened(path))
        except Exception as error:  # whatever is wrong with new data, its build or its file: what is shown stays
            self._hindrance = error if isinstance(error, StoreUnavailable) else StoreUnavailable(repr(error))
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self._shown = self._fall_back(self._hindrance)
            log.warning("the data in %s is not shown: %s", self._data, error)

    def _fall_back(self, hindrance: StoreUnavailable) -> Shown | None:
        if self._shown and is_intact(self._shown.store):
            return Shown(self._shown.store, hindrance)
        with suppress(StoreUnavailable):
            if path := find(self._folder):
                return Shown(open_file(path, self._mark), hindrance)
        return None

    def _opened(self, path: Path) -> Store:
        if self._shown and self._shown.store.path == path:
            return self._shown.store
        return open_file(path, self._mark)


def _footprint(paths: Iterable[Path]) -> Footprint:
    """Name, size and time of change of each file that is there."""
    found = set()
    for path in paths:
        with suppress(OSError):
            known = os.stat(path)
            found.add((path.name, known.st_size, known.st_mtime_ns))
    return frozenset(found)
