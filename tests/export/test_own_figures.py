"""The form for own figures: what is written is read back, and everything else is refused by line number."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from core.export.own_figures import LARGEST, Field, read_form, write_form

FIELDS = [
    Field("f-30", "Hvor længe; typisk?", "30 minutter", 100),
    Field("f-45", "Hvor længe; typisk?", "45 minutter", 100),
    Field("f-timer", "Hvor mange timer?", "I alt", 40),
    Field("f-uger", "Hvor mange uger?", "Uger", 5_000),
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
        "f-uger;Hvor mange uger?;Uger;",
    ]


ROW = "f-30;Hvor længe?;30 minutter;42,5\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((HEAD + ROW + ";;;\n").encode(), id="as it is, with an empty row"),
        pytest.param((HEAD + ROW).encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param((HEAD + ROW).encode("utf-16"), id="Unicode text"),
        pytest.param((HEAD + ROW).replace(";", "\t").encode("utf-16"), id="Unicode text with tabulators"),
        pytest.param((HEAD + ROW).encode("cp1252"), id="Windows"),
        pytest.param((HEAD + ROW).encode("cp850"), id="MS-DOS"),
        pytest.param((HEAD + ROW).replace("\n", "\r").encode("mac_roman"), id="Macintosh"),
        pytest.param(("sep=;\r\n" + HEAD + ROW).encode("cp1252"), id="sep="),
        pytest.param((HEAD + ROW).replace("\n", ";\n").encode(), id="an empty column at the end"),
        pytest.param(
            (HEAD + ROW).replace("42,5", '"42,5"').replace(";", ",").encode(), id="commas between the columns"
        ),
        pytest.param((HEAD + ROW).replace("42,5", "42,5 %").strip().encode(), id="no line break at the end"),
        pytest.param((HEAD + ROW).replace("42,5", "42,4999999999999").encode(), id="computed"),
    ],
)
def test_form_is_read_as_programs_save_it(content: bytes) -> None:
    reading = read_form(content, fields_of)
    assert (dict(reading.numbers), reading.faults) == ({"f-30": 42.5}, ())


def test_what_was_taken_for_granted_is_said() -> None:
    computed = (HEAD + ROW).replace("42,5", "42,0454545454545").encode("cp850")
    reading = read_form(computed, fields_of)
    assert reading.numbers == {"f-30": 42.05}
    assert reading.taken == (
        "Filens bogstaver er læst som MS-DOS 850.",
        "Ét tal med flere decimaler er afrundet til to.",
    )


def test_a_share_below_one_percent_is_read_where_its_sign_says_so() -> None:
    assert read(HEAD + "f-30;x;30 minutter;0,42 %\n")[0] == {"f-30": 0.42}
    assert read(HEAD + "f-30;x;30 minutter;0,42\nf-45;x;45 minutter;42\n")[0] == {"f-30": 0.42, "f-45": 42}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("a;b;c\n", "Linje 1: kolonnerne skal hedde id; spørgsmål; svar; jeres tal", id="wrong columns"),
        pytest.param("", "Filen er tom", id="an empty file"),
        pytest.param("id;spørgsmål;jeres tal;svar\n", "Linje 1: kolonnerne skal hedde", id="another order"),
        pytest.param(HEAD + "f-30;x;30 minutter\n", "Der står ingen tal", id="the empty number left out, as Excel does"),
        pytest.param(HEAD + "f-30;x;30 minutter;0,42\nf-45;x;45 minutter;0,13\n", "andele mellem 0 og 1", id="shares of one"),
        pytest.param(HEAD + "f-uger;x;Uger;1,234\n", "Linje 2: »Uger« skal have et tal", id="perhaps a thousand"),
        pytest.param("id;spørgsmål;svar;jeres tal\n".replace(";", "") , "Linje 1: kolonnerne skal hedde", id="one column"),
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
        pytest.param(HEAD.encode("utf-16-le"), "ikke en almindelig tekstfil", id="UTF-16 without its mark"),
        pytest.param(
            HEAD.encode("cp1251", "replace").replace(b"?", b"\x98"),
            "æ, ø og å kan ikke læses",
            id="an unknown code page",
        ),
        pytest.param(b"PK\x03\x04\x00\x00", "en projektmappe", id="a workbook"),
        pytest.param(b"\xd0\xcf\x11\xe0\x00\x00", "har adgangskode", id="a password"),
        pytest.param(b"<!DOCTYPE html>", "en side", id="a page"),
    ],
)
def test_file_that_is_no_form_gets_a_sentence(content: bytes, fault: str) -> None:
    assert fault in read_form(content, fields_of).faults[0]
