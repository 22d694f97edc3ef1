"""Danish numbers, dates, counts and order."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core import text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234.5, "1.234,5"), (0.041, "0,041"), (-6, "−6"), (92000, "92.000"), (5.9, "5,9"), (10.0, "10"), (0, "0")],
)
def test_number_is_danish(value: float, shown: str) -> None:
    assert text.number(value) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (None, None, ""),
        (5.9, None, "5,9"),
        (72000, 72000, "72.000"),
        (2, 4, "2–4"),
        (-3, 1, "−3 til 1"),
        (-4, -2, "−4 til −2"),
        (None, 15, "op til 15"),
    ],
)
def test_span_is_as_printed(low: float | None, high: float | None, shown: str) -> None:
    assert text.span(low, high) == shown


def test_long_date_is_danish() -> None:
    assert text.long_date(date(2026, 5, 12)) == "12. maj 2026"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("løntilskud", "løntilskud"),
        ("a\tb\u00a0c", "a b c"),
        ("\u202eabc\u2069\u200b\x00\ufeff", "abc"),
        ("\ud800x🧭", "x🧭"),
    ],
)
def test_invisible_characters_are_taken_out(written: str, shown: str) -> None:
    assert text.visible(written) == shown


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (12, 12, "efter 12 måneder"),
        (1, 1, "efter 1 måned"),
        (0, 12, "op til 12 måneder"),
        (None, 0, "efter 0 måneder"),
        (12, 24, "12–24 måneder"),
        (6.9, 9.2, "6,9–9,2 måneder"),
    ],
)
def test_horizon_in_words(first: float | None, last: float | None, words: str) -> None:
    assert text.horizon(first, last) == words


@pytest.mark.parametrize(
    ("trials", "publications", "words"),
    [(1, 1, "ét studie"), (1, 3, "3 publikationer, ét forsøg"), (4, 4, "4 studier")],
)
def test_trial_count_says_trials_and_publications(trials: int, publications: int, words: str) -> None:
    assert text.trial_count(trials, publications) == words


def test_lix_counts_long_words_and_sentence_length() -> None:
    # 6 words, 2 sentences, 1 word over six letters: 6/2 + 100/6.
    assert text.lix("Vi taler om job. Det virker beskæftigelsen.".replace("Det ", "")) == pytest.approx(6 / 2 + 100 / 6)


def test_lix_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no words"):
        text.lix("...")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("42", 42.0),
        ("42,5", 42.5),
        ("42.25", 42.25),
        (" 42 % ", 42.0),
        ("42 procent", 42.0),
        ("0", 0.0),
        ("", None),
        ("-5", None),
        ("+5", None),
        ("1.000", None),
        ("1e309", None),
        ("nan", None),
        ("inf", None),
        ("٤٢", None),
        ("4 2", None),
        ("123456", None),
    ],
)
def test_number_a_person_wrote(written: str, value: float | None) -> None:
    assert text.read_number(written) == value


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 30, 22, 59), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 23, 30), date(2026, 12, 1)),  # winter: an hour ahead
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 7, 1)),  # summer: two
    ],
)
def test_a_moment_is_on_the_readers_day(moment: datetime, day: date) -> None:
    assert text.day_of(moment) == day


def test_nobody_asks_the_clock_but_the_one_who_knows_where_the_reader_is() -> None:
    root = Path(text.__file__).parents[1]
    asking = re.compile(r"date\.today\(|datetime\.now\(\)|utcnow\(|fromtimestamp\(")
    files = [*(root / "core").rglob("*.py"), *(root / "pages").glob("*.py")]
    assert [path.name for path in files if asking.search(path.read_text(encoding="utf-8"))] == []
