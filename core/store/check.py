"""Read a data folder and list every fault in it at once.

A fault names file, line, column, value and rule, so that the analyst can mend
all of them before the next try. Nothing here needs a database.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from core.model import (
    AnswerKind,
    Changes,
    Comparison,
    Direction,
    Directness,
    Firmness,
    Level,
    NotRecommended,
    Role,
    State,
)
from core.store.lexicon import stems, telling, words
from core.store.schema import SCOPES, TABLES, Column, Table

LONGEST_TEXT = 2_000
SHOWN_VALUE = 80
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_WORDS = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_URL = re.compile(r"https?://[^\s<>\"']+")
# Beside what Python calls unprintable: characters that take up no ink, and the mark of a lost letter.
_BLANK = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd]")
# At the start of a cell, or where a Danish spreadsheet would begin a new one.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]|.*;\s*[=@]")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
# UTF-8 once read as Windows-1252: "Ã¦" for "æ", "Â»" for "»", "â€“" for "–".
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€")
# A Danish thousands separator: 1.234 would be read as one point two.
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
FIRST_YEAR, LAST_YEAR = 1950, 2100
# The codes the rules work with: the list must hold these, and no others.
KNOWN_CODES = {
    "direction": set(Direction),
    "comparison": set(Comparison),
    "directness": set(Directness),
    "state": set(State),
    "level": {*Level, "not_stated"},
    "answer_kind": set(AnswerKind),
    "claim_role": set(Role),
    "firmness": set(Firmness),
    "changes": set(Changes),
    "not_recommended": set(NotRecommended),
}
# Codes that a rule, a query or a page names: the list must hold these, and may hold more.
NAMED_CODES = {
    "relation": {"broader", "related", "barred", "excludes"},
    "intervention_kind": {"effort", "form", "explanation", "law"},
    "finding_role": {"effect", "descriptive"},
    "finding_phase": {"newly", "from_month"},
    "review_unit": {"studies", "results"},
    "study_kind": {"effect_study", "review", "expert_group", "analysis"},
    "design": {"rct", "cluster_rct"},
    "state_relative": {"supported", "promising", "no_effect", "negative"},
    "quality": {"high", "not_assessed"},
    "risk_of_bias": {"low", "high", "not_assessed"},
    "transferability": {"high", "low"},
    "country": {"DK"},
    "lever": {"caseworker", "team_leader", "legislation"},
    "outcome": {
        "employment", "self_support", "unemployment", "employment_or_education", "public_finance", "earnings", "education",
        "job_stability",
    },
    "condition_on": {"age", "local_competition", "sex", "skill", "spell_entry"},
    "disagreement_kind": {"summary_vs_text"},
    "unit": {"none", "pp", "percent", "percent_share", "days", "weeks", "kr", "eur"},
    "effect_type": {"displacement"},
    "practice_unit": {"percent", "count", "hours", "minutes", "weeks", "cases", "months", "kr"},
    "mark": {"practice"},
    "practice_method": {"interview", "register", "survey"},
    "source_kind": {"practice_study"},
    "visibility": {"main", "note", "log"},
    "caveat_scope": {"all", "cell", "practice_topic", "trial"},
    # Those the rules give themselves (core.evidence.caveats), and those that stand apart on a card.
    "caveat_kind": {
        "displacement", "indirect", "single_trial", "measurement", "foreign", "old_data", "high_bias", "limited_knowledge",
        "area_rate", "cost_in_words", "time_left", "differs_by_group", "business_cycle", "lock_in",
    },
    "item_kind": {"step", "missing"},
    "phase": {"before", "during"},
    "actor": {"all", "citizen", "fund", "municipality"},
    "agenda_part": {"before", "talk", "fund", "no_fund"},
    "agenda_mode": {"both", "course", "status"},
}  # fmt: skip
# Units of which there can be no more than a hundred.
SHARES = {"finding": ("effect_low", "effect_high"), "practice_figure": ("value",)}
# What the search looks through (core.store.search).
SEARCHED = {
    "intervention": ("name", "summary", "plain_name", "plain_summary"),
    "target_group": ("name", "definition", "plain_name"),
    "legal_rule": ("topic", "statement", "basis"),
    "practice_figure": ("question", "answer", "statement"),
    "claim": ("statement",),
    "caveat": ("short", "statement", "plain"),
    "finding": ("statement",),
    "study": ("citation", "title", "authors", "population"),
    "disagreement": ("topic", "position_a", "position_b", "handling"),
}
SHARE_UNITS = {"finding": ("pp", "percent_share"), "practice_figure": ("percent",)}


@dataclass(frozen=True)
class Fault:
    """One thing wrong in the data; ``str()`` is the line the analyst reads."""

    file: str
    line: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        is_short = len(self.value) <= SHOWN_VALUE
        shown = _visible(self.value if is_short else self.value[: SHOWN_VALUE - 3] + "…")
        return f'{self.file}:{self.line} {self.column}: "{shown}" – {self.rule}'


def _visible(text: str) -> str:
    """The text on one line, with what cannot be seen written as its number: ``\\u202e``."""
    return "".join(f"\\u{ord(c):04x}" if _is_unseen(c) else c for c in text)


def _is_unseen(character: str) -> bool:
    return not character.isprintable() or bool(_BLANK.match(character))


@dataclass
class Row:
    """One CSV row: the line it starts on, the text of each column and its typed value."""

    line: int
    text: dict[str, str]
    value: dict[str, object] = field(default_factory=dict)


@dataclass
class Data:
    """The rows of every table of a data folder, with the faults found in them.

    ``files`` are the bytes the rows were read from, so that a hash of them says exactly
    which data this is; ``unread`` are the tables of which rows may be missing.
    """

    folder: Path
    files: Mapping[str, bytes | OSError] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
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


def read_files(folder: Path) -> dict[str, bytes | OSError]:
    """The bytes of each table's file, read once; for a file that cannot be read, why.

    Raises ``FileNotFoundError`` when the folder itself does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no data folder at {folder}")
    files: dict[str, bytes | OSError] = {}
    for table in TABLES:
        try:
            files[table.name] = (folder / f"{table.name}.csv").read_bytes()
        except OSError as error:
            files[table.name] = error
    return files


