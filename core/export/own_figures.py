"""The form for a team's own figures: a CSV file written with empty numbers, and read back as programs save it.

The file is read as the data is (:mod:`core.delimited`). It holds numbers of a team, never of a person, and no free text: what is not a
known figure and a number is refused, and nothing refused is repeated in a message.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from core.delimited import Cause, Delimited, Taken, Unreadable, read
from core.text import count, number

HEADER = ("id", "spørgsmål", "svar", "jeres tal")
LARGEST = 100_000  # bytes; the whole form is a fifth of that
SHOWN_FAULTS = 8
PERCENT = 100
DECIMALS = 2  # as many as an address keeps
CAUSES = {
    Cause.EMPTY: f"Filen er tom. Kolonnerne skal hedde {'; '.join(HEADER)}. Hent eksempelfilen igen.",
    Cause.WORKBOOK: "Filen er en projektmappe (.xlsx eller .ods). Gem den som CSV (UTF-8), og prøv igen.",
    Cause.OLD_WORKBOOK: "Filen er en gammel projektmappe (.xls) eller har adgangskode. Gem den som CSV (UTF-8), og prøv igen.",
    Cause.OTHER_FORMAT: "Filen er en side eller et dokument. Gem tabellen som CSV (UTF-8), og prøv igen.",
    Cause.NOT_TEXT: "Filen er ikke en almindelig tekstfil. Gem den som CSV (UTF-8), og prøv igen.",
    Cause.CODE_PAGE: "Filens æ, ø og å kan ikke læses. Gem den som CSV (UTF-8), og prøv igen.",
    Cause.ONE_COLUMN: "Linje {line}: hele linjen står i én celle. Åbn eksempelfilen igen med semikolon som skilletegn.",
    Cause.HEADER: f"Linje {{line}}: kolonnerne skal hedde {'; '.join(HEADER)} og stå i den rækkefølge.",
    Cause.QUOTES: "Linje {line}: linjen kan ikke læses. Der er måske et anførselstegn for meget.",
}
_NUMBER = re.compile(r"(\d{1,5})(?:[.,](\d{1,17}))?\s*(%|pct\.?|procent)?", re.ASCII)


@dataclass(frozen=True)
class Field:
    """One line of the form: a figure of the report and the highest number that makes sense."""

    figure_id: str
    question: str
    answer: str
    highest: float


@dataclass(frozen=True)
class Reading:
    """What was read: numbers by figure id and what was taken for granted, or the faults that stopped it."""

    numbers: Mapping[str, float]
    faults: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """A number of the form, whether it was rounded, and whether a percent sign stood after it."""

    value: float
    is_rounded: bool
    has_sign: bool


def write_form(fields: Sequence[Field], numbers: Mapping[str, float]) -> bytes:
    """The form as Danish Excel reads it: UTF-8 with a mark, semicolons, the numbers already given."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(HEADER)
    for field in fields:
        value = numbers.get(field.figure_id)
        writer.writerow([field.figure_id, field.question, field.answer, "" if value is None else _plain(value)])
    return buffer.getvalue().encode("utf-8-sig")


def read_form(content: bytes, fields_of: Callable[[Collection[str]], Sequence[Field]]) -> Reading:
    """The numbers of a filled-in form. One fault anywhere and nothing is read; lines without a number are skipped.

    ``fields_of`` gives the fields of the ids among some words; words that are no id are left out.
    """
    if len(content) > LARGEST:
        return Reading({}, (f"Filen fylder mere end {number(LARGEST // 1000)} kB, så det er ikke eksempelfilen.",))
    try:
        table = read(content, HEADER)
        lines = [(line, [cell.strip() for cell in cells]) for line, cells in table.lines]
    except Unreadable as error:
        return Reading({}, (CAUSES[error.cause].format(line=error.line),))
    known = {field.figure_id: field for field in fields_of({cells[0] for _, cells in lines})}
    return _numbers(lines, known, table)


def _numbers(lines: Sequence[tuple[int, list[str]]], known: Mapping[str, Field], table: Delimited) -> Reading:
    written: dict[str, Written] = {}
    faults = []
    for line, cells in lines:
        said, found = _read_line(cells, known)
        if said:
            faults.append(f"Linje {line}: {said}")
        elif found and cells[0] in written:
            faults.append(f"Linje {line}: svaret står også højere oppe i filen.")
        elif found:
            written[cells[0]] = found
    if not faults:
        faults = _of_all(written, known)
    if faults:
        return Reading({}, _few(faults))
    return Reading({key: found.value for key, found in written.items()}, (), _taken(table, written))


def _of_all(written: Mapping[str, Written], known: Mapping[str, Field]) -> list[str]:
    """What is wrong with all numbers together: none at all, or shares of one where percentages are asked for."""
    if not written:
        return ["Der står ingen tal i kolonnen »jeres tal«. Skriv mindst ét, og prøv igen."]
    shares = [found for key, found in written.items() if known[key].highest == PERCENT]
    is_of_one = all(found.value <= 1 and not found.has_sign for found in shares)
    if is_of_one and any(0 < found.value < 1 for found in shares):
        return [
            "Tallene er andele mellem 0 og 1, men der skal stå procent: 42 i stedet for 0,42. "
            "Er der virkelig tale om under én procent, så skriv procenttegnet: »0,42 %«."
        ]
    return []


def _taken(table: Delimited, written: Mapping[str, Written]) -> tuple[str, ...]:
    """What was taken for granted, as sentences."""
    said = []
    if page := table.named.get(Taken.CODE_PAGE):
        said.append(f"Filens bogstaver er læst som {page}.")
    if rounded := sum(found.is_rounded for found in written.values()):
        said.append(f"{count(rounded, 'tal', 'tal').capitalize()} med flere decimaler er afrundet til to.")
    return tuple(said)


def _read_line(cells: list[str], known: Mapping[str, Field]) -> tuple[str, Written | None]:
    if len(cells) != len(HEADER):
        return f"der skal være {len(HEADER)} felter, men der er {len(cells)}.", None
    field = known.get(cells[0])
    if field is None:
        return (
            "id'et i første kolonne findes ikke her. Hent eksempelfilen igen, og ret kun i kolonnen »jeres tal«.",
            None,
        )
    if cells[2] != field.answer:
        return "svaret hører ikke til id'et. Linjerne er måske forskudt. Hent eksempelfilen igen.", None
    if not cells[3]:
        return "", None
    found = _written(cells[3], field.highest)
    if found is None:
        return f"»{field.answer}« skal have et tal fra 0 til {number(field.highest)}, fx 42 eller 42,5.", None
    return "", found


def _written(text: str, highest: float) -> Written | None:
    """A number from 0 to the highest, rounded as it stands in the address; None for one that may be a thousand too."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    whole, decimals, sign = found[1], found[2] or "", found[3]
    value = float(f"{whole}.{decimals or 0}")
    may_be_thousand = len(decimals) == 3 and whole.strip("0") and int(whole + decimals) <= highest
    if may_be_thousand or value > highest:
        return None
    return Written(round(value, DECIMALS), len(decimals.rstrip("0")) > DECIMALS, bool(sign))


def _few(faults: Sequence[str]) -> tuple[str, ...]:
    """The first faults, and how many more there are."""
    rest = len(faults) - SHOWN_FAULTS
    return (*faults[:SHOWN_FAULTS], f"Og {rest} fejl mere.") if rest > 0 else tuple(faults)


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
