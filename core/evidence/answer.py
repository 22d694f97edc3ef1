"""From an assessment and its rows to the answer a person reads (METHOD sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.evidence.caveats import CaveatIndex, Scope, derive_caveats, general_scopes, own_scopes
from core.model import (
    Answer,
    Assessment,
    Caveat,
    Conclusion,
    Direction,
    Directness,
    Level,
    Recommendation,
    Reference,
    Result,
    State,
    Step,
)
from core.text import horizon

Row = Mapping[str, object]

# Best first; the last is the weakest and is always shown beside the best.
DIRECTION_ORDER = (
    Direction.POSITIVE,
    Direction.UNCLEAR,
    Direction.MIXED,
    Direction.NONE,
    Direction.NEGATIVE,
    Direction.NOT_MEASURED,
)
STATE_ORDER = tuple(State)
LEVEL_ORDER = (Level.STRONG, Level.MODERATE, Level.INDICATION, None, Level.CONFLICTING, Level.NONE)


@dataclass(frozen=True)
class Evidence:
    """The rows one target group's answers are composed from, each already read from the store.

    ``practised`` are the groups the practice study is about: what it says of the conversation,
    and what limits its figures, is shown for them alone.
    """

    interventions: Mapping[str, Row]
    findings: Iterable[Row]
    claims: Iterable[Row]
    caveats: CaveatIndex
    steps: Iterable[Row] = ()
    practised: Container[str] = ()
    today: date = field(default_factory=date.today)


def compose_answers(assessments: Iterable[Assessment], evidence: Evidence) -> list[Answer]:
    """An answer for every cell, in the order the page states: state, level, directness, trials."""
    findings, claims = _by_cell(evidence.findings), _by_cell(evidence.claims)
    cells = []
    for cell in assessments:
        key = (cell.intervention_id, cell.comparison, cell.directness)
        cells.append((cell, findings.get(key, []), claims.get(key, [])))
    evidence.caveats.load(scope for cell in cells for scope in _limited(evidence, *cell))
    return sorted((_compose(*cell, evidence) for cell in cells), key=order_key)


def order_key(answer: Answer) -> tuple:
    """State first, then level, then directness, then most trials, then the tree's own order."""
    cell = answer.assessment
    nearest = list(Directness).index(cell.directness) if cell.directness else len(Directness)
    return (STATE_ORDER.index(cell.state), LEVEL_ORDER.index(cell.level), nearest, -cell.trials, answer.name)


def is_actionable(answer: Answer, interventions: Mapping[str, Row]) -> bool:
    """False for a trait of a caseworker, which nobody can choose as an effort."""
    return bool(interventions[answer.assessment.intervention_id]["is_actionable"])


def lineage(interventions: Mapping[str, Row], intervention_id: str | None) -> list[str]:
    """The intervention and its families, nearest first."""
    found = []
    while intervention_id:
        found.append(intervention_id)
        intervention_id = interventions[intervention_id]["parent_id"]
    return found


