"""From the evidence of one cell to its state (METHOD sections 4 and 5)."""

from __future__ import annotations

from dataclasses import dataclass

from core.evidence.level import (
    DECIDED,
    computed_level,
    concludes_without_level,
    majority,
    points_different_ways,
    shown_level,
    stated_level,
)
from core.model import Assessment, Claim, Comparison, Direction, Directness, Grade, Level, Pool, State, Tally
from core.text import Labels, count, join_words, lower_first

USABLE = (Directness.DIRECT, Directness.BROADER, Directness.NARROWER, Directness.RELATED)


@dataclass(frozen=True)
class Cell:
    """What is to be judged: the ids, the evidence by directness, and what practice says."""

    target_group_id: str
    intervention_id: str
    comparison: Comparison
    pools: tuple[Pool, ...] = ()
    practice_figures: int = 0
    is_disputed: bool = False

    def pool(self, directness: Directness) -> Pool:
        """The pool of one directness; empty when there is none."""
        return next((pool for pool in self.pools if pool.directness is directness), Pool(directness))


def assess_cell(cell: Cell, labels: Labels) -> Assessment:
    """Judge one cell. Direct evidence decides; only without it the nearest indirect speaks."""
    spoken = [pool for directness in USABLE if (pool := cell.pool(directness)).speaks]
    silent = [pool for directness in USABLE if not (pool := cell.pool(directness)).is_empty]
    pool = next(iter(spoken or silent), None)
    barred = cell.pool(Directness.BARRED)
    if pool is None:
        return _assess_without_evidence(cell, barred)
    computed = computed_level(pool.tally, pool.claims, labels)
    stated = stated_level(pool.claims, labels)
    level = shown_level(computed, stated, pool.claims)
    direction, conflict = find_direction(pool.tally, pool.claims)
    level = Level.CONFLICTING if conflict and not stated else level
    state = find_state(pool, direction, level, conflict is not None)
    if state is State.UNKNOWN and cell.practice_figures:
        state = State.PRACTICE_ONLY
    reasons = [_directness_reason(pool.directness, labels)]
    reasons += _grade_reasons(computed, stated, level, labels)
    reasons += [conflict] if conflict else []
    reasons += _evidence_reasons(pool, labels)
    if not barred.is_empty:
        reasons.append(_barred_reason())
    return Assessment(
        target_group_id=cell.target_group_id,
        intervention_id=cell.intervention_id,
        comparison=cell.comparison,
        state=state,
        direction=direction,
        level=level,
        level_computed=computed.level if computed else None,
        level_stated=stated.level if stated else None,
        directness=pool.directness,
        trials=pool.tally.trials,
        publications=pool.tally.publications,
        findings=len(pool.tally.finding_ids) + len(pool.tally.other_finding_ids),
        has_source_disagreement=cell.is_disputed or sources_differ(computed, stated, pool.claims),
        reasons=tuple(reasons),
        finding_ids=pool.tally.finding_ids + pool.tally.other_finding_ids,
        claim_ids=tuple(claim.claim_id for claim in pool.claims),
        beside=_beside(spoken[1], labels) if state is State.FEW_STUDIES and len(spoken) > 1 else "",
    )


def _beside(pool: Pool, labels: Labels) -> str:
    """What the next nearest evidence would answer alone; it never changes the answer."""
    direction, conflict = find_direction(pool.tally, pool.claims)
    level = shown_level(computed_level(pool.tally, pool.claims, labels), stated_level(pool.claims, labels), pool.claims)
    where = lower_first(labels("directness", pool.directness))
    if conflict or direction is None:
        return f"Ved siden af: viden om en anden gruppe ({where}) peger ikke entydigt én vej."
    sure = lower_first(labels("level", level or "not_stated"))
    return f"Ved siden af: viden om en anden gruppe ({where}) har retningen {lower_first(labels('direction', direction))}, {sure}."


def find_direction(tally: Tally, claims: tuple[Claim, ...]) -> tuple[Direction | None, str | None]:
    """The direction of a pool and, when the evidence conflicts, the sentence that says how.

    Trials decide where they reach a majority, claims where no trial finds a direction;
    where both speak and differ, the cell conflicts, also when the trials that differ are no majority.
    """
    by_trials = majority(tally)
    by_claims, claims_differ = _claim_direction(claims)
    if points_different_ways(tally):
        return Direction.MIXED, "Forsøgene peger hver sin vej uden overvægt."
    if claims_differ:
        return Direction.MIXED, "Kildernes konklusioner peger hver sin vej."
    found_by_trials = {by_trials} if by_trials else {way for way in DECIDED if tally.votes(way)}
    if by_claims and found_by_trials - {by_claims}:
        return Direction.MIXED, "Forsøgene og kildernes konklusioner peger hver sin vej."
    return by_trials or by_claims or _undecided(tally, claims), None


def _claim_direction(claims: tuple[Claim, ...]) -> tuple[Direction | None, bool]:
    found = {claim.direction for claim in claims if claim.direction in DECIDED}
    return (found.pop() if len(found) == 1 else None), len(found) > 1


