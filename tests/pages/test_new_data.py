"""New data while a page runs: one run is one whole version, an older one is said, a damaged one is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.store import Fault, Shown, Store, StoreUnavailable
from tests.written import written

ROUTER = Path(__file__).parents[2] / "core" / "ui" / "router.py"
FAULTS = [Fault("data/finding.csv", 2, "direction", "op", "one of …")] * 3


class AnotherVersion(Store):
    """The real store under another version, with another name for a target group, or out of order."""

    def __init__(self, store: Store, version: str, name: str = "", is_damaged: bool = False) -> None:
        super().__init__(store.path, version)
        self._name, self._is_damaged = name, is_damaged

    def rows(self, name: str, **parameters: object) -> list[dict]:
        """The rows of the real store, with the other name in them; an error for a damaged one."""
        if self._is_damaged and name != "vocabulary":
            raise StoreUnavailable(f"{self.path} was damaged while it was open")
        found = super().rows(name, **parameters)
        if name == "target_groups":
            return [row | {"name": f"{row['name']} {self._name}"} for row in found]
        return found


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what is newest each time it is asked for; the last one goes on being it."""

    def given(*shown: Shown) -> None:
        coming: Iterator[Shown] = chain(shown, repeat(shown[-1]))
        monkeypatch.setattr("core.ui.frame.session.NEWEST.get", lambda: next(coming))
        monkeypatch.setattr("core.ui.frame.session.NEWEST.discard", lambda store: None)

    return given


def run() -> AppTest:
    """The main page in its frame."""
    return AppTest.from_file(str(ROUTER), default_timeout=60).run()


def html(page: AppTest) -> str:
    """Everything the page writes as HTML."""
    return written(element.proto.body for element in page.get("html"))


def test_a_run_is_one_version_from_first_line_to_footer_and_the_next_run_is_the_next(store: Store, show) -> None:
    old, new = (Shown(AnotherVersion(store, f"{name}-1", f"({name})")) for name in ("gammel", "ny"))
    show(old, new)
    page = run()
    assert not page.exception
    assert "ataversion gammel-1" in html(page) and "16 måneder (gammel)" in html(page)
    assert "(ny)" not in html(page)
    page.run()
    assert "ataversion ny-1" in html(page) and "16 måneder (ny)" in html(page)
    assert "(gammel)" not in html(page)


def test_older_knowledge_is_said_with_its_date_and_the_number_of_faults(store: Store, show) -> None:
    show(Shown(store, StoreUnavailable("3 faults in /srv/secret/data", FAULTS)))
    text = html(run())
    assert "Du ser viden fra " in text and f"dataversion {store.version}" in text
    assert "3 fejl" in text and "python -m core.store check" in text
    assert text.index("Du ser viden fra ") < text.index("<h1")
    assert "secret" not in text


def test_data_that_could_not_be_built_is_said_without_its_path(store: Store, show) -> None:
    show(Shown(store, StoreUnavailable("the store in /srv/secret cannot be built: No space left on device")))
    text = html(run())
    assert "kunne ikke gøres klar" in text and "python -m core.store build" in text
    assert "secret" not in text and "fejl i dem" not in text


def test_newest_knowledge_says_nothing_about_age(store: Store, show) -> None:
    show(Shown(store))
    assert "Du ser viden fra" not in html(run())


def test_store_damaged_in_a_run_is_replaced_before_the_reader_sees_it(store: Store, show) -> None:
    show(Shown(AnotherVersion(store, "beskadiget-1", is_damaged=True)), Shown(store))
    page = run()
    assert not page.exception and not page.error
    assert f"ataversion {store.version}" in html(page)


def test_store_that_goes_on_being_damaged_is_said(store: Store, show) -> None:
    show(Shown(AnotherVersion(store, "beskadiget-2", is_damaged=True)))
    page = run()
    assert "Datalageret kan hverken åbnes eller bygges" in page.error[0].value
    assert "python -m core.store build" in page.markdown[0].value
