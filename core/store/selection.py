"""Which studies a reader asks for: what the queries take, and the same choice as a Danish sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from core.rows import UnstatedRow
from core.text import join_words, lower_first

# The fields that take several values, with the Danish words that introduce them in the sentence.
SEVERAL = {
    "countries": "land",
    "designs": "design",
    "biases": "risiko for skævhed",
    "transferabilities": "overførbarhed",
    "target_groups": "målt på",
    "interventions": "om",
    "outcomes": "udfald",
    "directions": "retning",
    "sources": "kilde",
}

# What a source may leave unsaid: the Danish word, the field that asks for it, and the code that asks for the unsaid.
Left = Literal["country", "year", "design", "risk_of_bias", "transferability"]
UNSTATED: dict[Left, tuple[str, str, str]] = {
    "country": ("land", "countries", "not_stated"),
    "year": ("årstal", "years", ""),
    "design": ("design", "designs", "not_stated"),
    "risk_of_bias": ("risiko for skævhed", "biases", "not_assessed"),
    "transferability": ("overførbarhed", "transferabilities", "not_assessed"),
}


@dataclass(frozen=True)
class Selection:
    """A choice of studies. An empty field asks for everything; several values in one field mean any of them.

    ``asked`` is the search as written; ``found`` the ids it found, best first, or None without a search.
    """

    asked: str = ""
    found: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    biases: tuple[str, ...] = ()
    transferabilities: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """True when anything is asked for but everything."""
        return self != Selection()

    @property
    def parameters(self) -> dict[str, object]:
        """What the queries take."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def sentence(self, names: Mapping[str, Mapping[str, str]]) -> str:
        """The choice in words: ``land Sverige eller Norge; 2010–2015``. ``names``: field → code → Danish label."""
        parts = [f"søgt på »{self.asked}«"] if self.asked else []
        for field, word in SEVERAL.items():
            if codes := getattr(self, field):
                labels = [
                    lower_first(names[field][code]) if field != "countries" else names[field][code] for code in codes
                ]
                parts.append(f"{word} {join_words(labels, 'eller')}")
        return "; ".join(parts + self._years())

    def left_out(self, unstated: UnstatedRow) -> str:
        """Which studies the choice leaves out because no source says what it asks for: a sentence, or an empty string."""
        parts = [
            f"{word} ({unstated[name]})"
            for name, (word, field, code) in UNSTATED.items()
            if unstated[name] and self._asks(field) and code not in getattr(self, field, ())
        ]
        return f"Studier, hvor det ikke er oplyst, er ikke med: {join_words(parts)}." if parts else ""

    def _asks(self, field: str) -> bool:
        return bool(self.year_from or self.year_to) if field == "years" else bool(getattr(self, field))

    def _years(self) -> list[str]:
        first, last = self.year_from, self.year_to
        if first and last:
            return [f"fra {first} til {last}"]
        return [f"fra {first} eller senere"] if first else [f"fra {last} eller før"] if last else []
