"""Read a data folder and list every fault in it at once.

A fault names file, line, column, value and rule, so that the analyst can mend
all of them before the next try. Nothing here needs a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    SecondDirection,
    State,
)
from core.store import cells
from core.store.check_second import check_law, check_second
from core.store.lexicon import stems, telling, words
from core.store.schema import SCOPES, TABLES, Table
from core.store.tables import Data, Fault, Row, read_files, read_table

__all__ = ["Data", "Fault", "Row", "check_files", "read_data", "read_files"]
# The codes the rules work with: the list must hold these, and no others.
OF_A_SPAN = (AnswerKind.LOWEST, AnswerKind.OVERALL, AnswerKind.HIGHEST)
KNOWN_CODES: dict[str, set[str]] = {
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
    "second_direction": set(SecondDirection),
}
# Codes that a rule, a query or a page names: the list must hold these, and may hold more.
NAMED_CODES: dict[str, set[str]] = {
    "relation": {"broader", "related", "barred", "excludes"},
    "intervention_kind": {"effort", "form", "explanation", "law"},
    "finding_role": {"effect", "descriptive"},
    "finding_phase": {"newly", "from_month"},
    "review_unit": {"studies", "results"},
    "study_kind": {"effect_study", "review", "expert_group", "analysis"},
    "design": {"rct", "cluster_rct", "not_stated"},
    "state_relative": {"supported", "promising", "no_effect", "negative"},
    "quality": {"high", "not_assessed"},
    "risk_of_bias": {"low", "high", "not_assessed"},
    "transferability": {"high", "low", "not_assessed"},
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
    "edition_cause": {"rules", "rows"},
    "layer": {"first", "second"},
    "second_kind": {"effort", "caution"},
    "has_employer": {"yes", "no", "both", "not_stated"},
    "read_as": {"abstract", "page"},
    "side": {"a", "b"},
    "rule_side": {"frame"},
    "rule_kind": {"rule", "abolished", "statement", "expected", "unknown"},
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
# Printed numbers, which the row's own sentence says too.
SAID = {"finding": ("effect_low", "effect_high"), "practice_figure": ("value",)}
_DECIMAL = re.compile(r"\d+,\d+")
SHARE_UNITS = {"finding": ("pp", "percent_share"), "practice_figure": ("percent",)}


def read_data(folder: Path) -> Data:
    """Read and check every table of ``folder``; all faults are in ``.faults``.

    Raises ``FileNotFoundError`` when the folder itself does not exist.
    """
    return check_files(folder, read_files(folder))


def check_files(folder: Path, files: Mapping[str, bytes | OSError]) -> Data:
    """Check the bytes of every table's file; ``folder`` only says in the faults where they are from."""
    data = Data(folder, files)
    for table in TABLES:
        data.rows[table.name] = list(read_table(data, table))
    check_rows(data)
    return data


def check_rows(data: Data) -> None:
    """Give every cell of the rows its typed value, and list every fault in order."""
    codes = {} if "vocabulary" in data.unread else data.codes()
    for table in TABLES:
        _check_values(data, table, codes)
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


def _check_values(data: Data, table: Table, codes: dict[str, list[str]]) -> None:
    for row in data.rows[table.name]:
        for column in table.columns:
            text = row.text[column.name]
            rule, row.value[column.name] = cells.value(column, text, codes)
            if rule:
                data.add(table.name, row.line, column.name, text, rule)


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
        first, last = (levels[code].number("sort_order") if code in levels else None for code in (above, below))
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
    begins = {row.text["target_group_id"]: row.number("spell_from_months") for row in data.rows["target_group"]}
    for row in data.rows["finding"]:
        phase, months = row.text["phase"], row.number("phase_months")
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
    about: dict[str, set[str]] = {}
    for row in (row for table in tables for row in data.rows[table]):
        about.setdefault(row.text["source_id"], set()).add(row.text["target_group_id"])
    for row in data.rows["source"]:
        covered, named = row.text["covers_group_id"], about.get(row.text["source_id"], set())
        both = [pair for group in named for pair in ((group, covered), (covered, group))]
        if covered and named and not any(_is_within(part, whole, above) for part, whole in both):
            rule = "no row of the source is about this group, a part of it or one it is part of"
            data.add("source", row.line, "covers_group_id", covered, rule)
    for row in data.rows["intervention"]:
        if row.text["kind"] == "law" and row.text["lever"] not in ("legislation", ""):
            data.add("intervention", row.line, "lever", row.text["lever"], "what only the law decides has legislation")


def _is_within(part: str, whole: str, above: Mapping[str, set[str]]) -> bool:
    waiting = [part]
    seen: set[str] = set()
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
    _check_points(data)
    _check_trials(data)
    _check_counts(data)
    _check_relations(data)
    _check_trees(data)
    _check_practice(data)
    check_second(data)
    check_law(data)


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
    """A span has both its ends, and the numbers of it are there."""
    questions: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows["practice_figure"]:
        questions.setdefault((row.text["topic"], row.text["question"]), []).append(row)
    for rows in questions.values():
        kinds = [row.text["answer_kind"] for row in rows]
        if (AnswerKind.LOWEST in kinds) != (AnswerKind.HIGHEST in kinds):
            rule = "a span needs both its lowest and its highest"
            data.add("practice_figure", rows[0].line, "answer_kind", " ".join(kinds), rule)
        for row in rows:
            if row.text["answer_kind"] in OF_A_SPAN and not row.text["value"]:
                data.add("practice_figure", row.line, "value", "", "a number of a span must be there")


def _check_ranges(data: Data, table: str, low: str, high: str) -> None:
    for row in data.rows[table]:
        first, last = row.number(low), row.number(high)
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
                if row.text["unit"] in SHARE_UNITS[table] and (row.number(name) or 0) > 100:
                    data.add(table, row.line, name, row.text[name], "a percentage is at most 100")


def _check_points(data: Data) -> None:
    """A number must not be the one that its own sentence prints, without the decimal point: 41 beside »0,041 procent«."""
    for table, columns in SAID.items():
        for row in data.rows[table]:
            said = {float(found.replace(",", ".")) for found in _DECIMAL.findall(row.text["statement"])}
            for name in columns if said else ():
                text = row.text[name]
                is_said = re.search(rf"(?<![\d,]){re.escape(text)}(?!,?\d)", row.text["statement"])
                lost = [number for number in said if cells.is_without_point(text, number)]
                if lost and not is_said:
                    shown = f"{lost[0]:g}".replace(".", ",")
                    data.add(
                        table, row.line, name, text, f"the sentence says {shown}: was the decimal point taken away?"
                    )


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
        parts = sum(row.number(f"review_{part}") or 0 for part in ("positive", "none", "negative"))
        whole = row.number("review_studies")
        if parts and (whole is None or parts > whole):
            data.add("claim", row.line, "review_studies", row.text["review_studies"], f"must be at least {parts}")
    for row in data.rows["study_count"]:
        parts = sum(row.number(part) or 0 for part in ("n_positive", "n_negative"))
        whole = row.number("n_total")
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
