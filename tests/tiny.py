"""A tiny data folder that can be checked by hand: three studies, two groups, two interventions.

``write(folder, finding=[{...}])`` writes every table; a test names only the rows and
columns it is about, the rest are the defaults below.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from core.store.schema import BY_NAME, TABLES

ROOT = Path(__file__).parents[1]

SOURCE = {"source_id": "kilde", "title": "Kilde", "short_name": "Kilde 2020", "publisher": "Nogen", "year": "2020",
          "kind": "research_review", "covers": "Alt."}  # fmt: skip
DEFAULTS: dict[str, dict[str, str]] = {
    "source": SOURCE,
    "study": {"citation": "Et studie", "year": "2020", "kind": "effect_study", "country": "DK", "design": "rct",
              "risk_of_bias": "low", "quality": "high", "transferability": "high", "source_id": "kilde", "locator": "Tabel 1"},
    "intervention": {"name": "Indsats", "summary": "Noget.", "plain_name": "Noget", "plain_summary": "Du får noget.", "kind": "effort", "lever": "caseworker", "in_conversation": "true",
                     "is_actionable": "true", "sort_order": "1"},
    "target_group": {"name": "Gruppe", "plain_name": "dig", "definition": "Nogen.", "is_selectable": "true", "is_front": "true", "sort_order": "1"},
    "target_group_relation": {"relation": "broader", "reason": "Fordi."},
    "group_warning": {"target_group_id": "ledige", "intervention_id": "samtale", "title": "Pas på", "statement": "Få studier.",
                      "reassurance": "Tal gerne.", "source_id": "kilde", "locator": "Afsnit 1"},
    "finding": {"intervention_id": "samtale", "target_group_id": "ledige", "comparison": "absolute", "comparator": "sædvanlig indsats",
                "outcome": "employment", "effect_type": "net", "role": "effect", "direction": "positive", "unit": "none", "causal": "true",
                "statement": "Flere kommer i job.", "source_id": "kilde", "locator": "Tabel 1", "derived": "false"},
    "finding_intervention": {"reason": "Studiet handler også om det."},
    "claim": {"intervention_id": "samtale", "target_group_id": "ledige", "comparison": "absolute", "direction": "positive",
              "role": "overall", "firmness": "plain", "statement": "Det virker.", "source_id": "kilde", "locator": "Konklusion 1",
              "derived": "false", "sort_order": "1"},
    "caveat": {"kind": "average_effect", "statement": "Det er et gennemsnit.", "plain": "Det gælder mange, ikke dig.", "short": "Gennemsnit: ikke den enkelte", "changes": "how_sure", "source_id": "kilde", "locator": "Indledning"},
    "caveat_scope": {"scope": "all", "ref_id": ""},
    "practice_figure": {"topic": "length", "question": "Hvor længe?", "answer": "30 minutter", "answer_kind": "part", "value": "43", "unit": "percent", "n": "78",
                        "method": "survey", "statement": "43 procent afsætter 30 minutter.", "source_id": "kilde", "locator": "Figur 1",
                        "derived": "false", "target_group_id": "ledige", "sort_order": "1"},
    "study_count": {"grouping": "alle", "unit": "studier", "source_id": "kilde", "locator": "Figur 2", "derived": "false"},
    "disagreement": {"topic": "Tal", "kind": "figure", "position_a": "5", "source_a": "kilde", "locator_a": "a", "position_b": "6",
                     "source_b": "kilde", "locator_b": "b", "handling": "Begge vises.", "visibility": "main"},
    "disagreement_ref": {},
    "legal_rule": {"topic": "Samtale", "valid_from": "2020-01-01", "statement": "Der skal holdes en samtale.", "basis": "§ 1",
                   "address": "eksempel", "is_expected": "false", "checked_on": "2026-11-01", "kind": "rule", "side": "both"},
    "legal_rule_topic": {"topic": "length"},
    "conversation_item": {"phase": "during", "actor": "all", "kind": "step", "statement": "Tal sammen.", "source_id": "kilde",
                          "locator": "Afsnit 1", "sort_order": "1"},
    "agenda_point": {"title": "Start", "part": "talk", "mode": "both", "weight": "1", "least_minutes": "20", "sort_order": "1"},
    "synonym": {"word": "arbejde", "means": "job", "explained": "Kilden skriver job."},
    "edition": {"edition": "1", "published_on": "2026-01-01", "cause": "rows", "note": "Noget er nyt."},
    "edition_move": {"edition": "1", "target_group_id": "ledige", "intervention_id": "samtale", "comparison": "absolute",
                     "state_before": "few_studies", "recommended_before": "false", "state_after": "promising",
                     "level_after": "indication", "recommended_after": "true"},
    "agenda_item": {"needs_fund": "false", "sort_order": "1"},
    "demo_step": {"target_group_id": "ledige", "card": "1", "from_end": "false", "is_opened": "false", "words": "Se her."},
    "plain_words": {"scope": "intervention", "plain": "Det hjælper."},
    "second_group": {"target_group_id": "unge", "layer_group_id": "ledige", "reason": "Fordi."},
    "second_topic": {"second_topic_id": "emne", "target_group_id": "ledige", "kind": "effort", "family_id": "samtale", "name": "Emne",
                     "summary": "Noget.", "direction": "towards", "agreement": "Enige.", "question": "Er der en plan?", "sort_order": "1"},
    "second_study": {"second_study_id": "x-2020", "citation": "X (2020)", "year": "2020", "country": "DK", "design": "rct",
                     "trial_id": "x-2020", "address": "https://doi.org/10.1000/x", "read_at": "eksempel", "read_as": "abstract",
                     "read_on": "2026-11-28", "read_file": "x.txt"},
    "second_finding": {"second_study_id": "x-2020", "second_topic_id": "emne", "target_group_id": "ledige", "studied": "Nogle.",
                       "has_employer": "yes", "comparator": "intet", "outcome": "job", "direction": "towards",
                       "statement": "Flere kommer i job.", "quotation": "more found jobs", "sort_order": "1"},
    "second_disagreement": {"target_group_id": "ledige", "topic": "Emne", "position_a": "Ja", "position_b": "Nej", "handling": "Uafklaret.", "sort_order": "1"},
    "second_disagreement_ref": {"second_disagreement_id": "d-1", "side": "a"},
    "second_left_out": {"target_group_id": "ledige", "citation": "Y (2020)", "subject": "Emne", "why": "doubtful", "reason": "For lidt.", "sort_order": "1"},
}  # fmt: skip

ROWS: dict[str, list[dict[str, str]]] = {
    "source": [{}],
    "intervention": [
        {"intervention_id": "samtale", "name": "Samtale"},
        {"intervention_id": "kursus", "name": "Kursus", "sort_order": "2"},
    ],
    "target_group": [
        {"target_group_id": "ledige", "name": "Ledige"},
        {"target_group_id": "unge", "name": "Unge", "sort_order": "2"},
    ],
    "target_group_relation": [{"target_group_id": "unge", "evidence_group_id": "ledige"}],
    "study": [
        {"study_id": "a-2010", "trial_id": "forsoeg-a"},
        {"study_id": "a-2012", "trial_id": "forsoeg-a"},
        {"study_id": "b-2015", "trial_id": "b-2015", "quality": "limited", "risk_of_bias": "medium", "country": "SE"},
    ],
    "finding": [
        {"finding_id": "a-1", "study_id": "a-2010"},
        {"finding_id": "a-2", "study_id": "a-2012"},
        {"finding_id": "b-1", "study_id": "b-2015"},
    ],
    "caveat": [{"caveat_id": "gennemsnit"}],
    "caveat_scope": [{"caveat_id": "gennemsnit"}],
}


def write(folder: Path, **tables: list[dict[str, str]]) -> Path:
    """Write the tiny data set to ``folder``, with the given tables instead of the usual rows."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "data" / "vocabulary.csv", folder)
    for table in TABLES:
        if table.name != "vocabulary":
            rows = tables.get(table.name, ROWS.get(table.name, []))
            write_table(folder, table.name, [{**DEFAULTS[table.name], **row} for row in rows])
    return folder


def write_table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Write one CSV file with the table's header."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, BY_NAME[name].header, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
