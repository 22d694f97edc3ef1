"""What an edit does: the rows that differ between two sides, and the answers that moved with the rows behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.evidence.moved import Moved, compare_answers
from core.store.sides import Kept, RowKey, Side

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# A change of one of these tables reaches an answer through the rows, the caveats or the place it has.
EVIDENCE = ("finding", "claim")
# What is not seen in an answer's own rows, in the order it is looked for.
SURROUNDINGS = ("finding_intervention", "target_group_relation", "target_group", "intervention", "source")


@dataclass(frozen=True)
class RowChange:
    """One row that differs: ``how`` is added, removed or changed; ``cells`` gives column → before and after."""

    table: str
    key: RowKey
    how: str
    cells: Mapping[str, tuple[object, object]]

    @property
    def name(self) -> str:
        """``finding/cheung-1``."""
        return "/".join((self.table, *(part for part in self.key if part != "None")))


@dataclass(frozen=True)
class MovedAnswer:
    """An answer that moved, with the changed rows behind it; none where the rules are others."""

    moved: Moved
    behind: tuple[RowChange, ...]


@dataclass(frozen=True)
class Diff:
    """Everything that differs between two sides. ``columns`` are those only one side has, as ``table.column``."""

    old: Side
    new: Side
    rows: tuple[RowChange, ...]
    columns: tuple[str, ...]
    answers: tuple[MovedAnswer, ...]

    @property
    def is_empty(self) -> bool:
        """True when neither a row nor an answer differs."""
        return not (self.rows or self.answers or self.columns)

    @property
    def has_other_rules(self) -> bool:
        """True when one side was judged by the rules of its own time."""
        return self.old.has_own_rules != self.new.has_own_rules


def compare_sides(old: Side, new: Side) -> Diff:
    """Rows table by table, then the answers; one version against itself costs nothing."""
    if old.version == new.version:
        return Diff(old, new, (), (), ())
    rows = tuple(_changed_rows(old.rows, new.rows))
    moved = compare_answers(old.answers, new.answers)
    around = _Around(old.rows, new.rows, rows)
    answers = tuple(MovedAnswer(one, around.rows_behind(one)) for one in moved)
    return Diff(old, new, rows, tuple(_other_columns(old.rows, new.rows)), answers)


def _changed_rows(old: Kept, new: Kept) -> Iterator[RowChange]:
    for table in dict.fromkeys([*new, *old]):
        before, after = old.get(table, {}), new.get(table, {})
        for key in dict.fromkeys([*after, *before]):
            if key not in before:
                yield RowChange(table, key, ADDED, {name: (None, value) for name, value in after[key].items()})
            elif key not in after:
                yield RowChange(table, key, REMOVED, {name: (value, None) for name, value in before[key].items()})
            elif cells := _changed_cells(before[key], after[key]):
                yield RowChange(table, key, CHANGED, cells)


def _changed_cells(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    common = [name for name in after if name in before]
    return {name: (before[name], after[name]) for name in common if before[name] != after[name]}


def _other_columns(old: Kept, new: Kept) -> Iterator[str]:
    for table in [table for table in new if table in old]:
        before, after = (set(next(iter(rows.values()), {})) for rows in (old[table], new[table]))
        if before and after:
            yield from (f"{table}.{name}" for name in sorted(before ^ after))


class _Around:
    """Which changed rows an answer can have moved for."""

    def __init__(self, old: Kept, new: Kept, rows: tuple[RowChange, ...]) -> None:
        self._sides = (old, new)
        self._changes: dict[str, list[RowChange]] = {}
        for change in rows:
            self._changes.setdefault(change.table, []).append(change)

    def rows_behind(self, moved: Moved) -> tuple[RowChange, ...]:
        """Its own rows, their studies and its caveats; where none of them changed, what changed around it."""
        used = {row for told in (moved.before, moved.after) if told for row in told.rows}
        own = [change for table in EVIDENCE for change in self._of(table) if change.key[0] in used]
        studies = {str(self._cell("finding", row, "study_id")) for row in used}
        own += [change for change in self._of("study") if change.key[0] in studies]
        own += [change for change in self._caveats(moved)]
        return tuple(own) or tuple(self._surroundings(moved))

    def _of(self, table: str) -> list[RowChange]:
        return self._changes.get(table, [])

    def _cell(self, table: str, key: str, column: str) -> object:
        for rows in reversed(self._sides):
            if (row := rows.get(table, {}).get((key,))) is not None:
                return row.get(column)
        return None

    def _caveats(self, moved: Moved) -> Iterator[RowChange]:
        """The changed rows of the decisive caveats that came or went."""
        if "decisive" in moved.aspects and moved.before and moved.after:
            ids = {*(moved.before.decisive or ()), *(moved.after.decisive or ())}
            for table in ("caveat", "caveat_scope"):
                yield from (change for change in self._of(table) if change.key[0] in ids)

    def _surroundings(self, moved: Moved) -> Iterator[RowChange]:
        """Rows about the same intervention or its family, then what places groups and interventions."""
        group, intervention, _ = moved.key
        line = set(self._line(intervention))
        for table in EVIDENCE:
            for change in self._of(table):
                about = {self._cell(table, change.key[0], "intervention_id")}
                if about & line or line & set(self._line(str(next(iter(about))))):
                    yield change
        for table in SURROUNDINGS:
            for change in self._of(table):
                if table in ("target_group_relation", "target_group", "source") or set(change.key) & {group, *line}:
                    yield change

    def _line(self, intervention: str) -> Iterator[str]:
        """The intervention and its families."""
        while intervention and intervention != "None":
            yield intervention
            intervention = str(self._cell("intervention", intervention, "parent_id"))
