"""What one cell of a table may hold, and how it is written so that no spreadsheet changes it.

``as_written`` reads what can only mean one thing (``5,9``, ``SAND``); ``value`` is strict about the rest.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from core.store.lexicon import words
from core.store.schema import Column

LONGEST_TEXT = 2_000
FIRST_YEAR, LAST_YEAR = 1950, 2100
# Letters and signs in use. Anything else is what a wrong code page makes of them: no list of wrong pages is complete.
LETTERS = "æøåÆØÅéÉüÜöÖäÄß"
SIGNS = "«»–−…½±≥≤×§€²"
FOREIGN_SIGNS = "“”„‘’—"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_WORDS = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_SYMBOL = re.compile(r"[^\w\s=+\-@<>\"';,]{1,2}")
_URL = re.compile(r"https?://[^\s<>\"']+")
# Beside what Python calls unprintable: characters that take up no ink, and the mark of a lost letter.
_BLANK = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd]")
# At the start of a cell, or where a Danish spreadsheet would begin a new one.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]|.*;\s*[=@]")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
# An apostrophe stands after a letter; at the start of a word it is an Æ read in a wrong code page.
_ODD = re.compile(rf"[^ -~{LETTERS}{SIGNS}’]|(?<![^\W\d_])’")
_UNUSUAL = re.compile(r"[^ -zæøåé«»–…½§]|[?\\]")  # most texts have none, and nothing more is asked of them
_CAPITAL_INSIDE = re.compile(r"[a-zæøå][ÆØÅÉÜÖÄ]")
_LOST_LETTER = re.compile(r"[^\W\d_][?{|}\\][^\W\d_]|(?<!\S)\?.?")
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_MADE = 30
_MONTH = "(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)"
# What a spreadsheet puts in place of text: error values, a column too narrow, dates, days since 1900, 1000 for 1.000, 1e5.
_ERROR = re.compile(r"#+|#[A-ZÆØÅ0-9/]+[!?]?|Err:\d+|Fejl:\d+")
_MADE = re.compile(
    rf"\d{{1,2}}[-./ ]{{1,2}}{_MONTH}\w{{0,3}}\.?(?:[-./ ]{{1,2}}\d{{2,4}})?|{_MONTH}-\d{{2,4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?: .*)?|\d{4}-\d{2}-\d{2}(?:[ T].*)?|\d+(?:[.,]\d+)?e[+-]?\d+|[2-5]\d{4}|\d+(?:[.,]\d+)+",
    re.IGNORECASE | re.ASCII,
)
_COMMA = re.compile(r"-?\d{1,12},(?!\d{3}$)\d{1,6}", re.ASCII)
_FRACTION = re.compile(r"(-?[1-9]\d{0,11})/(10{1,6})", re.ASCII)
# A dot or a comma before three digits: a Danish, or an English, spreadsheet reads thousands.
_THOUSANDS = re.compile(r"(-?)(\d{1,12})[.,](\d{3})", re.ASCII)
_FLAGS = {"sand": "true", "falsk": "false", "true": "true", "false": "false"}


def as_written(column: Column, text: str) -> str:
    """The text as the store writes it, where it can only mean one thing; else the text as it is."""
    if column.kind == "boolean":
        return _FLAGS.get(text.casefold(), text)
    return text.replace(",", ".") if column.kind == "number" and _COMMA.fullmatch(text) else text


def spelled(column: Column, value: object) -> str:
    """A typed value as the text that Danish and English spreadsheets leave as it is: ``5.9``, ``41/1000``, ``true``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column.kind != "number":
        return str(value)
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return _fraction(text) if _THOUSANDS.fullmatch(text) else text


def _fraction(text: str) -> str:
    """Three decimals as a fraction, which is text to every spreadsheet."""
    return f"{int(text.replace('.', '').replace(',', ''))}/1000"


def is_without_point(text: str, decimal: float) -> bool:
    """True for the whole number that a decimal one becomes without its point: 41 and 0.041, 59 and 5.9."""
    is_decimal = decimal % 1 and text.isdigit()
    return bool(is_decimal) and any(round(decimal * 10**n, 6) == int(text) for n in range(1, 7))


def is_unseen(character: str) -> bool:
    """True for a character that takes up no ink or steers others."""
    return not character.isprintable() or bool(_BLANK.match(character))


def value(column: Column, text: str, codes: dict[str, list[str]]) -> tuple[str, object]:
    """The broken rule (or an empty string) and the typed value of one cell."""
    if text == "":
        return ("must not be empty" if column.is_required else ""), None
    if rule := _text_rule(text):
        return rule, None
    if column.vocabulary:
        allowed = codes.get(column.vocabulary, [])
        is_allowed = text in allowed or not codes  # without a list to hold it against, nothing is said
        return ("" if is_allowed else f"one of {', '.join(allowed)}"), text
    return _READERS.get(column.kind, _read_text)(column, text)


