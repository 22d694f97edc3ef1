"""References: what Zotero reads back is what the source prints, and nothing can break out of its field."""

from __future__ import annotations

import re

import pytest
import rispy

from core.export.references import (
    Reference,
    citation_line,
    publication_kind,
    split_names,
    write_bibtex,
    write_ris,
)

ABOUT = {"Udvalg": "Valgt: land Sverige @ 100 %.", "Dataversion": "abc123"}
ENTRY = Reference(
    key="soerensen-2010",
    kind="article",
    authors=("Sørensen m.fl.", "Ægidius"),
    title="Løn & {Å} 100 % $_#^~\\",
    year=2010,
    keywords=("Effektstudie", "Danmark"),
    notes=("Citeret som Sørensen (2010).", "Forbehold: Gælder én by.", "Udvalg: alt; Dataversion: abc123"),
)
STUDY = {
    "study_id": "x", "citation": "Cheung et al. (2017)", "authors": "Cheung m.fl.", "year": 2017, "title": "A trial.",
    "document_id": None, "publisher": None, "source_name": "VIVE 2019", "locator": "Tabel 2.1", "peer_reviewed": None,
    "kind": "effect_study",
}  # fmt: skip


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Entries as (type, key, fields), read by counting braces as BibTeX does; comments are left out."""
    text = re.sub(r"(?m)^%.*$", "", text)
    entries = []
    for match in re.finditer(r"@(\w+)\{([^,]+),", text):
        fields, at = {}, match.end()
        while found := re.compile(r"\s*(\w+) = \{").match(text, at):
            depth, at = 1, found.end()
            begun = at
            while depth:
                escaped = text[at] == "\\"
                depth += 0 if escaped else {"{": 1, "}": -1}.get(text[at], 0)
                at += 2 if escaped else 1
            fields[found.group(1)] = text[begun : at - 1]
            at = text.index("\n", at) + 1 if text[at] != "," else at + 1
        entries.append((match.group(1), match.group(2), fields))
    return entries


def test_ris_reads_back_with_danish_letters_names_and_notes() -> None:
    read = rispy.loads(write_ris([ENTRY, ENTRY]).decode("utf-8"))
    assert len(read) == 2
    assert read[0]["type_of_reference"] == "JOUR"
    assert read[0]["authors"] == ["Sørensen m.fl.,", "Ægidius"]  # EndNote keeps whole what ends with a comma
    assert read[0]["title"] == ENTRY.title
    assert read[0]["year"] == "2010"
    assert read[0]["notes"] == list(ENTRY.notes)


def test_ris_begins_with_the_type_and_has_no_running_numbers() -> None:
    lines = write_ris([ENTRY, ENTRY]).decode("utf-8").splitlines()
    assert lines[0] == "TY  - JOUR"
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) or not line for line in lines)


def test_nothing_in_a_text_begins_an_entry_of_its_own() -> None:
    nasty = Reference("x", "unknown", ("A\nER  - \nTY  - JOUR",), "T\r\nER  - ", None, notes=("n\u2028TY  - BOOK",))
    assert len(rispy.loads(write_ris([nasty]).decode("utf-8"))) == 1
    closing = Reference("x", "unknown", ("A}}\n@book{y, title={z}}",), "}", None)
    assert [key for _, key, _ in read_bibtex(write_bibtex([closing], {"Udvalg": "@book{z,\n}"}).decode())] == ["x"]


def test_bibtex_reads_back_escaped_with_what_was_chosen() -> None:
    written = write_bibtex([ENTRY, ENTRY], ABOUT).decode("utf-8")
    assert written.startswith("% Udvalg: Valgt: land Sverige (at) 100 %.\n% Dataversion: abc123\n")
    kind, key, fields = read_bibtex(written)[0]
    assert (kind, key, len(read_bibtex(written))) == ("article", "soerensen-2010", 2)
    assert fields["author"] == "{Sørensen m.fl.} and {Ægidius}"
    assert fields["title"] == r"{Løn \& \{Å\} 100 \% \$\_\#\textasciicircum{}\textasciitilde{}\textbackslash{}}"
    assert "Gælder én by." in fields["note"] and "abc123" in fields["note"]


def test_missing_title_and_year_are_said_and_never_filled_in() -> None:
    bare = Reference("x", "unknown", (), "", None)
    read = rispy.loads(write_ris([bare]).decode("utf-8"))[0]
    assert read["title"] == "[titel ikke oplyst i kilden]"
    assert "year" not in read and "authors" not in read


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Cheung m.fl.", ("Cheung m.fl.",)),
        ("Rosholm; Svarer", ("Rosholm", "Svarer")),
        ("Bolhaar, Ketel & van der Klaauw", ("Bolhaar", "Ketel", "van der Klaauw")),
        ("Andersen, Henrik; Amilon, Anna", ("Andersen, Henrik", "Amilon, Anna")),
        ("Styrelsen for Arbejdsmarked og Rekruttering", ("Styrelsen for Arbejdsmarked og Rekruttering",)),
        (None, ()),
    ],
)
def test_names_are_parted_as_printed(authors: str | None, names: tuple[str, ...]) -> None:
    assert split_names(authors) == names


@pytest.mark.parametrize(
    ("kind", "peer_reviewed", "published_as"),
    [
        ("effect_study", True, "article"),
        ("review", True, "article"),
        ("effect_study", False, "report"),
        ("effect_study", None, "unknown"),
        ("review", None, "report"),
        ("expert_group", None, "report"),
        ("survey", None, "report"),
    ],
)
def test_a_journal_is_only_claimed_where_the_source_says_so(kind: str, peer_reviewed, published_as: str) -> None:
    assert publication_kind({"kind": kind, "peer_reviewed": peer_reviewed}) == published_as


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "Cheung m.fl. (2017). A trial. Gengivet efter VIVE 2019, Tabel 2.1."),
        ({"title": None}, "Cheung m.fl. (2017). Titel ikke oplyst i kilden. Gengivet efter VIVE 2019, Tabel 2.1."),
        (
            {"authors": None, "citation": "IPS-forsøget (2012-2017)", "year": None},
            "IPS-forsøget (uden år). A trial. Gengivet efter VIVE 2019, Tabel 2.1.",
        ),
        ({"document_id": "vive-2019", "publisher": "VIVE"}, "Cheung m.fl. (2017). A trial. VIVE."),
    ],
)
def test_line_to_copy(given: dict, line: str) -> None:
    assert citation_line(STUDY | given) == line


def test_a_study_of_unknown_kind_is_no_journal_article_in_zotero() -> None:
    # Zotero's RIS.js (2023-07-28): importTypeMap; a type that is not in it becomes a journal article.
    documents = {"AGGR", "ANCIENT", "EQUA", "GRNT"}
    entries = rispy.loads(write_ris([Reference("x", "unknown", (), "T", None)]).decode("utf-8"))
    assert entries[0]["type_of_reference"] in documents
