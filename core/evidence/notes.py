"""Numbered notes: each place a part of a page rests on, written once, and a number wherever it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from core.model import Reference
from core.text import join_words

# »Tabel 3.3, afsnit 3.3 og kapitel 4« names three places; »kapitel 6, 7 og 8« and »figur 1, anmærkning« one each.
BETWEEN_PLACES = re.compile(
    r";\s+|(?:(?<!\d{4})(?:, og|,)| og) (?=(?:afsnit|boks|emneområde|figur|kapitel|konklusion|perspektivering|sammenfatning|tabel)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Notes:
    """The places one part of a page rests on, as source and place, in that order; the first has number 1.

    A locator with several places (``Tabel 2.1 og afsnit 2``) has a number for each, so that every place is written once.
    ``name`` tells its notes from those of the other parts of a page.
    """

    places: tuple[tuple[str, str], ...]
    name: str = ""

    def marks(self, references: Iterable[Reference | None]) -> str:
        """The numbers of some of them: ``1, 4–6``. Raises ``ValueError`` for one that is not among the notes."""
        runs = groupby(enumerate(self.numbers(references)), key=lambda place: place[1] - place[0])
        return ", ".join(_run([number for _, number in run]) for _, run in runs)

    def numbers(self, references: Iterable[Reference | None]) -> list[int]:
        """The numbers of some of them, in order. Raises ``ValueError`` for one that is not among the notes."""
        return sorted({self.places.index(place) + 1 for each in references if each for place in places_of(each)})

    def told(self, references: Iterable[Reference | None]) -> str:
        """The places of some of them in words, each source once: ``STAR 2026, punkt 1 og punkt 4; VIVE 2019, Tabel 2.1``."""
        found = groupby((self.places[number - 1] for number in self.numbers(references)), key=lambda place: place[0])
        return "; ".join(f"{source}, {join_words(place for _, place in places)}" for source, places in found)

    @property
    def lines(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Each source with its numbered places; what a place shares with the one before it is said once."""
        found: dict[str, list[tuple[int, str]]] = {}
        before = ""
        for number, (source, place) in enumerate(self.places, start=1):
            head, _, rest = place.partition(", ")
            is_said = rest and before.startswith(f"{head}, ") and source in found
            found.setdefault(source, []).append((number, rest if is_said else place))
            before = place
        return list(found.items())


def _run(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def notes_of(references: Iterable[Reference | None], name: str = "") -> Notes:
    """Notes of all references given, each once."""
    places = {place for reference in references if reference for place in places_of(reference)}
    return Notes(tuple(sorted(places)), name)


def places_of(reference: Reference) -> list[tuple[str, str]]:
    """Each place a reference names, with its source."""
    return [(reference.source_name, place) for place in BETWEEN_PLACES.split(reference.locator)]
