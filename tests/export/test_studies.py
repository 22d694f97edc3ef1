"""The export of the studies: nothing shown is left out, and every caveat is in every file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter

import pytest
import rispy

from core.export import studies as export
from core.export.references import write_bibtex, write_ris
from core.export.tables import write_csv, write_xlsx
from core.store import Selection, Store
from core.ui.studier.studies import content_of
from tests import files

SENTENCE = "Du ser 3 studier. Valgt: land Sverige."


@pytest.fixture(scope="module")
def content(store: Store) -> export.Content:
    """The Swedish trial and a review, as the page would export them."""
    asked = Selection(found=("cheung-2017", "cheung-2019", "vive-2019-review"))
    return content_of(store, store.rows("studies", **asked.parameters, top=None, skip=0), SENTENCE)


def statements(content: export.Content) -> set[str]:
    """Every caveat of what is exported, and of the documents that tell of it."""
    own = {caveat for caveats in content.caveats.values() for caveat in caveats}
    told = {row["source_id"] for row in [*content.studies, *content.findings, *content.claims]}
    return {caveat.statement for caveat in own} | {c.statement for name in told for c in content.source_caveats[name]}


def read_csv(written: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as Danish Excel would read them."""
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_tables_hold_every_study_result_and_conclusion(content: export.Content, store: Store) -> None:
    studies, findings, claims = (
        make(content).rows for make in (export.study_table, export.finding_table, export.claim_table)
    )
    assert [row["study_id"] for row in studies] == ["cheung-2017", "cheung-2019", "vive-2019-review"]
    assert len(findings) == sum(len(row["finding_ids"]) for row in content.studies) == 17
    assert len(claims) == sum(len(row["claim_ids"]) for row in content.studies) == 27
    assert studies[0]["vote"] == "3 publikationer, ét forsøg: én stemme"
    assert studies[2]["vote"] == "Ingen stemme"


def test_every_study_says_how_many_share_its_one_vote(store: Store) -> None:
    units = Counter(row["cohort_id"] or row["trial_id"] or row["study_id"] for row in files.rows("study"))
    for study in store.rows("studies", **Selection().parameters, top=None, skip=0):
        row = files.by_id("study")[study["study_id"]]
        shared, said = units[row["cohort_id"] or row["trial_id"] or row["study_id"]], export.vote_words(study)
        if row["kind"] != "effect_study":
            assert said == "Ingen stemme"
        else:
            assert said.split()[0] == (str(shared) if shared > 1 else "Én") and said.lower().endswith("én stemme")


def test_every_caveat_is_in_the_csv_of_results_or_of_studies(content: export.Content) -> None:
    written = write_csv(export.study_table(content), content.about).decode("utf-8-sig")
    told = {row["source_id"] for row in content.studies}
    expected = {c.statement for row in content.studies for c in content.caveats[row["study_id"]]}
    expected |= {c.statement for name in told for c in content.source_caveats[name]}
    assert expected and all(statement in written.replace('""', '"') for statement in expected)


def test_a_result_carries_what_limits_its_trial(content: export.Content) -> None:
    rows = read_csv(write_csv(export.finding_table(content), content.about))
    assert all("forskydning på 100 procent" in row["Forbehold"] for row in rows)
    assert all(row["Udvalg"] == SENTENCE and row["Dataversion"] for row in rows)


def test_workbook_has_every_caveat_and_what_was_chosen(content: export.Content) -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(export.all_tables(content), content.about))) as package:
        text = "".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
    for escaped, sign in (("&quot;", '"'), ("&amp;", "&"), ("&gt;", ">"), ("&lt;", "<")):
        text = text.replace(escaped, sign)
    for name in ("Om", "Studier", "Resultater", "Konklusioner", "Forbehold"):
        assert f'name="{name}"' in text
    assert SENTENCE in text and content.about["Dataversion"] in text
    assert [statement for statement in statements(content) if statement not in text] == []


def test_ids_on_the_sheets_lead_to_the_sheet_of_caveats(content: export.Content) -> None:
    studies, findings, claims, caveats = export.all_tables(content)
    known = {row["caveat_id"] for row in caveats.rows}
    named = {name for sheet in (studies, findings, claims) for row in sheet.rows for name in row["caveats"].split()}
    assert named and named <= known


def test_references_carry_caveats_choice_and_version(content: export.Content) -> None:
    entries = export.references(content)
    read = rispy.loads(write_ris(entries).decode("utf-8"))
    assert [entry["id"] for entry in read] == ["cheung-2017", "cheung-2019", "vive-2019-review"]
    assert len(read[0]["notes"]) == 3
    for row, entry in zip(content.studies, read, strict=True):
        notes = " ".join(entry["notes"])
        assert SENTENCE in notes and content.about["Dataversion"] in notes
        told = [each for each in (row, *content.findings, *content.claims) if each["study_id"] == row["study_id"]]
        general = [caveat for each in told for caveat in content.source_caveats[each["source_id"]]]
        assert all(caveat.statement in notes for caveat in [*content.caveats[row["study_id"]], *general])
    assert "forskydning på 100 procent" in write_bibtex(entries, content.about).decode("utf-8")


def test_the_document_itself_has_its_printed_title_and_publisher(content: export.Content) -> None:
    review = export.references(content)[2]
    assert review.title.startswith("Møder på distance")
    assert review.publisher and review.kind == "report"
