"""The index of caveats asks for what it needs, once, and loses nothing."""

from __future__ import annotations

from core.evidence import caveats
from core.evidence.caveats import CaveatIndex

ROWS = {
    ("all", ""): ["gennemsnit"],
    ("trial", "forsoeg"): ["forskydning", "gennemsnit"],
}


def row(scope: tuple[str, str], caveat_id: str) -> dict[str, str]:
    """One caveat that limits one thing."""
    return {"scope": scope[0], "ref_id": scope[1], "caveat_id": caveat_id, "kind": "displacement", "statement": caveat_id,
            "plain": "Sagt enkelt.", "circumstance": "", "source_id": "kilde", "source_name": "Kilde", "source_kind": "x",
            "locator": "Tabel 1"}  # fmt: skip


def index(asked: list) -> CaveatIndex:
    """An index over ROWS that notes what it asks for."""

    def fetch(scopes: list[tuple[str, str]]) -> list[dict[str, str]]:
        asked.append(scopes)
        return [row(scope, caveat_id) for scope in scopes for caveat_id in ROWS.get(scope, [])]

    return CaveatIndex(fetch)


def test_each_caveat_comes_once_in_the_order_asked() -> None:
    found = index([]).limiting(("trial", "forsoeg"), ("all", ""), ("trial", "forsoeg"))
    assert [caveat.caveat_id for caveat in found] == ["forskydning", "gennemsnit"]


def test_what_is_known_is_not_asked_for_again() -> None:
    asked: list = []
    limits = index(asked)
    limits.load([("trial", "forsoeg"), ("study", "uden-forbehold")])
    assert limits.limiting(("study", "uden-forbehold")) == []
    assert len(limits.limiting(("all", ""), ("trial", "forsoeg"))) == 2
    assert asked == [[("trial", "forsoeg"), ("study", "uden-forbehold")], [("all", "")]]


def test_a_full_memory_is_emptied_and_nothing_is_lost(monkeypatch) -> None:
    monkeypatch.setattr(caveats, "KEPT_SCOPES", 1)
    limits = index([])
    for _ in range(3):
        assert len(limits.limiting(("trial", "forsoeg"), ("all", ""))) == 2
