"""From counted rows to assessments: hands the store's counts to the evidence rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, TypedDict, TypeVar

from core.evidence.answer import lineage
from core.evidence.assess import Cell, FamilyConclusion, assess_cell
from core.evidence.listing import list_answers
from core.model import Assessment, Claim, Comparison, Direction, Directness, Firmness, Level, Pool, Role, Tally
from core.rows import ClaimReachRow, InterventionsRow, Rows, TallyRow
from core.text import Labels

Key = tuple[str, str, str]  # target group, intervention, comparison
Place = tuple[str, int, str]  # directness, steps, what bars it


class OfIntervention(TypedDict):
    """What every row about an intervention holds."""

    intervention_id: str


class OfCell(OfIntervention):
    """What every row about a cell holds."""

    target_group_id: str
    comparison: str


class Placed(TypedDict):
    """What every row of evidence that reaches a cell holds: from how far away, and what bars it."""

    directness: str
    steps: int
    barred_by: str | None


Row = TypeVar("Row", bound=OfIntervention)

# The robustness switches, none of them on; their meaning stands with the SQL macro ``counts``.
NO_SWITCHES: Mapping[str, object] = {
    "only_danish": False,
    "without_high_bias": False,
    "after_2010": False,
    "only_randomised": False,
    "without_review": "",
}

HAVE_QUALITY = {"positive", "none", "negative"}  # directions whose votes of high quality are counted
REPORT_AN_EFFECT = {"positive", "negative"}
WITHOUT_GAIN = {Direction.MIXED, Direction.NONE, Direction.NEGATIVE}


def judge_cells(
    fetch: Rows,
    labels: Labels,
    groups: Sequence[str],
    switches: Mapping[str, object] = NO_SWITCHES,
    interventions: Set[str] | None = None,
) -> list[Assessment]:
    """Every cell of the given target groups and interventions (None: all), also the empty ones.

    ``fetch(name, **parameters)`` runs a named query and returns its rows. A cell
    compared with usual effort always exists; one that compares forms exists only
    where something was found. ``switches`` say which evidence counts.
    """
    tree = {row["intervention_id"]: row for row in fetch("interventions")}
    claims = fetch("claim_reach", groups=list(groups), **switches)
    cells = gather_cells(fetch, tree, claims, groups, switches, interventions)
    return list_answers([assess_cell(cell, labels) for cell in cells], tree)


def gather_cells(
    fetch: Rows,
    tree: Mapping[str, InterventionsRow],
    claims: Sequence[ClaimReachRow],
    groups: Sequence[str],
    switches: Mapping[str, object] = NO_SWITCHES,
    interventions: Set[str] | None = None,
) -> list[Cell]:
    """What there is to judge of every cell; ``claims`` are the rows of ``claim_reach``."""
    asked = {"groups": list(groups)}
    concluded = conclusions_of(claims, tree)
    pools = _pools(_of(fetch("tally", **asked, **switches), interventions), _of(claims, interventions))
    disputed = {(row["scope"], row["ref_id"]) for row in fetch("disputed", **asked)}
    figures = {
        (r["target_group_id"], r["intervention_id"]): r["practice_figures"] for r in fetch("practice_reach", **asked)
    }
    contrary: dict[Key, list[str]] = defaultdict(list)
    for row in fetch("contrary_parts", **asked):
        contrary[_key(row)].append(row["evidence_group"])
    wanted = [key for key in tree if interventions is None or key in interventions]
    cells = []
    for key in _keys(pools, groups, wanted):
        pooled = pools.get(key, ())
        cell = Cell(
            target_group_id=key[0],
            intervention_id=key[1],
            comparison=Comparison(key[2]),
            pools=pooled,
            practice_figures=figures.get(key[:2], 0) if key[2] == Comparison.ABSOLUTE else 0,
            is_disputed=_is_disputed(pooled, disputed),
            contrary=tuple(contrary.get(key, ())),
            concluded=concluded.get(key[:2]) if key[2] == Comparison.ABSOLUTE else None,
        )
        cells.append(cell)
    return cells


def _keys(pools: dict[Key, tuple[Pool, ...]], groups: Sequence[str], interventions: Sequence[str]) -> Iterable[Key]:
    for group in groups:
        for intervention in interventions:
            yield group, intervention, Comparison.ABSOLUTE.value
            relative = pools.get((group, intervention, Comparison.RELATIVE.value), ())
            if any(pool.directness is not Directness.BARRED and pool.holds_something for pool in relative):
                yield group, intervention, Comparison.RELATIVE.value


def _of(rows: Sequence[Row], wanted: Set[str] | None) -> Sequence[Row]:
    """The rows about the wanted interventions."""
    return rows if wanted is None else [row for row in rows if row["intervention_id"] in wanted]


def conclusions_of(
    claims: Iterable[ClaimReachRow], tree: Mapping[str, InterventionsRow]
) -> dict[tuple[str, str], FamilyConclusion]:
    """For each group and form, the nearest conclusion about its family that has a condition or shows no gain."""
    families: dict[tuple[str, str], FamilyConclusion] = {}
    for row in claims:
        claim = _claim(row)
        is_usable = row["directness"] != Directness.BARRED and row["comparison"] == Comparison.ABSOLUTE
        if is_usable and claim.concludes and (claim.condition or claim.direction in WITHOUT_GAIN):
            key = row["target_group_id"], row["intervention_id"]
            known = families.get(key)
            if known is None or row["steps"] < known.steps:
                families[key] = FamilyConclusion(tree[row["intervention_id"]]["name"], claim.condition, row["steps"])
    found: dict[tuple[str, str], FamilyConclusion] = {}
    for group in {group for group, _ in families}:
        for name in tree:
            above = [families[group, family] for family in _above(name, tree) if (group, family) in families]
            if above:
                found[group, name] = above[0]
    return found


def _above(name: str, tree: Mapping[str, InterventionsRow]) -> list[str]:
    """The families of an intervention, nearest first."""
    return lineage(tree, name)[1:]


def _pools(tallies: Sequence[TallyRow], claims: Sequence[ClaimReachRow]) -> dict[Key, tuple[Pool, ...]]:
    counted: dict[Key, dict[Place, list[TallyRow]]] = defaultdict(lambda: defaultdict(list))
    concluded: dict[Key, dict[Place, list[ClaimReachRow]]] = defaultdict(lambda: defaultdict(list))
    for row in tallies:
        counted[_key(row)][_place(row)].append(row)
    for claim in claims:
        concluded[_key(claim)][_place(claim)].append(claim)
    return {
        key: tuple(
            _pool(place, counted[key].get(place, []), concluded[key].get(place, []))
            for place in sorted({*counted[key], *concluded[key]})
        )
        for key in {*counted, *concluded}
    }


def _key(row: OfCell) -> Key:
    return row["target_group_id"], row["intervention_id"], row["comparison"]


def _place(row: Placed) -> Place:
    return row["directness"], row["steps"], row["barred_by"] or ""


def _pool(place: Place, tallies: Sequence[TallyRow], claims: Sequence[ClaimReachRow]) -> Pool:
    directness, steps, barred_by = place
    return Pool(Directness(directness), _tally(tallies), tuple(map(_claim, claims)), steps, barred_by)


def _tally(rows: Iterable[TallyRow]) -> Tally:
    """One tally of the rows of a pool, one row a direction and quality."""
    counts: Counter[str] = Counter()
    depends_on: list[str] = []
    ways: list[str] = []
    groups: list[str] = []
    finding_ids: list[str] = []
    other_finding_ids: list[str] = []
    for row in rows:
        direction = row["direction"]
        if direction is not None:
            counts[direction] += row["trials"]
        if row["is_high_quality"] and direction in HAVE_QUALITY:
            counts[f"{direction}_high"] += row["trials"]
        if row["is_unappraised_rct"] and direction in REPORT_AN_EFFECT:
            counts[f"{direction}_randomised"] += row["trials"]
        counts["publications"] += row["publications"]
        counts["results"] += row["results"]
        counts["insignificant"] += row["insignificant"]
        counts["others"] += row["others"]
        depends_on += row["depends_on"]
        ways += row["ways"]
        groups += row["evidence_groups"]
        finding_ids += row["finding_ids"]
        other_finding_ids += row["other_finding_ids"]
    made: dict[str, Any] = {**counts}  # the names of the fields are made of directions
    return Tally(
        **made,
        depends_on=tuple(sorted(depends_on)),
        ways=tuple(sorted({Direction(way) for way in ways})),
        groups=tuple(sorted(set(groups))),
        finding_ids=tuple(sorted(finding_ids)),
        other_finding_ids=tuple(sorted(other_finding_ids)),
    )


def _claim(row: ClaimReachRow) -> Claim:
    counts_studies = row["review_unit"] in (None, "studies")
    return Claim(
        claim_id=row["claim_id"],
        direction=Direction(row["direction"]),
        role=Role(row["role"]),
        rests_on=row["rests_on_study_id"] or "",
        firmness=Firmness(row["firmness"]),
        condition=row["condition"] or "",
        is_backed=row["is_backed"],
        stated_level=_level(row["stated_level"]),
        stated_words=row["stated_words"] or "",
        review_studies=row["review_studies"] if counts_studies else None,
        review_positive=row["review_positive"],
        review_none=row["review_none"],
        review_negative=row["review_negative"],
        review_level=_level(row["review_level"]),
        has_review_level=row["has_review_level"],
        source_name=row["source_name"],
        document=row["short_name"],
        group_name=row["evidence_group"],
    )


def _level(code: str | None) -> Level | None:
    return Level(code) if code else None


def _is_disputed(pools: tuple[Pool, ...], disputed: set[tuple[str, str]]) -> bool:
    return any(("claim", claim.claim_id) in disputed for pool in pools for claim in pool.claims) or any(
        ("finding", finding_id) in disputed
        for pool in pools
        for finding_id in pool.tally.finding_ids + pool.tally.other_finding_ids
    )
