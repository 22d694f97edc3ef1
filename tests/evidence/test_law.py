"""The law by date: what holds, what is due to change within 60 days, what was read more than 90 days ago."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.evidence.law import dated, is_due_to_change, is_in_force, is_read_long_ago
from core.store import Store
from tests import files

DAY = date(2026, 11, 28)
RULE = {
    "kind": "rule",
    "valid_from": date(2020, 1, 1),
    "valid_to": None,
    "changes_from": None,
    "checked_on": DAY,
    "text_before": None,
}


@pytest.mark.parametrize(
    ("changed", "holds", "due"),
    [
        ({}, True, False),
        ({"changes_from": date(2027, 1, 27)}, True, True),  # 60 days
        ({"changes_from": date(2027, 1, 28)}, True, False),
        ({"valid_to": DAY, "changes_from": date(2026, 11, 29)}, True, True),  # its last day
        ({"valid_to": date(2026, 11, 27), "changes_from": DAY}, False, False),
        ({"valid_from": date(2026, 11, 29)}, False, False),
        ({"kind": "statement", "changes_from": date(2026, 12, 1)}, False, False),
        ({"kind": "abolished"}, False, False),
        ({"kind": "expected", "valid_from": date(2026, 1, 1)}, False, False),
        ({"kind": "unknown", "valid_from": date(2026, 1, 1)}, False, False),
    ],
)
def test_only_a_rule_holds_and_only_what_holds_is_due_to_change(changed: dict, holds: bool, due: bool) -> None:
    assert (is_in_force(RULE | changed, DAY), is_due_to_change(RULE | changed, DAY)) == (holds, due)


@pytest.mark.parametrize(("read", "is_old"), [(date(2026, 8, 30), False), (date(2026, 8, 29), True)])
def test_what_was_read_more_than_90_days_ago_is_to_be_read_again(read: date, is_old: bool) -> None:
    assert is_read_long_ago(RULE | {"checked_on": read}, DAY) is is_old


def test_only_a_rule_is_said_to_hold_from_a_day() -> None:
    kinds = ("rule", "abolished", "statement", "expected", "unknown")
    said = {kind: dated(RULE | {"kind": kind}) for kind in kinds}
    assert [kind for kind, text in said.items() if "gælder" in text] == ["rule"]
    assert said["statement"] == "oplyst den 1. januar 2020" and "2020" not in said["unknown"]


def test_a_row_changes_the_day_after_its_last_or_when_what_replaces_it_begins(store: Store) -> None:
    written = {row["rule_id"]: row for row in files.rows("legal_rule")}
    for rule in store.rows("legal_rules"):
        row = written[rule["rule_id"]]
        later = written[row["replaced_by"]]["valid_from"] if row["replaced_by"] else ""
        last = row["valid_to"] and (date.fromisoformat(row["valid_to"]) + timedelta(days=1)).isoformat()
        assert str(rule["changes_from"] or "") == (last or later), rule["rule_id"]


def test_the_law_as_it_stands_on_the_real_data(store: Store) -> None:
    rules = {row["rule_id"]: row for row in store.rows("legal_rules")}
    holding = {key for key, row in rules.items() if is_in_force(row, DAY)}
    assert {"faellessamtale-2020", "kontakt-a-kasse-2026", "kontakt-kommune-2026"} <= holding
    assert rules["samtaler-foerste-halvaar-2024"]["valid_to"] == date(2026, 6, 30)
    assert is_due_to_change(rules["faellessamtale-2020"], DAY) and not is_due_to_change(
        rules["kontakt-kommune-2026"], DAY
    )
    assert {row["kind"] for row in rules.values()} == {"rule", "abolished", "statement", "expected", "unknown"}
    assert not any("8 uger" in row["statement"] or "otte uger" in row["statement"] for row in rules.values())
