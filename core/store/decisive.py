"""The decisive caveats of every cell, for the table ``assessment``: the same rule as on the pages, over all groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.evidence.answer import lineage
from core.evidence.caveats import Carried, CaveatIndex, Scope, carry_caveats, first_decisive, general_scopes, own_scopes
from core.model import Assessment
from core.rows import CaveatsRow, LimitedClaimsRow, LimitedFindingsRow, Rows

KEPT_AT_BUILD = 5_000_000  # scopes: a build asks for all of them


class DecisiveCaveats:
    """What limits each cell, from rows that are read once."""

    def __init__(self, fetch: Rows) -> None:
        def limits(scopes: list[Scope]) -> list[CaveatsRow]:
            kinds, ids = zip(*scopes, strict=True)
            return fetch("caveats", scopes=list(kinds), ref_ids=list(ids))

        self._fetch = fetch
        self._index = CaveatIndex(limits, KEPT_AT_BUILD)
        self._interventions = {row["intervention_id"]: row for row in fetch("interventions")}
        self._groups = {row["target_group_id"]: row for row in fetch("target_groups")}
        self._findings = {row["finding_id"]: row for row in fetch("limited_findings")}
        self._claims = {row["claim_id"]: row for row in fetch("limited_claims")}

    def of(self, cells: Iterable[Assessment], groups: Sequence[str]) -> Iterator[tuple[Assessment, list[str]]]:
        """Each cell with the ids of its decisive caveats, the most pressing first."""
        cells = list(cells)
        practised = {row["target_group_id"] for row in self._fetch("practice_reach", groups=list(groups))}
        near: dict[str, dict[str, str]] = {group: {} for group in groups}
        for row in self._fetch("near_groups", groups=list(groups)):
            near[row["target_group_id"]][row["evidence_group_id"]] = row["directness"]
        self._index.load(scope for cell in cells for scope in self._scopes(cell))
        for cell in cells:
            group = cell.target_group_id
            carried = Carried(self._index, near[group], group in practised, self._groups[group]["months_left"])
            pressing = carry_caveats(cell, self._line(cell), *self._rows(cell), carried)[1]
            yield cell, [caveat.caveat_id for caveat in first_decisive(pressing)]

    def _line(self, cell: Assessment) -> list[str]:
        return lineage(self._interventions, cell.intervention_id)

    def _rows(self, cell: Assessment) -> tuple[list[LimitedFindingsRow], list[LimitedClaimsRow]]:
        findings = [self._findings[finding_id] for finding_id in cell.finding_ids]
        return findings, [self._claims[claim_id] for claim_id in cell.claim_ids]

    def _scopes(self, cell: Assessment) -> list[Scope]:
        findings, claims = self._rows(cell)
        if not findings and not claims:
            return []
        own = own_scopes(cell, self._line(cell), findings, claims)
        return own + general_scopes(row["source_id"] for row in [*findings, *claims])
