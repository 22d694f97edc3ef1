"""Every way a row of the data can be wrong, made from ``core/store/schema.py``: each table × column × kind that applies.

``python -m tests.store.mutations`` tries them all and prints how many there are of each kind.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.store.check import Data, check_files
from core.store.schema import BY_NAME, TABLES, Column, Table
from tests import tiny

FOLDER = Path("data")
QUOTE, NEEDS_QUOTES = '"', re.compile(r'[",\r\n]')

# Tiny data in which every table has a row with every column filled: that row is mutated.
FULL: dict[str, list[dict[str, str]]] = {
    **tiny.ROWS,
    "source": [{"year_note": "Årstallet er trykt.", "url": "https://eksempel.dk/notat.pdf",
                "covers_group_id": "ledige"}],
    "target_group": [
        {"target_group_id": "ledige", "name": "Ledige", "spell_from_months": "16", "months_left": "8"},
        {"target_group_id": "unge", "name": "Unge", "sort_order": "2"},
    ],
    "study": [
        {"study_id": "a-2010", "authors": "A m.fl.", "title": "Om møder", "population": "100 ledige", "sample_size": "100",
         "peer_reviewed": "true", "quality_basis": "Høj.", "transferability_basis": "Høj.", "trial_id": "forsoeg-a",
         "cohort_id": "kohorte-a", "document_id": "kilde"},
        {"study_id": "a-2012", "trial_id": "forsoeg-a", "cohort_id": "kohorte-a"},
        {"study_id": "b-2015", "trial_id": "b-2015"},
    ],
    "intervention": [{"intervention_id": "samtale"}, {"intervention_id": "kursus", "parent_id": "samtale", "existed_until": "2020"}],
    "target_group_relation": [
        {"target_group_id": "unge", "evidence_group_id": "ledige"},
        {"target_group_id": "unge", "evidence_group_id": "ledige", "relation": "barred", "intervention_id": "kursus",
         "source_id": "kilde", "locator": "Tabel 1"},
    ],
    "finding": [
        {"finding_id": "a-1", "study_id": "a-2010", "horizon_from_months": "6", "horizon_to_months": "12.5",
         "effect_low": "2.5", "effect_high": "4", "unit": "pp", "significant": "true", "phase": "from_month",
         "phase_months": "16", "condition_on": "sex", "condition": "for mænd"},
        {"finding_id": "b-1", "study_id": "b-2015"},
    ],
    "finding_intervention": [{"finding_id": "b-1", "intervention_id": "kursus"}],
    "claim": [
        {"claim_id": "k-0"},
        {"claim_id": "k-1", "role": "nuance", "overall_claim_id": "k-0", "rests_on_study_id": "b-2015",
         "condition": "når det er målrettet", "stated_level": "moderate", "stated_words": "moderat evidens",
         "review_study_id": "b-2015", "review_studies": "5", "review_positive": "3", "review_none": "1",
         "review_negative": "1", "review_unit": "studies"},
    ],
    "caveat": [{"caveat_id": "gennemsnit", "circumstance": "young", "about_group_id": "unge"}],
    "caveat_scope": [{"caveat_id": "gennemsnit"}, {"caveat_id": "gennemsnit", "scope": "study", "ref_id": "a-2010"}],
    "group_warning": [{}],
    "practice_figure": [{"figure_id": "p-1", "intervention_id": "samtale"}],
    "study_count": [{"period_from": "2001", "period_to": "2010", "n_positive": "3", "n_negative": "1", "n_total": "5",
                     "study_id": "b-2015"}],
    "disagreement": [{"disagreement_id": "u-1"}],
    "disagreement_ref": [{"disagreement_id": "u-1", "scope": "finding", "ref_id": "a-1"}],
    "legal_rule": [
        {"rule_id": "r-1", "valid_to": "2030-12-31", "target_group_id": "unge", "replaced_by": "r-2", "read_file": "r.txt",
         "quotation": "skal holdes", "text_before": "2026-02-01"},
        {"rule_id": "r-2", "valid_from": "2031-01-01"},
    ],
    "legal_rule_topic": [{"rule_id": "r-1"}],
    "conversation_item": [{"item_id": "i-1", "intervention_id": "samtale", "short": "tal", "about_group_id": "unge"}],
    "agenda_point": [{"agenda_id": "p-1", "plain_title": "start", "target_group_id": "unge"}],
    "agenda_item": [{"agenda_id": "p-1", "item_id": "i-1"}],
    "demo_step": [{"step": "1"}],
    "plain_words": [{"ref_id": "samtale", "intervention_id": "samtale", "say": "Skal vi?"}],
    "edition": [{"replaces": "9ba0ff4e8515"}],
    "edition_move": [{"state_before": "few_studies", "level_before": "none", "recommended_before": "false",
                      "state_after": "promising", "level_after": "indication", "recommended_after": "true"}],
    "synonym": [{}],
    "second_group": [{}],
    "second_topic": [{"intervention_id": "kursus", "documented_id": "kursus", "documented_for_id": "unge"}],
    "second_study": [{"authors": "X", "title": "Titel", "published_in": "Blad", "period": "2019", "sample": "20",
                      "assessed": "Nogen", "address_note": "Slået op."}],
    "second_finding": [
        {"second_finding_id": "f-1", "horizon": "12 måneder", "figure": "5 mod 4", "figure_printed": "5 versus 4"},
        {"second_finding_id": "f-2", "direction": "none"},
    ],
    "second_disagreement": [{"second_disagreement_id": "d-1"}],
    "second_disagreement_ref": [{"second_finding_id": "f-1"}, {"second_finding_id": "f-2", "side": "b"}],
    "second_left_out": [{"second_left_out_id": "l-1"}],
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """A file with one thing wrong in it, and the fault it must be refused with."""

    kind: str
    table: str
    content: bytes | OSError
    line: int
    column: str
    value: str
    rule: str

    def check(self) -> Data:
        """The data with this file in the place of the right one."""
        return check_files(FOLDER, {**files(), self.table: self.content})

    def is_named(self, data: Data) -> bool:
        """True when a fault says file, line, column, value and rule."""
        here = (str(FOLDER / f"{self.table}.csv"), self.line, self.column, self.value)
        return any((f.file, f.line, f.column, f.value) == here and self.rule in f.rule for f in data.faults)


@dataclass(frozen=True)
class Kind:
    """A way a cell can be wrong: where it applies, what is put in, and what the fault says."""

    name: str
    applies: Callable[[Column], bool]
    value: Callable[[str], str]
    rule: str


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The right rows of a table."""
    if table == "vocabulary":
        with (tiny.ROOT / "data" / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    blank = dict.fromkeys(BY_NAME[table].header, "")
    return tuple({**blank, **tiny.DEFAULTS[table], **row} for row in FULL[table])


@cache
def files() -> dict[str, bytes]:
    """The right file of every table."""
    return {table.name: write(table, rows(table.name)) for table in TABLES}


def write(table: Table, given: tuple[dict[str, str], ...] | list[dict[str, str]]) -> bytes:
    """Rows as the bytes of a CSV file."""
    return "".join(_line(cells) for cells in [table.header, *(row.values() for row in given)]).encode()


def full_row(table: Table) -> int:
    """The number of the first row in which every column is filled."""
    full = next((n for n, row in enumerate(rows(table.name)) if all(row.values())), None)
    if full is None:
        raise ValueError(f"no row of {table.name} in FULL or tiny.DEFAULTS has every column filled")
    return full


def _is(*kinds: str) -> Callable[[Column], bool]:
    return lambda column: column.kind in kinds and not column.vocabulary


def _always(column: Column) -> bool:
    return True


def _has_codes(column: Column) -> bool:
    return bool(column.vocabulary)


def _put(text: str) -> Callable[[str], str]:
    return lambda old: text


def _append(text: str) -> Callable[[str], str]:
    return lambda old: old + text


UNSEEN = {
    "null byte": "\0", "escape": "\x1b", "line feed": "\n", "carriage return": "\r", "tabulator": "\t", "delete": "\x7f",
    "right-to-left override": "\u202e", "isolate": "\u2066", "zero-width space": "\u200b", "zero-width joiner": "\u200d",
    "byte order mark": "\ufeff", "soft hyphen": "\u00ad", "line separator": "\u2028", "hard space": "\u00a0",
    "blank letter": "\u3164", "variation selector": "\ufe0f", "private use": "\ue000", "tag": "\U000e0041",
    "lost letter": "\ufffd", "word joiner": "\u2060",
}  # fmt: skip

CELL_KINDS = (
    Kind("empty", lambda column: column.is_required, _put(""), "must not be empty"),
    Kind("space first", _always, lambda old: " " + old, "space at the start or end"),
    Kind("space last", _always, _append(" "), "space at the start or end"),
    Kind("only a space", _always, _put(" "), "space at the start or end"),
    *(Kind(f"unseen: {name}", _always, lambda old, c=c: old + c + "x", "control or invisible") for name, c in UNSEEN.items()),
    Kind("accent apart", _always, _append("a\u030a"), "as two characters"),
    Kind("2,001 characters", _always, _put("x" * 2_001), "longer than 2000"),
    Kind("100,000 characters", _always, _put("x" * 100_000), "longer than 2000"),
    *(Kind(f"formula: {text}", _is("text"), _put(text), "spreadsheet formula")
      for text in ("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "tekst;=1+1", "tekst; @x")),
    *(Kind(f"markup: {text}", _is("text"), _put(text), "markup")
      for text in ("<script>alert(1)</script>", "a <img src=x onerror=alert(1)>", "</style>", "<!-- x", "<?xml ?>")),
    *(Kind(f"encoding: {text}", _is("text"), _put(text.encode().decode("cp1252")), "another encoding")
      for text in ("før", "på", "Ændring", "Øget", "æble – »citat«", "’", "café")),
    *(Kind(f"letter lost: {text}", _is("text"), _put(text), "on the way") for text in ("f?r en m?ned", "?ndret", "f{r", "fÆr")),
    *(Kind(f"put in place by a spreadsheet: {text}", _is("text"), _put(text), "in place of the text")
      for text in ("#NAVN?", "#REFERENCE!", "########", "#I/T", "Err:502", "03-mar", "3. mar", "aug-17", "03-03-2026",
                   "2026-03-03 00:00:00", "44258", "44258,5", "12e3", "1.000", "5,9")),
    *(Kind(f"symbol: {text}", _is("symbol"), _put(text), "a symbol is") for text in ("x", "=", "<b", "●●●", "#NAVN?")),
    *(Kind(f"id made by a spreadsheet: {text}", _is("id"), _put(text), "an id holds a word")
      for text in ("03-mar", "44258", "03-03-2026", "12e3", "007")),
    *(Kind(f"code: {text}", _has_codes, _put(text), "one of") for text in ("findes_ikke", "=1+1", "<script>", "Ja")),
    Kind("code: in capitals", _has_codes, lambda old: old.swapcase(), "one of"),
    Kind("code: with a letter more", _has_codes, _append("x"), "one of"),
    *(Kind(f"id: {text[:20]}", _is("id"), _put(text), "an id is")
      for text in ("Stort", "æble", "to ord", "a--b", "-a", "a_b", "../../etc/passwd", "<script>", "=1+1", "a" * 101, "а-kyrillisk")),
    *(Kind(f"code name: {text}", _is("code"), _put(text), "a code is") for text in ("to ord", "a.b", "æble", "1a", "a-b", "<script>")),
    *(Kind(f"words: {text}", _is("words"), _put(text), "words are small letters")
      for text in ("Video", "to  ord", "video, online", "video!", "-video", "a", "_", "=1+1", "<script>", "før".encode().decode("cp1252"))),
    *(Kind(f"address: {text}", _is("url"), _put(text), "an address begins")
      for text in ("javascript:alert(1)", "eksempel.dk", "ftp://eksempel.dk", "https://", 'https://a.dk/"onclick=x', "=1+1")),
    *(Kind(f"number: {text}", _is("integer"), _put(text), "a whole number") for text in ("1.5", "3.700", "1e3")),
    *(Kind(f"number: {text}", _is("number"), _put(text), "a number with a dot")
      for text in ("1e3", "1.", ".5", "1.1234567", "1.234,5", "5,", "#NAVN?", "05-sep")),
    *(Kind(f"number: {text}", _is("number"), _put(text), "may be a thousand")
      for text in ("3.700", "92.000", "0.041", "1234.567", "0,041", "3,700")),
    *(Kind(f"number: {text}", _is("number", "integer"), _put(text), "number")
      for text in ("nan", "inf", "-0", "007", "0x10", "1_000", "1 000", "1 mio.", "٥", "=1+1", "<script>", "9" * 13, "1/2", "½")),
    *(Kind(f"number: {text}", _is("number", "integer"), _put(text), "between") for text in ("-1", "-99999", "99999999", "9" * 12)),
    *(Kind(f"yes or no: {text}", _is("boolean"), _put(text), "true or false")
      for text in ("ja", "1", "0", "sandt", "=1+1", "<script>")),
    *(Kind(f"date: {text}", _is("date"), _put(text), "a date as")
      for text in ("2020-13-01", "2020-02-30", "01-02-2020", "2020-W01-1", "20200101", "2020-1-1", "i går", "=1+1", "٢٠٢٠-٠١-٠١")),
    *(Kind(f"date: {text}", _is("date"), _put(text), "between 1950 and 2100") for text in ("0001-01-01", "9999-12-31")),
    Kind("dangling reference", lambda column: bool(column.references), _put("findes-ikke"), "not in "),
)  # fmt: skip


def wrong_cells(table: Table) -> Iterator[tuple[Kind, Column, str]]:
    """Each column of a table × each kind that applies to it, with the wrong value."""
    row = rows(table.name)[full_row(table)]
    for column in table.columns:
        for kind in CELL_KINDS:
            if kind.applies(column):
                yield kind, column, kind.value(row[column.name])
        if table.name in ("caveat_scope", "disagreement_ref", "plain_words") and column.name == "ref_id":
            yield Kind("dangling reference", _always, _put("findes-ikke"), "no such "), column, "findes-ikke"


def cell_mutations(table: Table) -> Iterator[Mutation]:
    """A file for each wrong cell."""
    number = full_row(table)
    for kind, column, value in wrong_cells(table):
        changed = list(rows(table.name))
        changed[number] = {**changed[number], column.name: value}
        content = write(table, changed)
        yield Mutation(kind.name, table.name, content, _line_of(number), column.name, value, kind.rule)


@cache
def all_cells_at_once(table: Table) -> list[Mutation]:
    """One file with a row for each wrong cell: every one of them must be named in a single check."""
    row = rows(table.name)[full_row(table)]
    lines = [files()[table.name].decode()]
    wrong, line = [], lines[0].count("\n") + 1
    for kind, column, value in wrong_cells(table):
        lines.append(_line({**row, column.name: value}.values()))
        wrong.append((kind, column, value, line))
        line += len(re.findall(r"\r\n|\r|\n", lines[-1]))
    content = "".join(lines).encode()
    return [Mutation(k.name, table.name, content, line, c.name, value, k.rule) for k, c, value, line in wrong]


def row_mutations(table: Table) -> Iterator[Mutation]:
    """A row that is there twice, or has too many or too few cells, quotes or line breaks."""
    right, header = files()[table.name], len(table.header)
    last = right.count(b"\n") + 1
    row = rows(table.name)[full_row(table)]
    first = row[table.header[0]]
    cells = [*row.values()]

    def added(kind: str, text: str, column: str, value: str, rule: str) -> Mutation:
        return Mutation(kind, table.name, right + text.encode(), last, column, value, rule)

    key = "/".join(row[name] for name in table.key)
    yield added("duplicate id", _line(cells), table.key[0], key, f"already used on line {_line_of(full_row(table))}")
    yield added("cell too many", _line([*cells, "x"]), "row", first, f"has {header + 1} cells, must have {header}")
    yield added("cell too few", _line(cells[:-1]), "row", first, f"has {header - 1} cells, must have {header}")
    yield added("line break outside quotes", f"{first}\n{first}\n", "row", first, "has 1 cells")
    yield added("quote that is not closed", f'{first},"a,b\n', "row", f'{first},"a,b', "not valid CSV")
    yield added("text after a quote", f'"{first}"x,b\n', "row", f'"{first}"x,b', "not valid CSV")
    yield added("return alone", f"{first}\r{first}\n", "row", first, "has 1 cells")
    huge = "x" * (10_000_000 if table.name == "finding" else 1_000_000)  # one of ten is enough, and slow
    yield added("huge cell", _line([huge, *cells[1:]]), table.header[0], huge, "longer than 2000")


def file_mutations(table: Table) -> Iterator[Mutation]:
    """A file that is missing, unreadable, in another encoding or with another header."""
    right, name = files()[table.name], f"{table.name}.csv"
    head, _, body = right.decode().partition("\n")
    must_be = f"must be {head}"

    def file(kind: str, content: bytes | OSError, line: int, column: str, value: str, rule: str) -> Mutation:
        return Mutation(kind, table.name, content, line, column, value, rule)

    def headed(kind: str, header: str) -> Mutation:
        return file(kind, f"{header}\n{body}".encode(), 1, "header", header, f"{must_be} (")

    yield file("missing", FileNotFoundError(), 0, "file", name, "the file is missing")
    yield file("unreadable", IsADirectoryError(21, "Is a directory"), 0, "file", name, "cannot be read")
    yield file("empty", b"", 1, "header", "", must_be)
    yield file("only a line end", b"\n", 1, "header", "", must_be)
    yield file("cut in a row", right[:-3], right.count(b"\n"), "file", name, "without a line break")
    yield file("a workbook", b"PK\x03\x04" + right, 1, "file", name, "a workbook")
    yield file("an old workbook", b"\xd0\xcf\x11\xe0" + right, 1, "file", name, "a password")
    yield file("a page", b"<html>" + right, 1, "file", name, "a page")
    extra = right + _line(["æøå"] * len(table.header)).encode("latin-1")
    yield file("Latin-1", extra, right.count(b"\n") + 1, "file", name, "Windows-1252 by its letters")
    extra = right + _line(["æøå"] * len(table.header)).encode("cp850")
    yield file("MS-DOS", extra, right.count(b"\n") + 1, "file", name, "MS-DOS 850 by its letters")
    without_mark = re.sub("[^ -~\n]", "", right.decode()).encode("utf-16-le")
    yield file("UTF-16 without its mark", without_mark, 1, "file", name, "not UTF-8 text (null bytes")
    yield file("UTF-16 cut short", right.decode().encode("utf-16")[:-1], 1, "file", name, "not UTF-8 text")
    whole = "".join(_line([line]) for line in right.decode().splitlines()).encode()
    yield file("whole rows in one cell", whole, 1, "row", name, "whole rows stand in one cell")
    yield headed("column renamed", head + "x")
    yield headed("column missing", head.rpartition(",")[0])
    yield headed("column too many", head + ",mere")
    yield headed("columns swapped", ",".join(reversed(table.header)))
    yield headed("column twice", ",".join([*table.header[:-1], table.header[0]]))


def all_mutations() -> Iterator[Mutation]:
    """Everything, table by table."""
    for table in TABLES:
        yield from cell_mutations(table)
        yield from row_mutations(table)
        yield from file_mutations(table)


def _line_of(number: int) -> int:
    return number + 2


def _line(cells: Iterable[str]) -> str:
    quoted = (f'"{cell.replace(QUOTE, QUOTE * 2)}"' if NEEDS_QUOTES.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


def main() -> None:
    """Try every mutation and print how many of each kind were tried and refused."""
    tried, refused = Counter(), Counter()
    for mutation in all_mutations():
        kind = mutation.kind.partition(":")[0]
        tried[kind] += 1
        refused[kind] += mutation.is_named(mutation.check())
    for kind, n in tried.most_common():
        print(f"{kind:<28} {n:>6} tried {refused[kind]:>6} refused")
    columns = sum(len(table.columns) for table in TABLES)
    print(
        f"{'all':<28} {tried.total():>6} tried {refused.total():>6} refused, in {len(TABLES)} tables and {columns} columns"
    )


if __name__ == "__main__":
    main()
