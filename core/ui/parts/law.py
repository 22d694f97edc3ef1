"""What the law says for a group as markup: what holds today, what is only stated, what is expected, and what is not known."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from core.evidence.law import is_due_to_change, is_in_force, is_joint, is_read_long_ago
from core.rows import LegalRulesRow
from core.store import Store
from core.text import lower_first
from core.ui.browser.html import render

JOINT_TOPIC = "16-månederssamtalen"
PART = "loven"  # the opened part of a page, in the address
NOT_LAW_NOW = ("statement", "expected", "unknown")  # in this order, after what holds


def law_html(store: Store, group_id: str, today: date) -> Markup:
    """The rule that holds and, opened, everything by date; empty for a group the store has no law for."""
    rows = law_of(store, group_id, today)
    if not rows:
        return Markup("")
    topics = list(dict.fromkeys(lower_first(rule["topic"].rpartition(": ")[2]) for rule in rows))
    given = {"rows": rows, "topics": topics, "part": PART, **law_words(today)}
    return Markup(render("parts/law_box.html.j2", store.labels, **given))


def law_words(today: date) -> dict[str, object]:
    """What a template asks about a rule: whether it holds, is to change soon or was read long ago."""
    return {
        "in_force": lambda rule: is_in_force(rule, today),
        "due": lambda rule: is_due_to_change(rule, today),
        "read_long_ago": lambda rule: is_read_long_ago(rule, today),
    }


def law_of(store: Store, group_id: str, today: date) -> list[LegalRulesRow]:
    """The rules that hold for a group on a day, then what is stated, expected and not known about them."""
    about = [rule for rule in store.rows("legal_rules") if _is_about(rule, group_id, store)]
    holding = [rule for rule in about if is_in_force(rule, today)]
    return holding + [rule for kind in NOT_LAW_NOW for rule in about if rule["kind"] == kind]


def _is_about(rule: LegalRulesRow, group_id: str, store: Store) -> bool:
    """The joint conversation is of those it is held for; other rules are of the group they name, mostly read on Metode."""
    if is_joint(store.target_groups[group_id]):
        return rule["topic"] == JOINT_TOPIC
    return group_id in store.silent_groups and rule["target_group_id"] == group_id
