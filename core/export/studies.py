"""Studies as tables and references, with their caveats: what the export of the page *Studier* holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.export.references import Reference, publication_kind, split_names
from core.export.tables import Table
from core.model import Caveat
from core.rows import StudiesRow, StudyClaimsRow, StudyFindingsRow
from core.text import Labels, horizon, join_words

STUDY_COLUMNS = {
    "study_id": "Id", "citation": "Studie", "authors": "Forfattere", "year": "År", "title": "Titel", "kind": "Slags",
    "vote": "Stemme", "country": "Land", "design": "Design", "population": "Hvem er undersøgt", "sample_size": "Antal personer",
    "peer_reviewed": "Fagfællebedømt", "risk_of_bias": "Risiko for skævhed", "quality": "Kvalitet", "quality_basis": "Kvalitet hviler på",
    "transferability": "Overførbarhed til Danmark", "transferability_basis": "Overførbarhed hviler på", "about": "Indsatser",
    "results": "Antal resultater", "directions": "Resultaternes retning", "conclusions": "Antal konklusioner",
    "source_name": "Kilde", "locator": "Sted i kilden", "caveats": "Forbehold", "source_caveats": "Forbehold ved kilden",
}  # fmt: skip
FINDING_COLUMNS = {
    "finding_id": "Id", "citation": "Studie", "intervention": "Indsats", "target_group": "Målt på", "comparison": "Spørgsmål",
    "comparator": "Sammenlignet med", "outcome": "Udfald", "effect_type": "Slags effekt", "when": "Hvornår",
    "direction": "Retning", "effect_low": "Størrelse (fra)", "effect_high": "Størrelse (til)", "unit": "Enhed",
    "significant": "Statistisk sikkert", "causal": "Viser årsag", "statement": "Resultat", "derived": "Beregnet af os",
    "source_name": "Kilde", "locator": "Sted i kilden", "caveats": "Forbehold", "source_caveats": "Forbehold ved kilden",
}  # fmt: skip
CLAIM_COLUMNS = {
    "claim_id": "Id", "citation": "Gennemgang", "intervention": "Indsats", "target_group": "Om hvem", "comparison": "Spørgsmål",
    "direction": "Retning", "stated_level": "Niveau angivet af kilden", "stated_words": "Kildens ord",
    "review_studies": "Studier talt", "review_positive": "Heraf positive", "review_none": "Heraf uden effekt",
    "review_negative": "Heraf negative", "statement": "Konklusion", "source_name": "Kilde",
    "locator": "Sted i kilden", "caveats": "Forbehold", "source_caveats": "Forbehold ved kilden",
}  # fmt: skip
CAVEAT_COLUMNS = {
    "caveat_id": "Id", "kind": "Slags", "statement": "Forbehold", "limits": "Gælder", "source_name": "Kilde", "locator": "Sted i kilden",
}  # fmt: skip


@dataclass(frozen=True)
class Content:
    """Everything an export shows.

    ``caveats``: id of a study, result or conclusion → what limits it. ``source_caveats``: id of a
    document → what limits everything from it, and everything. ``interventions``: id → name.
    """

    studies: Sequence[StudiesRow]
    findings: Sequence[StudyFindingsRow]
    claims: Sequence[StudyClaimsRow]
    caveats: Mapping[str, Sequence[Caveat]]
    source_caveats: Mapping[str, Sequence[Caveat]]
    interventions: Mapping[str, str]
    labels: Labels
    about: Mapping[str, str]


def vote_words(study: StudiesRow) -> str:
    """How the study counts: one vote a trial or data set, none for what measures no effect."""
    publications = len(study["siblings"]) + 1
    if study["kind"] != "effect_study":
        return "Ingen stemme"
    if publications == 1:
        return "Én stemme"
    if study["unit_kind"] == "trial":
        return f"{publications} publikationer, ét forsøg: én stemme"
    return f"{publications} studier på samme data: én stemme"


def direction_counts(labels: Labels, directions: Iterable[str]) -> list[tuple[str, int]]:
    """How many point which way, in the order of the vocabulary: ``[("positive", 6), …]``."""
    counted = Counter(directions)
    return [(code, counted[code]) for code in labels.codes("direction") if counted[code]]


def study_table(content: Content) -> Table:
    """One row a study, with its caveats in full."""
    return Table("Studier", STUDY_COLUMNS, [_study(content, row) for row in content.studies])


def finding_table(content: Content) -> Table:
    """One row a result, with what limits it, its study and its trial."""
    return Table("Resultater", FINDING_COLUMNS, [_finding(content, row) for row in content.findings])


def claim_table(content: Content) -> Table:
    """One row a conclusion of a review, with what limits it."""
    return Table("Konklusioner", CLAIM_COLUMNS, [_claim(content, row) for row in content.claims])


def caveat_table(content: Content) -> Table:
    """One row a limitation, with what it limits; those of whole documents first."""
    limits: dict[Caveat, dict[str, None]] = {}
    for row in _told(content):
        for caveat in content.source_caveats[row["source_id"]]:
            limits.setdefault(caveat, {})[f"alt fra {row['source_name']}"] = None
    for study in content.studies:
        for caveat in content.caveats[study["study_id"]]:
            limits.setdefault(caveat, {})[study["citation"]] = None
    rows = [
        {
            "caveat_id": caveat.caveat_id,
            "kind": content.labels("caveat_kind", caveat.kind),
            "statement": caveat.statement,
            "limits": "; ".join(limited),
            "source_name": caveat.reference.source_name if caveat.reference else "",
            "locator": caveat.reference.locator if caveat.reference else caveat.rule,
        }
        for caveat, limited in limits.items()
    ]
    return Table("Forbehold", CAVEAT_COLUMNS, rows)


def all_tables(content: Content) -> list[Table]:
    """The sheets of the workbook. There the caveats stand once, on a sheet of their own; the others name their ids."""
    sheets = (study_table(content), finding_table(content), claim_table(content))
    keys = [f"{kind}_id" for kind in ("study", "finding", "claim")]
    return [*(_with_ids(content, sheet, key) for sheet, key in zip(sheets, keys, strict=True)), caveat_table(content)]


def references(content: Content) -> list[Reference]:
    """One reference a study, with its caveats and what was chosen as notes."""
    told: dict[str, dict[str, None]] = {}
    for row in _told(content):
        told.setdefault(row["study_id"], {})[row["source_id"]] = None
    return [_reference(content, row, told[row["study_id"]]) for row in content.studies]


def _told(content: Content) -> list[StudiesRow | StudyFindingsRow | StudyClaimsRow]:
    """Everything that is told of a study by a document."""
    return [*content.studies, *content.findings, *content.claims]


def _study(content: Content, row: StudiesRow) -> dict[str, object]:
    labels = content.labels
    directions = [
        f"{labels('direction', code).lower()} {n}" for code, n in direction_counts(labels, row["finding_directions"])
    ]
    return {
        **row,
        "kind": labels("study_kind", row["kind"]),
        "vote": vote_words(row),
        "country": labels("country", row["country"]) if row["country"] else "Land ikke oplyst",
        "design": labels("design", row["design"]),
        "risk_of_bias": labels("risk_of_bias", row["risk_of_bias"]),
        "quality": labels("quality", row["quality"]),
        "transferability": labels("transferability", row["transferability"]),
        "about": "; ".join(content.interventions[name] for name in row["intervention_ids"]),
        "results": len(row["finding_ids"]),
        "directions": ", ".join(directions),
        "conclusions": len(row["claim_ids"]),
        **_limits(content, row["study_id"], row["source_id"]),
    }


def _finding(content: Content, row: StudyFindingsRow) -> dict[str, object]:
    labels = content.labels
    return {
        **row,
        "comparison": labels("comparison", row["comparison"]),
        "outcome": labels("outcome", row["outcome"]),
        "effect_type": labels("effect_type", row["effect_type"]),
        "direction": labels("direction", row["direction"]),
        "unit": labels("unit", row["unit"]),
        "when": horizon(row["horizon_from_months"], row["horizon_to_months"]) or "ikke oplyst",
        **_limits(content, row["finding_id"], row["source_id"]),
    }


def _claim(content: Content, row: StudyClaimsRow) -> dict[str, object]:
    labels = content.labels
    return {
        **row,
        "comparison": labels("comparison", row["comparison"]),
        "direction": labels("direction", row["direction"]),
        "stated_level": labels("level", row["stated_level"] or "not_stated"),
        **_limits(content, row["claim_id"], row["source_id"]),
    }


def _reference(content: Content, row: StudiesRow, sources: Iterable[str]) -> Reference:
    labels = content.labels
    country = [labels("country", row["country"])] if row["country"] else []
    return Reference(
        key=row["study_id"],
        kind=publication_kind(row),
        authors=split_names(row["authors"]),
        title=row["title"] or "",
        year=row["year"],
        publisher=row["publisher"] or "",
        address=row["address"] or "",
        keywords=(
            labels("study_kind", row["kind"]),
            *country,
            *(content.interventions[i] for i in row["intervention_ids"]),
        ),
        notes=tuple(_notes(content, row, sources)),
    )


def _notes(content: Content, row: StudiesRow, sources: Iterable[str]) -> list[str]:
    """Three notes: where it is told and how it counts, what limits it (``sources`` included), and what was chosen."""
    labels = content.labels
    kinds = dict.fromkeys((labels("study_kind", row["kind"]), labels("design", row["design"])))
    told = "Er selv kilden" if row["document_id"] else "Gengivet efter"
    others = join_words(other["citation"] for other in row["siblings"])
    facts = (
        f"Citeret som {row['citation']}. {told}: {row['source_name']}, {row['locator']}.",
        f"{'. '.join(kinds)}.",
        f"Risiko for skævhed: {labels('risk_of_bias', row['risk_of_bias']).lower()}.",
        f"Overførbarhed til Danmark: {labels('transferability', row['transferability']).lower()}.",
        f"{vote_words(row)}." + (f" Hører sammen med {others}." if others else ""),
    )
    limits = [
        *content.caveats[row["study_id"]],
        *(caveat for name in sources for caveat in content.source_caveats[name]),
    ]
    return [
        " ".join(facts),
        "Forbehold: " + " | ".join(_caveat(content, caveat) for caveat in dict.fromkeys(limits)),
        "; ".join(f"{name}: {value}" for name, value in content.about.items()),
    ]


def _limits(content: Content, ref_id: str, source_id: str) -> dict[str, str]:
    texts = {"caveats": content.caveats[ref_id], "source_caveats": content.source_caveats[source_id]}
    return {name: " | ".join(_caveat(content, caveat) for caveat in caveats) for name, caveats in texts.items()}


def _with_ids(content: Content, sheet: Table, key: str) -> Table:
    columns = {name: heading for name, heading in sheet.columns.items() if name != "source_caveats"}
    ids = {ref_id: " ".join(caveat.caveat_id for caveat in caveats) for ref_id, caveats in content.caveats.items()}
    rows = [{**row, "caveats": ids[str(row[key])]} for row in sheet.rows]
    return Table(sheet.name, {**columns, "caveats": "Forbehold (id på arket Forbehold)"}, rows)


def _caveat(content: Content, caveat: Caveat) -> str:
    where = f"{caveat.reference.source_name}, {caveat.reference.locator}" if caveat.reference else caveat.rule
    return f"{content.labels('caveat_kind', caveat.kind)}. {caveat.statement} [{where}]"
