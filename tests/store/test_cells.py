"""What a cell may hold: no letter of a wrong code page, and no number that a spreadsheet multiplies."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.cells import as_written, is_without_point, spelled, value
from core.store.schema import Column

TEXT, NUMBER = Column("statement", ""), Column("effect_low", "", kind="number", low=0, high=10_000_000)
SENTENCE = "Én ledig får både længere og færre møder – på Ærø og i Åbenrå »uden effekt«; Øvrige: ½."
PAGES = [
    "utf-8",
    "cp1252",
    "cp850",
    "mac_roman",
    "cp437",
    "cp865",
    "iso8859_15",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_4",
    "iso8859_10",
    "koi8_r",
    "cp852",
    "cp775",
    "cp858",
    "hp_roman8",
    "mac_latin2",
    "mac_iceland",
    "cp1140",
    "gb18030",
    "shift_jis",
    "big5",
]


def rule(text: str, column: Column = TEXT) -> str:
    """The rule that a text breaks, or nothing."""
    return value(column, text, {})[0]


def test_text_read_in_any_wrong_code_page_is_refused() -> None:
    passed = []
    for written, seen in product(PAGES, PAGES):
        wrong = SENTENCE.encode(written, "replace").decode(seen, "replace")
        if wrong != SENTENCE and not rule(wrong):
            passed.append((written, seen, wrong))
    assert rule(SENTENCE) == "" and passed == []


@pytest.mark.parametrize(
    "name", ["Küçükbayrak & Šimić 2019", "González, Crépon og Łukasz", "Sørensen & O’Brien", "The “very early” case"]
)
def test_letters_of_other_languages_stand_in_names_only(name: str) -> None:
    assert rule(name, Column("authors", "", is_foreign=True)) == ""


def test_a_name_in_a_wrong_code_page_is_refused_too() -> None:
    wrong = "Sørensen, Østergård og Ågren".encode().decode("cp1252")
    assert "another encoding" in rule(wrong, Column("authors", "", is_foreign=True))


@pytest.mark.parametrize("text", ["Hvad siger kilden?", "Se https://a.dk/?id=1&x=2", "(?) ukendt", "p < 0,05; n = 12"])
def test_question_marks_in_their_place_are_text(text: str) -> None:
    assert rule(text) == ""


@given(st.decimals(0, 10_000, places=6, allow_nan=False).map(float))
def test_every_number_is_spelled_so_that_it_is_read_back_and_no_spreadsheet_makes_thousands_of_it(
    number: float,
) -> None:
    written = spelled(NUMBER, number)
    assert value(NUMBER, written, {}) == ("", number)
    assert written.partition(".")[2] == "" or len(written.partition(".")[2]) != 3


@pytest.mark.parametrize(
    ("text", "read"), [("5,9", 5.9), ("5.9", 5.9), ("0,0410", 0.041), ("41/1000", 0.041), ("12,34567", 12.34567)]
)
def test_number_that_can_mean_one_thing_is_read(text: str, read: float) -> None:
    assert value(NUMBER, as_written(NUMBER, text), {}) == ("", read)


@pytest.mark.parametrize(
    ("text", "decimal", "is_lost"),
    [("41", 0.041, True), ("59", 5.9, True), ("1250", 1.25, True), ("41", 41.0, False), ("42", 0.041, False), ("41.0", 0.041, False)],
)  # fmt: skip
def test_a_number_without_its_point_is_known_by_its_digits(text: str, decimal: float, is_lost: bool) -> None:
    assert is_without_point(text, decimal) is is_lost
