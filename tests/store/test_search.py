"""Danish search: stems, word beginnings, misspellings, and letters."""

from __future__ import annotations

import pytest

from core.store import Store


@pytest.mark.parametrize(
    ("asked", "kind", "ref_id"),
    [
        ("løntilskud", "intervention", "privat-loentilskud"),
        ("løntilskuddet", "intervention", "privat-loentilskud"),
        ("løntilskkud", "intervention", "privat-loentilskud"),
        ("sagsstam", "intervention", "lavere-sagsstamme"),
        ("Cheung", "study", "cheung-2017"),
        ("cheong 2017", "study", "cheung-2017"),
        ("SAMTALER", "intervention", "samtaler"),
        ("uddannelser", "intervention", "ordinaer-uddannelse"),
    ],
)
def test_search_finds(store: Store, asked: str, kind: str, ref_id: str) -> None:
    hits, _ = store.search(asked)
    assert any(hit["kind"] == kind and ref_id in hit["ref_id"] for hit in hits)


def test_misspelling_is_told(store: Store) -> None:
    _, read_as = store.search("løntilskkud")
    assert read_as["løntilskkud"].startswith("løntilskud")


@pytest.mark.parametrize("asked", ["", "   ", "'; drop table finding; --", "%%%", "\x00", "x" * 5000, "zzzzqqq"])
def test_search_survives_anything(store: Store, asked: str) -> None:
    hits, _ = store.search(asked)
    assert isinstance(hits, list)
