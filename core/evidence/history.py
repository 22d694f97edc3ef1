"""Editions of the data and the answers that moved with them, as a reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.model import Comparison
from core.rows import MovesRow
from core.text import Labels, count, long_date, lower_first

NEWS_DAYS = 90  # how long a card says that its answer moved
BY_RULES = "rules"


@dataclass(frozen=True)
class Edition:
    """One edition: what the editor wrote, whether rules or rows moved the answers, and how many moved.

    ``replaces`` is the data version it took the place of, as documents print it; empty where that is not known.
    """

    number: int
    published_on: date
    cause: str
    note: str
    replaces: str
    moves: int

    @property
    def name(self) -> str:
        """``udgave 3 af 28. november 2026``."""
        return f"udgave {self.number} af {long_date(self.published_on)}"


@dataclass(frozen=True)
class Stand:
    """What an answer was or is; ``level`` is empty where none is shown."""

    state: str
    level: str
    is_recommended: bool


@dataclass(frozen=True)
class Move:
    """One answer that moved with an edition; before or after is None where there was, or is, no such answer."""

    edition: int
    published_on: date
    cause: str
    target_group_id: str
    intervention_id: str
    comparison: Comparison
    before: Stand | None
    after: Stand | None

    @property
    def is_same_to_the_eye(self) -> bool:
        """True when state and level are the same and only whether it may be recommended moved."""
        was, now = self.before, self.after
        return was is not None and now is not None and (was.state, was.level) == (now.state, now.level)


def move_of(row: MovesRow) -> Move:
    """A move from a row of ``moves.sql``."""
    return Move(
        edition=row["edition"],
        published_on=row["published_on"],
        cause=row["cause"],
        target_group_id=row["target_group_id"],
        intervention_id=row["intervention_id"],
        comparison=Comparison(row["comparison"]),
        before=_stand(row["state_before"], row["level_before"], row["recommended_before"]),
        after=_stand(row["state_after"], row["level_after"], row["recommended_after"]),
    )


def _stand(state: str | None, level: str | None, is_recommended: bool | None) -> Stand | None:
    return Stand(state, level or "", bool(is_recommended)) if state else None


def is_news(published_on: date, today: date) -> bool:
    """True for the first 90 days."""
    return (today - published_on).days <= NEWS_DAYS


Moves = Mapping[tuple[str, str, Comparison], Move]  # by group, intervention and comparison


def latest(moves: Iterable[Move]) -> Moves:
    """The newest move of each answer."""
    ordered = sorted(moves, key=lambda move: move.edition)
    return {(move.target_group_id, move.intervention_id, move.comparison): move for move in ordered}


def stand_words(stand: Stand | None, comparison: Comparison, labels: Labels) -> str:
    """``lovende, indikation``, or that there is no answer."""
    if stand is None:
        return "intet svar"
    state = lower_first(labels.state(stand.state, comparison is Comparison.RELATIVE))
    level = lower_first(labels("level", stand.level)) if stand.level else ""
    return f"{state}, {level}" if level else state


def was_words(move: Move, labels: Labels) -> str:
    """What an answer was, beside what it is now: ``før lovende, indikation``."""
    if move.before and move.is_same_to_the_eye:
        return "kunne anbefales før" if move.before.is_recommended else "kunne ikke anbefales før"
    return f"før {stand_words(move.before, move.comparison, labels)}"


def change_words(move: Move, labels: Labels) -> str:
    """What an answer was and what it became: ``før få studier; nu lovende, indikation``."""
    if move.before and move.is_same_to_the_eye:
        return "kunne anbefales før, men ikke nu" if move.before.is_recommended else "kan anbefales nu, men ikke før"
    return f"{was_words(move, labels)}; nu {stand_words(move.after, move.comparison, labels)}"


def since_words(edition: Edition, moved: int, of_what: str) -> str:
    """What has happened to what a link shows (``for jobparate``) since it was made."""
    made = f"Linket er lavet på {edition.name}."
    if not moved:
        return f"{made} Ingen af svarene {of_what} har ændret sig siden."
    return f"{made} Siden har {count(moved, 'svar', 'svar')} {of_what} ændret sig: se Hvad er nyt på siden Metode."
