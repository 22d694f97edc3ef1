"""Level of evidence on the ministry's hierarchy (VIVE 2019, Tabel 1.1).

Computed from votes and from reviews that print how many of their studies point
which way; stated where a source states it. Nothing here reads a file.
"""

from __future__ import annotations

from core.model import Claim, Direction, Grade, Level, Tally
from core.text import Labels, count, lower_first

MIN_REVIEW_MAJORITY = 3
DECIDED = (Direction.POSITIVE, Direction.NONE, Direction.NEGATIVE)


def majority(tally: Tally) -> Direction | None:
    """The direction of more than half of all voting trials, or None."""
    for direction in DECIDED:
        if 2 * tally.votes(direction) > tally.trials:
            return direction
    return None


def points_different_ways(tally: Tally) -> bool:
    """True when no direction has the majority and at least two are voted for.

    A mixed trial votes for no direction, so one beside a positive trial is no
    conflict; two mixed trials are.
    """
    kinds = [direction for direction in DECIDED if tally.votes(direction)]
    return majority(tally) is None and (len(kinds) > 1 or tally.mixed > 1)


def grade_votes(tally: Tally, labels: Labels) -> Grade:
    """Level of the trials alone. Source: VIVE 2019, Tabel 1.1; METHOD section 3."""
    direction = majority(tally)
    if direction is None:
        return _grade_without_majority(tally)
    high = tally.high_quality(direction)
    limited = tally.votes(direction) - high
    level = _level(high, limited)
    way = lower_first(labels("direction", direction))
    if level is Level.NONE:
        quality = "af begrænset eller ikke vurderet kvalitet"
        reason = f"Egen optælling: ét studie med retningen {way}, {quality}. Det er for lidt til et niveau."
        return Grade(level, (reason,))
    quality = (
        "ingen af høj kvalitet" if not high else "alle af høj kvalitet" if not limited else f"{high} af høj kvalitet"
    )
    if tally.trials == 1:
        reason = f"Egen optælling: ét studie af høj kvalitet med retningen {way}. Det giver {lower_first(labels('level', level))}."
        return Grade(level, (reason,))
    reason = f"Egen optælling: {tally.votes(direction)} af {_trials(tally.trials)} har retningen {way}, {quality}."
    reason += f" Det giver {lower_first(labels('level', level))}."
    return Grade(level, (reason,))


def _level(high: int, limited: int) -> Level:
    if high >= 3:
        return Level.STRONG
    if high == 2:
        return Level.MODERATE
    if high == 1 or limited >= 2:
        return Level.INDICATION
    return Level.NONE


def _grade_without_majority(tally: Tally) -> Grade:
    if not tally.trials:
        return Grade(Level.NONE, ("Ingen forsøg måler beskæftigelse eller ledighed.",))
    if points_different_ways(tally):
        return Grade(Level.CONFLICTING, (f"Egen optælling: {_trials(tally.trials)} peger hver sin vej uden overvægt.",))
    return Grade(Level.NONE, (f"Egen optælling: {_trials(tally.trials)} uden en entydig retning.",))


def grade_review(claim: Claim, labels: Labels) -> Grade | None:
    """Level a quoted review carries: its own stated level, else `strong` for a printed majority.

    A review that states a level is never lifted above it, wherever it is quoted.
    One that prints no counts and states no level sets none.
    """
    if claim.review_level is not None:
        words = lower_first(labels("level", claim.review_level))
        return Grade(claim.review_level, (f"{claim.source_name}: gennemgangen angiver selv {words}.",))
    counts = (claim.review_positive, claim.review_none, claim.review_negative)
    for direction, n in zip(DECIDED, counts, strict=True):
        has_majority = n and claim.review_studies and 2 * n > claim.review_studies
        if has_majority and n >= MIN_REVIEW_MAJORITY and direction is claim.direction:
            reason = f"{claim.source_name}: {n} af {claim.review_studies} studier peger samme vej."
            return Grade(Level.STRONG, (reason,))
    return None


def computed_level(tally: Tally, claims: tuple[Claim, ...], labels: Labels) -> Grade | None:
    """The stronger of the trials' and the quoted reviews' level; None without either."""
    grades = [grade_votes(tally, labels)] if tally.trials else []
    for claim in claims:
        if claim.stated_level is None and (grade := grade_review(claim, labels)):
            grades.append(grade)
    return min(grades, key=lambda grade: grade.level.rank) if grades else None


def stated_level(claims: tuple[Claim, ...], labels: Labels) -> Grade | None:
    """The lowest level any source states for the cell, with who states it; None when none does."""
    stated = [claim for claim in claims if claim.stated_level is not None]
    if not stated:
        return None
    weakest_first = sorted(stated, key=lambda claim: -claim.stated_level.rank)
    return Grade(weakest_first[0].stated_level, tuple(_stated_reason(claim, labels) for claim in weakest_first))


def _stated_reason(claim: Claim, labels: Labels) -> str:
    about = f" om {lower_first(claim.group_name)}" if claim.group_name else ""
    words = claim.stated_words or lower_first(labels("level", claim.stated_level))
    return f"{claim.source_name} angiver selv{about}: {words}."


def shown_level(computed: Grade | None, stated: Grade | None, claims: tuple[Claim, ...]) -> Level | None:
    """The lowest stated level where any is stated, otherwise the computed one.

    None means "niveau ikke angivet": a source concludes without a level, and the
    trials alone are too few to set one.
    """
    if stated is not None:
        return stated.level
    if computed is None or (computed.level is Level.NONE and concludes_without_level(claims)):
        return None
    return computed.level


def concludes_without_level(claims: tuple[Claim, ...]) -> bool:
    """True when a claim gives a direction and no claim states a level."""
    return any(claim.direction in DECIDED for claim in claims) and not any(claim.stated_level for claim in claims)


def _trials(n: int) -> str:
    return count(n, "studie", "studier")
