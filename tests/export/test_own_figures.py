"""The form for own figures: what is written is read back, and everything else is refused by line number."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from core.export.own_figures import LARGEST, Field, read_form, write_form

FIELDS = [
    Field("f-30", "Hvor længe; typisk?", "30 minutter", 100),
    Field("f-45", "Hvor længe; typisk?", "45 minutter", 100),
    Field("f-timer", "Hvor mange timer?", "I alt", 40),
]
HEAD = "id;spørgsmål;svar;jeres tal\n"


def fields_of(ids: Collection[str]) -> list[Field]:
    """The fields of the ids among some words."""
    return [field for field in FIELDS if field.figure_id in ids]


def read(text: str) -> tuple[dict, tuple[str, ...]]:
    """Numbers and faults of a form given as text."""
    reading = read_form(text.encode("utf-8"), fields_of)
    return dict(reading.numbers), reading.faults


def test_what_is_written_is_read_back() -> None:
    numbers = {"f-30": 42.5, "f-timer": 0.0}
    assert read_form(write_form(FIELDS, numbers), fields_of).numbers == numbers


def test_empty_form_shows_the_questions_and_has_room_for_numbers() -> None:
    lines = write_form(FIELDS, {}).decode("utf-8-sig").splitlines()
    assert lines == [
        "id;spørgsmål;svar;jeres tal",
        'f-30;"Hvor længe; typisk?";30 minutter;',
        'f-45;"Hvor længe; typisk?";45 minutter;',
        "f-timer;Hvor mange timer?;I alt;",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_form_is_read_as_excel_saves_it(encoding: str) -> None:
    content = (HEAD + "f-30;Hvor længe?;30 minutter;42,5\r\n;;;\r\n").encode(encoding)
    assert read_form(content, fields_of).numbers == {"f-30": 42.5}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("a;b;c\n", "Linje 1: kolonnerne skal hedde id; spørgsmål; svar; jeres tal", id="wrong columns"),
        pytest.param("", "Linje 1: kolonnerne skal hedde", id="an empty file"),
        pytest.param(HEAD.replace(";", ","), "Linje 1: kolonnerne skal hedde", id="commas between the columns"),
        pytest.param("id;spørgsmål;jeres tal;svar\n", "Linje 1: kolonnerne skal hedde", id="another order"),
        pytest.param(HEAD + "f-30;x;30 minutter\n", "Linje 2: der skal være 4 felter, men der er 3", id="a field too few"),
        pytest.param(HEAD + "f-30;x;30 minutter;42;Hans Hansen\n", "Linje 2: der skal være 4 felter, men der er 5", id="a field too many"),
        pytest.param(HEAD + "f-99;x;30 minutter;42\n", "Linje 2: id'et i første kolonne findes ikke her", id="an unknown figure"),
        pytest.param(HEAD + "f-30;x;45 minutter;42\n", "Linje 2: svaret hører ikke til id'et", id="shifted rows"),
        pytest.param(HEAD + "f-30;x;30 minutter;mange\n", "Linje 2: »30 minutter« skal have et tal fra 0 til 100", id="no number"),
        pytest.param(HEAD + "f-30;x;30 minutter;101\n", "Linje 2: »30 minutter« skal have et tal fra 0 til 100", id="too high"),
        pytest.param(HEAD + "f-timer;x;I alt;41\n", "Linje 2: »I alt« skal have et tal fra 0 til 40", id="too many hours"),
        pytest.param(HEAD + "f-30;x;30 minutter;-5\n", "Linje 2: »30 minutter« skal have et tal", id="negative"),
        pytest.param(HEAD + "f-30;x;30 minutter;nan\n", "Linje 2: »30 minutter« skal have et tal", id="not a number"),
        pytest.param(HEAD + "f-30;x;30 minutter;inf\n", "Linje 2: »30 minutter« skal have et tal", id="infinite"),
        pytest.param(HEAD + "f-30;x;30 minutter;1e309\n", "Linje 2: »30 minutter« skal have et tal", id="an exponent"),
        pytest.param(HEAD + "f-30;x;30 minutter;=1+1\n", "Linje 2: »30 minutter« skal have et tal", id="a formula"),
        pytest.param(HEAD + "f-30;x;30 minutter;4\n\nf-30;x;30 minutter;5\n", "Linje 4: svaret står også højere oppe", id="twice; empty lines count"),
        pytest.param(HEAD + "f-30;x;30 minutter;\n", "Der står ingen tal i kolonnen »jeres tal«", id="nothing filled in"),
        pytest.param(HEAD + 'f-30;"x;30 minutter;4\n', "linjen kan ikke læses", id="a quotation mark too many"),
    ],
)  # fmt: skip
def test_fault_is_named_with_its_line_and_nothing_is_read(text: str, fault: str) -> None:
    numbers, faults = read(text)
    assert numbers == {}
    assert len(faults) == 1 and fault in faults[0], faults


def test_one_fault_stops_the_good_lines_too() -> None:
    numbers, faults = read(HEAD + "f-30;x;30 minutter;42\nf-45;x;45 minutter;mange\n")
    assert numbers == {} and len(faults) == 1


def test_many_faults_are_listed_together_and_cut() -> None:
    _, faults = read(HEAD + "f-99;x;y;1\n" * 20)
    assert faults[0].startswith("Linje 2:") and faults[-1] == "Og 12 fejl mere."


@pytest.mark.parametrize("text", ["010190-1234", "Hans Hansen", "<script>alert(1)</script>"])
def test_nothing_refused_is_repeated(text: str) -> None:
    for line in (
        f"{text};x;y;1\n",
        f"f-30;{text};{text};1\n",
        f"f-30;x;30 minutter;{text}\n",
        f"f-30;x;30 minutter;1;{text}\n",
    ):
        _, faults = read(HEAD + line)
        assert faults and text not in " ".join(faults)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"x" * (LARGEST + 1), "fylder mere end 100 kB", id="too large"),
        pytest.param(HEAD.encode("utf-16"), "ikke en almindelig tekstfil", id="UTF-16"),
        pytest.param(b"PK\x03\x04\x00\x00", "ikke en almindelig tekstfil", id="a workbook"),
    ],
)
def test_file_that_is_no_form_gets_a_sentence(content: bytes, fault: str) -> None:
    assert fault in read_form(content, fields_of).faults[0]
