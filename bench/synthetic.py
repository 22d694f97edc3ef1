"""Synthetic evidence: the shipped rows ``factor`` times, valid by the contract, the same for the same seed.

How a field of knowledge grows, and so how the rows are multiplied:

- Documents, studies, findings, conclusions, caveats, practice figures and disagreements × factor.
- Target groups and interventions × √factor each, so that cells (group × intervention) grow with the
  factor, and the evidence *of one cell* stays what one card can say with all its caveats.
- The law, the plan of a conversation, the vocabularies and the second layer stay: no answer is counted from them.

Copy 0 is the shipped data itself. Every other copy is a pair of a block of groups and a block of
interventions: ids get a suffix, texts a word of their own, directions are drawn anew. What limits (or
disputes) a whole group, intervention, topic or everything does so in the first copy; in the others it
is about one conclusion, figure or document of the copy, for nobody would read a thousand general ones.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from core.store.reader import DATA
from core.store.schema import BY_NAME, SCOPES, TABLES, Table

FIXED = {
    "vocabulary", "study_count", "legal_rule", "legal_rule_topic", "agenda_point", "agenda_item", "conversation_item",
    "plain_words", "synonym", "second_group", "second_topic", "second_study", "second_finding", "second_disagreement",
    "second_disagreement_ref", "second_left_out", "edition", "edition_move", "group_warning", "demo_step",
}  # fmt: skip
TEXTS = {
    "name", "citation", "short_name", "title", "statement", "plain", "position_a", "position_b", "question",
}  # fmt: skip
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru", "sa", "te", "vi", "lo", "dy", "mø")

Row = dict[str, str]
Shipped = dict[str, list[Row]]


@dataclass(frozen=True)
class Copy:
    """One copy of the evidence: its number, its block of groups and its block of interventions."""

    number: int
    groups: int
    forms: int

    def id(self, table: str, text: str) -> str:
        """The id of a row of ``table`` in this copy."""
        block = {"target_group": self.groups, "intervention": self.forms}.get(table, self.number)
        return text if block == 0 or not text or table in FIXED else f"{text}-x{block}"

    @property
    def word(self) -> str:
        """A word that only this copy knows."""
        digits = (self.number // len(SYLLABLES) ** power % len(SYLLABLES) for power in range(3))
        return "".join(SYLLABLES[digit] for digit in digits).capitalize()


def write(folder: Path, factor: int, seed: int = 1) -> Path:
    """Write the CSV files of ``factor`` × the shipped rows to ``folder``, which is made when missing."""
    shipped = {table.name: _read(table) for table in TABLES}
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        random = Random(f"{seed} {table.name}")
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.header, lineterminator="\n")
            writer.writeheader()
            for copy in _copies(table.name, factor):
                writer.writerows(_rows(table, shipped, copy, random))
    return folder


def _read(table: Table) -> list[Row]:
    with (DATA / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _copies(table: str, factor: int) -> Iterator[Copy]:
    """The copies a table takes part in: all, one a block, or the shipped rows alone."""
    side = max(1, round(factor**0.5))
    blocks = range(side)
    if table in FIXED:
        yield Copy(0, 0, 0)
    elif table == "target_group":
        yield from (Copy(block, block, 0) for block in blocks)
    elif table == "intervention":
        yield from (Copy(block, 0, block) for block in blocks)
    elif table == "target_group_relation":
        yield from (Copy(0, groups, forms) for groups in blocks for forms in blocks)
    else:
        yield from (Copy(number, number % side, number // side % side) for number in range(factor))


def _rows(table: Table, shipped: Shipped, copy: Copy, random: Random) -> Iterator[Row]:
    """The rows of a table in one copy."""
    if table.name in ("caveat_scope", "disagreement_ref"):
        yield from _scopes(table, shipped, copy, random)
        return
    directions = [row["direction"] for row in shipped["finding"]]
    for row in shipped[table.name]:
        if table.name == "target_group_relation" and copy.forms and not row["intervention_id"]:
            continue  # only a bar names an intervention
        changed = _with_ids(table, row, copy)
        if copy.word and copy != Copy(0, 0, 0):
            changed |= {name: f"{row[name]} {copy.word}" for name in TEXTS & row.keys() if row[name]}
            if table.name == "finding":
                changed["direction"] = random.choice(directions)
            if table.name == "target_group":
                changed["is_front"] = "false"  # the front page has room for three
        yield changed


def _with_ids(table: Table, row: Row, copy: Copy) -> Row:
    """The row with the ids of this copy: its own, and those it refers to."""
    changed = dict(row)
    for column in table.columns:
        if column.kind == "id" or column.name in ("trial_id", "cohort_id"):
            owner = column.references.partition(".")[0] or table.name
            changed[column.name] = copy.id(owner, row[column.name])
    return changed


def _scopes(table: Table, shipped: Shipped, copy: Copy, random: Random) -> Iterator[Row]:
    """What the caveats (or disagreements) of a copy are about, each thing once."""
    seen = set()
    for row in shipped[table.name]:
        scope, ref_id = _moved(row["scope"], row["ref_id"], shipped, copy, random)
        key = (row[table.header[0]], scope, ref_id)
        if key not in seen:
            seen.add(key)
            yield {
                table.header[0]: copy.id(table.header[0].removesuffix("_id"), key[0]),
                "scope": scope,
                "ref_id": ref_id,
            }


def _moved(scope: str, ref_id: str, shipped: Shipped, copy: Copy, random: Random) -> tuple[str, str]:
    """What a scope row of the shipped data is about in this copy."""
    if copy.number:
        wide = {"all": "source", "practice_topic": "practice_figure"}
        wide |= {"intervention": "claim"} if copy.groups else {}
        wide |= {"target_group": "claim"} if copy.forms else {}
        if scope in wide:
            scope = wide[scope]
            table, key = SCOPES[scope]
            ref_id = random.choice(shipped[table])[key]
    if scope == "cell":
        group, _, form = ref_id.partition("/")
        return scope, f"{copy.id('target_group', group)}/{copy.id('intervention', form)}"
    if scope in SCOPES:
        return scope, copy.id(SCOPES[scope][0], ref_id)
    return scope, ref_id


def rows_in(folder: Path) -> int:
    """How many rows the files hold that grow with the factor."""
    return sum(
        sum(1 for _ in csv.reader((folder / f"{name}.csv").open(encoding="utf-8", newline=""))) - 1
        for name in BY_NAME
        if name not in FIXED
    )
