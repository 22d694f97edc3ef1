"""What is new: the history on the page of method, the mark of an answer that moved, and what has happened since a link was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.evidence.history import (
    BY_RULES,
    Edition,
    Move,
    change_words,
    is_news,
    latest,
    since_words,
    stand_words,
    was_words,
)
from core.model import Comparison
from core.store import Store
from core.text import long_date, lower_first
from core.ui.browser.html import render

SHOWN_EDITIONS = 3  # the others stand one step away


def news_html(store: Store, group_id: str) -> str:
    """The editions, the newest first, with the answers of a group that moved and how many did in the others."""
    groups = store.group_names
    moves = store.moves(list(groups))
    counts = {edition.number: _by_group(moves, edition, groups) for edition in store.editions}
    return render(
        "frame/news.html.j2",
        store.labels,
        editions=store.editions,
        shown=SHOWN_EDITIONS,
        group_id=group_id,
        counts=counts,
        groups=groups,
        moves={
            e.number: [m for m in moves if m.edition == e.number and m.target_group_id == group_id]
            for e in store.editions
        },
        interventions=store.interventions,
        stand=lambda stand, move: stand_words(stand, move.comparison, store.labels),
    )


def _by_group(moves: Sequence[Move], edition: Edition, groups: Mapping[str, str]) -> list[tuple[str, int]]:
    """How many answers of each group moved with an edition, in page order."""
    found = Counter(move.target_group_id for move in moves if move.edition == edition.number)
    return [(key, found[key]) for key in groups if found[key]]


def marks_of(store: Store, group_id: str, today: date) -> dict[str, str]:
    """By anchor, the answers that new rows moved, with what they were: ``ændret 3. december 2026: før få studier``.

    An edition that judged everything again by other rules marks none: one sentence says so for all (:func:`rules_words`).
    """
    moved = [move for move in store.new_moves(group_id, today).values() if move.cause != BY_RULES and move.after]
    return {
        f"{move.intervention_id}-{move.comparison.value}": f"ændret {long_date(move.published_on)}: {was_words(move, store.labels)}"
        for move in moved
    }


def rules_edition(store: Store, group_id: str, today: date) -> Edition | None:
    """The newest edition by which other rules moved answers of a group, while it is news; it counts those of the group."""
    for edition in store.editions:
        if edition.cause == BY_RULES and is_news(edition.published_on, today):
            moved = sum(move.edition == edition.number for move in store.moves([group_id], after=edition.number - 1))
            return replace(edition, moves=moved) if moved else None
    return None


@dataclass(frozen=True)
class Mark:
    """What an answer was and is, and whether other rules moved it: then it stands with the reasons."""

    words: str
    by_rules: bool


def moved_words(store: Store, group_id: str, intervention_id: str, today: date) -> dict[Comparison, Mark]:
    """What the answers of one intervention were and why they moved, where that is news; also by other rules."""
    found = {}
    for (_, moved_id, comparison), move in store.new_moves(group_id, today).items():
        if moved_id == intervention_id and move.after:
            cause = lower_first(store.labels("edition_cause", move.cause))
            change = change_words(move, store.labels)
            words = f"Ændret {long_date(move.published_on)} ({cause}): {change}."
            found[comparison] = Mark(words, move.cause == BY_RULES)
    return found


def link_words(store: Store, made_on: str, group_id: str, interventions: Sequence[str]) -> str:
    """One sentence on what has happened to what a link shows since its edition; empty for the newest, or an unknown one.

    ``group_id`` and ``interventions`` narrow what the link shows; without them it is about every group or intervention.
    """
    edition = next((e for e in store.editions if str(e.number) == made_on), None)
    if edition is None or edition is store.editions[0]:
        return ""
    groups = [key for key in store.group_names if group_id in ("", key)]
    moves = latest(store.moves(groups, after=edition.number))
    moved = [key for key in moves if not interventions or key[1] in interventions]
    return since_words(edition, len(moved), _about(store, group_id, interventions))


def _about(store: Store, group_id: str, interventions: Sequence[str]) -> str:
    group = store.target_groups.get(group_id)
    names = [lower_first(store.interventions[key]["name"]) for key in interventions if key in store.interventions]
    about = f"om {names[0]} " if len(names) == 1 else "om dem, der sammenlignes, " if names else ""
    return f"{about}for {lower_first(group['name'])}" if group else f"{about}for alle målgrupper".strip()
