"""Where an effort of the second layer stands: under one of four words, with and without an employer (METHOD section 7)."""

from __future__ import annotations

from collections.abc import Iterable

from core.model import SecondDirection, SecondFinding, SecondLayer, SecondTopic

WITH, WITHOUT, UNKNOWN = "yes", "no", "not_stated"
Places = dict[SecondDirection, dict[str, list[SecondTopic]]]


def places(layer: SecondLayer) -> Places:
    """What points which way: word → column → efforts; an effort stands once, under its own word."""
    return {
        way: {
            column: found
            for column in (WITH, WITHOUT, UNKNOWN)
            if (found := [t for t in topics if employer(t) == column])
        }
        for way, topics in layer.by_direction().items()
    }


def employer(topic: SecondTopic) -> str:
    """Whether those an effort's own word was found for had an employer: with, without, or neither said.

    Rows that point another way do not place it, so that a column never claims what its rows do not show.
    """
    bearing = [row for row in topic.findings if row.direction is topic.direction] or topic.findings
    codes = {row.employer for row in bearing}
    return next((code for code in (WITHOUT, WITH) if code in codes), UNKNOWN)


def columns(found: Places) -> list[str]:
    """The columns that hold anything, those with an employer first."""
    return [column for column in (WITH, WITHOUT, UNKNOWN) if any(column in cells for cells in found.values())]


def by_way(rows: Iterable[SecondFinding]) -> list[tuple[SecondDirection, list[SecondFinding]]]:
    """Rows under each of the four words that has any, so that contradictions stand side by side."""
    rows = list(rows)
    found = [(way, [row for row in rows if row.direction is way]) for way in SecondDirection]
    return [(way, part) for way, part in found if part]
