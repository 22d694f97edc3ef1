"""From the evidence of one cell to its state (METHOD sections 1 to 5).

Each distance is judged alone; the nearest evidence that measures or concludes something gives the answer, and what
stands further out may raise or contradict one that is too weak to stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.evidence.level import (
    DECIDED,
    computed_level,
    concludes_without_level,
    differs_by_condition,
    majority,
    points_different_ways,
    shown_level,
    stated_level,
)
from core.model import (
    Assessment,
    Claim,
    Comparison,
    Direction,
    Directness,
    Firmness,
    Grade,
    Level,
    Pool,
    State,
    Tally,
)
from core.text import Labels, count, join_words, lower_first

USABLE = (Directness.DIRECT, Directness.BROADER, Directness.NARROWER, Directness.RELATED)
WIDER = "Niveauet er fra bredere viden, der peger samme vej (indirekte)."  # a reason, also said in a comparison
INHERITED = (Directness.BROADER, Directness.RELATED)
BARRED_BY = {
    "source": "Viden fra andre grupper kan ikke overføres til denne gruppe, og den er ikke brugt.",
    "scope": "Der er viden i et dokument, som handler om andre end denne gruppe. Den er ikke brugt.",
    "phase": "Der er viden om en tidligere del af ledigheden, som gruppen har passeret. Den er ikke brugt.",
}


@dataclass(frozen=True)
class FamilyConclusion:
    """What a source concludes about the group and the whole family, under a condition or without a gain.

    The forms of the family inherit nothing from further out than that (METHOD section 4).
    """

    family: str
    condition: str = ""
    steps: int = 0

    @property
    def sentence(self) -> str:
        """Why inherited evidence is not used."""
        said = f"det gælder, {self.condition}" if self.condition else "resultaterne er ikke entydigt positive"
        return (
            f"En kilde konkluderer om netop denne gruppe og hele {lower_first(self.family)}: {said}. "
            "Svar fra bredere grupper er derfor ikke brugt."
        )


@dataclass(frozen=True)
class Cell:
    """What is to be judged: the ids, the evidence by distance, and what practice says.

    ``contrary`` names the parts of the group for which a Danish study finds no gain.
    """

    target_group_id: str
    intervention_id: str
    comparison: Comparison
    pools: tuple[Pool, ...] = ()
    practice_figures: int = 0
    is_disputed: bool = False
    contrary: tuple[str, ...] = ()
    concluded: FamilyConclusion | None = None

    @property
    def usable(self) -> list[Pool]:
        """The evidence that may be used, nearest first."""
        found = [pool for pool in self.pools if pool.directness in USABLE and not pool.is_empty]
        found = [pool for pool in found if not self.is_overruled(pool)]
        return sorted(found, key=lambda pool: (pool.steps, USABLE.index(pool.directness)))

    def is_overruled(self, pool: Pool) -> bool:
        """True for what would be inherited past a conclusion about the group itself and the whole family."""
        return self.concluded is not None and pool.directness in INHERITED and pool.steps > self.concluded.steps


@dataclass(frozen=True)
class Verdict:
    """What one pool says alone."""

    pool: Pool
    state: State
    direction: Direction | None
    level: Grade | None
    computed: Grade | None
    stated: Grade | None
    conflict: str | None

    @property
    def is_weak(self) -> bool:
        """True for what was measured or said, and is too little to conclude."""
        return self.state is State.FEW_STUDIES

    @property
    def has_level(self) -> bool:
        """True when the level is at least an indication."""
        return self.level is not None and self.level.level.is_conclusive


def assess_cell(cell: Cell, labels: Labels) -> Assessment:
    """Judge one cell: nearest first, and nearer never harms (METHOD section 4)."""
    usable = cell.usable
    verdicts = [judge_pool(pool, labels) for pool in usable if pool.speaks]
    if not verdicts:
        return _assess_without_effect(cell, usable, labels)
    answer, used, note = find_answer(verdicts)
    level, raised = _raise_level(answer, verdicts)
    state = answer.state
    contrary: tuple[str, ...] = ()
    if answer.direction is Direction.POSITIVE and cell.contrary:
        contrary = cell.contrary
        state = State.PROMISING if state is State.SUPPORTED else state
    reached = max(pool.steps for pool in used)
    pools = [pool for pool in usable if pool in used or (not pool.speaks and pool.steps <= reached)]
    is_direct = answer.pool.directness is Directness.DIRECT
    return Assessment(
        target_group_id=cell.target_group_id,
        intervention_id=cell.intervention_id,
        comparison=cell.comparison,
        state=state,
        direction=answer.direction,
        level=level.level if level else None,
        level_computed=answer.computed.level if answer.computed else None,
        level_stated=answer.stated.level if answer.stated else None,
        directness=answer.pool.directness,
        trials=answer.pool.tally.trials or max(pool.tally.trials for pool in used),
        publications=answer.pool.tally.publications or max(pool.tally.publications for pool in used),
        findings=sum(len(pool.tally.finding_ids) + len(pool.tally.other_finding_ids) for pool in pools),
        has_source_disagreement=cell.is_disputed or sources_differ(answer) or bool(contrary) or bool(note),
        reasons=tuple(_reasons(cell, answer, raised, note, contrary, labels)),
        finding_ids=tuple(i for pool in pools for i in pool.tally.finding_ids + pool.tally.other_finding_ids),
        claim_ids=tuple(claim.claim_id for pool in pools for claim in pool.claims),
        steps=answer.pool.steps,
        breadth=max(answer.pool.tally.trials, *(claim.review_studies or 0 for claim in answer.pool.deciding), 0),
        level_groups=() if level is None or (is_direct and not raised) else level.groups,
        level_words=_level_words(answer),
        condition=_condition(answer),
        depends_on=tuple(dict.fromkeys(answer.pool.tally.depends_on)),
        contrary=contrary,
        is_level_ours=level is not None and level.is_ours and level.level.is_conclusive,
    )


def judge_pool(pool: Pool, labels: Labels) -> Verdict:
    """What the evidence at one distance says alone."""
    computed = computed_level(pool.tally, pool.claims, labels)
    stated = stated_level(pool.claims, labels)
    level = shown_level(computed, stated, pool.claims)
    direction, conflict = find_direction(pool.tally, pool.deciding)
    if conflict and not stated:
        groups = computed.groups if computed else tuple(dict.fromkeys(c.group_name for c in pool.deciding))
        level = Grade(Level.CONFLICTING, (conflict,), groups)
    elif _is_sole_and_uncertain(pool):
        reason = "Det eneste målte resultat er ikke statistisk sikkert. Det er for lidt til et niveau."
        computed = level = Grade(Level.NONE, (reason,), pool.tally.groups)
    state = find_state(pool, direction, level.level if level else None, conflict is not None)
    return Verdict(pool, state, direction, level, computed, stated, conflict)


def find_answer(verdicts: Sequence[Verdict]) -> tuple[Verdict, list[Pool], str]:
    """The verdict that answers, the evidence it rests on, and a sentence where nearer and further evidence differ.

    The nearest one answers when it is enough to conclude. Where it is not, the nearest that is decides, except
    against a direction that was found nearer: then the two conflict.
    """
    nearest = verdicts[0]
    further = next((verdict for verdict in verdicts if not verdict.is_weak), None)
    if further is None:
        return nearest, [nearest.pool], ""
    peers = [v for v in verdicts if v.pool.steps == further.pool.steps and v.direction is further.direction]
    used = [verdict.pool for verdict in verdicts[: verdicts.index(further) + 1]]
    used += [verdict.pool for verdict in peers if verdict.pool not in used]
    if further is nearest:
        return nearest, used, ""
    found = next((v.direction for v in verdicts[: verdicts.index(further)] if v.direction in DECIDED), None)
    if found is not None and further.direction in DECIDED and found is not further.direction:
        note = "Det, der er målt nærmest gruppen, peger en anden vej end den bredere viden."
        groups = further.level.groups if further.level else ()
        level = Grade(Level.CONFLICTING, (note,), groups)
        return replace(further, state=State.CONFLICTING, direction=Direction.MIXED, level=level), used, note
    return further, used, ""


def _raise_level(answer: Verdict, verdicts: Sequence[Verdict]) -> tuple[Grade | None, bool]:
    """The level shown: the answer's own, or that of evidence further out that agrees, and whether it is the latter."""
    is_settled = answer.has_level or bool(_level_words(answer))
    if is_settled or answer.conflict or answer.is_weak or answer.state is State.CONFLICTING:
        return answer.level, False
    agreeing = [
        verdict.level
        for verdict in verdicts
        if verdict.pool.steps > answer.pool.steps
        and verdict.pool.directness is not Directness.RELATED
        and verdict.has_level
        and verdict.direction is answer.direction
        and not verdict.conflict
    ]
    return (agreeing[0], True) if agreeing else (answer.level, False)


