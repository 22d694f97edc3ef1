"""The second layer for one group, composed from its rows (METHOD section 7). Nothing here is counted or judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import groupby

from core.model import SecondDirection, SecondDisagreement, SecondFinding, SecondLayer, SecondStudy, SecondTopic

Row = Mapping[str, object]
STUDY_FIELDS = {field.name for field in fields(SecondStudy)} - {"study_id", "same_trial", "first_layer_study_id"}


def compose_second_layer(
    target_group_id: str, findings: Sequence[Row], disagreements: Sequence[Row], left_out: int
) -> SecondLayer:
    """The layer of a group from the rows of ``second_findings`` and ``second_disagreements``, in their order."""
    sides = _sides(disagreements)
    studies = _studies(findings)
    rows = {str(row["second_finding_id"]): _finding(row, studies, sides) for row in findings}
    topics = [_topic(list(group), rows) for _, group in groupby(findings, key=lambda row: row["second_topic_id"])]
    return SecondLayer(
        target_group_id,
        topics=tuple(topic for topic in topics if not topic.is_caution),
        cautions=tuple(topic for topic in topics if topic.is_caution),
        disagreements=tuple(_disagreement(group, rows) for group in _grouped(disagreements)),
        left_out=left_out,
    )


def _studies(findings: Sequence[Row]) -> dict[str, SecondStudy]:
    """Every study by id, each with the others of its trial."""
    first = {str(row["second_study_id"]): row for row in findings}
    return {study_id: _study(row, first.values()) for study_id, row in first.items()}


def _study(row: Row, others: Sequence[Row]) -> SecondStudy:
    same = [
        str(other["citation"])
        for other in others
        if other["trial_id"] == row["trial_id"] and other["second_study_id"] != row["second_study_id"]
    ]
    return SecondStudy(
        study_id=str(row["second_study_id"]),
        same_trial=tuple(same),
        first_layer_study_id=str(row["first_layer_study_id"] or ""),
        **{name: "" if row[name] is None and name != "year" else row[name] for name in STUDY_FIELDS},
    )


def _finding(row: Row, studies: Mapping[str, SecondStudy], sides: Mapping[str, set[str]]) -> SecondFinding:
    finding_id = str(row["second_finding_id"])
    same = ("statement", "studied", "studied_group_id", "studied_group", "comparator", "outcome", "horizon", "figure")
    return SecondFinding(
        finding_id=finding_id,
        topic_id=str(row["second_topic_id"]),
        study=studies[str(row["second_study_id"])],
        direction=SecondDirection(str(row["direction"])),
        employer=str(row["has_employer"]),
        disagrees_with=tuple(sorted(sides.get(finding_id, ()))),
        **{name: str(row[name] or "") for name in same},
    )


def _topic(group: Sequence[Row], rows: Mapping[str, SecondFinding]) -> SecondTopic:
    first = group[0]
    return SecondTopic(
        topic_id=str(first["second_topic_id"]),
        name=str(first["topic_name"]),
        summary=str(first["topic_summary"]),
        direction=SecondDirection(str(first["topic_direction"])),
        agreement=str(first["agreement"]),
        intervention_id=str(first["intervention_id"] or ""),
        family_id=str(first["family_id"] or ""),
        findings=tuple(rows[str(row["second_finding_id"])] for row in group),
        is_caution=first["topic_kind"] == "caution",
        question=str(first["question"] or ""),
    )


def _grouped(disagreements: Sequence[Row]) -> list[list[Row]]:
    return [list(group) for _, group in groupby(disagreements, key=lambda row: row["second_disagreement_id"])]


def _sides(disagreements: Sequence[Row]) -> dict[str, set[str]]:
    """For each row, those on the other side of a disagreement."""
    found: dict[str, set[str]] = {}
    for group in _grouped(disagreements):
        for one in group:
            others = {str(row["second_finding_id"]) for row in group if row["side"] != one["side"]}
            found.setdefault(str(one["second_finding_id"]), set()).update(others)
    return found


def _disagreement(group: Sequence[Row], rows: Mapping[str, SecondFinding]) -> SecondDisagreement:
    first = group[0]
    sides = {
        side: tuple(rows[str(row["second_finding_id"])] for row in group if row["side"] == side) for side in ("a", "b")
    }
    return SecondDisagreement(
        disagreement_id=str(first["second_disagreement_id"]),
        topic=str(first["topic"]),
        position_a=str(first["position_a"]),
        position_b=str(first["position_b"]),
        handling=str(first["handling"]),
        rows_a=sides["a"],
        rows_b=sides["b"],
    )