def read_data(folder: Path) -> Data:
    """Read and check every table of ``folder``; all faults are in ``.faults``.

    Raises ``FileNotFoundError`` when the folder itself does not exist.
    """
    return check_files(folder, read_files(folder))


def check_files(folder: Path, files: Mapping[str, bytes | OSError]) -> Data:
    """Check the bytes of every table's file; ``folder`` only says in the faults where they are from."""
    data = Data(folder, files)
    for table in TABLES:
        data.rows[table.name] = list(_read_table(data, table))
    for table in TABLES:
        _check_values(data, table)
        _check_keys(data, table)
        _check_references(data, table)
    _check_vocabulary(data)
    _check_scopes(data)
    _check_caveats(data)
    _check_claims(data)
    _check_phases(data)
    _check_bounds(data)
    _check_synonyms(data)
    _check_rules(data)
    data.faults.sort(key=lambda fault: (fault.file, fault.line, fault.column))
    return data


def _read_table(data: Data, table: Table) -> Iterator[Row]:
    name, content = f"{table.name}.csv", data.files[table.name]
    if isinstance(content, OSError):
        is_missing = isinstance(content, FileNotFoundError)
        _give_up(data, table, 0, "file", name, "the file is missing" if is_missing else f"cannot be read: {content}")
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _give_up(data, table, line, "file", name, f"not UTF-8 at byte {error.start}")
        return
    if text.startswith("\ufeff"):
        data.add(table.name, 1, "file", name, "save without a byte order mark")
        text = text[1:]
    yield from _parse(data, table, text)


def _give_up(data: Data, table: Table, line: int, column: str, value: str, rule: str) -> None:
    """Note a fault that hides rows, so that nobody is told that what refers to them is missing."""
    data.add(table.name, line, column, value, rule)
    data.unread.add(table.name)


