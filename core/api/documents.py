"""What each route answers, as plain data. Built from the same objects as the pages, so no caveat can be left behind.

Codes keep their English names and stand beside their Danish label: ``{"code": "promising", "label": "Lovende"}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from core.evidence.caveats import decisive_caveats
from core.evidence.history import Moves
from core.evidence.words import level_words
from core.export.sheet import CLOSING
from core.model import Answer, Caveat, Comparison, Conclusion, Directness, Recommendation, Reference, Result, Step
from core.rows import StudiesRow, StudyClaimsRow, StudyFindingsRow
from core.store import Filters, Shown, Store
from core.text import Labels, day_of, horizon

APP = "Hvad virker for hvem?"
ORDER = (
    "Det, der kan anbefales, står først: efter hvem der kan gøre det, hvor tæt målingen er på gruppen, niveau (eller kildens "
    "ord) og bredde. Resten står efter tilstand. Ingen samlet karakter."
)
PRACTICE = "Det gør man, ikke det virker."


def envelope(shown: Shown, today: date, **content: object) -> dict[str, object]:
    """The content with what every answer carries: which data, whether newer waits, the date, and that effects are averages."""
    return {
        "data_version": shown.store.version,
        "edition": _edition(shown.store),
        "is_current": shown.hindrance is None,
        "generated_on": today.isoformat(),
        "reminder": CLOSING,
        **content,
    }


def _edition(store: Store) -> dict[str, object] | None:
    """The newest edition: its number, its day and what the editor wrote."""
    newest = next(iter(store.editions), None)
    if newest is None:
        return None
    return {"number": newest.number, "published_on": newest.published_on.isoformat(), "note": newest.note}


def version_document(shown: Shown, today: date) -> dict[str, object]:
    """Which data this is and when it was built."""
    built = day_of(shown.store.built_at).isoformat()
    return envelope(shown, today, app=APP, built_on=built)


def target_groups_document(shown: Shown, today: date) -> dict[str, object]:
    """The target groups that can be asked about, in the pages' order."""
    names = ("target_group_id", "name", "plain_name", "definition")
    groups = [_picked(row, names) for row in shown.store.selectable_groups.values()]
    return envelope(shown, today, target_groups=groups)


def interventions_document(shown: Shown, today: date) -> dict[str, object]:
    """Every intervention in tree order, with who can act."""
    names = (
        "intervention_id", "parent_id", "family_id", "family_name", "name", "summary", "plain_name", "plain_summary",
        "existed_until", "in_conversation", "is_actionable",
    )  # fmt: skip
    labels = shown.store.labels
    listed = [
        _picked(row, names)
        | {"lever": coded(labels, "lever", row["lever"]), "kind": coded(labels, "intervention_kind", row["kind"])}
        for row in shown.store.interventions.values()
    ]
    return envelope(shown, today, interventions=listed)


def answers_document(
    shown: Shown, answers: Sequence[Answer], target_group_id: str, filters: Filters, today: date
) -> dict[str, object]:
    """What the research says for one target group, answer by answer, with everything that must be said along with it."""
    store = shown.store
    reviews = {row["study_id"]: row["citation"] for row in store.reviews}
    general = store.caveats.around(answers, target_group_id)
    moves = {} if filters.is_on else store.new_moves(target_group_id, today)
    return envelope(
        shown,
        today,
        target_group=_picked(store.target_groups[target_group_id], ("target_group_id", "name", "definition")),
        switches=asdict(filters),
        switches_in_words=filters.sentence(reviews.get(filters.without_review, ""), store.unstated),
        ordered_by=ORDER,
        general_caveats=[_caveat(caveat, store.labels, is_general=True) for caveat in general],
        answers=[_answer(answer, store, target_group_id) | {"moved": _moved(answer, moves)} for answer in answers],
    )


def study_document(shown: Shown, study: StudiesRow, today: date) -> dict[str, object]:
    """One study: how it was made, what it measured and concludes, what it belongs with, and what limits it."""
    store, labels, study_id = shown.store, shown.store.labels, study["study_id"]
    related = store.rows("study_relations", study=study_id)
    trial = [study_id, *(row["study_id"] for row in related if row["relation"] == "trial")]
    findings, claims = store.rows("study_findings", studies=trial), store.rows("study_claims", studies=trial)
    general = store.caveats.general(dict.fromkeys(told["source_id"] for told in [study, *findings, *claims]))
    caveats = store.caveats.for_study(study)
    return envelope(
        shown,
        today,
        study=_study(study, labels),
        related=[_picked(row, ("relation", "study_id", "citation")) for row in related],
        findings=[_finding(row, labels) for row in findings if row["study_id"] == study_id],
        conclusions=[_claim(row, labels) for row in claims if row["study_id"] == study_id],
        **_parted([*caveats, *(caveat for caveat in general if caveat not in caveats)], labels, general),
    )


