"""From counted rows to assessments: hands the store's counts to the evidence rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from core.evidence.assess import Cell, assess_cell
from core.model import Assessment, Claim, Comparison, Direction, Directness, Level, Pool, Tally
from core.text import Labels

Key = tuple[str, str, str]  # target group, intervention, comparison
Fetch = Callable[..., list[dict]]

# The robustness switches, none of them on; their meaning stands with the SQL macro ``counts``.
NO_SWITCHES: Mapping[str, object] = {
    "only_danish": False,
    "without_high_bias": False,
    "after_2010": False,
    "only_randomised": False,
    "without_review": "",
}

HAVE_QUALITY = {"positive", "none", "negative"}  # directions whose votes of high quality are counted


def judge_cells(
    fetch: Fetch,
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
    asked = {"groups": list(groups)}
    tallies = fetch("tally", **asked, **switches)
    claims = fetch("claim_reach", **asked, **switches)
    practice = fetch("practice_reach", **asked)
    disputed = {(row["scope"], row["ref_id"]) for row in fetch("disputed", **asked)}
    pools = _pools(_of(tallies, interventions), _of(claims, interventions))
    figures = {(r["target_group_id"], r["intervention_id"]): r["practice_figures"] for r in practice}
    cells = []
    for key in _keys(fetch, pools, groups, interventions):
        pooled = pools.get(key, ())
        cell = Cell(
            target_group_id=key[0],
            intervention_id=key[1],
            comparison=Comparison(key[2]),
            pools=pooled,
            practice_figures=figures.get(key[:2], 0) if key[2] == Comparison.ABSOLUTE else 0,
            is_disputed=_is_disputed(pooled, disputed),
        )
        cells.append(assess_cell(cell, labels))
    return cells


def _keys(
    fetch: Fetch, pools: dict[Key, tuple[Pool, ...]], groups: Sequence[str], wanted: Set[str] | None
) -> Iterable[Key]:
    known = (row["intervention_id"] for row in fetch("interventions"))
    interventions = [key for key in known if wanted is None or key in wanted]
    for group in groups:
        for intervention in interventions:
            yield group, intervention, Comparison.ABSOLUTE.value
            relative = pools.get((group, intervention, Comparison.RELATIVE.value), ())
            if any(pool.directness is not Directness.BARRED for pool in relative):
                yield group, intervention, Comparison.RELATIVE.value


def _of(rows: list[dict], wanted: Set[str] | None) -> list[dict]:
    """The rows about the wanted interventions."""
    return rows if wanted is None else [row for row in rows if row["intervention_id"] in wanted]


def _pools(tallies: list[dict], claims: list[dict]) -> dict[Key, tuple[Pool, ...]]:
    counted: dict[Key, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    concluded: dict[Key, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for row in tallies:
        counted[_key(row)][row["directness"]].append(row)
    for row in claims:
        concluded[_key(row)][row["directness"]].append(_claim(row))
    return {
        key: tuple(
            Pool(directness, _tally(counted[key].get(directness, ())), tuple(concluded[key].get(directness, ())))
            for directness in Directness
            if directness in counted[key] or directness in concluded[key]
        )
        for key in {*counted, *concluded}
    }


def _key(row: dict) -> Key:
    return row["target_group_id"], row["intervention_id"], row["comparison"]


def _tally(rows: Iterable[dict]) -> Tally:
    """One tally of the rows of a pool, one row a direction and quality."""
    votes, publications = Counter(), 0
    voting, others = [], []
    for row in rows:
        direction = row["direction"]
        if direction is not None:
            votes[direction] += row["trials"]
        if row["is_high_quality"] and direction in HAVE_QUALITY:
            votes[f"{direction}_high"] += row["trials"]
        publications += row["publications"]
        voting += row["finding_ids"]
        others += row["other_finding_ids"]
    return Tally(
        **votes, publications=publications, finding_ids=tuple(sorted(voting)), other_finding_ids=tuple(sorted(others))
    )


def _claim(row: dict) -> Claim:
    return Claim(
        claim_id=row["claim_id"],
        direction=Direction(row["direction"]),
        stated_level=_level(row["stated_level"]),
        stated_words=row["stated_words"] or "",
        review_studies=row["review_studies"],
        review_positive=row["review_positive"],
        review_none=row["review_none"],
        review_negative=row["review_negative"],
        review_level=_level(row["review_level"]),
        source_name=row["source_name"],
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
