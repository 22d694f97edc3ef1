"""From an assessment and its rows to the answer a person reads (METHOD sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from core.evidence.caveats import Carried, Scope, carry_caveats, gains_late, general_scopes, own_scopes
from core.evidence.headline import first_sentence, headline_of
from core.evidence.listing import level_rank, nearness_rank
from core.model import (
    Answer,
    Assessment,
    Conclusion,
    Direction,
    Directness,
    Firmness,
    Level,
    Recommendation,
    Reference,
    Result,
    Role,
    State,
    Step,
)
from core.rows import ClaimReachRow, ConversationItemsRow, FindingReachRow, InterventionsRow, PlainWordsRow
from core.text import Labels, horizon


class OfCell(TypedDict):
    """What every row about a cell holds."""

    intervention_id: str
    comparison: str


T = TypeVar("T")
Order = tuple[bool, int, int, bool, int, float, int, str]  # what answers stand by on a page, first things first
Row = TypeVar("Row", bound=OfCell)

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
LEVERS = ("caseworker", "team_leader", "legislation")


@dataclass(frozen=True)
class Evidence:
    """The rows one target group's answers are composed from, each already read from the store.

    ``carried`` decides which caveats the answers carry. What is said of the conversation is shown only for the groups it
    was said of. ``plain_words`` are the rows of that query.
    """

    interventions: Mapping[str, InterventionsRow]
    findings: Iterable[FindingReachRow]
    claims: Iterable[ClaimReachRow]
    labels: Labels
    carried: Carried
    steps: Iterable[ConversationItemsRow] = ()
    plain_words: Iterable[PlainWordsRow] = ()


def compose_answers(assessments: Iterable[Assessment], evidence: Evidence) -> list[Answer]:
    """An answer for every cell, in the order the page states (:func:`order_key`)."""
    findings, claims = _by_cell(evidence.findings), _by_cell(evidence.claims)
    cells = []
    for cell in assessments:
        key = (cell.intervention_id, cell.comparison)
        used, said = set(cell.finding_ids), set(cell.claim_ids)
        cells.append(
            (
                cell,
                [row for row in findings.get(key, ()) if row["finding_id"] in used],
                [row for row in claims.get(key, ()) if row["claim_id"] in said],
            )
        )
    evidence.carried.index.load(scope for cell in cells for scope in _limited(evidence, *cell))
    return sorted((_compose(*cell, evidence) for cell in cells), key=order_key)


def order_key(answer: Answer) -> Order:
    """Recommended first; then who can act, whether it helps in time, nearness, level (or the source's words) and breadth.

    Answers that are not recommended stand by their state.
    """
    cell = answer.assessment
    listed = (not cell.is_recommended, 0 if cell.is_recommended else STATE_ORDER.index(cell.state))
    sure = (nearness_rank(cell), level_rank(cell), -cell.breadth)
    return (*listed, LEVERS.index(answer.lever), answer.is_late, *sure, answer.name)


def anchor(answer: Answer) -> str:
    """The id of an answer in pages and links: ``privat-loentilskud-absolute``."""
    return f"{answer.assessment.intervention_id}-{answer.assessment.comparison.value}"


def lineage(interventions: Mapping[str, InterventionsRow], intervention_id: str | None) -> list[str]:
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


def _by_cell(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((row["intervention_id"], row["comparison"]), []).append(row)
    return cells


def _compose(
    cell: Assessment, findings: list[FindingReachRow], claims: list[ClaimReachRow], evidence: Evidence
) -> Answer:
    intervention = evidence.interventions[cell.intervention_id]
    results = tuple(_result(row) for row in findings)
    conclusions = tuple(sorted((_conclusion(row) for row in claims), key=_weight))
    line = lineage(evidence.interventions, cell.intervention_id)
    caveats, pressing = carry_caveats(cell, line, findings, claims, evidence.carried)
    headline = headline_of(cell, results, conclusions)
    words = _plain_words(cell, headline, evidence.plain_words)
    kind = Recommendation if cell.is_recommended else Answer
    return kind(
        assessment=cell,
        name=intervention["name"],
        summary=intervention["summary"],
        lever=intervention["lever"],
        message=first_sentence(cell, headline, results, conclusions, intervention["summary"], evidence.labels),
        studied_groups=_unique(row["evidence_group"] for row in [*claims, *findings]),
        results=results,
        conclusions=conclusions,
        caveats=caveats,
        pressing=pressing,
        references=_unique([r.reference for r in conclusions] + [r.reference for r in results]),
        steps=tuple(
            _step(row)
            for row in evidence.steps
            if row["intervention_id"] == cell.intervention_id
            and row["kind"] != "missing"
            and is_said_of(row["about_group_id"], evidence.carried.near)
        ),
        headline=headline,
        is_late=gains_late(findings, evidence.carried.months_left),
        plain=words["plain"] if words else "",
        say=words["say"] or "" if words else "",
    )


def is_said_of(about_group_id: str | None, near: Mapping[str, str]) -> bool:
    """True for what is said of everybody, of the group, or of one it is part of."""
    return not about_group_id or near.get(about_group_id) in (Directness.DIRECT, Directness.BROADER)


def _plain_words(
    cell: Assessment, headline: Result | Conclusion | None, rows: Iterable[PlainWordsRow]
) -> PlainWordsRow | None:
    """The words of the row the first sentence comes from; where none was measured or concluded, of the intervention."""
    match headline:
        case Result():
            spoken = "finding", headline.finding_id
        case Conclusion():
            spoken = "claim", headline.claim_id
        case None:
            spoken = "intervention", cell.intervention_id
    found = [row for row in rows if (row["scope"], row["ref_id"]) == spoken]
    return next((row for row in found if row["intervention_id"] in (None, cell.intervention_id)), None)


def _limited(
    evidence: Evidence, cell: Assessment, findings: list[FindingReachRow], claims: list[ClaimReachRow]
) -> list[Scope]:
    """What the caveats of one answer may limit; nothing is said of a cell without evidence."""
    if not findings and not claims:
        return []
    own = own_scopes(cell, lineage(evidence.interventions, cell.intervention_id), findings, claims)
    return own + general_scopes(row["source_id"] for row in [*findings, *claims])


def _weight(conclusion: Conclusion) -> tuple[bool, bool, int]:
    """Conclusions with a stated level first, then those that print counts, then in the order of the data."""
    return (conclusion.level is None, not conclusion.has_counts, conclusion.sort_order)


def _reference(row: FindingReachRow | ConversationItemsRow) -> Reference:
    return Reference(row["source_id"], row["source_name"], row["locator"])


def _result(row: FindingReachRow) -> Result:
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
        has_size=row["role"] == "effect" and (row["effect_low"], row["effect_high"]) != (None, None),
        condition=row["condition"] or "",
        first_month=row["horizon_from_months"],
        last_month=row["horizon_to_months"],
        steps=row["steps"],
    )


def _conclusion(row: ClaimReachRow) -> Conclusion:
    return Conclusion(
        claim_id=row["claim_id"],
        statement=row["statement"],
        direction=Direction(row["direction"]),
        level=Level(row["stated_level"]) if row["stated_level"] else None,
        words=row["stated_words"] or "",
        studied_group=row["evidence_group"],
        source_name=row["source_name"],
        reference=Reference(row["source_id"], row["short_name"], row["locator"]),
        has_counts=row["review_studies"] is not None and row["review_positive"] is not None,
        sort_order=row["sort_order"],
        decides=row["role"] == Role.OVERALL and not row["rests_on_study_id"],
        firmness=Firmness(row["firmness"]),
        year=row["concluded_in"],
        steps=row["steps"],
    )


def _step(row: ConversationItemsRow) -> Step:
    return Step(row["statement"], row["phase"], row["actor"], _reference(row))


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