def find_direction(tally: Tally, claims: tuple[Claim, ...]) -> tuple[Direction | None, str | None]:
    """The direction of a pool and, when the evidence conflicts, the sentence that says how.

    Trials decide where they reach a majority, overall claims where no trial finds a direction;
    where both speak and differ, the cell conflicts, also when the trials that differ are no majority.
    """
    by_trials = majority(tally)
    by_claims, conflict = _claim_direction(claims)
    if points_different_ways(tally):
        return Direction.MIXED, "Forsøgene peger hver sin vej uden overvægt."
    if conflict:
        return Direction.MIXED, conflict
    found_by_trials = {by_trials} if by_trials else {way for way in DECIDED if tally.votes(way)}
    if by_claims and found_by_trials - {by_claims}:
        return Direction.MIXED, "Forsøgene og kildernes konklusioner peger hver sin vej."
    if not by_claims and differs_by_condition(tally):
        return Direction.MIXED, "Forsøgene peger hver sin vej uden overvægt."
    return by_trials or by_claims or _undecided(tally, claims), None


def _claim_direction(claims: tuple[Claim, ...]) -> tuple[Direction | None, str | None]:
    """The direction the deciding claims agree on, or how they conflict. "Blandede resultater" counts as a conclusion."""
    carrying = [claim for claim in claims if claim.concludes] or claims
    found = {claim.direction for claim in carrying if claim.direction in (*DECIDED, Direction.MIXED)}
    if found == {Direction.MIXED}:
        return None, "Kilderne konkluderer, at resultaterne er blandede."
    if found == {Direction.MIXED, Direction.NEGATIVE}:
        return Direction.NEGATIVE, None
    if len(found) > 1:
        return None, "Kildernes konklusioner peger hver sin vej."
    return (found.pop() if found else None), None