def _text_rule(text: str) -> str:
    """What no cell may hold, whatever its column."""
    if len(text) > LONGEST_TEXT:
        return f"longer than {LONGEST_TEXT} characters"
    if not text.isprintable() or _BLANK.search(text):
        unseen = next(c for c in text if is_unseen(c))
        return f"has a control or invisible character (U+{ord(unseen):04X})"
    if text != text.strip():
        return "has space at the start or end"
    if not unicodedata.is_normalized("NFC", text):
        return "has a letter and its accent as two characters; write it as one (NFC)"
    return ""


def _read_text(column: Column, text: str) -> tuple[str, object]:
    if _ERROR.fullmatch(text):
        return "an error value that a spreadsheet has put in place of the text", None
    if _FORMULA.match(text):
        return "looks like a spreadsheet formula", None
    if _MARKUP.search(text):
        return "looks like markup; write plain text", None
    if len(text) < LONGEST_MADE and _MADE.fullmatch(text):
        return "a number or a date, which a spreadsheet may have put in place of the text; write it in words", None
    return (rule, None) if (rule := _letter_rule(column, text)) else ("", text)


def _letter_rule(column: Column, text: str) -> str:
    """Letters that were read in a wrong code page, or lost on the way."""
    if not _UNUSUAL.search(text):
        return ""
    odd = [found[0] for found in _ODD.finditer(text) if not (column.is_foreign and _is_foreign(found[0]))]
    if odd:
        return f"has {odd[0]} (U+{ord(odd[0]):04X}), which is not in use here: saved in another encoding on the way? If not, write it with other letters"
    if found := _CAPITAL_INSIDE.search(text):
        return f"has {found[0]} inside a word: saved in another encoding on the way?"
    if found := _LOST_LETTER.search(_URL.sub("", text)):
        return f"has {found[0]}: a letter or a sign was lost in another encoding on the way"
    return ""


def _is_foreign(letter: str) -> bool:
    return letter in FOREIGN_SIGNS or (letter not in "ÃÂ" and unicodedata.name(letter, "").startswith("LATIN "))


def _read_code(column: Column, text: str) -> tuple[str, object]:
    return ("" if len(text) <= 100 and _CODE.fullmatch(text) else "a code is letters, digits and _"), text


def _read_symbol(column: Column, text: str) -> tuple[str, object]:
    return ("" if _SYMBOL.fullmatch(text) else "a symbol is one sign, or two"), text


def _read_words(column: Column, text: str) -> tuple[str, object]:
    ok = _WORDS.fullmatch(text) and text == text.lower() and words(text) and not _ODD.search(text)
    if ok and _MADE.fullmatch(text):
        return "a number or a date, which a spreadsheet may have put in place of the words", text
    return ("" if ok else "words are small letters, with one space or hyphen between them"), text


def _read_url(column: Column, text: str) -> tuple[str, object]:
    return ("" if _URL.fullmatch(text) else "an address begins with https:// or http:// and has no space"), text


def _read_id(column: Column, text: str) -> tuple[str, object]:
    if not (len(text) <= 100 and _ID.fullmatch(text)):
        return "an id is a–z, 0–9 and single hyphens, at most 100 characters", text
    if _MADE.fullmatch(text) or not _LETTER.search(text):
        return "an id holds a word: of this a spreadsheet makes a number or a date, or has made it", text
    return "", text


def _read_number(column: Column, text: str) -> tuple[str, object]:
    is_whole = column.kind == "integer"
    if not is_whole and (found := _THOUSANDS.fullmatch(text)):
        plain = f"{found[1]}{found[2].lstrip('0')}{found[3]}".lstrip("0")
        return f"{text} may be a thousand: a spreadsheet makes {plain} of it; write {_fraction(text)}, or {plain}", None
    if not is_whole and (found := _FRACTION.fullmatch(text)):
        number = int(found[1]) / int(found[2])
    else:
        pattern = r"-?(0|[1-9]\d{0,11})" + ("" if is_whole else r"(\.\d{1,6})?")
        is_minus_zero = text.startswith("-") and not text.strip("-0.")
        if not re.fullmatch(pattern, text, re.ASCII) or is_minus_zero:
            return ("a whole number" if is_whole else "a number with a dot for decimals") + _made(text), None
        number = int(text) if is_whole else float(text)
    if column.low is not None and column.high is not None and not column.low <= number <= column.high:
        return f"between {column.low:g} and {column.high:g}", None
    return "", number


def _made(text: str) -> str:
    is_made = _MADE.fullmatch(text) or _ERROR.fullmatch(text)
    return "; a spreadsheet has put this in its place" if is_made else ""


def _read_flag(column: Column, text: str) -> tuple[str, object]:
    return ("" if text in ("true", "false") else "true or false"), text == "true"


def _read_date(column: Column, text: str) -> tuple[str, object]:
    rule = "a date as 2026-11-20" + ("" if text[:4].isdigit() else _made(text))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return rule, None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return rule, None
    return ("" if FIRST_YEAR <= day.year <= LAST_YEAR else f"between {FIRST_YEAR} and {LAST_YEAR}"), day


_READERS = {
    "id": _read_id,
    "code": _read_code,
    "symbol": _read_symbol,
    "url": _read_url,
    "words": _read_words,
    "integer": _read_number,
    "number": _read_number,
    "boolean": _read_flag,
    "date": _read_date,
}
