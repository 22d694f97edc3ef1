"""The rows behind the evidence map as tables for the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.evidence.caveats import decisive_caveats
from core.evidence.words import level_words, whence
from core.export.tables import Table
from core.model import Answer, Caveat, Comparison
from core.store import Store
from core.text import long_date, today

CELL_COLUMNS = {
    "intervention": "Indsats", "group": "Målgruppe", "comparison": "Spørgsmål", "state": "Tilstand",
    "recommended": "Kan anbefales", "direction": "Retning", "level": "Niveau (vist)",
    "level_stated": "Niveau angivet af kilder", "level_computed": "Niveau efter optælling", "directness": "Nærhed",
    "trials": "Studier", "publications": "Publikationer", "message": "Svar", "decisive": "Det skal siges samtidig",
    "caveats": "Alle forbehold (nr.)", "reasons": "Begrundelse", "sources": "Kilder",
}  # fmt: skip
CAVEAT_COLUMNS = {
    "number": "Nr.", "changes": "Hvad det ændrer", "kind": "Slags", "statement": "Forbehold", "source": "Kilde",
    "interventions": "Indsatser", "groups": "Målgrupper",
}  # fmt: skip


def map_about(shown: str, version: str, address: str) -> dict[str, str]:
    """What the workbook shows, from which data, where it can be opened (if anywhere), and what holds for all of it."""
    return {
        "Titel": "Evidenskort",
        "Udvalg": shown,
        "Dataversion": version,
        "Hentet": long_date(today()),
        **({"Samme visning": address} if address else {}),
        "Husk": "Effekter er gennemsnit for grupper og skal suppleres med en individuel vurdering. Alle forbehold står på arket Forbehold.",
    }


def map_tables(store: Store, answers: Sequence[Answer]) -> list[Table]:
    """Every answer with the numbers of its caveats, and every caveat once."""
    numbers = {caveat: n for n, caveat in enumerate(dict.fromkeys(c for a in answers for c in a.caveats), 1)}
    return [
        Table("Felter", CELL_COLUMNS, [_cell_row(store, answer, numbers) for answer in answers]),
        Table("Forbehold", CAVEAT_COLUMNS, _caveat_rows(store, answers, numbers)),
    ]


def _cell_row(store: Store, answer: Answer, numbers: Mapping[Caveat, int]) -> dict[str, object]:
    cell, label = answer.assessment, store.labels
    has_evidence = bool(answer.references)
    return {
        "intervention": answer.name,
        "group": store.target_groups[cell.target_group_id]["name"],
        "comparison": label("comparison", cell.comparison),
        "state": label.state(cell.state, cell.comparison is Comparison.RELATIVE),
        "recommended": _recommended(store, answer),
        "direction": label("direction", cell.direction) if cell.direction else "",
        "level": level_words(cell, label) if has_evidence else "",
        "level_stated": label("level", cell.level_stated) if cell.level_stated else "",
        "level_computed": label("level", cell.level_computed) if cell.level_computed else "",
        "directness": label("directness", cell.directness) if cell.directness else "",
        "trials": cell.trials,
        "publications": cell.publications,
        "message": answer.message if has_evidence else "",
        "decisive": "; ".join(caveat.short for caveat in decisive_caveats(answer)),
        "caveats": ", ".join(str(numbers[caveat]) for caveat in answer.caveats),
        "reasons": " ".join(cell.reasons),
        "sources": "; ".join(f"{ref.source_name}, {ref.locator}" for ref in answer.references),
    }


def _recommended(store: Store, answer: Answer) -> str:
    """Yes, or why an answer that points to work is none."""
    cell = answer.assessment
    if cell.is_recommended:
        return "Ja"
    return f"Nej: {store.labels('not_recommended', cell.not_recommended)}" if cell.not_recommended else "Nej"


def _caveat_rows(store: Store, answers: Sequence[Answer], numbers: Mapping[Caveat, int]) -> list[dict[str, object]]:
    limited: dict[Caveat, list[Answer]] = {caveat: [] for caveat in numbers}
    for answer in answers:
        for caveat in dict.fromkeys(answer.caveats):
            limited[caveat].append(answer)
    return [
        {
            "number": numbers[caveat],
            "changes": store.labels("changes", caveat.changes),
            "kind": store.labels("caveat_kind", caveat.kind),
            "statement": caveat.statement,
            "source": whence(caveat),
            "interventions": ", ".join(dict.fromkeys(a.name for a in about)),
            "groups": ", ".join(
                dict.fromkeys(store.target_groups[a.assessment.target_group_id]["name"] for a in about)
            ),
        }
        for caveat, about in limited.items()
    ]
