"""Read a data folder and list every fault in it at once.

A fault names file, line, column, value and rule, so that the analyst can mend
all of them before the next try. Nothing here needs a database.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.model import Comparison, Direction, Directness, Level, State
from core.store.schema import SCOPES, TABLES, Column, Table

LONGEST_TEXT = 2_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Control and bidirectional characters have no place in a sentence a person reads.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
_FORMULA = ("=", "@", "+", "＝", "＠", "＋", "－")  # a spreadsheet runs what begins so, also in wide letters
KNOWN_CODES = {
    "direction": set(Direction),
    "comparison": set(Comparison),
    "directness": set(Directness),
    "state": set(State),
    "level": {*Level, "not_stated"},
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the data; ``str()`` is the line the analyst reads."""

    file: str
    line: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "…"
        return f'{self.file}:{self.line} {self.column}: "{shown}" – {self.rule}'


@dataclass
class Row:
    """One CSV row: the line it starts on, the text of each column and its typed value."""

    line: int
    text: dict[str, str]
    value: dict[str, object] = field(default_factory=dict)


@dataclass
class Data:
    """The rows of every table of a data folder, with the faults found in them."""

    folder: Path
    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, table: str, line: int, column: str, value: object, rule: str) -> None:
        """Note a fault in a table's file."""
        self.faults.append(Fault(str(self.folder / f"{table}.csv"), line, column, str(value), rule))

    def values(self, table: str, column: str) -> set[str]:
        """All values of a column that are not empty."""
        return {row.text[column] for row in self.rows.get(table, []) if row.text.get(column)}

    def codes(self) -> dict[str, list[str]]:
        """The codes of each vocabulary, in their order."""
        lists: dict[str, list[str]] = {}
        for row in self.rows.get("vocabulary", []):
            lists.setdefault(row.text["vocabulary"], []).append(row.text["code"])
        return lists