def _undecided(tally: Tally, claims: tuple[Claim, ...]) -> Direction | None:
    if tally.mixed:
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
    if _is_sole_and_uncertain(pool):
        return State.FEW_STUDIES
    if direction is Direction.POSITIVE:
        return _positive_state(pool.directness, level, says_so)
    if direction is Direction.NEGATIVE:
        return State.NEGATIVE if is_conclusive or says_so else State.FEW_STUDIES
    if direction is Direction.NONE and is_conclusive:
        return State.NO_EFFECT
    if direction in (Direction.NOT_MEASURED, None) and not pool.tally.has_effect_evidence:
        return State.UNKNOWN
    return State.FEW_STUDIES


def _is_sole_and_uncertain(pool: Pool) -> bool:
    """True where the only measured result is stated to be not significant, and nothing else concludes."""
    is_sole = pool.tally.results == 1 and pool.tally.insignificant == 1
    return is_sole and not any(claim.concludes for claim in pool.claims)


def _positive_state(directness: Directness, level: Level | None, says_so: bool) -> State:
    if directness is Directness.DIRECT and level in (Level.STRONG, Level.MODERATE):
        return State.SUPPORTED
    # Related groups are too far off to carry a conclusion that states no level.
    if (level is not None and level.is_conclusive) or (says_so and directness is not Directness.RELATED):
        return State.PROMISING
    return State.FEW_STUDIES


def sources_differ(verdict: Verdict) -> bool:
    """True when levels or directions differ between the sources, or from the rules' own count."""
    deciding, computed, stated = verdict.pool.deciding, verdict.computed, verdict.stated
    levels = {claim.stated_level for claim in deciding if claim.stated_level}
    directions = {claim.direction for claim in deciding if claim.direction in (*DECIDED, Direction.MIXED)}
    differs_from_count = bool(computed and stated and computed.level is not stated.level)
    return len(levels) > 1 or len(directions) > 1 or differs_from_count


def _level_words(answer: Verdict) -> str:
    """The source's own words for how sure it is, where it uses words off the scale: »bred evidens«, STAR 2025."""
    for claim in answer.pool.deciding:
        is_off_scale = claim.firmness is Firmness.STRENGTH and claim.stated_level is None and claim.stated_words
        if is_off_scale and claim.direction is answer.direction:
            words, document = claim.stated_words.split(" … ")[0], claim.document or claim.source_name
            return f"»{words}«, {document.split(':')[0]}"
    return ""


def _condition(answer: Verdict) -> str:
    """The condition the answer holds under: where every conclusion that carries it has one and no trial decides."""
    carrying = [claim for claim in answer.pool.claims if claim.concludes and claim.direction is answer.direction]
    if not carrying or majority(answer.pool.tally) or not all(claim.condition for claim in carrying):
        return ""
    return carrying[0].condition