def _parse(data: Data, table: Table, text: str) -> Iterator[Row]:
    csv.field_size_limit(100_000_000)
    must_be = f"must be {','.join(table.header)}"
    if not text.strip():
        _give_up(data, table, 1, "header", "", must_be)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number == 0:
                if cells != table.header:
                    _give_up(data, table, 1, "header", ",".join(cells), must_be)
                    return
            elif len(cells) != len(table.header):
                rule = f"has {len(cells)} cells, must have {len(table.header)}"
                _give_up(data, table, line, "row", cells[0] if cells else "", rule)
            else:
                yield Row(line, dict(zip(table.header, cells, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        _give_up(data, table, line, "row", _line(text, line), f"not valid CSV: {error}")


def _line(text: str, number: int) -> str:
    lines = io.StringIO(text, newline="").readlines()
    return lines[number - 1].rstrip("\r\n") if number <= len(lines) else ""


def _check_values(data: Data, table: Table) -> None:
    codes = {} if "vocabulary" in data.unread else data.codes()
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
        is_allowed = text in allowed or not codes  # without a list to hold it against, nothing is said
        return ("" if is_allowed else f"one of {', '.join(allowed)}"), text
    reader = {
        "id": _read_id,
        "code": _read_code,
        "url": _read_url,
        "words": _read_words,
        "integer": _read_number,
        "number": _read_number,
        "boolean": _read_flag,
        "date": _read_date,
    }
    return reader.get(column.kind, _read_text)(column, text)


def _text_rule(text: str) -> str:
    """What no cell may hold, whatever its column."""
    if len(text) > LONGEST_TEXT:
        return f"longer than {LONGEST_TEXT} characters"
    if not text.isprintable() or _BLANK.search(text):
        unseen = next(c for c in text if _is_unseen(c))
        return f"has a control or invisible character (U+{ord(unseen):04X})"
    if text != text.strip():
        return "has space at the start or end"
    if not unicodedata.is_normalized("NFC", text):
        return "has a letter and its accent as two characters; write it as one (NFC)"
    return ""


def _read_text(column: Column, text: str) -> tuple[str, object]:
    if _FORMULA.match(text):
        return "looks like a spreadsheet formula", None
    if _MARKUP.search(text):
        return "looks like markup; write plain text", None
    if _MOJIBAKE.search(text):
        return "was saved in another encoding than UTF-8 on the way", None
    return "", text


def _read_code(column: Column, text: str) -> tuple[str, object]:
    return ("" if len(text) <= 100 and _CODE.fullmatch(text) else "a code is letters, digits and _"), text


def _read_words(column: Column, text: str) -> tuple[str, object]:
    ok = _WORDS.fullmatch(text) and text == text.lower() and words(text)
    return ("" if ok else "words are small letters, with one space or hyphen between them"), text


def _read_url(column: Column, text: str) -> tuple[str, object]:
    return ("" if _URL.fullmatch(text) else "an address begins with https:// or http:// and has no space"), text


def _read_id(column: Column, text: str) -> tuple[str, object]:
    ok = len(text) <= 100 and _ID.fullmatch(text)
    return ("" if ok else "an id is a–z, 0–9 and single hyphens, at most 100 characters"), text


def _read_number(column: Column, text: str) -> tuple[str, object]:
    whole = r"-?(0|[1-9]\d{0,11})"
    pattern = whole if column.kind == "integer" else whole + r"(\.\d{1,6})?"
    is_minus_zero = text.startswith("-") and not text.strip("-0.")
    if not re.fullmatch(pattern, text, re.ASCII) or is_minus_zero:
        return ("a whole number" if column.kind == "integer" else "a number with a dot for decimals"), None
    if _THOUSANDS.fullmatch(text):
        return "1.234 may be a thousand; write 1234, or 1.2340", None
    value = int(text) if column.kind == "integer" else float(text)
    if not column.low <= value <= column.high:
        return f"between {column.low:g} and {column.high:g}", None
    return "", value


def _read_flag(column: Column, text: str) -> tuple[str, object]:
    return ("" if text in ("true", "false") else "true or false"), text == "true"


def _read_date(column: Column, text: str) -> tuple[str, object]:
    rule = "a date as 2026-11-20"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return rule, None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return rule, None
    return ("" if FIRST_YEAR <= day.year <= LAST_YEAR else f"between {FIRST_YEAR} and {LAST_YEAR}"), day


def _check_keys(data: Data, table: Table) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in data.rows[table.name]:
        key = tuple(row.text[name] for name in table.key)
        if key in seen:
            data.add(table.name, row.line, table.key[0], "/".join(key), f"already used on line {seen[key]}")
        seen.setdefault(key, row.line)


def _check_references(data: Data, table: Table) -> None:
    for column in table.columns:
        target, _, key = column.references.partition(".")
        if not target or target in data.unread:
            continue
        known = data.values(target, key)
        for row in data.rows[table.name]:
            text = row.text[column.name]
            if text and text not in known:
                data.add(table.name, row.line, column.name, text, f"not in {target}.csv")


def _check_vocabulary(data: Data) -> None:
    """The codes the rules know must be exactly those of the list, and no list may be empty."""
    if "vocabulary" in data.unread:
        return
    codes = data.codes()
    for name, known in {**KNOWN_CODES, **NAMED_CODES}.items():
        for code in sorted(known - set(codes.get(name, []))):
            data.add("vocabulary", 0, "code", code, f"missing in vocabulary {name}: the rules or the pages name it")
    for row in data.rows["vocabulary"]:
        name, code = row.text["vocabulary"], row.text["code"]
        if name in KNOWN_CODES and code not in KNOWN_CODES[name]:
            data.add("vocabulary", row.line, "code", code, f"the rules know no such code in vocabulary {name}")
    named = {column.vocabulary for table in TABLES for column in table.columns if column.vocabulary}
    for name in sorted(named - set(codes)):
        data.add("vocabulary", 0, "vocabulary", name, "the list has no codes")
    _check_level_order(data)


def _check_level_order(data: Data) -> None:
    """The lowest of several levels is found by this order, so it is a rule and not a matter of taste."""
    levels = {row.text["code"]: row for row in data.rows["vocabulary"] if row.text["vocabulary"] == "level"}
    for above, below in pairwise(level.value for level in Level):
        first, last = (levels[code].value["sort_order"] if code in levels else None for code in (above, below))
        if first is not None and last is not None and first >= last:
            data.add("vocabulary", levels[below].line, "sort_order", last, f"{below} must come after {above}")


def _check_scopes(data: Data) -> None:
    known = {scope: data.values(*target) for scope, target in SCOPES.items() if target[0] not in data.unread}
    known["practice_topic"] = set(data.codes().get("practice_topic", []))
    known["cell"] = {
        f"{group}/{intervention}"
        for group in data.values("target_group", "target_group_id")
        for intervention in data.values("intervention", "intervention_id")
    }
    named = {*SCOPES, "practice_topic", "cell"}
    for table in ("caveat_scope", "disagreement_ref", "plain_words"):
        for row in data.rows[table]:
            scope, ref_id = row.text["scope"], row.text["ref_id"]
            if scope == "all":
                if ref_id:
                    data.add(table, row.line, "ref_id", ref_id, "scope all takes no id")
            elif scope not in named:
                data.add(table, row.line, "scope", scope, f"one of {', '.join(sorted(named))}")
            elif ref_id not in known.get(scope, {ref_id}):
                data.add(table, row.line, "ref_id", ref_id, f"no such {scope}")


def _check_caveats(data: Data) -> None:
    """Every caveat limits something, and no answer can be without one."""
    if data.unread & {"caveat", "caveat_scope", "source"}:
        return
    kinds = {row.text["source_id"]: row.text["kind"] for row in data.rows["source"]}
    sources = {row.text["caveat_id"]: row.text["source_id"] for row in data.rows["caveat"]}
    everywhere = [sources.get(r.text["caveat_id"], "") for r in data.rows["caveat_scope"] if r.text["scope"] == "all"]
    # What limits the practice study's figures is shown only for the groups it is about.
    if data.rows["finding"] + data.rows["claim"] and all(kinds.get(s) == "practice_study" for s in everywhere):
        rule = "at least one caveat must limit everything, and it must not come from a practice study"
        data.add("caveat_scope", 0, "scope", "all", rule)
    scoped = data.values("caveat_scope", "caveat_id")
    for row in data.rows["caveat"]:
        if (caveat_id := row.text["caveat_id"]) not in scoped:
            data.add("caveat", row.line, "caveat_id", caveat_id, "limits nothing: no row in caveat_scope.csv")


def _check_claims(data: Data) -> None:
    """A nuance qualifies an overall claim of its own line, and what is counted has its unit."""
    if "claim" in data.unread:
        return
    claims = {row.text["claim_id"]: row.text for row in data.rows["claim"]}
    parents = {row.text["intervention_id"]: row.text["parent_id"] for row in data.rows["intervention"]}
    for row in data.rows["claim"]:
        role, overall = row.text["role"], row.text["overall_claim_id"]
        if (role == Role.NUANCE) != bool(overall):
            rule = "a nuance names its overall claim, and only a nuance does"
            data.add("claim", row.line, "overall_claim_id", overall, rule)
        elif overall in claims:
            if claims[overall]["role"] != Role.OVERALL:
                data.add("claim", row.line, "overall_claim_id", overall, "must itself be overall")
            ends = row.text["intervention_id"], claims[overall]["intervention_id"]
            if not _is_one_line(*ends, parents):
                rule = f"is about {ends[1]}, which is neither {ends[0]}, its family nor a form of it"
                data.add("claim", row.line, "overall_claim_id", overall, rule)
        if bool(row.text["review_unit"]) != bool(row.text["review_studies"]):
            data.add("claim", row.line, "review_unit", row.text["review_unit"], "stands where review_studies does")


def _is_one_line(one: str, other: str, parents: Mapping[str, str]) -> bool:
    """True for an intervention, its families and its forms."""
    return one in _with_families(other, parents) or other in _with_families(one, parents)


def _with_families(name: str, parents: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    while name and name not in found:
        found.append(name)
        name = parents.get(name, "")
    return found


def _check_phases(data: Data) -> None:
    """A phase has its month where it needs one, a condition its dimension, and neither contradicts the group."""
    begins = {row.text["target_group_id"]: row.value.get("spell_from_months") for row in data.rows["target_group"]}
    for row in data.rows["finding"]:
        phase, months = row.text["phase"], row.value.get("phase_months")
        if row.text["phase_months"] and phase not in ("newly", "from_month"):
            data.add("finding", row.line, "phase_months", row.text["phase_months"], "only newly and from_month have it")
        if phase == "from_month" and not row.text["phase_months"]:
            data.add("finding", row.line, "phase_months", "", "from_month needs its month")
        begin = begins.get(row.text["target_group_id"])
        if phase == "newly" and begin is not None and begin >= (months or 0):
            rule = f"group {row.text['target_group_id']} has been unemployed for {begin:g} months"
            data.add("finding", row.line, "phase", phase, rule)
        if bool(row.text["condition"]) != bool(row.text["condition_on"]):
            rule = "a condition and what it is about stand together"
            data.add("finding", row.line, "condition_on", row.text["condition_on"], rule)


def _check_bounds(data: Data) -> None:
    """What a document is said to be about must be what its rows are about; what the law decides has that lever."""
    tables = ("claim", "finding", "practice_figure")
    if data.unread & {"source", *tables, "target_group_relation"}:
        return
    above: dict[str, set[str]] = {}
    for row in data.rows["target_group_relation"]:
        if row.text["relation"] == "broader":
            above.setdefault(row.text["target_group_id"], set()).add(row.text["evidence_group_id"])
    for row in data.rows["source"]:
        covered, key = row.text["covers_group_id"], row.text["source_id"]
        named = {r.text["target_group_id"] for table in tables for r in data.rows[table] if r.text["source_id"] == key}
        if (
            covered
            and named
            and not any(_is_within(a, b, above) for n in named for a, b in ((n, covered), (covered, n)))
        ):
            rule = "no row of the source is about this group, a part of it or one it is part of"
            data.add("source", row.line, "covers_group_id", covered, rule)
    for row in data.rows["intervention"]:
        if row.text["kind"] == "law" and row.text["lever"] not in ("legislation", ""):
            data.add("intervention", row.line, "lever", row.text["lever"], "what only the law decides has legislation")


def _is_within(part: str, whole: str, above: Mapping[str, set[str]]) -> bool:
    waiting, seen = [part], set()
    while waiting:
        node = waiting.pop()
        if node == whole:
            return True
        fresh = above.get(node, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False


def _check_synonyms(data: Data) -> None:
    """What a reader types must lead to something else than the word itself, and to something that is there."""
    if data.unread & {"synonym", *SEARCHED}:
        return
    sought = {row.line: stems(telling(row.text["means"])) for row in data.rows["synonym"]}
    for text in _searched_texts(data):
        if not sought:
            break
        sought = {line: roots for line, roots in sought.items() if not all(f" {root}" in text for root in roots)}
    for row in data.rows["synonym"]:
        if row.line in sought:
            data.add("synonym", row.line, "means", row.text["means"], "no text of the evidence holds all these words")
        if stems(telling(row.text["means"])) == stems(telling(row.text["word"])):
            data.add("synonym", row.line, "means", row.text["means"], "is the word itself")


def _searched_texts(data: Data) -> Iterator[str]:
    """Every text the search looks through, as its words with a space before each."""
    for table, columns in SEARCHED.items():
        for row in data.rows[table]:
            if row.text.get("visibility") != "log" and row.text.get("is_selectable") != "false":
                yield " ".join(["", *words(" ".join(row.text[name] for name in columns))])


def _check_rules(data: Data) -> None:
    _check_presence(data)
    _check_all_ranges(data)
    _check_sizes(data)
    _check_trials(data)
    _check_counts(data)
    _check_relations(data)
    _check_trees(data)
    _check_practice(data)


def _check_presence(data: Data) -> None:
    """What every page needs to have anything to show."""
    for table, key in (("source", "source_id"), ("intervention", "intervention_id")):
        if not data.rows[table] and table not in data.unread:
            data.add(table, 1, key, "", "at least one row is needed")
    groups = [row for row in data.rows["target_group"] if row.text["is_selectable"] == "true"]
    if not groups and "target_group" not in data.unread:
        data.add("target_group", 1, "is_selectable", "", "at least one group must be selectable")
    for row in groups:
        if not row.text["plain_name"]:
            data.add("target_group", row.line, "plain_name", "", "a selectable group needs it for the citizen's sheet")


def _check_all_ranges(data: Data) -> None:
    _check_ranges(data, "finding", "horizon_from_months", "horizon_to_months")
    _check_ranges(data, "finding", "effect_low", "effect_high")
    _check_ranges(data, "study_count", "period_from", "period_to")
    _check_ranges(data, "legal_rule", "valid_from", "valid_to")
    for part in ("n_positive", "n_negative"):
        _check_ranges(data, "study_count", part, "n_total")
    for part in ("review_positive", "review_none", "review_negative"):
        _check_ranges(data, "claim", part, "review_studies")


def _check_practice(data: Data) -> None:
    """A span has both its ends."""
    questions: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows["practice_figure"]:
        questions.setdefault((row.text["topic"], row.text["question"]), []).append(row)
    for rows in questions.values():
        kinds = [row.text["answer_kind"] for row in rows]
        if (AnswerKind.LOWEST in kinds) != (AnswerKind.HIGHEST in kinds):
            rule = "a span needs both its lowest and its highest"
            data.add("practice_figure", rows[0].line, "answer_kind", " ".join(kinds), rule)


def _check_ranges(data: Data, table: str, low: str, high: str) -> None:
    for row in data.rows[table]:
        first, last = row.value.get(low), row.value.get(high)
        if first is not None and last is not None and first > last:
            data.add(table, row.line, low, row.text[low], f"must not be above {high} ({row.text[high]})")


def _check_sizes(data: Data) -> None:
    """A size has its unit, a unit its size, and a share ends at a hundred."""
    for row in data.rows["finding"]:
        has_size = bool(row.text["effect_low"] or row.text["effect_high"])
        if has_size and row.text["unit"] == "none":
            data.add("finding", row.line, "unit", "none", "a size needs its unit")
        if not has_size and row.text["unit"] not in ("none", ""):
            data.add("finding", row.line, "effect_low", "", f"unit {row.text['unit']} needs a size")
    for table, columns in SHARES.items():
        for row in data.rows[table]:
            for name in columns:
                if row.text["unit"] in SHARE_UNITS[table] and (row.value.get(name) or 0) > 100:
                    data.add(table, row.line, name, row.text[name], "a percentage is at most 100")


def _check_trials(data: Data) -> None:
    """Who shares a vote must be certain: one vote is one cohort, else one trial."""
    cohorts: dict[str, str] = {}
    trials = data.values("study", "trial_id")
    for row in data.rows["study"]:
        trial, cohort = row.text["trial_id"], row.text["cohort_id"]
        if row.text["kind"] == "effect_study" and not trial:
            data.add("study", row.line, "trial_id", "", "an effect study needs a trial_id, or it cannot vote")
        if trial and cohorts.setdefault(trial, cohort) != cohort:
            data.add("study", row.line, "cohort_id", cohort, f"studies of trial {trial} must share one cohort_id")
        if cohort in trials:
            data.add("study", row.line, "cohort_id", cohort, "is a trial_id too, and the two would share one vote")


def _check_counts(data: Data) -> None:
    """Parts that are counted never exceed the whole."""
    for row in data.rows["claim"]:
        parts = sum(row.value.get(f"review_{part}") or 0 for part in ("positive", "none", "negative"))
        whole = row.value.get("review_studies")
        if parts and (whole is None or parts > whole):
            data.add("claim", row.line, "review_studies", row.text["review_studies"], f"must be at least {parts}")
    for row in data.rows["study_count"]:
        parts = sum(row.value.get(part) or 0 for part in ("n_positive", "n_negative"))
        whole = row.value.get("n_total")
        if whole is not None and parts > whole:
            data.add("study_count", row.line, "n_total", row.text["n_total"], f"must be at least {parts}")


def _check_relations(data: Data) -> None:
    for row in data.rows["target_group_relation"]:
        group, other = row.text["target_group_id"], row.text["evidence_group_id"]
        if group and group == other:
            data.add("target_group_relation", row.line, "evidence_group_id", other, "a group is not related to itself")
        if (row.text["relation"] == "barred") != bool(row.text["intervention_id"]):
            rule = "a bar names its intervention, and only a bar does"
            data.add("target_group_relation", row.line, "intervention_id", row.text["intervention_id"], rule)
        if bool(row.text["source_id"]) != bool(row.text["locator"]):
            rule = "a source and its locator stand together"
            data.add("target_group_relation", row.line, "locator", row.text["locator"], rule)


def _check_trees(data: Data) -> None:
    tree = [(r.line, r.text["intervention_id"], r.text["parent_id"]) for r in data.rows["intervention"]]
    _report_cycle(data, "intervention", "parent_id", [edge for edge in tree if edge[2]])
    edges = [
        (row.line, row.text["target_group_id"], row.text["evidence_group_id"])
        for row in data.rows["target_group_relation"]
        if row.text["relation"] == "broader" and row.text["target_group_id"] != row.text["evidence_group_id"]
    ]
    _report_cycle(data, "target_group_relation", "evidence_group_id", edges)


def _report_cycle(data: Data, table: str, column: str, edges: list[tuple[int, str, str]]) -> None:
    parents: dict[str, list[str]] = {}
    for _, child, parent in edges:
        parents.setdefault(child, []).append(parent)
    for line, child, parent in edges:
        seen, waiting = {parent}, [parent]
        while waiting:
            node = waiting.pop()
            if node == child:
                data.add(table, line, column, parent, f"{child} is its own ancestor")
                break
            fresh = set(parents.get(node, [])) - seen
            seen |= fresh
            waiting.extend(fresh)
