"""Faults of the second layer and of the law by date: what must agree beside keys, codes and references."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.check import Data, Row

SECOND = ("second_group", "second_topic", "second_study", "second_finding", "second_disagreement_ref")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[.,\s\u00a0\u2009](?=\d{3}(?!\d))")
# Counts and spans of time in our own words need not be printed as digits.
_LONGEST_COUNT = 2


def check_second(data: Data) -> None:
    """Every topic has rows and stands under a word one of them has; figures are those that were read."""
    if data.unread & {*SECOND, "intervention"}:
        return
    _check_topics(data)
    _check_figures(data)
    _check_used(data)
    _check_sides(data)


def check_law(data: Data) -> None:
    """What is expected is marked as such, and what replaces a rule comes after it."""
    rules = {row.text["rule_id"]: row for row in data.rows["legal_rule"]}
    for row in rules.values():
        if (row.text["kind"] == "expected") != (row.text["is_expected"] == "true"):
            data.add(
                "legal_rule", row.line, "is_expected", row.text["is_expected"], "true for kind expected, and only so"
            )
        if row.text["valid_to"] and row.text["kind"] != "rule":
            data.add("legal_rule", row.line, "valid_to", row.text["valid_to"], "only a rule has a last day")
        later = rules.get(row.text["replaced_by"])
        days = [found.value.get("valid_from") for found in (row, later) if found]
        dates = [day for day in days if isinstance(day, date)]
        if len(dates) == 2 and dates[0] >= dates[1]:
            data.add("legal_rule", row.line, "replaced_by", row.text["replaced_by"], "must begin later")


def numbers(text: str) -> set[str]:
    """The numbers of a text with a dot for decimals and no mark for thousands: ``1.897`` and ``1,897`` are 1897."""
    return {found.replace(",", ".") for found in _NUMBER.findall(_THOUSANDS.sub("", text))}


def _check_topics(data: Data) -> None:
    parents = {row.text["intervention_id"]: row.text["parent_id"] for row in data.rows["intervention"]}
    ways: dict[str, set[str]] = {}
    for row in data.rows["second_finding"]:
        ways.setdefault(row.text["second_topic_id"], set()).add(row.text["direction"])
    for row in data.rows["second_topic"]:
        topic, family, form = (row.text[name] for name in ("second_topic_id", "family_id", "intervention_id"))
        if topic not in ways:
            data.add("second_topic", row.line, "second_topic_id", topic, "has no row in second_finding.csv")
        elif row.text["direction"] not in ways[topic] and (row.text["direction"] != "unclear" or len(ways[topic]) == 1):
            data.add("second_topic", row.line, "direction", row.text["direction"], "no row of it points this way")
        if (row.text["kind"] == "effort") != bool(family):
            data.add("second_topic", row.line, "family_id", family, "an effort has a family, and only an effort has")
        if form and family and family != _root(form, parents):
            data.add("second_topic", row.line, "family_id", family, f"is not the family of {form}")


def _root(form: str, parents: dict[str, str]) -> str:
    seen: set[str] = set()
    while parents.get(form) and form not in seen:
        seen.add(form)
        form = parents[form]
    return form


def _check_figures(data: Data) -> None:
    """A figure stands with the passage it is from, and no number of a row is missing in what was read."""
    for row in data.rows["second_finding"]:
        figure, printed = row.text["figure"], row.text["figure_printed"]
        if bool(figure) != bool(printed):
            data.add("second_finding", row.line, "figure_printed", printed, "stands where a figure does")
        read = numbers(f"{printed} {row.text['quotation']}")
        for column in ("figure", "statement"):
            for number in sorted(numbers(row.text[column]) - read):
                if column == "figure" or len(number) > _LONGEST_COUNT:
                    data.add("second_finding", row.line, column, number, "is not in the passage that was read")


def _check_used(data: Data) -> None:
    used = data.values("second_finding", "second_study_id")
    for row in data.rows["second_study"]:
        if (study := row.text["second_study_id"]) not in used:
            data.add("second_study", row.line, "second_study_id", study, "has no row in second_finding.csv")
    kept = data.values("second_topic", "target_group_id")
    for row in data.rows["second_group"]:
        if (group := row.text["layer_group_id"]) not in kept:
            data.add("second_group", row.line, "layer_group_id", group, "no topic is kept for this group")


def _check_sides(data: Data) -> None:
    """A disagreement has rows on both sides, all of its own group."""
    sides: dict[str, set[str]] = {}
    for row in data.rows["second_disagreement_ref"]:
        sides.setdefault(row.text["second_disagreement_id"], set()).add(row.text["side"])
    topics: dict[str, Row] = {row.text["second_topic_id"]: row for row in data.rows["second_topic"]}
    findings = {row.text["second_finding_id"]: row for row in data.rows["second_finding"]}
    groups = {
        row.text["second_disagreement_id"]: row.text["target_group_id"] for row in data.rows["second_disagreement"]
    }
    for row in data.rows["second_disagreement"]:
        if sides.get(row.text["second_disagreement_id"], set()) != {"a", "b"}:
            data.add(
                "second_disagreement", row.line, "second_disagreement_id", "", "needs rows on side a and on side b"
            )
    for row in data.rows["second_disagreement_ref"]:
        finding = findings.get(row.text["second_finding_id"])
        topic = topics.get(finding.text["second_topic_id"]) if finding else None
        group = groups.get(row.text["second_disagreement_id"])
        if topic and group and topic.text["target_group_id"] != group:
            data.add("second_disagreement_ref", row.line, "second_finding_id", row.text["second_finding_id"],
                     f"is not kept for {group}")  # fmt: skip
