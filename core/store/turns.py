"""What would change the answers of a group: the rules asked again with studies that are not there yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace

from core.evidence.answer import lineage
from core.evidence.assess import Cell
from core.evidence.turning import Turn, backed, find_turns
from core.model import Comparison, Direction, Directness
from core.rows import ClaimReachRow, InterventionsRow, Rows
from core.store.judge import NO_SWITCHES, conclusions_of, gather_cells
from core.text import Labels

Turns = Mapping[tuple[str, Comparison], tuple[Turn, ...]]  # by intervention and question


def turns_of(fetch: Rows, labels: Labels, group: str, interventions: Set[str] | None = None) -> Turns:
    """For each answer of a group the smallest additions that move it; an empty tuple where up to three studies do not.

    Costs are bounded by the interventions asked for: at most eighteen judgements each.
    """
    tree = {row["intervention_id"]: row for row in fetch("interventions")}
    claims = fetch("claim_reach", groups=[group], **NO_SWITCHES)
    near = fetch("near_groups", groups=[group])
    has_parts = any(row["directness"] == Directness.NARROWER for row in near)
    backing = _Backing(fetch, tree, claims, group)
    cells = gather_cells(fetch, tree, claims, [group], interventions=interventions)
    return {
        (cell.intervention_id, cell.comparison): tuple(find_turns(cell, labels, has_parts, backing.informed))
        for cell in cells
    }


class _Backing:
    """Which guarded conclusions a new result about the group would back, and what the rules then know."""

    def __init__(
        self, fetch: Rows, tree: Mapping[str, InterventionsRow], claims: list[ClaimReachRow], group: str
    ) -> None:
        self._tree, self._group = tree, group
        self._claims: dict[str, list[ClaimReachRow]] = defaultdict(list)
        about = sorted({row["evidence_group_id"] for row in claims})
        seen = {
            row["target_group_id"] for row in fetch("near_groups", groups=about) if row["evidence_group_id"] == group
        }
        self._guarded: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in claims:
            self._claims[row["intervention_id"]].append(row)
            if row["firmness"] == "hedged" and not row["is_backed"] and row["evidence_group_id"] in seen:
                self._guarded[row["intervention_id"], row["comparison"], row["direction"]].add(row["claim_id"])

    def informed(self, cell: Cell, direction: Direction) -> Cell:
        """The cell once a result in that direction is there: about the intervention, and so about its families."""
        line = lineage(self._tree, cell.intervention_id)
        ids = frozenset[str]().union(*(self._guarded[name, cell.comparison, direction] for name in line))
        if not ids:
            return cell
        pools = tuple(replace(pool, claims=backed(pool.claims, ids)) for pool in cell.pools)
        if cell.comparison is not Comparison.ABSOLUTE:
            return replace(cell, pools=pools)
        said = (row for name in line for row in self._claims[name])
        told: list[ClaimReachRow] = [{**row, "is_backed": True} if row["claim_id"] in ids else row for row in said]
        above = conclusions_of(told, {name: self._tree[name] for name in line})
        concluded = above.get((self._group, cell.intervention_id))
        return replace(cell, pools=pools, concluded=concluded)
