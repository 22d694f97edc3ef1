"""What an answer says first (METHOD section 5): its headline, with the condition it holds under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model import Assessment, Conclusion, Direction, Firmness, Result
from core.text import Labels, join_words

FIRMEST = tuple(Firmness)
NEGATIVE_FIRST = "Negativ først, positiv senere."


def headline_of(
    cell: Assessment, results: Sequence[Result], conclusions: Sequence[Conclusion]
) -> Result | Conclusion | None:
    """The newest review with counts, else the main effect with its printed size, else the plainest overall claim.

    Never a mechanism, a nuance or a retelling; those speak only where nothing else does.
    """
    agreeing = [said for said in conclusions if said.decides and said.direction is cell.direction]
    counted = [said for said in agreeing if said.has_counts]
    voting = [result for result in results if result.is_vote and result.direction is cell.direction]
    sized = [result for result in voting if result.has_size and not result.condition]
    if counted:
        return max(counted, key=lambda said: (-said.steps, said.year))
    if sized:
        return min(sized, key=lambda result: (result.steps, -(result.last_month or 0)))
    if agreeing:
        return min(agreeing, key=lambda said: (said.steps, FIRMEST.index(said.firmness), -said.year))
    decided = [said for said in conclusions if said.decides]
    others: list[Result | Conclusion] = [*voting, *decided, *(r for r in results if r.is_vote), *conclusions, *results]
    return others[0] if others else None


def first_sentence(
    cell: Assessment,
    headline: Result | Conclusion | None,
    results: Sequence[Result],
    conclusions: Sequence[Conclusion],
    summary: str,
    labels: Labels,
) -> str:
    """The headline, with the condition before it; where the evidence points different ways, one from each side."""
    if headline is None:
        return summary
    said = [headline.statement]
    if cell.direction is Direction.MIXED:
        said = both_sides([*(c for c in conclusions if c.decides), *(r for r in results if r.is_vote)]) or said
    before = []
    if cell.condition and cell.condition not in headline.statement:
        before.append(f"Det gælder, {cell.condition}.")
    if cell.depends_on:
        before.append(f"Det afhænger af {join_words(labels('condition_on', code) for code in cell.depends_on)}.")
    if turns_positive(results):
        before.append(NEGATIVE_FIRST)
    return " ".join([*before, *said])


def both_sides(said: Iterable[Conclusion | Result]) -> list[str]:
    """The first sentence that is positive and the first that points elsewhere; empty without both."""
    said = list(said)
    positive = [item.statement for item in said if item.direction is Direction.POSITIVE]
    elsewhere = [
        item.statement for item in said if item.direction in (Direction.NONE, Direction.NEGATIVE, Direction.MIXED)
    ]
    return [positive[0], elsewhere[0]] if positive and elsewhere else []


def turns_positive(results: Sequence[Result]) -> bool:
    """True when a study finds a loss first and a gain at a later horizon (METHOD section 2)."""
    voting = [result for result in results if result.is_vote]
    losses = [(r.study_id, r.last_month) for r in voting if r.direction is Direction.NEGATIVE]
    gains = [(r.study_id, r.first_month) for r in voting if r.direction is Direction.POSITIVE]
    return any(
        lost_by == won_by and last is not None and first is not None and first >= last
        for lost_by, last in losses
        for won_by, first in gains
    )
