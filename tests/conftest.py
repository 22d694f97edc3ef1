"""Shared fixtures: labels, the tiny store, and the store of the real data."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from core.store import Store, open_store
from core.store.reader import DATA
from core.store.shelf import store_folder
from core.text import Labels
from tests import tiny

ROOT = Path(__file__).parents[1]


@cache
def labels_of_the_data() -> Labels:
    """The real vocabulary, for tests whose arguments are made up."""
    with (ROOT / "data" / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
        return Labels(csv.DictReader(file))


@pytest.fixture(scope="session")
def labels() -> Labels:
    """The real vocabulary."""
    return labels_of_the_data()


@pytest.fixture(scope="session", autouse=True)
def data_that_count():
    """No test passes on an older store, which the app would go on showing while the data are refused."""
    open_store()


@pytest.fixture(scope="session", autouse=True)
def asked_once():
    """The store of the real data is one file that never changes: a question put twice is answered from the first time.

    Hundreds of pages are drawn in one run, and each asks some twenty questions that the page before asked too.
    """
    known: dict[tuple, list[dict]] = {}
    ask, shipped = Store.ask, store_folder(DATA)

    def answered(self: Store, name: str, **parameters: object) -> list[dict]:
        if type(self) is not Store or self.path.parent != shipped:  # a store of a test is asked itself
            return ask(self, name, **parameters)
        asked = (self.path, name, repr(sorted(parameters.items())))
        if asked not in known:
            known[asked] = ask(self, name, **parameters)
        return [dict(row) for row in known[asked]]

    Store.ask = answered
    yield
    Store.ask = ask


@pytest.fixture(scope="session", autouse=True)
def scanned_once():
    """Every page of a test asks every installed package whether it brings components: half of its time."""
    scan = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = cache(scan)
    yield
    manifest_scanner.scan_component_manifests = scan


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory: pytest.TempPathFactory):
    """Open a store of the tiny data; call it with the tables that differ. The same data is built once."""
    folder = tmp_path_factory.mktemp("tiny")

    def opened(**tables: list[dict[str, str]]) -> Store:
        own = folder / hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()[:16]
        data = own / "data" if own.exists() else tiny.write(own / "data", **tables)
        return open_store(data, own / "store")

    return opened


@pytest.fixture(scope="session")
def store() -> Store:
    """The store of the real data; what hundreds of tests ask for is judged once."""
    opened = open_store()
    opened.answers = cache(opened.answers)
    return opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running, in which no other test can start its own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
