"""All rows behind a comparison as tables for a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.evidence.aspects import state_words
from core.evidence.side_by_side import SideBySide
from core.evidence.subject import Subject
from core.evidence.words import level_words
from core.export.tables import Table
from core.model import Answer, Caveat
from core.rows import ComparedFindingsRow, CostsRow, InterventionDisagreementsRow
from core.text import Labels, horizon, join_words, lower_first

ANSWER = {
    "name": "Indsats", "question": "Spørgsmål", "state": "Hvad siger forskningen", "direction": "Retning", "level": "Niveau",
    "stated": "Angivet af kilderne", "counted": "Egen optælling", "near": "Hvem er målt", "groups": "Målt på",
    "trials": "Studier", "publications": "Publikationer", "conclusions": "Konklusioner", "lever": "Hvem kan gøre det",
    "message": "Kort", "reasons": "Begrundelser",
}  # fmt: skip
RESULT = {
    "name": "Indsats", "question": "Spørgsmål", "used": "Svaret bygger på det", "citation": "Studie", "year": "År", "country": "Land",
    "design": "Design", "bias": "Risiko for skævhed", "transfer": "Overførbarhed", "group": "Målt på", "near": "Hvor tæt på gruppen",
    "comparator": "Sammenlignet med", "outcome": "Hvad er målt", "effect": "Slags effekt", "when": "Hvornår", "direction": "Retning",
    "low": "Størrelse, lav", "high": "Størrelse, høj", "unit": "Enhed", "significant": "Statistisk sikkert", "causal": "Viser årsag",
    "derived": "Beregnet af os", "statement": "Resultat", "source": "Kilde", "locator": "Sted",
}  # fmt: skip
CONCLUSION = {
    "name": "Indsats", "question": "Spørgsmål", "statement": "Konklusion", "direction": "Retning", "level": "Niveau angivet af kilden",
    "words": "Kildens ord", "group": "Om hvem", "source": "Kilde", "locator": "Sted",
}  # fmt: skip
COST = {
    "name": "Indsats", "statement": "Udgift eller besparelse", "low": "Beløb", "unit": "Enhed", "citation": "Studie", "year": "År",
    "country": "Land", "group": "Målt på", "comparator": "Sammenlignet med", "when": "Hvornår", "source": "Kilde", "locator": "Sted",
}  # fmt: skip
CAVEAT = {
    "names": "Gælder", "decisive": "Afgørende", "about": "Særligt om", "kind": "Slags", "statement": "Forbehold", "practice": "Fra praksis",
    "source": "Kilde", "locator": "Sted eller regel",
}  # fmt: skip
DISPUTE = {
    "names": "Gælder", "topic": "Emne", "kind": "Slags", "a": "Det ene sted", "place_a": "Hvor", "b": "Det andet sted",
    "place_b": "Hvor (det andet)", "handling": "Sådan gør vi", "visibility": "Hvor vises den",
}  # fmt: skip
SOURCE = {"name": "Indsats", "question": "Spørgsmål", "source": "Kilde", "locator": "Sted"}


def compared_tables(side: SideBySide, labels: Labels) -> list[Table]:
    """Answers, results, conclusions, costs, caveats, disagreements and sources of a comparison."""
    both = [(subject, answer) for subject in side.subjects for answer in subject.answers]
    return [
        Table("Svar", ANSWER, [_answer(answer, labels) for _, answer in both]),
        Table("Resultater", RESULT, [row for s in side.subjects for row in _results(s, labels)]),
        Table("Konklusioner", CONCLUSION, [row for _, answer in both for row in _conclusions(answer, labels)]),
        Table("Udgift og besparelse", COST, [_cost(s, row, labels) for s in side.subjects for row in s.costs]),
        Table("Forbehold", CAVEAT, list(_caveats(side, labels))),
        Table("Uenigheder", DISPUTE, [_dispute(d.row, d.names, labels) for d in side.disputes]),
        Table("Kilder", SOURCE, [row for _, answer in both for row in _sources(answer, labels)]),
    ]


def _answer(answer: Answer, labels: Labels) -> Mapping[str, object]:
    cell = answer.assessment
    return {
        "name": answer.name,
        "question": labels("comparison", cell.comparison),
        "state": state_words(answer, labels),
        "direction": labels("direction", cell.direction) if cell.direction else "",
        "level": level_words(cell, labels),
        "stated": labels("level", cell.level_stated) if cell.level_stated else "",
        "counted": labels("level", cell.level_computed) if cell.level_computed else "",
        "near": labels("directness", cell.directness) if cell.directness else "",
        "groups": join_words(answer.studied_groups),
        "trials": cell.trials,
        "publications": cell.publications,
        "conclusions": len(answer.conclusions),
        "lever": labels("lever", answer.lever),
        "message": answer.message,
        "reasons": " ".join(cell.reasons),
    }


def _results(subject: Subject, labels: Labels) -> Iterable[Mapping[str, object]]:
    """The results of an intervention, then those of its forms under their names."""
    used = {result.finding_id for answer in subject.answers for result in answer.results}
    for row in subject.findings:
        yield _result(subject.name, row, row["finding_id"] in used, labels)
    for name, row in subject.of_forms:
        yield _result(f"{name} (form af {lower_first(subject.name)})", row, False, labels)


def _result(name: str, row: ComparedFindingsRow, is_used: bool, labels: Labels) -> Mapping[str, object]:
    return {
        "name": name,
        "question": labels("comparison", row["comparison"]),
        "used": is_used,
        "citation": row["citation"],
        "year": row["year"],
        "country": labels("country", row["country"]) if row["country"] else "",
        "design": labels("design", row["design"]),
        "bias": labels("risk_of_bias", row["risk_of_bias"]),
        "transfer": labels("transferability", row["transferability"]),
        "group": row["evidence_group"],
        "near": labels("directness", row["directness"]) if row["directness"] else "Anden gruppe",
        "comparator": row["comparator"],
        "outcome": labels("outcome", row["outcome"]),
        "effect": labels("effect_type", row["effect_type"]),
        "when": horizon(row["horizon_from_months"], row["horizon_to_months"]),
        "direction": labels("direction", row["direction"]),
        "low": row["effect_low"],
        "high": row["effect_high"],
        "unit": labels("unit", row["unit"]),
        "significant": row["significant"],
        "causal": row["causal"],
        "derived": row["derived"],
        "statement": row["statement"],
        "source": row["source_name"],
        "locator": row["locator"],
    }


def _conclusions(answer: Answer, labels: Labels) -> Iterable[Mapping[str, object]]:
    for conclusion in answer.conclusions:
        yield {
            "name": answer.name,
            "question": labels("comparison", answer.assessment.comparison),
            "statement": conclusion.statement,
            "direction": labels("direction", conclusion.direction),
            "level": labels("level", conclusion.level or "not_stated"),
            "words": conclusion.words,
            "group": conclusion.studied_group,
            "source": conclusion.source_name,
            "locator": conclusion.reference.locator,
        }


def _cost(subject: Subject, row: CostsRow, labels: Labels) -> Mapping[str, object]:
    is_money = row["unit"] in ("kr", "eur")
    return {
        "name": subject.name,
        "statement": row["statement"],
        "low": row["effect_low"] if is_money else None,
        "unit": labels("unit", row["unit"] if is_money else "none"),
        "citation": row["citation"],
        "year": row["year"],
        "country": labels("country", row["country"]) if row["country"] else "",
        "group": row["evidence_group"],
        "comparator": row["comparator"],
        "when": horizon(row["horizon_from_months"], row["horizon_to_months"]),
        "source": row["source_name"],
        "locator": row["locator"],
    }


def _caveats(side: SideBySide, labels: Labels) -> Iterable[Mapping[str, object]]:
    for caveat in side.decisive.shared:
        yield _caveat(caveat, "", side.names, labels, is_decisive=True)
    for name, own in zip(side.names, side.decisive.own, strict=True):
        for pressing in own:
            yield _caveat(pressing.caveat, "", (name, *pressing.also), labels, is_decisive=True)
    for group in side.caveats:
        for about, caveats in group.parts:
            for caveat in caveats:
                yield _caveat(caveat, about, group.names, labels)


def _caveat(
    caveat: Caveat, about: str, names: Iterable[str], labels: Labels, is_decisive: bool = False
) -> Mapping[str, object]:
    return {
        "names": join_words(names),
        "decisive": is_decisive,
        "about": about,
        "kind": labels("caveat_kind", caveat.kind),
        "statement": caveat.statement,
        "practice": caveat.is_practice,
        "source": caveat.reference.source_name if caveat.reference else "Vores regel",
        "locator": caveat.reference.locator if caveat.reference else caveat.rule,
    }


def _dispute(row: InterventionDisagreementsRow, names: Iterable[str], labels: Labels) -> Mapping[str, object]:
    return {
        "names": join_words(names),
        "topic": row["topic"],
        "kind": labels("disagreement_kind", row["kind"]),
        "a": row["position_a"],
        "place_a": f"{row['source_a']}, {row['locator_a']}",
        "b": row["position_b"],
        "place_b": f"{row['source_b']}, {row['locator_b']}",
        "handling": row["handling"],
        "visibility": labels("visibility", row["visibility"]),
    }


def _sources(answer: Answer, labels: Labels) -> Iterable[Mapping[str, object]]:
    for reference in answer.references:
        yield {
            "name": answer.name,
            "question": labels("comparison", answer.assessment.comparison),
            "source": reference.source_name,
            "locator": reference.locator,
        }
