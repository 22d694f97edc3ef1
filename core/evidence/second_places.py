"""Where an effort of the second layer stands: under one of four words, with and without an employer (METHOD section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import SecondDirection, SecondFinding, SecondLayer, SecondTopic

# Those whose employer is not known are neither with nor without one.
COLUMNS = {"yes": "yes", "no": "no", "both": "other", "not_stated": "other"}


@dataclass(frozen=True)
class Place:
    """An effort under one word and in one column: how many trials it has there, and whether its rows there differ."""

    topic: SecondTopic
    trials: int
    is_disputed: bool


def places(layer: SecondLayer) -> dict[SecondDirection, dict[str, list[Place]]]:
    """What points which way: word → column (``yes`` with an employer, ``no``, ``other``) → efforts.

    An effort stands once a column: under the word its rows there share, else under its own.
    """
    found: dict[SecondDirection, dict[str, list[Place]]] = {way: {} for way in SecondDirection}
    for topic in layer.topics:
        for column, rows in _by_column(topic.findings).items():
            ways = {row.direction for row in rows}
            place = Place(topic, len({row.study.trial_id for row in rows}), len(ways) > 1)
            found[_word(topic, ways)].setdefault(column, []).append(place)
    return found


def columns(found: dict[SecondDirection, dict[str, list[Place]]]) -> list[str]:
    """The columns that hold anything, those with an employer first."""
    return [name for name in dict.fromkeys(COLUMNS.values()) if any(name in cells for cells in found.values())]


def by_way(rows: Iterable[SecondFinding]) -> list[tuple[SecondDirection, list[SecondFinding]]]:
    """Rows under each of the four words that has any, so that contradictions stand side by side."""
    rows = list(rows)
    found = [(way, [row for row in rows if row.direction is way]) for way in SecondDirection]
    return [(way, part) for way, part in found if part]


def _by_column(rows: Iterable[SecondFinding]) -> dict[str, list[SecondFinding]]:
    found: dict[str, list[SecondFinding]] = {}
    for row in rows:
        found.setdefault(COLUMNS[row.employer], []).append(row)
    return found


def _word(topic: SecondTopic, ways: set[SecondDirection]) -> SecondDirection:
    """The word rows share; else the effort's own, which one of them must have."""
    if len(ways) == 1:
        return next(iter(ways))
    return topic.direction if topic.direction in ways else SecondDirection.UNCLEAR
