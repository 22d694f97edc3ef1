"""Every English phrase that is replaced is still in Streamlit's files, and gone from what is served."""

from __future__ import annotations

import gzip

import pytest

from core.ui.danish import PHRASES, script_files, translated


@pytest.fixture(scope="module")
def shipped() -> str:
    """The script files that hold the words as one text."""
    return "".join(path.read_text(encoding="utf-8") for path in script_files())


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrase_is_in_the_pinned_version(shipped: str, phrase: str) -> None:
    assert phrase in shipped, "Streamlit changed its words: look at the page and update core/ui/danish.py"


def test_served_files_hold_the_danish_words_and_not_the_english() -> None:
    served = "".join(gzip.decompress(body).decode("utf-8") for body in translated().values())
    for phrase, words in PHRASES.items():
        assert phrase not in served
        assert words in served
