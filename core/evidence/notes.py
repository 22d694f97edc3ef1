"""Numbered notes: each place a part of a page rests on, written once, and a number wherever it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from core.model import Reference


@dataclass(frozen=True)
class Notes:
    """The references of one part of a page, in the order of source and place; the first has number 1."""

    references: tuple[Reference, ...]

    def marks(self, references: Iterable[Reference | None]) -> str:
        """The numbers of some of them: ``1, 4–6``. Raises ``ValueError`` for one that is not among the notes."""
        numbers = sorted({self.references.index(reference) + 1 for reference in references if reference})
        runs = groupby(enumerate(numbers), key=lambda place: place[1] - place[0])
        return ", ".join(_run([number for _, number in run]) for _, run in runs)

    @property
    def lines(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Each source with its numbered places."""
        numbered = enumerate(self.references, start=1)
        return [
            (source, [(number, reference.locator) for number, reference in part])
            for source, part in groupby(numbered, key=lambda place: place[1].source_name)
        ]


def _run(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def notes_of(references: Iterable[Reference | None]) -> Notes:
    """Notes of all references given, each once."""
    given = {reference for reference in references if reference}
    return Notes(tuple(sorted(given, key=lambda reference: (reference.source_name, reference.locator))))
