"""Every phrase that is replaced is still in Streamlit's files, and gone from what is served."""

from __future__ import annotations

import gzip

import pytest

from core.ui.browser.danish import PHRASES
from core.ui.browser.scripts import CHANGES, component_script, name_hash, script_files, served_scripts


@pytest.fixture(scope="module")
def shipped() -> str:
    """The script files that hold the words as one text."""
    return "".join(path.read_text(encoding="utf-8") for path in script_files())


@pytest.mark.parametrize("phrase", PHRASES | CHANGES)
def test_phrase_is_in_the_pinned_version(shipped: str, phrase: str) -> None:
    assert phrase in shipped, "Streamlit changed: look at the page and update core/ui/browser/danish.py or scripts.py"


def test_served_files_hold_the_danish_words_and_not_the_english() -> None:
    served = "".join(gzip.decompress(body).decode("utf-8") for body in served_scripts().values())
    for phrase, words in (PHRASES | CHANGES).items():
        assert phrase not in served
        assert words in served


def test_component_script_is_served_under_the_name_the_page_asks_for() -> None:
    # FNV-1a of "a" and of "æ" (one UTF-16 unit) as the page computes it.
    assert (name_hash("a"), name_hash("æ")) == ("e40c292c", "630b5e19")
    assert f"own-{name_hash(component_script('browser/markup'))}.js" in served_scripts()