def coded(labels: Labels, vocabulary: str, code: object) -> dict[str, str] | None:
    """A code with its Danish label, or None."""
    return None if code is None else {"code": str(code), "label": labels(vocabulary, str(code))}


def _answer(answer: Answer, store: Store, target_group_id: str) -> dict[str, object]:
    labels, general = store.labels, store.caveats.around([answer], target_group_id)
    intervention = store.interventions[answer.assessment.intervention_id]
    caveats = [*answer.caveats, *(caveat for caveat in general if caveat not in answer.caveats)]
    may_be_recommended = isinstance(answer, Recommendation)
    return {
        "intervention": _picked(intervention, ("intervention_id", "name", "summary", "is_actionable"))
        | {"lever": coded(labels, "lever", answer.lever)},
        "may_be_recommended": may_be_recommended,
        "family_id": intervention["family_id"],
        "listed": answer.assessment.listed,
        "not_recommended": _explained(labels, "not_recommended", answer.assessment.not_recommended),
        "decisive_caveats": [_decisive(caveat, labels) for caveat in decisive_caveats(answer)],
        **_assessment(answer, labels),
        **_evidence(answer, labels),
        **_parted(caveats, labels, general),
        "references": [asdict(reference) for reference in answer.references],
        "steps": [_step(step, labels) for step in answer.steps if may_be_recommended],
    }


def _moved(answer: Answer, moves: Moves) -> dict[str, object] | None:
    """What an answer was before an edition of the last 90 days moved it, and what it became."""
    cell = answer.assessment
    move = moves.get((cell.target_group_id, cell.intervention_id, cell.comparison))
    if move is None or move.after is None:
        return None
    before = None if move.before is None else asdict(move.before)
    when = {"edition": move.edition, "published_on": move.published_on.isoformat(), "cause": move.cause}
    return when | {"before": before, "after": asdict(move.after)}


def _explained(labels: Labels, vocabulary: str, code: object) -> dict[str, str] | None:
    """A code with its label and what it means, or None."""
    found = coded(labels, vocabulary, code)
    return None if found is None else found | {"explanation": labels.explanation(vocabulary, str(code))}


def _decisive(caveat: Caveat, labels: Labels) -> dict[str, object]:
    """A caveat that stands on the card: which one, in a few words, and what it changes."""
    said = caveat.short or labels("caveat_kind", caveat.kind)
    return {"caveat_id": caveat.caveat_id, "short": said, "changes": caveat.changes.value}


def _evidence(answer: Answer, labels: Labels) -> dict[str, object]:
    """What was said and measured. What must not be carried over to the group is left out: only that it is so is said."""
    is_barred = answer.assessment.directness is Directness.BARRED
    return {
        "message": answer.assessment.reasons[0] if is_barred else answer.message,
        "studied_groups": list(answer.studied_groups),
        "results": [_result(result, labels) for result in answer.results if not is_barred],
        "conclusions": [_conclusion(conclusion, labels) for conclusion in answer.conclusions if not is_barred],
    }


def _assessment(answer: Answer, labels: Labels) -> dict[str, object]:
    cell = answer.assessment
    has_evidence = answer.studied_groups and cell.directness is not Directness.BARRED
    shown = cell.level or ("not_stated" if has_evidence else None)
    return {
        "comparison": coded(labels, "comparison", cell.comparison),
        "state": {
            "code": cell.state.value,
            "label": labels.state(cell.state, cell.comparison is Comparison.RELATIVE),
            "explanation": labels.explanation("state", cell.state.value),
        },
        "direction": coded(labels, "direction", cell.direction),
        "level": {
            "shown": coded(labels, "level", shown),
            "computed": coded(labels, "level", cell.level_computed),
            "stated": coded(labels, "level", cell.level_stated),
            "in_words": level_words(cell, labels) if has_evidence else "",
            "groups": list(cell.level_groups),
        },
        "condition": cell.condition,
        "depends_on": [coded(labels, "condition_on", code) for code in cell.depends_on],
        "contrary": list(cell.contrary),
        "is_late": answer.is_late,
        "directness": coded(labels, "directness", cell.directness),
        "is_indirect": cell.directness not in (None, Directness.DIRECT, Directness.BARRED),
        "trials": cell.trials,
        "publications": cell.publications,
        "findings": cell.findings,
        "sources_disagree": cell.has_source_disagreement,
        "reasons": list(cell.reasons),
    }


