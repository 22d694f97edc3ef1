"""Text about a person is refused; ordinary words and numbers are not."""

from __future__ import annotations

import pytest

from core.privacy import has_personal_data


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "samtale med 311299-4321 i morgen",
        "skriv til navn@kommune.dk",
        "010190–1234",
        "01 01 90 1234",
        "010190/1234",
        "010190 - 1234",
        "010190−1234",
        "01-01-90-1234",
        "01.01.1990-1234",
        "610190-1234",
        "0101\u200b90\u2060-12\u00ad34",
        "navn＠post.dk",
        "a" * 20_000,
    ],
)
def test_personal_data_is_found(text: str) -> None:
    assert has_personal_data(text)


@pytest.mark.parametrize(
    "text", ["løntilskud", "Cheung 2017", "320190-1234", "29-31 af 37", "12345678", "9912991234", "72.000 kr."]
)
def test_ordinary_text_passes(text: str) -> None:
    assert not has_personal_data(text)
