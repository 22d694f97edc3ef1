"""Where a small trial would count most for a group: its answers by how little new evidence moves them."""

from __future__ import annotations

from collections.abc import Sequence

from core.evidence.listing import EFFORTS
from core.evidence.turning import NOTE, Kind, Turn, said_of
from core.model import Answer, Comparison, State
from core.rows import InterventionsRow
from core.store import Store
from core.ui.browser.html import render

# Where there is something and too little, a trial settles most; where nothing is known, it begins.
ORDER = (
    State.FEW_STUDIES,
    State.CONFLICTING,
    State.PROMISING,
    State.PRACTICE_ONLY,
    State.NO_EFFECT,
    State.NEGATIVE,
    State.SUPPORTED,
    State.UNKNOWN,
)
NEVER = 9  # more studies than are tried


def turning_html(store: Store, answers: Sequence[Answer], group_id: str, keys: Sequence[str]) -> str:
    """The answers about ``keys`` that somebody can choose, those that the least evidence settles or lifts first.

    Answers that the same evidence would change stand together.
    """
    turns = store.turns(group_id, set(keys))
    asked = [
        answer
        for answer in answers
        if answer.assessment.comparison is Comparison.ABSOLUTE
        and answer.assessment.intervention_id in keys
        and is_choice(store.interventions[answer.assessment.intervention_id])
    ]
    found = {answer: turns[answer.assessment.intervention_id, Comparison.ABSOLUTE] for answer in asked}
    alike: dict[tuple[str, ...], list[Answer]] = {}
    for answer in sorted(found, key=lambda answer: _rank(answer, found[answer])):
        alike.setdefault(tuple(said_of(found[answer], store.labels)), []).append(answer)
    group = store.target_groups[group_id]
    return render("evidenskort/turning_list.html.j2", store.labels, alike=list(alike.items()), group=group, note=NOTE)


def is_choice(intervention: InterventionsRow) -> bool:
    """True for an effort or a form that somebody can still choose."""
    is_there = intervention["existed_until"] is None
    return bool(is_there and intervention["is_actionable"] and intervention["kind"] in EFFORTS)


def _rank(answer: Answer, turns: Sequence[Turn]) -> tuple[int, bool, int, str]:
    """The fewest studies that settle or lift the answer, of the lowest quality; then its state and name."""
    up = [turn.addition for turn in turns if turn.kind is not Kind.LOWERS]
    smallest = min(((a.studies, a.is_high) for a in up), default=(NEVER + (not turns), True))
    return (*smallest, ORDER.index(answer.assessment.state), answer.name)
