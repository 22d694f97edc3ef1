"""A table is read as programs save it, or refused with its cause: never a wrong value in silence."""

from __future__ import annotations

import pytest

from core.delimited import Cause, Taken, Unreadable, read

HEADER = ["id", "navn", "tal"]
PLAIN = "id,navn,tal\na,æ,1\nb,å,\n"
ROWS = [["a", "æ", "1"], ["b", "å", ""]]


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (PLAIN.encode(), set()),
        (PLAIN.encode("utf-8-sig"), {Taken.MARK}),
        (PLAIN.encode("utf-16"), {Taken.UTF_16}),
        (PLAIN.replace(",", ";").encode(), {Taken.SEPARATOR}),
        (PLAIN.replace(",", "\t").encode("utf-16"), {Taken.SEPARATOR, Taken.UTF_16}),
        (PLAIN.replace("\n", "\r\n").encode(), set()),
        (PLAIN.replace("\n", "\r").encode(), set()),
        (("sep=;\r\n" + PLAIN.replace(",", ";")).encode(), {Taken.SEPARATOR}),
        ((PLAIN.replace("\n", ",,\n") + ",,,,\n\n").encode(), {Taken.EMPTY_COLUMNS, Taken.EMPTY_ROWS}),
        (PLAIN.replace(",", ";").replace("å;", "å").encode(), {Taken.SEPARATOR, Taken.SHORT_ROWS}),
        (PLAIN.replace("id,navn", "ID, Navn").encode(), set()),
    ],
    ids=[
        "plain",
        "mark",
        "utf-16",
        "semicolons",
        "unicode-text",
        "windows",
        "macintosh",
        "sep=",
        "empty",
        "short",
        "capitals",
    ],
)
def test_what_can_only_mean_one_thing_is_read_and_said(content: bytes, taken: set[Taken]) -> None:
    found = read(content, HEADER)
    assert [cells for _, cells in found.lines] == ROWS
    assert {what for what, n in found.taken.items() if n} == taken
    assert not found.is_cut


@pytest.mark.parametrize(
    ("content", "cause", "line"),
    [
        (b"", Cause.EMPTY, 1),
        (b"PK\x03\x04" + PLAIN.encode(), Cause.WORKBOOK, 1),
        (b"\xd0\xcf\x11\xe0" + PLAIN.encode(), Cause.OLD_WORKBOOK, 1),
        (b"\n <html>" + PLAIN.encode(), Cause.OTHER_FORMAT, 1),
        (PLAIN.encode("utf-16-le"), Cause.NOT_TEXT, 1),
        (PLAIN.encode("cp1252"), Cause.CODE_PAGE, 2),
        (PLAIN.replace("navn", "name").encode(), Cause.HEADER, 1),
        (b"sep=;\n" + PLAIN.replace("navn", "name").encode(), Cause.HEADER, 2),
        (b'"id,navn,tal"\n"a,b,1"\n', Cause.ONE_COLUMN, 1),
        (b'id,navn,tal;;\na,"""b; c"""" ,1\n', Cause.ONE_COLUMN, 1),
        (b'id,navn,tal\n"a,""b, c"",1"\n', Cause.ONE_COLUMN, 2),
        (b'id,navn,tal\n"a,""b";" c"",1"\n', Cause.ONE_COLUMN, 2),
        (b"id;navn;tal\na,b,1\n", Cause.ONE_COLUMN, 2),
        (b'id,navn,tal\na,"b,1\n', Cause.QUOTES, 2),
    ],
)
def test_what_cannot_be_read_has_its_cause_and_line(content: bytes, cause: Cause, line: int) -> None:
    with pytest.raises(Unreadable) as error:
        list(read(content, HEADER).lines)
    assert (error.value.cause, error.value.line) == (cause, line)


def test_a_file_without_a_last_line_break_is_said_to_be_cut() -> None:
    assert read(PLAIN.strip().encode(), HEADER).is_cut


def test_a_cell_too_many_in_one_row_is_left_for_the_reader_to_refuse() -> None:
    """An empty column at the end is in every row; in one row alone it is a comma too many somewhere."""
    found = read((PLAIN + "c,,d,\n").encode(), HEADER)
    assert [len(cells) for _, cells in found.lines] == [3, 3, 4]
