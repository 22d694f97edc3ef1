"""The second layer for one group, composed from its rows (METHOD section 7). Nothing here is counted or judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from core.model import SecondDirection, SecondDisagreement, SecondFinding, SecondLayer, SecondStudy, SecondTopic
from core.rows import SecondDisagreementsRow, SecondFindingsRow


def compose_second_layer(
    target_group_id: str,
    findings: Sequence[SecondFindingsRow],
    disagreements: Sequence[SecondDisagreementsRow],
    left_out: int,
) -> SecondLayer:
    """The layer of a group from the rows of ``second_findings`` and ``second_disagreements``, in their order."""
    sides = _sides(disagreements)
    studies = _studies(findings)
    rows = {row["second_finding_id"]: _finding(row, studies, sides) for row in findings}
    topics = [_topic(list(group), rows) for _, group in groupby(findings, key=lambda row: row["second_topic_id"])]
    return SecondLayer(
        target_group_id,
        topics=tuple(topic for topic in topics if not topic.is_caution),
        cautions=tuple(topic for topic in topics if topic.is_caution),
        disagreements=tuple(_disagreement(group, rows) for group in _grouped(disagreements)),
        left_out=left_out,
    )


def _studies(findings: Sequence[SecondFindingsRow]) -> dict[str, SecondStudy]:
    """Every study by id, each with the others of its trial."""
    first = {row["second_study_id"]: row for row in findings}
    return {study_id: _study(row, first.values()) for study_id, row in first.items()}


def _study(row: SecondFindingsRow, others: Iterable[SecondFindingsRow]) -> SecondStudy:
    same = [
        other["citation"]
        for other in others
        if other["trial_id"] == row["trial_id"] and other["second_study_id"] != row["second_study_id"]
    ]
    return SecondStudy(
        study_id=row["second_study_id"],
        citation=row["citation"],
        authors=row["authors"] or "",
        year=row["year"],
        title=row["title"] or "",
        published_in=row["published_in"] or "",
        country=row["country"],
        period=row["period"] or "",
        design=row["design"],
        sample=row["sample"] or "",
        assessed=row["assessed"] or "",
        trial_id=row["trial_id"],
        address=row["address"],
        address_note=row["address_note"] or "",
        read_as=row["read_as"],
        read_on=row["read_on"],
        same_trial=tuple(same),
        first_layer_study_id=row["first_layer_study_id"] or "",
    )


def _finding(
    row: SecondFindingsRow, studies: Mapping[str, SecondStudy], sides: Mapping[str, set[str]]
) -> SecondFinding:
    finding_id = row["second_finding_id"]
    return SecondFinding(
        finding_id=finding_id,
        topic_id=row["second_topic_id"],
        study=studies[row["second_study_id"]],
        direction=SecondDirection(row["direction"]),
        employer=row["has_employer"],
        disagrees_with=tuple(sorted(sides.get(finding_id, ()))),
        statement=row["statement"],
        studied=row["studied"],
        studied_group_id=row["studied_group_id"],
        studied_group=row["studied_group"],
        comparator=row["comparator"],
        outcome=row["outcome"],
        horizon=row["horizon"] or "",
        figure=row["figure"] or "",
    )


def _topic(group: Sequence[SecondFindingsRow], rows: Mapping[str, SecondFinding]) -> SecondTopic:
    first = group[0]
    return SecondTopic(
        topic_id=first["second_topic_id"],
        name=first["topic_name"],
        summary=first["topic_summary"],
        direction=SecondDirection(first["topic_direction"]),
        agreement=first["agreement"],
        intervention_id=first["intervention_id"] or "",
        family_id=first["family_id"] or "",
        findings=tuple(rows[row["second_finding_id"]] for row in group),
        is_caution=first["topic_kind"] == "caution",
        question=first["question"] or "",
        documented_id=first["documented_id"] or "",
        documented_for_id=first["documented_for_id"] or "",
    )


def _grouped(disagreements: Sequence[SecondDisagreementsRow]) -> list[list[SecondDisagreementsRow]]:
    return [list(group) for _, group in groupby(disagreements, key=lambda row: row["second_disagreement_id"])]


def _sides(disagreements: Sequence[SecondDisagreementsRow]) -> dict[str, set[str]]:
    """For each row, those on the other side of a disagreement."""
    found: dict[str, set[str]] = {}
    for group in _grouped(disagreements):
        for one in group:
            others = {row["second_finding_id"] for row in group if row["side"] != one["side"]}
            found.setdefault(one["second_finding_id"], set()).update(others)
    return found


def _disagreement(group: Sequence[SecondDisagreementsRow], rows: Mapping[str, SecondFinding]) -> SecondDisagreement:
    first = group[0]
    sides = {side: tuple(rows[row["second_finding_id"]] for row in group if row["side"] == side) for side in ("a", "b")}
    return SecondDisagreement(
        disagreement_id=first["second_disagreement_id"],
        topic=first["topic"],
        position_a=first["position_a"],
        position_b=first["position_b"],
        handling=first["handling"],
        rows_a=sides["a"],
        rows_b=sides["b"],
    )
