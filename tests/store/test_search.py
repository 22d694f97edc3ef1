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


@pytest.mark.parametrize(
    ("asked", "study_id"),
    [
        ("Cheung 2017", "cheung-2017"),
        ("cheong 2017", "cheung-2017"),
        ("losholm", "rosholm-2018"),
        ("hagglund", "hagglund-2006"),
        ("effektive sagsbehandlerstrategier", "rosholm-2018"),  # its title
        ("Rosholm løntilskud", "rosholm-svarer-2011"),  # its author, and what it is about
        ("sverige lodtrækning", "joona-nekby-2012"),  # country and design
        ("sagsstammer", "hainmueller-2016"),  # a stem of the intervention's name
        ("forskydning 100", "cheung-2017"),  # a sentence of one of its results
        ("Møder på distance", "vive-2019-review"),  # the document's printed title
    ],
)
def test_study_is_found(store: Store, asked: str, study_id: str) -> None:
    found, _ = store.search_studies(asked)
    assert study_id in found[:12]


def test_study_search_puts_the_named_study_first_and_tells_misspellings(store: Store) -> None:
    found, read_as = store.search_studies("Cheeung 2017")
    assert found[0] == "cheung-2017"
    assert read_as == {"cheeung": "cheung"}


def test_no_words_ask_for_every_study_and_unknown_words_for_none(store: Store) -> None:
    assert store.search_studies("  ") == (None, {})
    assert store.search_studies("zzzzqqq")[0] == []


@pytest.mark.parametrize("asked", ["", "   ", "'; drop table finding; --", "%%%", "\x00", "x" * 5000, "zzzzqqq"])
def test_search_survives_anything(store: Store, asked: str) -> None:
    hits, _ = store.search(asked)
    assert isinstance(hits, list)
