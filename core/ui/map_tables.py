"""The rows behind the evidence map as tables for the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.evidence.words import level_words
from core.export.tables import Table
from core.model import Answer, Caveat, Comparison
from core.store import Store
from core.text import long_date

CELL_COLUMNS = {
    "intervention": "Indsats", "group": "Målgruppe", "comparison": "Spørgsmål", "state": "Tilstand", "direction": "Retning",
    "level": "Niveau (vist)", "level_stated": "Niveau angivet af kilder", "level_computed": "Niveau efter optælling",
    "directness": "Nærhed", "trials": "Studier", "publications": "Publikationer", "message": "Svar", "reasons": "Begrundelse",
    "sources": "Kilder",
}  # fmt: skip
CAVEAT_COLUMNS = {"intervention": "Indsats", "groups": "Målgrupper", "kind": "Slags", "statement": "Forbehold", "source": "Kilde"}  # fmt: skip


def map_about(shown: str, version: str, address: str) -> dict[str, str]:
    """What the workbook shows, from which data, and what must be said of all of it."""
    return {
        "Titel": "Evidenskort",
        "Udvalg": shown,
        "Dataversion": version,
        "Hentet": long_date(date.today()),
        "Adresse": address,
        "Husk": "Virkninger er gennemsnit for grupper og skal suppleres med en individuel vurdering. Alle forbehold står på arket Forbehold.",
    }


def map_tables(store: Store, answers: Sequence[Answer]) -> list[Table]:
    """Every answer, and every caveat with the groups it holds for."""
    return [
        Table("Felter", CELL_COLUMNS, [_cell_row(store, answer) for answer in answers]),
        Table("Forbehold", CAVEAT_COLUMNS, _caveat_rows(store, answers)),
    ]


def _cell_row(store: Store, answer: Answer) -> dict[str, object]:
    cell, label = answer.assessment, store.labels
    has_evidence = bool(answer.references)
    return {
        "intervention": answer.name,
        "group": store.target_groups[cell.target_group_id]["name"],
        "comparison": label("comparison", cell.comparison),
        "state": label.state(cell.state, cell.comparison is Comparison.RELATIVE),
        "direction": label("direction", cell.direction) if cell.direction else "",
        "level": level_words(cell, label) if has_evidence else "",
        "level_stated": label("level", cell.level_stated) if cell.level_stated else "",
        "level_computed": label("level", cell.level_computed) if cell.level_computed else "",
        "directness": label("directness", cell.directness) if cell.directness else "",
        "trials": cell.trials,
        "publications": cell.publications,
        "message": answer.message if has_evidence else "",
        "reasons": " ".join(cell.reasons),
        "sources": "; ".join(f"{ref.source_name}, {ref.locator}" for ref in answer.references),
    }


def _caveat_rows(store: Store, answers: Sequence[Answer]) -> list[dict[str, object]]:
    groups: dict[tuple[str, Caveat], list[str]] = {}
    for answer in answers:
        for caveat in answer.caveats:
            group = store.target_groups[answer.assessment.target_group_id]["name"]
            groups.setdefault((answer.name, caveat), []).append(group)
    return [
        {
            "intervention": name,
            "groups": ", ".join(dict.fromkeys(who)),
            "kind": store.labels("caveat_kind", caveat.kind),
            "statement": caveat.statement,
            "source": f"{caveat.reference.source_name}, {caveat.reference.locator}"
            if caveat.reference
            else f"Regel: {caveat.rule}",
        }
        for (name, caveat), who in groups.items()
    ]
