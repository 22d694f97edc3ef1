"""Where an effort of the second layer stands: once, under its own word, in the column of those it was found for."""

from __future__ import annotations

from datetime import date

import pytest

from core.evidence.second_places import by_way, columns, employer, places
from core.model import SecondDirection, SecondFinding, SecondLayer, SecondStudy, SecondTopic

TOWARDS, NONE, AGAINST, UNCLEAR = SecondDirection
STUDY = SecondStudy(
    "s", "Et studie (2020)", "X", 2020, "Titel", "", "DK", "", "rct", "", "", "s", "https://doi.org/10.1/x", "",
    "abstract", date(2026, 11, 28),
)  # fmt: skip


def topic(way: SecondDirection, *rows: tuple[SecondDirection, str], name: str = "t") -> SecondTopic:
    found = tuple(
        SecondFinding(
            f"{name}{n}", name, STUDY, "Noget.", of, "nogen", "ledige", "Ledige", code, "intet", "job", "", ""
        )
        for n, (of, code) in enumerate(rows)
    )
    return SecondTopic(name, name, "", way, "", "", "", found)


@pytest.mark.parametrize(
    ("way", "rows", "column"),
    [
        (TOWARDS, [(TOWARDS, "yes"), (TOWARDS, "not_stated")], "yes"),
        # The only row with an employer points another way, so "none shown, with an employer" would be untrue.
        (NONE, [(NONE, "not_stated"), (TOWARDS, "yes")], "not_stated"),
        # Somebody without an employer is the rarer thing to know of.
        (NONE, [(NONE, "yes"), (NONE, "no")], "no"),
        (NONE, [(NONE, "both")], "not_stated"),
        # No row has the word of the effort: all of them bear it.
        (UNCLEAR, [(TOWARDS, "yes"), (NONE, "yes")], "yes"),
    ],
)
def test_an_effort_stands_in_the_column_of_those_its_word_was_found_for(
    way: SecondDirection, rows: list[tuple[SecondDirection, str]], column: str
) -> None:
    assert employer(topic(way, *rows)) == column


def test_an_effort_stands_once_under_its_own_word() -> None:
    layer = SecondLayer(
        "g",
        (
            topic(TOWARDS, (TOWARDS, "yes"), (NONE, "no"), name="a"),
            topic(NONE, (NONE, "no"), name="b"),
            topic(TOWARDS, (TOWARDS, "both"), name="c"),
        ),
    )
    found = places(layer)
    names = {way: {code: [t.name for t in part] for code, part in cells.items()} for way, cells in found.items()}
    assert names == {TOWARDS: {"yes": ["a"], "not_stated": ["c"]}, NONE: {"no": ["b"]}, AGAINST: {}, UNCLEAR: {}}
    assert columns(found) == ["yes", "no", "not_stated"]


def test_rows_that_differ_stand_side_by_side_in_the_order_of_the_words() -> None:
    rows = topic(UNCLEAR, (AGAINST, "yes"), (TOWARDS, "yes"), (AGAINST, "no")).findings
    assert [(way, [row.finding_id for row in part]) for way, part in by_way(rows)] == [
        (TOWARDS, ["t1"]),
        (AGAINST, ["t0", "t2"]),
    ]
