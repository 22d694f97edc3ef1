"""The second layer as plain data, with its mark: a document of its own, so that no answer can be mistaken for it."""

from __future__ import annotations

from datetime import date

from core.api.documents import coded, envelope
from core.model import SecondDisagreement, SecondFinding, SecondStudy, SecondTopic
from core.store import Shown
from core.text import Labels


def second_layer_document(shown: Shown, target_group_id: str, today: date) -> dict[str, object]:
    """What research outside the five documents points to for a group; empty lists for a group that has none."""
    store, labels = shown.store, shown.store.labels
    layer, group = store.second_layer(target_group_id), store.target_groups[target_group_id]
    left_out = store.rows("second_left_out", groups=[target_group_id])
    return envelope(
        shown,
        today,
        layer=coded(labels, "layer", "second"),
        notice=labels.explanation("layer", "second"),
        target_group={name: group[name] for name in ("target_group_id", "name", "definition")},
        trials=layer.trials,
        topics=[_topic(topic, labels) for topic in layer.topics],
        cautions=[_topic(topic, labels) for topic in layer.cautions],
        disagreements=[_disagreement(pair) for pair in layer.disagreements],
        left_out=[
            {
                "citation": row["citation"],
                "subject": row["subject"],
                "why": coded(labels, "left_out_why", row["why"]),
                "reason": row["reason"],
            }
            for row in left_out
        ],
    )


def _topic(topic: SecondTopic, labels: Labels) -> dict[str, object]:
    return {
        "topic_id": topic.topic_id,
        "name": topic.name,
        "summary": topic.summary,
        "direction": coded(labels, "second_direction", topic.direction),
        "agreement": topic.agreement,
        "intervention_id": topic.intervention_id or None,
        "family_id": topic.family_id or None,
        "is_only_here": topic.is_only_here,
        "question": topic.question or None,
        "trials": topic.trials,
        "rows": [_finding(row, labels) for row in topic.findings],
    }


def _finding(row: SecondFinding, labels: Labels) -> dict[str, object]:
    return {
        "finding_id": row.finding_id,
        "statement": row.statement,
        "direction": coded(labels, "second_direction", row.direction),
        "studied": row.studied,
        "studied_group": row.studied_group,
        "has_employer": coded(labels, "has_employer", row.employer),
        "comparator": row.comparator,
        "outcome": row.outcome,
        "horizon": row.horizon or None,
        "figure": row.figure or None,
        "disagrees_with": list(row.disagrees_with),
        "study": _study(row.study, labels),
    }


def _study(study: SecondStudy, labels: Labels) -> dict[str, object]:
    return {
        "study_id": study.study_id,
        "citation": study.citation,
        "authors": study.authors or None,
        "year": study.year,
        "title": study.title or None,
        "published_in": study.published_in or None,
        "country": coded(labels, "country", study.country),
        "period": study.period or None,
        "design": coded(labels, "design", study.design),
        "sample": study.sample or None,
        "assessed": study.assessed or None,
        "trial_id": study.trial_id,
        "same_trial": list(study.same_trial),
        "address": study.address,
        "address_note": study.address_note or None,
        "read_as": coded(labels, "read_as", study.read_as),
        "read_on": study.read_on.isoformat(),
    }


def _disagreement(pair: SecondDisagreement) -> dict[str, object]:
    return {
        "topic": pair.topic,
        "position_a": pair.position_a,
        "position_b": pair.position_b,
        "handling": pair.handling,
        "rows_a": [row.finding_id for row in pair.rows_a],
        "rows_b": [row.finding_id for row in pair.rows_b],
    }
