"""What may be recommended, what may be brought up, and in which order (METHOD section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.model import Assessment, Comparison, Directness, Listed, NotRecommended, State
from core.rows import InterventionsRow

EFFORTS = ("effort", "form")
# Between the levels: a source's strength word off the scale, and a conclusion without any.
NO_CHOICE_WORD = "Peger mod job, men er ikke et valg"
WORDS_RANK, NOT_STATED_RANK = 1.5, 2.5


def list_answers(cells: Iterable[Assessment], interventions: Mapping[str, InterventionsRow]) -> list[Assessment]:
    """Every cell with the list it stands on, or why it may not be recommended although it points to work."""
    cells = list(cells)
    weaker = {
        (cell.target_group_id, cell.intervention_id)
        for cell in cells
        if cell.comparison is Comparison.RELATIVE and cell.state is State.NEGATIVE
    }
    return [
        _listed(cell, interventions[cell.intervention_id], (cell.target_group_id, cell.intervention_id) in weaker)
        for cell in cells
    ]


def _listed(cell: Assessment, intervention: InterventionsRow, is_weaker: bool) -> Assessment:
    reason = why_not(cell, intervention, is_weaker)
    if cell.state.is_recommended:
        return replace(cell, not_recommended=reason, listed=None if reason else Listed.RECOMMEND)
    if reason is None and cell.state is State.PRACTICE_ONLY and intervention["in_conversation"]:
        return replace(cell, listed=Listed.DISCUSS)
    return replace(cell, not_recommended=reason) if reason is NotRecommended.LAW else cell


def why_not(cell: Assessment, intervention: InterventionsRow, is_weaker: bool) -> NotRecommended | None:
    """Why a cell is never a recommendation whatever research says of it, or None."""
    rules = {
        NotRecommended.LAW: intervention["kind"] == "law",
        NotRecommended.EXPIRED: intervention["existed_until"] is not None,
        NotRecommended.EXPLANATION: intervention["kind"] == "explanation",
        NotRecommended.FIELD: not intervention["is_actionable"],
        NotRecommended.ONLY_FORM: cell.comparison is Comparison.RELATIVE,
        NotRecommended.WEAKER_FORM: is_weaker,
    }
    return next((reason for reason, applies in rules.items() if applies), None)


def is_no_choice(state: str, comparison: str, is_recommended: bool) -> bool:
    """True for what points to work and is nothing to choose: a rule, an explanation, a form weaker than another."""
    return comparison == Comparison.ABSOLUTE and State(state).is_recommended and not is_recommended


def nearness_rank(cell: Assessment) -> int:
    """Measured on the group first, then a group it is part of, a part of it, and a related one."""
    order = list(Directness)
    return order.index(cell.directness) if cell.directness else len(order)


def level_rank(cell: Assessment) -> float:
    """The level, strongest first; a source's own strength word stands between moderate and indication."""
    of_level = NOT_STATED_RANK if cell.level is None else float(cell.level.rank)
    return min(of_level, WORDS_RANK) if cell.level_words else of_level
