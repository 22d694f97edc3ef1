"""The form for a team's own figures: a CSV file written with empty numbers, and read back strictly.

It holds numbers of a team, never of a person, and no free text: what is not a
known figure and a number is refused, and nothing refused is repeated in a message.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.text import number, read_number

HEADER = ("id", "spørgsmål", "svar", "jeres tal")
LARGEST = 100_000  # bytes; the whole form is a fifth of that
SHOWN_FAULTS = 8


@dataclass(frozen=True)
class Field:
    """One line of the form: a figure of the report and the highest number that makes sense."""

    figure_id: str
    question: str
    answer: str
    highest: float


@dataclass(frozen=True)
class Reading:
    """What was read: numbers by figure id, or the faults that stopped it, with line numbers."""

    numbers: Mapping[str, float]
    faults: tuple[str, ...] = ()


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
    text = _decode(content)
    if text is None:
        return Reading({}, ("Filen er ikke en almindelig tekstfil. Gem den som CSV (UTF-8) og prøv igen.",))
    words = {line.partition(";")[0].strip(' "') for line in text.splitlines()}
    known = {field.figure_id: field for field in fields_of(words)}
    numbers: dict[str, float] = {}
    faults = []
    for line, said, found in _lines(text, known):
        if said:
            faults.append(f"Linje {line}: {said}")
        elif found and found[0] in numbers:
            faults.append(f"Linje {line}: svaret står også højere oppe i filen.")
        elif found:
            numbers[found[0]] = found[1]
    if not faults and not numbers:
        faults = ["Der står ingen tal i kolonnen »jeres tal«. Skriv mindst ét, og prøv igen."]
    return Reading({}, _few(faults)) if faults else Reading(numbers)


def _decode(content: bytes) -> str | None:
    """UTF-8, or what Danish Excel saves as CSV; None for anything that is no text."""
    if b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str, known: Mapping[str, Field]) -> Iterator[tuple[int, str, tuple[str, float] | None]]:
    """Line number, what is wrong (or an empty string), and the figure and its number, where there is one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        header = next(reader, [])
        if tuple(cell.strip().lower() for cell in header) != HEADER:
            yield 1, f"kolonnerne skal hedde {'; '.join(HEADER)} og stå i den rækkefølge med semikolon imellem.", None
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, *_read_line([cell.strip() for cell in cells], known)
    except csv.Error:
        yield reader.line_num, "linjen kan ikke læses. Der er måske et anførselstegn for meget.", None


def _read_line(cells: list[str], known: Mapping[str, Field]) -> tuple[str, tuple[str, float] | None]:
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
    value = read_number(cells[3])
    if value is None or value > field.highest:
        return f"»{field.answer}« skal have et tal fra 0 til {number(field.highest)}, fx 42 eller 42,5.", None
    return "", (field.figure_id, value)


def _few(faults: Sequence[str]) -> tuple[str, ...]:
    """The first faults, and how many more there are."""
    rest = len(faults) - SHOWN_FAULTS
    return (*faults[:SHOWN_FAULTS], f"Og {rest} fejl mere.") if rest > 0 else tuple(faults)


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
