"""What moves when evidence is left out, as cases."""

from __future__ import annotations

import pytest

from core.evidence.robustness import Move, compare_states
from core.model import Assessment, Comparison, State


def cell(group: str, intervention: str, state: State) -> Assessment:
    """An assessment of which only the state matters."""
    return Assessment(group, intervention, Comparison.ABSOLUTE, state, None, None, None, None, None, 0, 0, 0, False, ())


SUPPORTED, PROMISING, UNKNOWN, PRACTICE = State.SUPPORTED, State.PROMISING, State.UNKNOWN, State.PRACTICE_ONLY
CASES = {
    "nothing moves": ([("a", SUPPORTED)], [("a", SUPPORTED)], 1, ()),
    "one falls": ([("a", SUPPORTED), ("b", PROMISING)], [("a", PROMISING), ("b", PROMISING)], 2,
                  (Move("i", SUPPORTED, PROMISING, ("a",)),)),
    "a cell that is gone is unknown": ([("a", PROMISING)], [], 1, (Move("i", PROMISING, UNKNOWN, ("a",)),)),
    "a cell that comes is from unknown": ([], [("a", PROMISING)], 1, (Move("i", UNKNOWN, PROMISING, ("a",)),)),
    "same move is told once": ([("a", PROMISING), ("b", PROMISING)], [("a", UNKNOWN), ("b", UNKNOWN)], 2,
                               (Move("i", PROMISING, UNKNOWN, ("a", "b")),)),
    "without evidence on both sides is not counted": ([("a", UNKNOWN), ("b", PRACTICE)], [("a", UNKNOWN), ("b", PRACTICE)], 0, ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "cells", "moves"), CASES.values(), ids=CASES)
def test_moves(before: list, after: list, cells: int, moves: tuple) -> None:
    change = compare_states([cell(g, "i", s) for g, s in before], [cell(g, "i", s) for g, s in after])
    assert (change.cells, change.moves, change.moved) == (cells, moves, sum(len(m.target_group_ids) for m in moves))
