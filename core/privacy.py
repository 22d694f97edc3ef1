"""No personal data: text that looks like a CPR number or an e-mail address is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LONGEST = 10_000
# Day, month, year (two or four digits) and four digits, with at most two separators between the parts.
_BETWEEN = r"[\s\-\u2010-\u2015\u2212./]{0,3}"
_CPR = re.compile(rf"(?<!\d)(\d{{2}}){_BETWEEN}(\d{{2}}){_BETWEEN}(?:\d{{2}})?(\d{{2}}){_BETWEEN}(\d{{4}})(?!\d)")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]{2,24}")
REPLACEMENT_DAY = 60  # replacement numbers add 60 to the day

REFUSAL = (
    "Teksten ligner et CPR-nummer eller en e-mailadresse. Den er slettet og ikke gemt. "
    "Skriv kun om emnet, aldrig om en person."
)


def has_personal_data(text: str) -> bool:
    """True when the text holds something like a CPR number with a plausible date, or an e-mail address.

    A text longer than anybody writes about a topic is refused as well.
    """
    normal = unicodedata.normalize("NFKC", text[: LONGEST + 1])
    plain = "".join(letter for letter in normal if unicodedata.category(letter) != "Cf")  # no invisible ones between
    if len(text) > LONGEST or _EMAIL.search(plain):
        return True
    return any(_is_date(*match.groups()[:3]) for match in _CPR.finditer(plain))


def _is_date(day: str, month: str, year: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day) % REPLACEMENT_DAY)
    except ValueError:
        return False
    return True
