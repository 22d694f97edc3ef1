"""Danish numbers, dates, plurals and labels. Nothing here knows about pages or databases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.rows import VocabularyRow

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


DRAFT = "udkast-"  # stands before the data version of data that is only tried


def is_draft(version: str) -> bool:
    """True for the data version of a draft."""
    return version.startswith(DRAFT)


def draft_mark(version: str) -> str:
    """What stands before the title of a document: ``Udkast: `` for a draft, else nothing."""
    return "Udkast: " if is_draft(version) else ""


class Labels:
    """Danish labels, symbols and explanations of codes, from ``vocabulary.csv``."""

    def __init__(self, rows: Iterable[VocabularyRow]) -> None:
        self._rows = {(row["vocabulary"], row["code"]): row for row in rows}

    def __call__(self, vocabulary: str, code: str | None) -> str:
        """The label of a code. Raises ``KeyError`` for a code that is not in the list."""
        return self._rows[vocabulary, str(code)]["label"]

    def state(self, code: str, is_relative: bool = False) -> str:
        """The word of a state; a comparison of two forms has its own where "effekt" would be wrong."""
        vocabulary = "state_relative" if is_relative and ("state_relative", str(code)) in self._rows else "state"
        return self(vocabulary, code)

    def symbol(self, vocabulary: str, code: str) -> str:
        """The symbol shown beside the label, or an empty string."""
        return self._rows[vocabulary, str(code)]["symbol"] or ""

    def explanation(self, vocabulary: str, code: str) -> str:
        """One Danish sentence that explains the label."""
        return self._rows[vocabulary, str(code)]["explanation"]

    def codes(self, vocabulary: str) -> list[str]:
        """The codes of a list, in its order."""
        return [code for name, code in self._rows if name == vocabulary]


def number(value: float, decimals: int | None = None) -> str:
    """A number the Danish way: ``1234.5`` → ``1.234,5``. ``decimals`` None keeps what is there."""
    shown = f"{value:,.6f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    return shown.replace(",", "\u00a0").replace(".", ",").replace("\u00a0", ".").replace("-", "−")


_NUMBER = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:%|pct\.?|procent)?", re.ASCII)


def read_number(written: str) -> float | None:
    """A number a person wrote, with a Danish comma or a dot for at most two decimals: ``42,5`` → ``42.5``.

    A percent sign may follow. Anything else is None: signs, exponents, thousands, other digits.
    """
    found = _NUMBER.fullmatch(written.strip())
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def span(low: float | None, high: float | None) -> str:
    """A printed size or range: ``2–4``, ``5,9``, ``−3 til 1``, ``op til 15``; empty when nothing is printed."""
    if low is None:
        return "" if high is None else f"op til {number(high)}"
    if high is None or high == low:
        return number(low)
    return f"{number(low)}{'–' if low >= 0 else ' til '}{number(high)}"


HERE = ZoneInfo("Europe/Copenhagen")


def today() -> date:
    """The day it is for the reader, wherever the server stands and whatever its clock is set to."""
    return datetime.now(HERE).date()


def day_of(moment: datetime) -> date:
    """The reader's day of a moment in UTC, with or without its zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(HERE).date()


def long_date(day: date) -> str:
    """A date in words: ``12. maj 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """Month and year in words: ``november 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def count(n: int, one: str, many: str, is_common: bool = False) -> str:
    """A count with its noun: ``ét forsøg``, ``3 forsøg``; ``is_common`` gives ``én``."""
    if n == 1:
        return f"{'én' if is_common else 'ét'} {one}"
    return f"{number(n)} {many}"


def join_words(words: Iterable[str], last: str = "og") -> str:
    """``a, b og c``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation or a name code."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter; the rest is left alone."""
    return text[:1].upper() + text[1:]


def horizon(first: float | None, last: float | None) -> str:
    """A follow-up period in Danish words: ``efter 12 måneder``; empty when not printed."""
    if first is None and last is None:
        return ""
    if not first and last:
        return f"op til {number(last)} måneder"
    start = first or 0
    if last is None or start == last:
        return f"efter {number(start)} {'måned' if start == 1 else 'måneder'}"
    return f"{number(start)}–{number(last)} måneder"


def visible(text: str) -> str:
    """The text without control and invisible characters, which could hide or turn around what is read."""
    return "".join(letter if letter.isprintable() else " " * letter.isspace() for letter in text)


def trial_count(trials: int, publications: int) -> str:
    """``3 publikationer, ét forsøg`` when the two differ, else only the trials."""
    if publications > trials:
        return f"{count(publications, 'publikation', 'publikationer', is_common=True)}, {count(trials, 'forsøg', 'forsøg')}"
    return count(trials, "studie", "studier")


_LETTERS = re.compile(r"[^\W\d_]+")


def lix(text: str) -> float:
    """Readability index LIX: words a sentence plus the share of words over six letters.

    Source: Björnsson 1968. Raises ``ValueError`` for a text without words.
    """
    words = _LETTERS.findall(text)
    if not words:
        raise ValueError("no words to measure")
    sentences = max(1, len(re.findall(r"[.!?:]+(?=\s|$)", text)))
    long_words = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long_words / len(words)
