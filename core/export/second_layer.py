"""The second layer as a table for files: every row with its mark, its study and how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from core.export.tables import Table
from core.model import SecondFinding, SecondLayer
from core.text import Labels, long_date

COLUMNS = {
    "layer": "Lag", "effort": "Indsats", "direction": "Retning", "statement": "Resultat", "figure": "Tal, som trykt",
    "studied": "Undersøgt", "employer": "Arbejdsgiver", "comparator": "Sammenlignet med", "outcome": "Målt",
    "horizon": "Hvornår", "citation": "Studie", "year": "År", "title": "Titel", "country": "Land", "design": "Design",
    "sample": "Antal", "address": "Adresse", "read_as": "Læst som", "read_on": "Læst den", "finding_id": "Række",
}  # fmt: skip


def second_table(layer: SecondLayer, rows: Sequence[SecondFinding], labels: Labels) -> Table:
    """The given rows of a layer, one a line; each says that it is of the second layer."""
    names = {topic.topic_id: topic.name for topic in (*layer.topics, *layer.cautions)}
    return Table("Supplerende forskning", COLUMNS, [_line(row, names[row.topic_id], labels) for row in rows])


def _line(row: SecondFinding, effort: str, labels: Labels) -> dict[str, object]:
    study = row.study
    own = {name: getattr(row, name) for name in ("statement", "figure", "studied", "comparator", "outcome", "horizon")}
    told = {name: getattr(study, name) for name in ("citation", "year", "title", "sample", "address")}
    return {
        **own,
        **told,
        "layer": labels("layer", "second"),
        "effort": effort,
        "direction": labels("second_direction", row.direction),
        "employer": labels("has_employer", row.employer),
        "country": labels("country", study.country),
        "design": labels("design", study.design),
        "read_as": labels("read_as", study.read_as),
        "read_on": long_date(study.read_on),
        "finding_id": row.finding_id,
    }
