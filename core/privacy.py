"""No personal data: text that looks like a CPR number or an e-mail address is refused."""

from __future__ import annotations

import re
from datetime import date

# Six digits, an optional hyphen or space, four digits; any Unicode digit counts.
_CPR = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[\s\-–.]?(\d{4})(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

REFUSAL = (
    "Teksten ligner et CPR-nummer eller en e-mailadresse. Den er slettet og ikke gemt. "
    "Skriv kun om emnet, aldrig om en person."
)


def has_personal_data(text: str) -> bool:
    """True when the text holds something like a CPR number with a plausible date, or an e-mail address."""
    return bool(_EMAIL.search(text)) or any(_is_date(*match.groups()[:3]) for match in _CPR.finditer(text))


def _is_date(day: str, month: str, year: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True
