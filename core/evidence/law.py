"""The law by date: what holds on a day, what is soon to change, what was read too long ago. Pure: the day is given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from core.rows import LegalRulesRow, TargetGroupsRow
from core.text import long_date

DUE_WITHIN = timedelta(days=60)
READ_AGAIN_AFTER = timedelta(days=90)
JOINT_CONVERSATION = 16  # months of unemployment after which the law wants the joint conversation


def is_joint(group: TargetGroupsRow) -> bool:
    """True for the group whose joint conversation with municipality and fund the law asks for."""
    return group["spell_from_months"] == JOINT_CONVERSATION


def is_in_force(rule: LegalRulesRow, day: date) -> bool:
    """True for a rule that holds on the day; what is abolished, stated, expected or not known is none."""
    is_over = rule["valid_to"] is not None and rule["valid_to"] < day
    return rule["kind"] == "rule" and rule["valid_from"] <= day and not is_over


def is_due_to_change(rule: LegalRulesRow, day: date) -> bool:
    """True for a rule in force that ends, or is expected to be replaced, within 60 days of the day.

    ``rule`` is a row of ``legal_rules``: its ``changes_from`` is the first day of what comes after.
    """
    after = rule["changes_from"]
    return is_in_force(rule, day) and after is not None and after - day <= DUE_WITHIN


def is_read_long_ago(rule: LegalRulesRow, day: date) -> bool:
    """True when the row was read more than 90 days before the day."""
    return day - rule["checked_on"] > READ_AGAIN_AFTER


def about_group(rules: Iterable[LegalRulesRow], target_group_id: str) -> list[LegalRulesRow]:
    """The rows about a group, and those about everybody."""
    return [rule for rule in rules if rule["target_group_id"] in (None, target_group_id)]


def dated(rule: LegalRulesRow) -> str:
    """When a row is from, in Danish: a rule "gælder fra", a statement is "oplyst den", what is not known has no date."""
    first = long_date(rule["valid_from"])
    read = f", læst i en tekst fra før {long_date(rule['text_before'])}" if rule["text_before"] else ""
    return {
        "rule": f"fra {first} til {long_date(rule['valid_to'])}" if rule["valid_to"] else f"gælder fra {first}{read}",
        "abolished": f"afskaffet fra {first}",
        "statement": f"oplyst den {first}",
        "expected": f"ventes {first}",
        "unknown": "vides ikke",
    }[rule["kind"]]
