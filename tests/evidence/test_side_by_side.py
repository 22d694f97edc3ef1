"""Side by side: what differs is marked, every caveat stands once with whom it limits, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.evidence.aspects import Setting, Subject, printed_size
from core.evidence.side_by_side import SideBySide, compare, differences, group_caveats, horizon_rows, sizes_by_unit
from core.model import (
    Answer,
    Assessment,
    Caveat,
    Comparison,
    Direction,
    Directness,
    Level,
    Reference,
    Result,
    State,
)
from core.text import Labels

WHERE = Reference("kilde", "Kilden", "Tabel 1")
SHARED, FIRST, SECOND, PRACTICE, FIGURE = (
    Caveat(kind, statement, WHERE, plain="p", is_practice=kind == "practice_knowledge")
    for kind, statement in (
        ("average_effect", "Det er et gennemsnit."),
        ("limited_knowledge", "Om færre sager ved vi lidt."),
        ("old_data", "Tallene er gamle."),
        ("practice_knowledge", "Sådan gør man."),
        ("measurement", "Målt et andet sted."),
    )
)
ROW = {
    "finding_id": "f", "comparison": "absolute", "comparator": "sædvanlig indsats", "outcome": "employment", "direction": "positive",
    "effect_low": 2.0, "effect_high": 4.0, "unit": "pp", "horizon_from_months": 12.0, "horizon_to_months": 12.0, "can_vote": True,
    "citation": "A (2010)", "country": "DK", "risk_of_bias": "low", "transferability": "high", "evidence_group": "Ledige",
    "directness": "direct", "source_name": "Kilden", "locator": "Tabel 1", "statement": "Flere i job.",
}  # fmt: skip


def answer(name: str, caveats: tuple[Caveat, ...], trials: int = 1, state: State = State.SUPPORTED) -> Answer:
    """An answer with one result, when it rests on a trial."""
    cell = Assessment(
        "ledige", name.lower(), Comparison.ABSOLUTE, state, Direction.POSITIVE, Level.MODERATE, Level.MODERATE, None,
        Directness.DIRECT, trials, trials, trials, False, ("Fordi.", "Egen optælling."),
    )  # fmt: skip
    found = Result("f", "Flere i job.", Direction.POSITIVE, "employment", "sædvanlig indsats", "efter 12 måneder", "Ledige", "A (2010)", WHERE)  # fmt: skip
    return Answer(
        cell,
        name,
        "Noget.",
        "team_leader",
        "Det virker.",
        ("Ledige",),
        (found,) if trials else (),
        (),
        caveats,
        references=(WHERE,),
    )


def unknown(name: str) -> Subject:
    """An intervention nobody has measured."""
    cell = Assessment("ledige", name.lower(), Comparison.ABSOLUTE, State.UNKNOWN, None, None, None, None, None, 0, 0, 0, False, ("Intet.",))  # fmt: skip
    return Subject(Answer(cell, name, "Noget.", "team_leader", "Noget."))


@pytest.fixture
def setting(labels: Labels) -> Setting:
    """The group everything is compared for."""
    return Setting("Ledige generelt", (), labels)


def subjects(**second: object) -> list[Subject]:
    """Two interventions that share one caveat."""
    one = Subject(answer("Færre sager", (SHARED, FIRST), trials=3), findings=(ROW,))
    return [one, Subject(answer("Samtaler", (SHARED, SECOND, PRACTICE), trials=1), **second)]


def test_likeness_and_difference_are_told_apart(setting: Setting) -> None:
    differ, alike = differences(compare(subjects(findings=(ROW,)), setting).answers)
    assert "Hvad siger forskningen" in alike and "Hvem kan gøre det" in alike
    assert "Bygger på" in differ


def test_fewest_trials_are_marked_only_where_the_numbers_differ(setting: Setting) -> None:
    side = compare(subjects(), setting)
    cells = next(compared for compared in side.answers if compared.title == "Bygger på").cells
    assert [any(point.tone == "fewest" for point in cell.points) for cell in cells] == [False, True]
    same = [subjects()[0], Subject(answer("Samtaler", (SHARED,), trials=3))]
    cells = next(compared for compared in compare(same, setting).answers if compared.title == "Bygger på").cells
    assert not any(point.tone == "fewest" for cell in cells for point in cell.points)


def test_each_caveat_stands_once_under_those_it_limits() -> None:
    groups = group_caveats(subjects())
    assert [(g.title, [c.statement for c, _ in g.caveats], [c.statement for c, _ in g.practice]) for g in groups] == [
        ("Gælder dem alle", ["Det er et gennemsnit."], []),
        ("Gælder færre sager", ["Om færre sager ved vi lidt."], []),
        ("Gælder samtaler", ["Tallene er gamle."], ["Sådan gør man."]),
    ]


def test_what_nobody_measured_does_not_hide_what_limits_the_rest() -> None:
    groups = group_caveats([*subjects(), unknown("Nyt")])
    assert groups[0].title == "Gælder alle dem, der er viden om"
    assert groups[0].names == ("Færre sager", "Samtaler")


def test_caveat_of_a_figure_the_answer_does_not_rest_on_says_so() -> None:
    about = {c.statement: about for g in group_caveats(subjects(figure_caveats=(FIGURE,))) for c, about in g.caveats}
    assert about["Målt et andet sted."] == "om tal, svaret ikke bygger på"
    assert about["Tallene er gamle."] == ""


def test_comparison_cannot_be_built_without_a_caveat(setting: Setting) -> None:
    side = compare(subjects(), setting)
    with pytest.raises(ValueError, match="Samtaler: 2 caveats are missing"):
        replace(side, caveats=side.caveats[:2])
    bare = Subject(unknown("Nyt").answer, findings=(ROW,))
    with pytest.raises(ValueError, match="evidence must carry its caveats"):
        SideBySide("Ledige", (bare,), (), (), (), ())


@pytest.mark.parametrize("chosen", [subjects()[:1], subjects() * 3, [subjects()[0]] * 2])
def test_two_to_four_different_interventions(chosen: list[Subject], setting: Setting) -> None:
    with pytest.raises(ValueError, match="2 to 4"):
        compare(chosen, setting)


def test_units_and_kinds_of_comparison_are_never_mixed(setting: Setting) -> None:
    rows = (ROW, ROW | {"finding_id": "g", "unit": "days"}, ROW | {"finding_id": "h", "comparison": "relative"},
            ROW | {"finding_id": "i", "unit": "kr"})  # fmt: skip
    side = compare(subjects(findings=rows), setting)
    found = {key: [row["finding_id"] for _, row in pairs] for key, pairs in sizes_by_unit(side, setting).items()}
    assert found == {("absolute", "pp"): ["f", "f"], ("absolute", "days"): ["g"], ("relative", "pp"): ["h"]}


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(2.0, 4.0, "2–4"), (5.9, None, "5,9"), (8.0, 8.0, "8"), (None, 15.0, "op til 15")]
)
def test_size_is_shown_as_printed(low: float | None, high: float | None, shown: str) -> None:
    assert printed_size({"effect_low": low, "effect_high": high}) == shown


def test_times_are_in_order_and_a_time_not_printed_comes_last() -> None:
    def subject(**row: object) -> Subject:
        return Subject(answer("Samtaler", (SHARED,)), findings=(ROW | row,))

    late, none = {"horizon_from_months": 24.0, "horizon_to_months": 24.0}, {"horizon_from_months": None, "horizon_to_months": None}  # fmt: skip
    rows = horizon_rows([subject(**none), subject(**late), subject()])
    assert [row.when for row in rows] == ["efter 12 måneder", "efter 24 måneder", "tidspunkt ikke oplyst"]
    assert [len(results) for results in rows[1].results] == [0, 1, 0]


def test_empty_cells_say_so(setting: Setting) -> None:
    side = compare([subjects()[0], unknown("Nyt")], setting)
    said = {compared.title: [point.text for point in compared.cells[1].points] for compared in side.answers}
    assert said["Udgift og besparelse"] == ["Kilderne nævner ingen udgift eller besparelse."]
    assert said["Bygger på"][:2] == ["Ingen enkelte studier", "Ingen konklusioner fra kilderne"]
    assert said["Hvem er det målt på"] == ["Ingen af kilderne måler virkningen for ledige generelt."]
    assert all(said.values())
