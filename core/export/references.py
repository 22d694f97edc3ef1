"""References for Zotero and the like: RIS and BibTeX, and the line to copy.

Names stand as the source prints them: "Cheung m.fl." is written as one name, and nobody's
co-authors are filled in. What was chosen, the data version and the caveats travel as notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rispy

from core.rows import StudiesRow
from core.text import join_words

NO_TITLE = "titel ikke oplyst i kilden"
# Zotero makes a journal article of the general type (GEN) and of every type it does not know, and a document of this one.
RIS_TYPES = {"article": "JOUR", "report": "RPRT", "unknown": "AGGR"}
BIBTEX_TYPES = {"article": "article", "report": "techreport", "unknown": "misc"}
# What a kind of study is published as, unless the source says it went through peer review.
REPORTS = ("review", "expert_group", "analysis", "survey")
_ESCAPED = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&_#$"},
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """One entry of a reference list. ``key`` is the study's own id; ``kind`` one of article, report, unknown."""

    key: str
    kind: str
    authors: tuple[str, ...]
    title: str
    year: int | None
    publisher: str = ""
    address: str = ""
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def publication_kind(study: StudiesRow) -> str:
    """``article`` only where the source says peer-reviewed; ``report`` by the kind of study; else ``unknown``."""
    if study["peer_reviewed"]:
        return "article"
    is_report = study["kind"] in REPORTS or study["peer_reviewed"] is False
    return "report" if is_report else "unknown"


def split_names(authors: str | None) -> tuple[str, ...]:
    """Names as printed: parted by semicolons, or else by commas and the last ``&``; never completed."""
    if not authors:
        return ()
    parts = authors.split(";") if ";" in authors else re.split(r",| & ", authors)
    return tuple(name for part in parts if (name := part.strip()))


def citation_line(study: StudiesRow) -> str:
    """The reference ready to copy: who, when, what, and which document tells it where."""
    who = join_words(split_names(study["authors"])) or study["citation"].split(" (")[0]
    when = study["year"] or "uden år"
    what = (study["title"] or NO_TITLE.capitalize()).rstrip(".")
    told = f" Gengivet efter {study['source_name']}, {study['locator']}."
    where = f" {study['publisher']}." if study["document_id"] else told
    return f"{who} ({when}). {what}.{where}"


def write_ris(references: Sequence[Reference]) -> bytes:
    """RIS in UTF-8, as Zotero, EndNote and Mendeley read it."""
    written: str = rispy.dumps([_ris(entry) for entry in references], implementation=_Ris)
    return written.encode("utf-8")


def write_bibtex(references: Sequence[Reference], about: Mapping[str, str]) -> bytes:
    """BibTeX in UTF-8. What was chosen stands as comments above the entries, and in every entry."""
    head = [f"% {_line(name)}: {_line(value)}".replace("@", "(at)") for name, value in about.items()]
    return "\n".join([*head, "", *map(_bibtex, references)]).encode("utf-8")


class _Ris(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """RIS without rispy's running numbers between the entries, which other programs do not expect."""

    def set_header(self, count: int) -> str:
        return ""


def _ris(entry: Reference) -> dict[str, object]:
    fields = {
        "type_of_reference": RIS_TYPES[entry.kind],
        "id": entry.key,
        "authors": [_whole(_line(name)) for name in entry.authors],
        "title": _title(entry),
        "year": str(entry.year) if entry.year else "",
        "publisher": _line(entry.publisher),
        "urls": [entry.address] if entry.address else [],
        "keywords": [_line(word) for word in entry.keywords],
        "notes": [_line(note) for note in entry.notes],
    }
    return {name: value for name, value in fields.items() if value}


def _whole(name: str) -> str:
    """A name as printed, kept in one piece: without a comma EndNote takes the last word of an institution for a surname."""
    return f"{name}," if " " in name and "," not in name else name


def _bibtex(entry: Reference) -> str:
    # Inner braces keep a name or a title as it is printed.
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in entry.authors),
        "title": f"{{{_escaped(_title(entry))}}}",
        "year": str(entry.year or ""),
        "institution" if entry.kind == "report" else "publisher": _escaped(entry.publisher),
        "url": entry.address,
        "keywords": _escaped(", ".join(entry.keywords)),
        "note": _escaped(" ".join(entry.notes)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{BIBTEX_TYPES[entry.kind]}{{{entry.key},\n" + ",\n".join(lines) + "\n}\n"


def _title(entry: Reference) -> str:
    return _line(entry.title) or f"[{NO_TITLE}]"


def _line(text: str) -> str:
    """The text on one line, so that nothing in it can begin a field or an entry of its own."""
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in _line(text))