def read_data(folder: Path) -> Data:
    """Read and check every table of ``folder``; all faults are in ``.faults``.

    Raises ``FileNotFoundError`` when the folder itself does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no data folder at {folder}")
    data = Data(folder)
    for table in TABLES:
        data.rows[table.name] = list(_read_table(data, table))
    for table in TABLES:
        _check_values(data, table)
        _check_keys(data, table)
        _check_references(data, table)
    _check_vocabulary(data)
    _check_scopes(data)
    _check_rules(data)
    data.faults.sort(key=lambda fault: (fault.file, fault.line, fault.column))
    return data


def _read_table(data: Data, table: Table) -> Iterator[Row]:
    path = data.folder / f"{table.name}.csv"
    if not path.is_file():
        data.add(table.name, 0, "file", path.name, "the file is missing")
        return
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        data.add(table.name, 0, "file", path.name, f"not UTF-8 at byte {error.start}")
        return
    if text.startswith("\ufeff"):
        data.add(table.name, 1, "file", path.name, "save without a byte order mark")
        text = text[1:]
    yield from _parse(data, table, text)


def _parse(data: Data, table: Table, text: str) -> Iterator[Row]:
    csv.field_size_limit(100_000_000)
    if not text.strip():
        data.add(table.name, 1, "header", "", f"must be {','.join(table.header)}")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number == 0:
                if cells != table.header:
                    data.add(table.name, 1, "header", ",".join(cells), f"must be {','.join(table.header)}")
                    return
            elif len(cells) != len(table.header):
                rule = f"has {len(cells)} cells, must have {len(table.header)}"
                data.add(table.name, line, "row", cells[0] if cells else "", rule)
            else:
                yield Row(line, dict(zip(table.header, cells, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        data.add(table.name, line, "row", "", f"not valid CSV: {error}")


def _check_values(data: Data, table: Table) -> None:
    codes = data.codes()
    for row in data.rows[table.name]:
        for column in table.columns:
            text = row.text[column.name]
            rule, value = _value(column, text, codes)
            if rule:
                data.add(table.name, row.line, column.name, text, rule)
            row.value[column.name] = value


def _value(column: Column, text: str, codes: dict[str, list[str]]) -> tuple[str, object]:
    """The broken rule (or an empty string) and the typed value of one cell."""
    if text == "":
        return ("must not be empty" if column.is_required else ""), None
    if rule := _text_rule(text):
        return rule, None
    if column.vocabulary:
        allowed = codes.get(column.vocabulary, [])
        return ("" if text in allowed else f"one of {', '.join(allowed)}"), text
    reader = {
        "id": _read_id,
        "integer": _read_number,
        "number": _read_number,
        "boolean": _read_flag,
        "date": _read_date,
    }
    return reader.get(column.kind, _read_text)(column, text)


def _text_rule(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"longer than {LONGEST_TEXT} characters"
    if _FORBIDDEN.search(text):
        return "has a control or invisible character"
    if text != text.strip():
        return "has space at the start or end"
    if text.startswith(_FORMULA):
        return "looks like a spreadsheet formula"
    return ""


def _read_text(column: Column, text: str) -> tuple[str, object]:
    return ("looks like a spreadsheet formula" if text.startswith("-") else ""), text


def _read_id(column: Column, text: str) -> tuple[str, object]:
    ok = len(text) <= 100 and _ID.fullmatch(text)
    return ("" if ok else "an id is a–z, 0–9 and single hyphens, at most 100 characters"), text


def _read_number(column: Column, text: str) -> tuple[str, object]:
    pattern = r"-?\d{1,12}" if column.kind == "integer" else r"-?\d{1,12}(\.\d{1,6})?"
    if not re.fullmatch(pattern, text, re.ASCII):
        return ("a whole number" if column.kind == "integer" else "a number with a dot for decimals"), None
    value = int(text) if column.kind == "integer" else float(text)
    if not column.low <= value <= column.high:
        return f"between {column.low:g} and {column.high:g}", None
    return "", value


def _read_flag(column: Column, text: str) -> tuple[str, object]:
    return ("" if text in ("true", "false") else "true or false"), text == "true"


def _read_date(column: Column, text: str) -> tuple[str, object]:
    try:
        return ("" if len(text) == 10 else "a date as 2026-11-20"), date.fromisoformat(text)
    except ValueError:
        return "a date as 2026-11-20", None


def _check_keys(data: Data, table: Table) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in data.rows[table.name]:
        key = tuple(row.text[name] for name in table.key)
        if key in seen:
            data.add(table.name, row.line, table.key[0], "/".join(key), f"already used on line {seen[key]}")
        seen.setdefault(key, row.line)


def _check_references(data: Data, table: Table) -> None:
    for column in table.columns:
        if not column.references:
            continue
        target, key = column.references.split(".")
        known = data.values(target, key)
        for row in data.rows[table.name]:
            text = row.text[column.name]
            if text and text not in known:
                data.add(table.name, row.line, column.name, text, f"not in {target}.csv")


def _check_vocabulary(data: Data) -> None:
    """The codes the rules know must be exactly those of the list, and no list may be empty."""
    codes = data.codes()
    for name, known in KNOWN_CODES.items():
        for code in known - set(codes.get(name, [])):
            data.add("vocabulary", 0, "code", code, f"missing in vocabulary {name}")
        for code in set(codes.get(name, [])) - known:
            data.add("vocabulary", 0, "code", code, f"the rules know no such code in vocabulary {name}")
    named = {column.vocabulary for table in TABLES for column in table.columns if column.vocabulary}
    for name in sorted(named - set(codes)):
        data.add("vocabulary", 0, "vocabulary", name, "the list has no codes")


def _check_scopes(data: Data) -> None:
    known = {scope: data.values(*target) for scope, target in SCOPES.items()}
    known["practice_topic"] = set(data.codes().get("practice_topic", []))
    known["cell"] = {
        f"{group}/{intervention}"
        for group in data.values("target_group", "target_group_id")
        for intervention in data.values("intervention", "intervention_id")
    }
    for table in ("caveat_scope", "disagreement_ref"):
        for row in data.rows[table]:
            scope, ref_id = row.text["scope"], row.text["ref_id"]
            if scope == "all":
                if ref_id:
                    data.add(table, row.line, "ref_id", ref_id, "scope all takes no id")
            elif scope not in known:
                data.add(table, row.line, "scope", scope, f"one of {', '.join(sorted(known))}")
            elif ref_id not in known[scope]:
                data.add(table, row.line, "ref_id", ref_id, f"no such {scope}")
    if data.rows["finding"] + data.rows["claim"] and not any(
        r.text["scope"] == "all" for r in data.rows["caveat_scope"]
    ):
        data.add("caveat_scope", 0, "scope", "all", "at least one caveat must limit everything")
    scoped = data.values("caveat_scope", "caveat_id")
    for row in data.rows["caveat"]:
        if row.text["caveat_id"] not in scoped:
            data.add(
                "caveat", row.line, "caveat_id", row.text["caveat_id"], "limits nothing: no row in caveat_scope.csv"
            )


def _check_rules(data: Data) -> None:
    _check_ranges(data, "finding", "horizon_from_months", "horizon_to_months")
    _check_ranges(data, "finding", "effect_low", "effect_high")
    _check_ranges(data, "study_count", "period_from", "period_to")
    _check_ranges(data, "legal_rule", "valid_from", "valid_to")
    for part in ("n_positive", "n_negative"):
        _check_ranges(data, "study_count", part, "n_total")
    for part in ("review_positive", "review_none", "review_negative"):
        _check_ranges(data, "claim", part, "review_studies")
    for row in data.rows["finding"]:
        has_size = bool(row.text["effect_low"] or row.text["effect_high"])
        if has_size and row.text["unit"] == "none":
            data.add("finding", row.line, "unit", "none", "a size needs its unit")
        if not has_size and row.text["unit"] not in ("none", ""):
            data.add("finding", row.line, "effect_low", "", f"unit {row.text['unit']} needs a size")
    for row in data.rows["study"]:
        if row.text["kind"] == "effect_study" and not row.text["trial_id"]:
            data.add("study", row.line, "trial_id", "", "an effect study needs a trial_id, or it cannot vote")
    cohorts: dict[str, str] = {}
    for row in data.rows["study"]:
        trial, cohort = row.text["trial_id"], row.text["cohort_id"]
        if trial and cohorts.setdefault(trial, cohort) != cohort:
            data.add("study", row.line, "cohort_id", cohort, f"studies of trial {trial} must share one cohort_id")
    for row in data.rows["claim"]:
        parts = [row.value.get(f"review_{part}") or 0 for part in ("positive", "none", "negative")]
        whole = row.value.get("review_studies")
        if sum(parts) and (whole is None or sum(parts) > whole):
            data.add("claim", row.line, "review_studies", row.text["review_studies"], f"must be at least {sum(parts)}")
    for row in data.rows["target_group_relation"]:
        if (row.text["relation"] == "barred") != bool(row.text["intervention_id"]):
            rule = "a bar names its intervention, and only a bar does"
            data.add("target_group_relation", row.line, "intervention_id", row.text["intervention_id"], rule)
    for row in data.rows["practice_figure"]:
        value = row.value.get("value")
        if row.text["unit"] == "percent" and isinstance(value, float) and value > 100:
            data.add("practice_figure", row.line, "value", row.text["value"], "a percentage is at most 100")
    tree = [(r.text["intervention_id"], r.text["parent_id"]) for r in data.rows["intervention"] if r.text["parent_id"]]
    _report_cycle(data, "intervention", tree)
    edges = [
        (row.text["target_group_id"], row.text["evidence_group_id"])
        for row in data.rows["target_group_relation"]
        if row.text["relation"] == "broader"
    ]
    _report_cycle(data, "target_group_relation", edges)


def _check_ranges(data: Data, table: str, low: str, high: str) -> None:
    for row in data.rows[table]:
        first, last = row.value.get(low), row.value.get(high)
        if first is not None and last is not None and first > last:
            data.add(table, row.line, low, row.text[low], f"must not be above {high} ({row.text[high]})")


def _report_cycle(data: Data, table: str, edges: list[tuple[str, str]]) -> None:
    parents: dict[str, list[str]] = {}
    for child, parent in edges:
        parents.setdefault(child, []).append(parent)
    for start in sorted(parents):
        seen, waiting = set(), list(parents[start])
        while waiting:
            node = waiting.pop()
            if node == start:
                line = next(row.line for row in data.rows[table] if start in row.text.values())
                data.add(table, line, "row", start, "is its own ancestor")
                break
            if node not in seen:
                seen.add(node)
                waiting.extend(parents.get(node, []))
