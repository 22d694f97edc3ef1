"""A difference as a person reads it (text, Markdown) and as a program does (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from core.evidence.moved import Moved, Told
from core.store.diff import ADDED, CHANGED, REMOVED, Diff, MovedAnswer, RowChange
from core.store.record import MOVE
from core.text import Labels, join_words, lower_first

HOW = {ADDED: ("+", "ny", "nye"), REMOVED: ("−", "fjernet", "fjernet"), CHANGED: ("~", "ændret", "ændret")}
ASKS = {"absolute": "", "relative": " (hvilken form?)"}
TELLING = (
    "short",
    "statement",
    "name",
    "title",
    "label",
    "question",
    "topic",
    "note",
)  # the column that says what a row is
SHOWN_ROWS, SHOWN_VALUE, SHOWN_BEHIND = 20, 90, 6
UNCHANGED = "Intet er ændret: de samme rækker, de samme svar."
NO_MOVE = "Ingen svar flytter sig."
OTHER_RULES = "De to sider er bedømt efter hver sin udgave af reglerne."
NOT_TOLD = "Rækkefølge, første sætning og forbehold er ikke sammenlignet."
BY_THE_RULES = "ingen række bag er ændret; det er reglerne eller det omkring svaret"


def write_text(diff: Diff, labels: Labels) -> str:
    """The difference for a terminal."""
    return "\n".join(_lines(diff, labels, head="", item="  ", sub="      ")) + "\n"


def write_markdown(diff: Diff, labels: Labels) -> str:
    """The same as Markdown."""
    return "\n".join(_lines(diff, labels, head="## ", item="- ", sub="  - ")) + "\n"


def write_json(diff: Diff, labels: Labels) -> str:
    """The same for a program: every row and every answer by itself."""
    document = {
        "old": {"name": diff.old.name, "data_version": diff.old.version},
        "new": {"name": diff.new.name, "data_version": diff.new.version},
        "is_unchanged": diff.is_empty,
        "has_other_rules": not diff.is_empty and diff.has_other_rules,
        "other_columns": list(diff.columns),
        "rows": [_row(change) for change in diff.rows],
        "answers": [_answer(one) for one in diff.answers],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


WRITERS = {"text": write_text, "markdown": write_markdown, "json": write_json}


def _lines(diff: Diff, labels: Labels, head: str, item: str, sub: str) -> Iterator[str]:
    yield f"Fra {diff.old.name} (dataversion {diff.old.version}) til {diff.new.name} (dataversion {diff.new.version})."
    if diff.is_empty:
        yield UNCHANGED
        return
    if diff.has_other_rules:
        yield OTHER_RULES
    if not (diff.old.is_told_in_full and diff.new.is_told_in_full):
        yield NOT_TOLD
    yield from ("", f"{head}Rækker: {_counts(diff.rows)}", "")
    yield from _row_lines(diff.rows, item, sub)
    if diff.columns:
        yield f"{item}Kolonner, som kun den ene side har: {', '.join(diff.columns)}"
    yield from ("", f"{head}Svar, der flytter sig: {len(diff.answers)} af {len(diff.new.answers)}", "")
    if not diff.answers:
        yield NO_MOVE
    yield from _answer_lines(diff, labels, item, sub)


def _counts(rows: Sequence[RowChange]) -> str:
    """``2 nye, 1 ændret``."""
    found = {how: sum(row.how == how for row in rows) for how in HOW}
    return ", ".join(f"{n} {HOW[how][1 if n == 1 else 2]}" for how, n in found.items() if n) or "ingen"


def _row_lines(rows: Sequence[RowChange], item: str, sub: str) -> Iterator[str]:
    tables: dict[str, list[RowChange]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    for table, changes in tables.items():
        yield f"{item}{table}: {_counts(changes)}"
        shown = changes[: 0 if table == MOVE else SHOWN_ROWS]
        yield from (f"{sub}{HOW[row.how][0]} {'/'.join(row.key)}: {_cells(row)}".rstrip(": ") for row in shown)
        if len(changes) > len(shown):
            yield f"{sub}… og {len(changes) - len(shown)} mere (alle med --as json)"


def _cells(row: RowChange) -> str:
    if row.how == CHANGED:
        return "; ".join(f"{name}: {_value(old)} → {_value(new)}" for name, (old, new) in row.cells.items())
    side = 1 if row.how == ADDED else 0
    return next((_value(row.cells[name][side]) for name in TELLING if row.cells.get(name, (0, 0))[side]), "")


def _value(value: object) -> str:
    if value is None:
        return "(tom)"
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"


def _answer_lines(diff: Diff, labels: Labels, item: str, sub: str) -> Iterator[str]:
    """Each kind of move once, with the groups it holds for."""
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in diff.answers:
        group, intervention, comparison = one.moved.key
        told = (intervention, comparison, tuple(_told(one, labels)))
        found.setdefault(told, []).append(_name(diff, group))
    for (intervention, comparison, lines), groups in found.items():
        yield f"{item}{_name(diff, intervention)}{ASKS[comparison]} – {join_words(map(lower_first, groups))}"
        yield from (f"{sub}{line}" for line in lines)


def _told(one: MovedAnswer, labels: Labels) -> Iterator[str]:
    moved = one.moved
    was, now = moved.before, moved.after
    if was and now:
        yield from _differences(moved, was, now, labels)
    elif told := now or was:
        yield f"svaret er {'nyt' if was is None else 'væk'}: {state_words(told, moved.key[2], labels)}"
    if moved.new or moved.gone:
        yield f"reglen: {' '.join(moved.new) or 'de grunde, der var, gælder ikke mere'}"
        if moved.gone:
            yield f"før: {' '.join(moved.gone)}"
    names = [f"{row.name} ({HOW[row.how][1]})" for row in one.behind[:SHOWN_BEHIND]]
    more = [f"og {len(one.behind) - SHOWN_BEHIND} mere"] if len(one.behind) > SHOWN_BEHIND else []
    yield f"rækker: {', '.join([*names, *more]) or BY_THE_RULES}"


def _differences(moved: Moved, was: Told, now: Told, labels: Labels) -> Iterator[str]:
    if {"state", "level"} & set(moved.aspects):
        comparison = moved.key[2]
        yield f"svaret: {state_words(was, comparison, labels)} → {state_words(now, comparison, labels)}"
    if "listed" in moved.aspects:
        yield f"på listen: {_listed(was)} → {_listed(now)}"
    if "place" in moved.aspects:
        first, last = moved.places
        yield f"plads: {first} → {last} (reglen: {moved.order_rule or 'de andre flyttede sig'})"
    if "headline" in moved.aspects:
        yield f"første sætning: {_sentence(was)} → {_sentence(now)}"
    if "decisive" in moved.aspects:
        yield f"afgørende forbehold: {_caveats(was, now)}"


def state_words(told: Told, comparison: str, labels: Labels) -> str:
    """``Lovende, indikation``."""
    state = labels.state(told.state, comparison == "relative")
    return f"{state}, {lower_first(labels('level', told.level))}" if told.level else state


def _sentence(told: Told) -> str:
    return f"»{told.message}«" if told.message else "(ingen)"


def _listed(told: Told) -> str:
    return {"recommend": "anbefales", "discuss": "kan tages op", "": "ingen"}[told.listed or ""]


def _caveats(was: Told, now: Told) -> str:
    before, after = was.decisive or {}, now.decisive or {}
    gone = [f"− {short}" for key, short in before.items() if after.get(key) != short]
    new = [f"+ {short}" for key, short in after.items() if before.get(key) != short]
    return "; ".join([*new, *gone]) or "samme, i en anden rækkefølge"


def _name(diff: Diff, key: str) -> str:
    return diff.new.names.get(key) or diff.old.names.get(key) or key


def _row(change: RowChange) -> dict[str, object]:
    cells = {name: {"before": old, "after": new} for name, (old, new) in change.cells.items()}
    return {"table": change.table, "key": list(change.key), "change": change.how, "cells": cells}


def _answer(one: MovedAnswer) -> dict[str, object]:
    moved = one.moved
    group, intervention, comparison = moved.key
    return {
        "target_group_id": group,
        "intervention_id": intervention,
        "comparison": comparison,
        "moved": list(moved.aspects),
        "before": _side(moved.before),
        "after": _side(moved.after),
        "places": list(moved.places) if "place" in moved.aspects else None,
        "order_rule": moved.order_rule or None,
        "rules": {"new": list(moved.new), "gone": list(moved.gone)},
        "rows": [row.name for row in one.behind],
    }


def _side(told: Told | None) -> dict[str, object] | None:
    if told is None:
        return None
    names = ("state", "level", "listed", "headline", "message")
    said = {name: getattr(told, name) or None for name in names}
    return said | {"decisive_caveats": list(told.decisive or ()), "rows": list(told.rows)}
