"""Every printed number in a finding, practice figure or count occurs in its document."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
DOCUMENTS = {
    "star-samtaler-2026": "star-2026-viden-om-samtaler.txt",
    "star-taet-paa-2025": "star-2025-baggrundsnotat-taet-paa.txt",
    "star-laengere-fra-2025": "star-2025-vidensnotat-laengere-fra.txt",
    "vive-2019": "vive-2019-sagsbehandlerrelaterede-forhold.txt",
    "mploy-2017": "mploy-2017-saerlig-indsats.txt",
}
COLUMNS = {
    "finding": ("effect_low", "effect_high"),
    "practice_figure": ("value", "n"),
    "study_count": ("period_from", "period_to", "n_positive", "n_negative", "n_total"),
    "claim": ("review_studies", "review_positive", "review_none", "review_negative"),
    "study": ("sample_size",),
}
WORDS = {
    "0": "ingen", "1": "én|ét|et|en|enkelt", "2": "to", "3": "tre", "4": "fire", "5": "fem", "6": "seks", "7": "syv",
    "8": "otte", "9": "ni", "10": "ti", "11": "elleve", "12": "tolv", "13": "tretten",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source documents are not at {SOURCES}")


@cache
def document(source_id: str) -> str:
    """The text of a document, with numbers that were broken over lines joined."""
    text = (SOURCES / DOCUMENTS[source_id]).read_text(encoding="utf-8")
    return re.sub(r"(?<=\d)\s*\n\s*(?=\d)", " ", text)


@cache
def numbers(source_id: str) -> frozenset[str]:
    """Every number printed in a document, without thousands separators, decimals with a comma."""
    found = (raw.rstrip(".,") for raw in re.findall(r"\d[\d.,]*", document(source_id)))
    return frozenset(re.sub(r"\.(?=\d{3}(\D|$))", "", number) for number in found)


def is_printed(value: str, source_id: str) -> bool:
    """True when the number stands in the document as digits or as a word; ``41/1000`` is the decimal number 0,041."""
    if (parts := value.partition("/"))[2]:
        value = f"{int(parts[0]) / int(parts[2]):g}"
    plain = re.sub(r"\.0+$", "", value).replace(".", ",")
    if plain in numbers(source_id):
        return True
    word = WORDS.get(plain)
    return bool(word and re.search(rf"\b({word})\b", document(source_id), re.IGNORECASE))


def rows(table: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers."""
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))


@pytest.mark.parametrize("table", COLUMNS)
def test_numbers_in_columns_are_printed(table: str) -> None:
    missing = [
        f"{table}.csv:{line} {column} {row[column]} ({row['source_id']})"
        for line, row in rows(table)
        for column in COLUMNS[table]
        if row[column] and row.get("derived") != "true" and not is_printed(row[column], row["source_id"])
    ]
    assert missing == []


@pytest.mark.parametrize("table", ["finding", "claim", "practice_figure"])
def test_numbers_in_statements_are_printed(table: str) -> None:
    missing = []
    for line, row in rows(table):
        if row.get("derived") == "true":
            continue
        for raw in re.findall(r"\d[\d.,]*", row["statement"]):
            number = re.sub(r"\.(?=\d{3}(\D|$))", "", raw.rstrip(".,"))
            if number not in numbers(row["source_id"]):
                missing.append(f"{table}.csv:{line} {raw} ({row['source_id']}): {row['statement'][:80]}")
    assert missing == []


def test_check_can_fail() -> None:
    assert not is_printed("98.7", "vive-2019")
    assert is_printed("5.9", "vive-2019")
