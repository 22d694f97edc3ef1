"""What changes when some of the evidence is left out: cells whose state moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Assessment, State

Key = tuple[str, str, str]  # target group, intervention, comparison


@dataclass(frozen=True)
class Move:
    """Cells of one intervention that went from one state to another, in the order of the groups."""

    intervention_id: str
    before: State
    after: State
    target_group_ids: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """How many cells hold evidence, with or without the switches, and which of them moved."""

    cells: int
    moves: tuple[Move, ...]

    @property
    def moved(self) -> int:
        """The number of cells whose state changed."""
        return sum(len(move.target_group_ids) for move in self.moves)


def compare_states(before: Iterable[Assessment], after: Iterable[Assessment]) -> Change:
    """What moved between two sets of assessments; a cell missing from one side is unknown there.

    Cells without effect evidence on both sides are not counted.
    """
    first, second = _by_key(before), _by_key(after)
    groups: dict[tuple[str, State, State], list[str]] = {}
    cells = 0
    for key in dict.fromkeys([*first, *second]):
        was, now = first.get(key, State.UNKNOWN), second.get(key, State.UNKNOWN)
        cells += not {was, now} <= {State.UNKNOWN, State.PRACTICE_ONLY}
        if was is not now:
            groups.setdefault((key[1], was, now), []).append(key[0])
    moves = tuple(Move(name, was, now, tuple(ids)) for (name, was, now), ids in groups.items())
    return Change(cells, moves)


def _by_key(assessments: Iterable[Assessment]) -> dict[Key, State]:
    return {(cell.target_group_id, cell.intervention_id, cell.comparison): cell.state for cell in assessments}