def best_and_weakest(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The best result and, when it points elsewhere or reaches another horizon, the weakest."""
    voting = [result for result in results if result.is_vote]
    telling = voting or [result for result in results if result.direction is not Direction.NOT_MEASURED]
    if not telling:
        return ()
    ordered = sorted(telling, key=lambda result: DIRECTION_ORDER.index(result.direction))
    best, weakest = ordered[0], ordered[-1]
    return (best,) if best is weakest else (best, weakest)


def level_reason(answer: Answer) -> str:
    """Why the level is what it is: the first reason after the one on directness, and our count where it sets none."""
    cell = answer.assessment
    last = 3 if cell.level is None and cell.trials else 2
    return " ".join(cell.reasons[1:last])


def _by_cell(rows: Iterable[Row]) -> dict[tuple, list[Row]]:
    cells: dict[tuple, list[Row]] = {}
    for row in rows:
        key = (row["intervention_id"], row["comparison"], row["directness"])
        cells.setdefault(key, []).append(row)
    return cells


def _compose(cell: Assessment, findings: list[Row], claims: list[Row], evidence: Evidence) -> Answer:
    intervention = evidence.interventions[cell.intervention_id]
    results = tuple(_result(row) for row in findings)
    conclusions = tuple(sorted((_conclusion(row) for row in claims), key=_weight))
    caveats: tuple[Caveat, ...] = ()
    is_practised = cell.target_group_id in evidence.practised
    if results or conclusions:
        stated = evidence.caveats.for_cell(
            cell, lineage(evidence.interventions, cell.intervention_id), findings, claims
        )
        stated = [caveat for caveat in stated if is_practised or not caveat.is_practice]
        caveats = tuple(stated + derive_caveats(cell, findings, evidence.today))
    kind = Recommendation if cell.state.is_recommended and intervention["is_actionable"] else Answer
    return kind(
        assessment=cell,
        name=intervention["name"],
        summary=intervention["summary"],
        lever=intervention["lever"],
        message=_message(cell, results, conclusions, intervention["summary"]),
        studied_groups=_unique(row["evidence_group"] for row in [*claims, *findings]),
        results=results,
        conclusions=conclusions,
        caveats=caveats,
        references=_unique([r.reference for r in conclusions] + [r.reference for r in results]),
        steps=tuple(
            _step(row)
            for row in evidence.steps
            if row["intervention_id"] == cell.intervention_id
            and row["kind"] != "missing"
            and (is_practised or row["source_kind"] != "practice_study")
        ),
    )


def _limited(evidence: Evidence, cell: Assessment, findings: list[Row], claims: list[Row]) -> list[Scope]:
    """What the caveats of one answer may limit; nothing is said of a cell without evidence."""
    if not findings and not claims:
        return []
    own = own_scopes(cell, lineage(evidence.interventions, cell.intervention_id), findings, claims)
    return own + general_scopes(row["source_id"] for row in [*findings, *claims])


def _message(cell: Assessment, results: tuple[Result, ...], conclusions: tuple[Conclusion, ...], summary: str) -> str:
    """One sentence; where the evidence points different ways, one from each side."""
    said = [*sorted(conclusions, key=lambda c: c.level is not cell.level), *(r for r in results if r.is_vote), *results]
    if cell.direction is Direction.MIXED and (sides := _both_sides(said)):
        return " ".join(sides)
    agreeing = [item for item in said if item.direction is cell.direction]
    return (agreeing or said)[0].statement if said else summary


def _both_sides(said: list[Conclusion | Result]) -> list[str]:
    """The first sentence that is positive and the first that points elsewhere; empty without both."""
    positive = [item.statement for item in said if item.direction is Direction.POSITIVE]
    elsewhere = [item.statement for item in said if item.direction in (Direction.NONE, Direction.NEGATIVE)]
    return [positive[0], elsewhere[0]] if positive and elsewhere else []


def _weight(conclusion: Conclusion) -> tuple:
    """Conclusions with a stated level first, then those that print counts, then in the order of the data."""
    return (conclusion.level is None, not conclusion.has_counts, conclusion.sort_order)


def _reference(row: Row) -> Reference:
    name = row.get("short_name") or row["source_name"]
    return Reference(str(row["source_id"]), str(name), str(row["locator"]))


def _result(row: Row) -> Result:
    return Result(
        finding_id=row["finding_id"],
        statement=row["statement"],
        direction=Direction(row["direction"]),
        outcome=row["outcome"],
        comparator=row["comparator"],
        horizon=horizon(row["horizon_from_months"], row["horizon_to_months"]),
        studied_group=row["evidence_group"],
        citation=row["citation"],
        reference=_reference(row),
        is_vote=row["can_vote"],
        study_id=row["study_id"],
    )


def _conclusion(row: Row) -> Conclusion:
    return Conclusion(
        claim_id=row["claim_id"],
        statement=row["statement"],
        direction=Direction(row["direction"]),
        level=Level(row["stated_level"]) if row["stated_level"] else None,
        words=row["stated_words"] or "",
        studied_group=row["evidence_group"],
        source_name=row["source_name"],
        reference=_reference(row),
        has_counts=row["review_studies"] is not None,
        sort_order=row["sort_order"],
    )


def _step(row: Row) -> Step:
    return Step(row["statement"], row["phase"], row["actor"], _reference(row))


def _unique(items: Iterable) -> tuple:
    return tuple(dict.fromkeys(items))
