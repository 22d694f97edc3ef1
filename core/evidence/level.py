"""Level of evidence on the ministry's hierarchy (VIVE 2019, Tabel 1.1).

Computed from votes and from reviews that print how many of their studies point
which way; stated where a source states it. Nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import replace

from core.model import Claim, Direction, Firmness, Grade, Level, Tally
from core.text import Labels, count, lower_first

MIN_REVIEW_MAJORITY = 3
DECIDED = (Direction.POSITIVE, Direction.NONE, Direction.NEGATIVE)
OUR_READING = "Det er vores læsning af Tabel 1.1"


def majority(tally: Tally) -> Direction | None:
    """The direction of more than half of all voting trials, or None."""
    for direction in DECIDED:
        if 2 * tally.votes(direction) > tally.trials:
            return direction
    return None


def points_different_ways(tally: Tally) -> bool:
    """True when no direction has the majority and at least two are found.

    A mixed trial votes for no direction, so one beside a positive trial is no conflict; two mixed trials are, unless
    what they find depends on a condition.
    """
    found = {direction for direction in DECIDED if tally.votes(direction)}
    unconditional = tally.mixed - len(tally.depends_on)
    return majority(tally) is None and (len(found) > 1 or unconditional > 1)


def differs_by_condition(tally: Tally) -> bool:
    """True when no direction has the majority, and one trial finds under a condition what another does not find."""
    found = {direction for direction in DECIDED if tally.votes(direction)}
    return majority(tally) is None and bool(found) and bool(set(tally.ways) & set(DECIDED) - found)


def grade_votes(tally: Tally, labels: Labels) -> Grade:
    """Level of the trials alone. Source: VIVE 2019, Tabel 1.1; METHOD section 3."""
    direction = majority(tally)
    if direction is None:
        return _grade_without_majority(tally)
    way = lower_first(labels("direction", direction))
    high = tally.high_quality(direction)
    limited = tally.votes(direction) - high
    level = _level(high, limited)
    if level is Level.NONE and tally.randomised(direction):
        reason = (
            f"Egen optælling: ét lodtrækningsforsøg med retningen {way}. Ingen af kilderne har vurderet dets kvalitet, "
            "så det giver højst indikation."
        )
        return Grade(Level.INDICATION, (reason,), tally.groups)
    if level is Level.NONE:
        quality = "af begrænset eller ikke vurderet kvalitet"
        reason = f"Egen optælling: ét studie med retningen {way}, {quality}. Det er for lidt til et niveau."
        return Grade(level, (reason,), tally.groups)
    gives = f"Det giver {lower_first(labels('level', level))}."
    if tally.trials == 1:
        reason = f"Egen optælling: ét studie af høj kvalitet med retningen {way}. {gives}"
        return Grade(level, (reason,), tally.groups)
    quality = (
        "ingen af høj kvalitet" if not high else "alle af høj kvalitet" if not limited else f"{high} af høj kvalitet"
    )
    reason = f"Egen optælling: {tally.votes(direction)} af {_trials(tally.trials)} har retningen {way}, {quality}."
    return Grade(level, (f"{reason} {gives}",), tally.groups)


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
        reason = f"Egen optælling: {_trials(tally.trials)} peger hver sin vej uden overvægt."
        return Grade(Level.CONFLICTING, (reason,), tally.groups)
    return Grade(Level.NONE, (f"Egen optælling: {_trials(tally.trials)} uden en entydig retning.",), tally.groups)


def grade_review(claim: Claim, labels: Labels) -> Grade | None:
    """Level a quoted review carries: the one it states for this group, else `strong` for a printed majority.

    A review that states a level is never lifted above it, wherever it is quoted, and its level is not lent to another
    group. One that prints no counts and states no level sets none.
    """
    if claim.review_level is not None:
        words = lower_first(labels("level", claim.review_level))
        reason = f"{claim.source_name}: gennemgangen angiver selv {words}."
        return Grade(claim.review_level, (reason,), (claim.group_name,))
    if claim.has_review_level:
        return None
    counts = (claim.review_positive, claim.review_none, claim.review_negative)
    for direction, n in zip(DECIDED, counts, strict=True):
        if not n or not claim.review_studies or direction is not claim.direction:
            continue
        if 2 * n > claim.review_studies and n >= MIN_REVIEW_MAJORITY:
            quoted = f"; kilden skriver »{claim.stated_words}«" if claim.firmness is Firmness.STRENGTH else ""
            reason = (
                f"{claim.source_name}: {n} af {claim.review_studies} studier peger samme vej. {OUR_READING}{quoted}."
            )
            return Grade(Level.STRONG, (reason,), (claim.group_name,), is_ours=True)
    return None


def computed_level(tally: Tally, claims: tuple[Claim, ...], labels: Labels) -> Grade | None:
    """The stronger of the trials' and the quoted reviews' level; None without either."""
    grades = [replace(grade_votes(tally, labels), is_ours=True)] if tally.trials else []
    for claim in claims:
        if claim.decides and claim.stated_level is None and (grade := grade_review(claim, labels)):
            grades.append(grade)
    return min(grades, key=lambda grade: grade.level.rank) if grades else None


def stated_level(claims: tuple[Claim, ...], labels: Labels) -> Grade | None:
    """The lowest level any deciding source states for the cell, with who states it; None when none does."""
    stated = [(claim.stated_level, claim) for claim in claims if claim.decides and claim.stated_level is not None]
    if not stated:
        return None
    weakest_first = sorted(stated, key=lambda pair: -pair[0].rank)
    lowest = weakest_first[0][0]
    groups = tuple(dict.fromkeys(claim.group_name for level, claim in stated if level is lowest))
    return Grade(lowest, tuple(_stated_reason(claim, labels) for _, claim in weakest_first), groups)


def _stated_reason(claim: Claim, labels: Labels) -> str:
    about = f" om {lower_first(claim.group_name)}" if claim.group_name else ""
    words = claim.stated_words or lower_first(labels("level", claim.stated_level))
    return f"{claim.source_name} angiver selv{about}: {words}."


def shown_level(computed: Grade | None, stated: Grade | None, claims: tuple[Claim, ...]) -> Grade | None:
    """The lowest stated level where any is stated, otherwise the computed one.

    None means "niveau ikke angivet": a source concludes without a level, and the
    trials alone are too few to set one.
    """
    if stated is not None:
        return stated
    if computed is None or (computed.level is Level.NONE and concludes_without_level(claims)):
        return None
    return computed


def concludes_without_level(claims: tuple[Claim, ...]) -> bool:
    """True when a claim that can carry an answer gives a direction and no deciding claim states a level."""
    return any(claim.concludes and claim.direction in DECIDED for claim in claims) and not any(
        claim.decides and claim.stated_level for claim in claims
    )


def _trials(n: int) -> str:
    return count(n, "studie", "studier")