def _assess_without_effect(cell: Cell, silent: Sequence[Pool], labels: Labels) -> Assessment:
    """Nothing speaks: what was measured on something else, what practice does, what is barred, or nothing."""
    barred = [pool for pool in cell.pools if pool.directness is Directness.BARRED and not pool.is_empty]
    silent = [pool for pool in silent if pool.holds_something]
    measured = [pool for pool in silent if pool.tally.has_effect_evidence]
    nearest = next(iter(measured or silent), None)
    state = State.PRACTICE_ONLY if cell.practice_figures else State.UNKNOWN
    shown: list[Pool] = []
    reasons = []
    if nearest is not None:
        shown = [pool for pool in silent if pool.steps <= nearest.steps]
        reasons.append(_directness_reason(nearest.directness, labels))
        if measured:
            reasons.append(
                "Resultaterne måler noget andet end job og ledighed, viser kun en sammenhæng eller er ikke fra et effektstudie."
            )
    if any(pool.tally.others for pool in silent):
        state = State.FEW_STUDIES
    reasons += _barred_reasons(cell)
    if cell.practice_figures:
        figures = count(cell.practice_figures, "oplysning", "oplysninger", is_common=True)
        reasons.append(f"Kilderne har {figures} om, hvad jobcentre gør, men ingen måling af effekten.")
    if not reasons:
        reasons.append("Kilderne indeholder intet om effekten for denne gruppe.")
    return Assessment(
        target_group_id=cell.target_group_id,
        intervention_id=cell.intervention_id,
        comparison=cell.comparison,
        state=state,
        direction=None if nearest is None else Direction.NOT_MEASURED,
        level=None,
        level_computed=None,
        level_stated=None,
        directness=nearest.directness if nearest else Directness.BARRED if barred or cell_is_overruled(cell) else None,
        trials=0,
        publications=0,
        findings=sum(len(pool.tally.other_finding_ids) for pool in shown),
        has_source_disagreement=cell.is_disputed,
        reasons=tuple(reasons),
        finding_ids=tuple(i for pool in shown for i in pool.tally.other_finding_ids),
        claim_ids=tuple(claim.claim_id for pool in shown for claim in pool.claims),
        steps=nearest.steps if nearest else 0,
    )


def cell_is_overruled(cell: Cell) -> bool:
    """True when evidence would be inherited, had no source concluded about the group itself."""
    return any(cell.is_overruled(pool) for pool in cell.pools if not pool.is_empty)


def _reasons(
    cell: Cell, answer: Verdict, raised: bool, note: str, contrary: Sequence[str], labels: Labels
) -> list[str]:
    reasons = [_directness_reason(answer.pool.directness, labels)]
    reasons += _grade_reasons(answer, labels)
    if raised:
        reasons.append(WIDER)
    reasons += [said for said in (answer.conflict, note) if said]
    reasons += _evidence_reasons(answer.pool, labels)
    if contrary:
        parts = join_words(map(lower_first, contrary))
        reasons.append(f"Danske studier finder ingen gevinst for {parts}. Derfor er svaret højst »Lovende«.")
    return reasons + _barred_reasons(cell)


def _directness_reason(directness: Directness, labels: Labels) -> str:
    if directness is Directness.DIRECT:
        return "Der er viden om netop denne gruppe, og den afgør svaret."
    return f"For lidt viden om netop gruppen. {labels.explanation('directness', directness)}"


def _grade_reasons(answer: Verdict, labels: Labels) -> list[str]:
    computed, stated = answer.computed, answer.stated
    reasons = list(stated.reasons) if stated else []
    reasons += computed.reasons if computed else ()
    if stated and computed and stated.level is not computed.level:
        reasons.append(
            f"Kildens niveau ({lower_first(labels('level', stated.level))}) og vores egen optælling "
            f"({lower_first(labels('level', computed.level))}) er forskellige. Vi viser kildens."
        )
    if not stated and (not computed or answer.level is None):
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
    if tally.depends_on:
        what = join_words(labels("condition_on", code) for code in dict.fromkeys(tally.depends_on))
        reasons.append(f"Resultater, der gælder under hver sin betingelse, er ikke lagt sammen: de afhænger af {what}.")
    reasons += [_claim_reason(claim) for claim in pool.claims if _claim_reason(claim)]
    return reasons


def _claim_reason(claim: Claim) -> str:
    """What a claim adds, or why it decides nothing."""
    if claim.rests_on:
        return f"{claim.source_name} gengiver ét studie, som allerede tæller, og er ikke en kilde mere."
    if not claim.decides:
        return ""
    if not claim.concludes:
        return f"{claim.source_name} siger det med forbehold, og intet målt resultat står bag."
    if claim.stated_level is None and claim.stated_words:
        return f"{claim.source_name} skriver: »{claim.stated_words}«."
    return ""


def _barred_reasons(cell: Cell) -> list[str]:
    barred = [pool for pool in cell.pools if pool.directness is Directness.BARRED and not pool.is_empty]
    reasons = [BARRED_BY[code] for code in dict.fromkeys(pool.barred_by or "source" for pool in barred)]
    if cell.concluded and cell_is_overruled(cell):
        reasons.append(cell.concluded.sentence)
    return reasons