def _parted(caveats: Iterable[Caveat], labels: Labels, general: Sequence[Caveat]) -> dict[str, object]:
    """Caveats about effects, and apart from them what limits the practice figures: use is never shown as effect."""
    written = [(caveat, _caveat(caveat, labels, is_general=caveat in general)) for caveat in caveats]
    return {
        "caveats": [shown for caveat, shown in written if not caveat.is_practice],
        "practice": {"heading": PRACTICE, "caveats": [shown for caveat, shown in written if caveat.is_practice]},
    }


def _caveat(caveat: Caveat, labels: Labels, is_general: bool) -> dict[str, object]:
    return {
        "kind": coded(labels, "caveat_kind", caveat.kind),
        "caveat_id": caveat.caveat_id,
        "statement": caveat.statement,
        "plain": caveat.plain,
        "changes": caveat.changes.value,
        "circumstance": coded(labels, "circumstance", caveat.circumstance or None),
        "is_general": is_general,
        "reference": asdict(caveat.reference) if caveat.reference else None,
        "rule": caveat.rule,
    }


def _result(result: Result, labels: Labels) -> dict[str, object]:
    return {
        "finding_id": result.finding_id,
        "statement": result.statement,
        "direction": coded(labels, "direction", result.direction),
        "outcome": coded(labels, "outcome", result.outcome),
        "comparator": result.comparator,
        "horizon": result.horizon,
        "studied_group": result.studied_group,
        "citation": result.citation,
        "counts_as_vote": result.is_vote,
        "reference": asdict(result.reference),
    }


def _conclusion(conclusion: Conclusion, labels: Labels) -> dict[str, object]:
    return {
        "claim_id": conclusion.claim_id,
        "statement": conclusion.statement,
        "direction": coded(labels, "direction", conclusion.direction),
        "stated_level": coded(labels, "level", conclusion.level),
        "stated_words": conclusion.words,
        "studied_group": conclusion.studied_group,
        "said_by": conclusion.source_name,
        "reference": asdict(conclusion.reference),
    }


def _step(step: Step, labels: Labels) -> dict[str, object]:
    return {
        "statement": step.statement,
        "phase": coded(labels, "phase", step.phase),
        "actor": coded(labels, "actor", step.actor),
        "reference": asdict(step.reference),
    }


def _study(row: StudiesRow, labels: Labels) -> dict[str, object]:
    names = (
        "study_id", "citation", "authors", "year", "title", "publisher", "address", "population", "sample_size",
        "peer_reviewed", "quality_basis", "transferability_basis", "vote_unit", "unit_kind",
    )  # fmt: skip
    return _picked(row, names) | {
        "kind": coded(labels, "study_kind", row["kind"]),
        "country": coded(labels, "country", row["country"]),
        "design": coded(labels, "design", row["design"]),
        "risk_of_bias": coded(labels, "risk_of_bias", row["risk_of_bias"]),
        "quality": coded(labels, "quality", row["quality"]),
        "transferability": coded(labels, "transferability", row["transferability"]),
        "reference": _row_reference(row),
    }


def _finding(row: StudyFindingsRow, labels: Labels) -> dict[str, object]:
    names = (
        "finding_id", "intervention_id", "intervention", "target_group", "comparator", "effect_low", "effect_high",
        "significant", "causal", "statement", "derived",
    )  # fmt: skip
    return _picked(row, names) | {
        "comparison": coded(labels, "comparison", row["comparison"]),
        "outcome": coded(labels, "outcome", row["outcome"]),
        "effect_type": coded(labels, "effect_type", row["effect_type"]),
        "direction": coded(labels, "direction", row["direction"]),
        "unit": coded(labels, "unit", row["unit"]),
        "horizon": horizon(row["horizon_from_months"], row["horizon_to_months"]),
        "reference": _row_reference(row),
    }


def _claim(row: StudyClaimsRow, labels: Labels) -> dict[str, object]:
    names = ("claim_id", "intervention_id", "intervention", "target_group", "statement")
    return _picked(row, names) | {
        "comparison": coded(labels, "comparison", row["comparison"]),
        "direction": coded(labels, "direction", row["direction"]),
        "stated_level": coded(labels, "level", row["stated_level"]),
        "stated_words": row["stated_words"] or "",
        "reference": _row_reference(row),
    }


def _row_reference(row: StudiesRow | StudyFindingsRow | StudyClaimsRow) -> dict[str, str]:
    return asdict(Reference(row["source_id"], row["source_name"], row["locator"]))


def _picked(row: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: row[name] for name in names}
