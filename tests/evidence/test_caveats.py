"""The index of caveats asks for what it needs, once, and loses nothing."""

from __future__ import annotations

import pytest

from core.evidence import caveats
from core.evidence.caveats import TOO_LATE, CaveatIndex, first_decisive, press, with_what_others_lost
from core.model import Caveat, Changes
from tests.evidence.test_answer import WHERE

ROWS = {
    ("all", ""): ["gennemsnit"],
    ("trial", "forsoeg"): ["forskydning", "gennemsnit"],
}


def row(scope: tuple[str, str], caveat_id: str) -> dict[str, str]:
    """One caveat that limits one thing."""
    return {"scope": scope[0], "ref_id": scope[1], "caveat_id": caveat_id, "kind": "displacement", "statement": caveat_id,
            "plain": "Sagt enkelt.", "short": "Kort", "changes": "who_loses", "about_group_id": None, "circumstance": "", "source_id": "kilde", "source_name": "Kilde", "source_kind": "x",
            "locator": "Tabel 1"}  # fmt: skip


def index(asked: list) -> CaveatIndex:
    """An index over ROWS that notes what it asks for."""

    def fetch(scopes: list[tuple[str, str]]) -> list[dict[str, str]]:
        asked.append(scopes)
        return [row(scope, caveat_id) for scope in scopes for caveat_id in ROWS.get(scope, [])]

    return CaveatIndex(fetch)


def test_each_caveat_comes_once_in_the_order_asked() -> None:
    found = index([]).limiting(("trial", "forsoeg"), ("all", ""), ("trial", "forsoeg"))
    assert [caveat.caveat_id for caveat in found] == ["forskydning", "gennemsnit"]


def test_what_is_known_is_not_asked_for_again() -> None:
    asked: list = []
    limits = index(asked)
    limits.load([("trial", "forsoeg"), ("study", "uden-forbehold")])
    assert limits.limiting(("study", "uden-forbehold")) == []
    assert len(limits.limiting(("all", ""), ("trial", "forsoeg"))) == 2
    assert asked == [[("trial", "forsoeg"), ("study", "uden-forbehold")], [("all", "")]]


def test_a_full_memory_is_emptied_and_nothing_is_lost(monkeypatch) -> None:
    monkeypatch.setattr(caveats, "KEPT_SCOPES", 1)
    limits = index([])
    for _ in range(3):
        assert len(limits.limiting(("trial", "forsoeg"), ("all", ""))) == 2


NEAR = {"16-mdr": "direct", "langtidsledige": "broader", "mænd": "narrower"}


def caveat(name: str, changes: Changes, kind: str = "", **values: str) -> Caveat:
    """A caveat that changes something, of a kind of its own."""
    return Caveat(kind or name, name, WHERE, plain=name, changes=changes, **values)


def test_what_changes_what_one_does_comes_first() -> None:
    told = [caveat(changes.value, changes) for changes in reversed(Changes)]
    said = [found.statement for found in press(told, NEAR)]
    assert said == [
        "whether",
        "for_whom",
        "when",
        "who_loses",
        "how_sure",
    ]  # how to read a number is no point on a card


def test_what_is_about_this_group_or_one_it_is_part_of_comes_before() -> None:
    told = [
        caveat("om alle", Changes.WHETHER),
        caveat("om en del", Changes.FOR_WHOM, about_group="mænd"),
        caveat("om helheden", Changes.HOW_SURE, about_group="langtidsledige"),
    ]
    assert [found.statement for found in press(told, NEAR)] == ["om helheden", "om alle", "om en del"]


def test_what_limits_one_of_several_studies_comes_after_what_limits_the_answer() -> None:
    one, whole = caveat("ét studie", Changes.WHETHER, caveat_id="ét-studie"), caveat("hele svaret", Changes.WHO_LOSES)
    assert [found.statement for found in press([one, whole], NEAR, {"ét-studie"})] == ["hele svaret", "ét studie"]


def test_that_it_comes_too_late_comes_before_when_it_is_felt() -> None:
    when, late = caveat("hvornår", Changes.WHEN), caveat("for sent", Changes.WHEN, caveat_id=TOO_LATE)
    assert [found.statement for found in press([when, late], NEAR)] == ["for sent", "hvornår"]
    assert press([late, caveat("om", Changes.WHETHER)], NEAR)[0].statement == "om"


def test_words_of_a_rule_are_no_points() -> None:
    assert press([Caveat("foreign", "Udland.", rule="alle studier er udenlandske", plain="Udland.")], NEAR) == ()


def test_at_most_three_are_decisive_one_of_a_kind_and_the_chosen_circumstance_first() -> None:
    told = [
        caveat("a", Changes.WHETHER, "displacement"),
        caveat("b", Changes.WHETHER, "displacement"),
        caveat("c", Changes.WHEN),
        caveat("d", Changes.WHO_LOSES),
        caveat("e", Changes.HOW_SURE, circumstance="high_unemployment"),
    ]
    assert [found.statement for found in first_decisive(told)] == ["a", "c", "d"]
    assert [found.statement for found in first_decisive(told, ["high_unemployment"])] == ["e", "a", "c"]
    assert [found.statement for found in first_decisive(told[:2])] == ["a", "b"]


@pytest.mark.parametrize(
    ("changes", "costly", "order"),
    [
        (["for_whom", "when", "when", "who_loses"], {"3"}, "0132"),  # before the second about when
        (["for_whom", "when", "when", "who_loses"], set(), "0123"),  # another trial's, or no loss
        (["for_whom", "when", "who_loses", "who_loses"], {"2"}, "0123"),  # in its place already
        (["when", "when", "who_loses", "who_loses"], {"3"}, "0312"),
    ],
)
def test_what_a_trial_cost_others_stands_before_a_second_caveat_about_the_same(
    changes: list[str], costly: set[str], order: str
) -> None:
    pressing = tuple(caveat(f"{n}", Changes(change), caveat_id=f"{n}") for n, change in enumerate(changes))
    assert "".join(caveat.caveat_id for caveat in with_what_others_lost(pressing, costly)) == order
