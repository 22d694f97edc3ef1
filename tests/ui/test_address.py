"""The address a document prints opens for its reader, or there is none."""

from __future__ import annotations

import pytest

from core.ui.frame.address import SETTING, public_address

VIEW = "/sammenlign?gruppe=ledige"


@pytest.mark.parametrize(
    ("setting", "printed"),
    [
        ("https://hvadvirker.kommune.example", f"https://hvadvirker.kommune.example{VIEW}"),
        (" https://intranet.example/hvad-virker/ ", f"https://intranet.example/hvad-virker{VIEW}"),
        ("http://10.1.2.3:8501", f"http://10.1.2.3:8501{VIEW}"),  # opens inside the municipality's network
        ("", ""),
        ("hvadvirker.kommune.example", ""),
        ("ftp://hvadvirker.kommune.example", ""),
        ("https://hvadvirker.kommune.example/?a=1", ""),
        ("https://[hvadvirker", ""),
        ("http://localhost:8501", ""),
        ("http://LOCALHOST", ""),
        ("http://app.localhost", ""),
        ("http://127.0.0.1:8501", ""),
        ("http://127.1.2.3", ""),
        ("http://[::1]:8501", ""),
        ("http://0.0.0.0:8501", ""),
    ],
)
def test_address_is_one_a_reader_can_open_or_none(setting: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, setting)
    assert public_address(VIEW) == printed


def test_no_setting_gives_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert public_address(VIEW) == ""
