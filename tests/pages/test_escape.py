"""Text in the data is text on a page, whatever it looks like, also where the check would have let markup through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.store import Shown
from core.store.check import Data, read_data
from core.store.reader import DATA
from core.store.schema import TABLES
from tests.memory import MemoryStore
from tests.pages.test_pages import shown

PAGES = Path(__file__).parents[2] / "pages"  # all but the accessibility statement, which shows no data
MARKUP = "<script>alert(1)</script><b onclick='x'>"
ODD = 'p < 0,05 & »x« "y"'
IDS = {("caveat_scope", "ref_id"), ("disagreement_ref", "scope"), ("disagreement_ref", "ref_id")}


def with_everywhere(text: str) -> Data:
    """The real data with a text added to every cell that holds text; nothing is checked again."""
    data = read_data(DATA)
    for table in TABLES:
        columns = [
            c.name for c in table.columns if c.kind == "text" and not c.vocabulary and (table.name, c.name) not in IDS
        ]
        for row in data.rows[table.name]:
            row.value |= {name: f"{row.value[name]} {text}" for name in columns if row.value[name]}
    return data


@pytest.fixture(scope="module")
def store() -> Iterator[MemoryStore]:
    """A store whose every text carries markup and odd characters."""
    with MemoryStore(with_everywhere(f"{MARKUP} {ODD}"), version="test-escape", is_judged=True) as opened:
        yield opened


@pytest.mark.parametrize("name", sorted({path.stem for path in PAGES.glob("*.py")} - {"tilgaengelighed"}))
def test_text_of_the_data_is_never_markup_on_a_page(
    store: MemoryStore, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.ui.frame.session.NEWEST.get", lambda: Shown(store))
    page = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    page.query_params["soeg"] = "løntilskud"
    page.run()
    assert not page.exception
    text = shown(page)
    assert MARKUP not in text and "<script>alert" not in text and "<b onclick" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "p &lt; 0,05 &amp; »x«" in text