def _undecided(tally: Tally, claims: tuple[Claim, ...]) -> Direction | None:
    if tally.mixed or any(claim.direction is Direction.MIXED for claim in claims):
        return Direction.MIXED
    if tally.unclear or any(claim.direction is Direction.UNCLEAR for claim in claims):
        return Direction.UNCLEAR
    return Direction.NOT_MEASURED if claims else None


def find_state(pool: Pool, direction: Direction | None, level: Level | None, has_conflict: bool) -> State:
    """One of the eight states (METHOD section 5)."""
    is_conclusive = level is not None and level.is_conclusive
    says_so = concludes_without_level(pool.claims)
    if has_conflict or level is Level.CONFLICTING:
        return State.CONFLICTING
    if direction is Direction.POSITIVE:
        return _positive_state(pool.directness, level, says_so)
    if direction is Direction.NEGATIVE:
        return State.NEGATIVE if is_conclusive or says_so else State.FEW_STUDIES
    if direction is Direction.NONE and is_conclusive:
        return State.NO_EFFECT
    if direction in (Direction.NOT_MEASURED, None) and not pool.tally.has_effect_evidence:
        return State.UNKNOWN
    return State.FEW_STUDIES


def _positive_state(directness: Directness, level: Level | None, says_so: bool) -> State:
    if directness is Directness.DIRECT and level in (Level.STRONG, Level.MODERATE):
        return State.SUPPORTED
    # Related groups are too far off to carry a conclusion that states no level.
    if (level is not None and level.is_conclusive) or (says_so and directness is not Directness.RELATED):
        return State.PROMISING
    return State.FEW_STUDIES


def sources_differ(computed: Grade | None, stated: Grade | None, claims: tuple[Claim, ...]) -> bool:
    """True when levels or directions differ between the sources, or from the rules' own count."""
    levels = {claim.stated_level for claim in claims if claim.stated_level}
    directions = {claim.direction for claim in claims if claim.direction in DECIDED}
    differs_from_count = bool(computed and stated and computed.level is not stated.level)
    return len(levels) > 1 or len(directions) > 1 or differs_from_count


def _assess_without_evidence(cell: Cell, barred: Pool) -> Assessment:
    reasons = []
    if not barred.is_empty:
        reasons.append(_barred_reason())
    if cell.practice_figures:
        figures = count(cell.practice_figures, "oplysning", "oplysninger", is_common=True)
        reasons.append(f"Kilderne har {figures} om, hvad jobcentre gør, men ingen måling af virkningen.")
    if not reasons:
        reasons.append("Kilderne indeholder intet om virkningen for denne gruppe.")
    return Assessment(
        target_group_id=cell.target_group_id,
        intervention_id=cell.intervention_id,
        comparison=cell.comparison,
        state=State.PRACTICE_ONLY if cell.practice_figures else State.UNKNOWN,
        direction=None,
        level=None,
        level_computed=None,
        level_stated=None,
        directness=None if barred.is_empty else Directness.BARRED,
        trials=0,
        publications=0,
        findings=0,
        has_source_disagreement=cell.is_disputed,
        reasons=tuple(reasons),
    )


def _directness_reason(directness: Directness, labels: Labels) -> str:
    if directness is Directness.DIRECT:
        return "Der er viden om netop denne gruppe, og den afgør svaret."
    return f"Der er ingen viden om netop denne gruppe. {labels.explanation('directness', directness)}"


def _grade_reasons(computed: Grade | None, stated: Grade | None, level: Level | None, labels: Labels) -> list[str]:
    reasons = list(stated.reasons) if stated else []
    reasons += computed.reasons if computed else ()
    if stated and computed and stated.level is not computed.level:
        reasons.append(
            f"Kildens niveau ({lower_first(labels('level', stated.level))}) og vores egen optælling "
            f"({lower_first(labels('level', computed.level))}) er forskellige. Vi viser kildens."
        )
    if not stated and (not computed or level is None):
        reasons.insert(0, "Ingen af kilderne angiver et niveau på ministeriets skala.")
    return reasons


def _evidence_reasons(pool: Pool, labels: Labels) -> list[str]:
    reasons = []
    tally = pool.tally
    if tally.trials:
        parts = [
            f"{tally.votes(direction)} {lower_first(labels('direction', direction))}"
            for direction in (*DECIDED, Direction.MIXED, Direction.UNCLEAR)
            if tally.votes(direction)
        ]
        reasons.append(f"Stemmer, én for hvert forsøg: {join_words(parts)}.")
    if tally.other_finding_ids and not tally.finding_ids:
        reasons.append("Resultaterne måler noget andet end job og ledighed, eller viser kun en sammenhæng.")
    words = [claim for claim in pool.claims if claim.stated_level is None and claim.stated_words]
    reasons += [f"{claim.source_name} skriver: »{claim.stated_words}«." for claim in words]
    return reasons


def _barred_reason() -> str:
    return "Viden fra andre grupper kan ikke overføres til denne gruppe, og den er ikke brugt."
