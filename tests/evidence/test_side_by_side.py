"""Side by side: what differs is marked, every caveat stands once with whom it limits, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.evidence.assess import WIDER
from core.evidence.conclusion import conclude
from core.evidence.measured import printed_size
from core.evidence.side_by_side import (
    OF_FIGURES,
    Decisive,
    Dispute,
    Place,
    SideBySide,
    compare,
    counted_disputes,
    decide,
    group_caveats,
    horizon_rows,
    sizes_by_unit,
)
from core.evidence.subject import Cell, Form, Setting, Subject
from core.model import (
    Answer,
    Assessment,
    Caveat,
    Changes,
    Comparison,
    Conclusion,
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
    Caveat(kind, statement, WHERE, plain="p", short=statement.rstrip("."), is_practice=kind == "practice_knowledge")
    for kind, statement in (
        ("average_effect", "Det er et gennemsnit."),
        ("limited_knowledge", "Om færre sager ved vi lidt."),
        ("old_data", "Tallene er gamle."),
        ("practice_knowledge", "Sådan gør man."),
        ("measurement", "Målt et andet sted."),
    )
)
ROW = {
    "finding_id": "f", "study_id": "a-2010", "trial_id": None, "vote_unit": "a-2010", "effect_type": "effect", "comparison": "absolute", "comparator": "sædvanlig indsats", "outcome": "employment", "direction": "positive",
    "effect_low": 2.0, "effect_high": 4.0, "unit": "pp", "horizon_from_months": 12.0, "horizon_to_months": 12.0, "can_vote": True,
    "citation": "A (2010)", "country": "DK", "risk_of_bias": "low", "transferability": "high", "evidence_group": "Ledige",
    "directness": "direct", "source_name": "Kilden", "locator": "Tabel 1", "statement": "Flere i job.",
}  # fmt: skip


def answer(
    name: str, caveats: tuple[Caveat, ...], trials: int = 1, state: State = State.SUPPORTED, pressing: tuple = ()
) -> Answer:
    """An answer with one result, when it rests on a trial; ``pressing`` are its decisive caveats."""
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
        pressing,
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


def row_of(side: SideBySide, title: str) -> tuple[Cell, ...]:
    """The cells of one aspect."""
    return next(row.cells for row in (*side.first, *side.others) if row.title == title)


def said(cell: Cell) -> str:
    """The words of a cell."""
    return " ".join(point.text for point in cell.points)


def test_only_what_matters_is_marked(setting: Setting) -> None:
    side = compare(subjects(findings=(ROW,)), setting)
    assert [(row.title, row.differs) for row in side.first] == [
        ("Hvad siger forskningen", False),
        ("Hvor sikkert", False),
        ("Hvem kan gøre det", False),
        ("Hvem er det målt på", False),
        ("Hvad er målt", False),
    ]
    other = replace(subjects()[1].answer, lever="caseworker")
    differ = {row.title for row in compare([subjects()[0], Subject(other)], setting).first if row.differs}
    assert differ == {"Hvem kan gøre det"}


def test_what_is_the_same_in_words_is_said_once(setting: Setting) -> None:
    side = compare([subjects()[0], unknown("Nyt")], setting)
    once = {row.title for row in side.first if row.is_said_once}
    assert once == {"Hvem kan gøre det"}


def test_fewest_trials_are_marked_only_where_the_numbers_differ(setting: Setting) -> None:
    cells = row_of(compare(subjects(), setting), "Bygger på")
    assert [any(point.tone == "fewest" for point in cell.points) for cell in cells] == [False, True]
    same = [subjects()[0], Subject(answer("Samtaler", (SHARED,), trials=3))]
    cells = row_of(compare(same, setting), "Bygger på")
    assert not any(point.tone == "fewest" for cell in cells for point in cell.points)


def test_each_caveat_stands_once_under_those_it_limits() -> None:
    groups = group_caveats(subjects())
    assert [(g.title, [[c.statement for c in caveats] for _, caveats in g.parts]) for g in groups] == [
        ("Gælder dem alle", [["Det er et gennemsnit."]]),
        ("Gælder færre sager", [["Om færre sager ved vi lidt."]]),
        ("Gælder samtaler", [["Tallene er gamle."], ["Sådan gør man."]]),
    ]


def test_what_changes_most_stands_first_in_its_group() -> None:
    when, whether = (replace(FIRST, statement=code, changes=code) for code in (Changes.WHEN, Changes.WHETHER))
    groups = group_caveats([Subject(answer("A", (SHARED, when, whether))), Subject(answer("B", (SHARED,)))])
    assert [caveat.changes for caveat in groups[1].answers] == [Changes.WHETHER, Changes.WHEN]


def pressed(*own: tuple[Caveat, ...], limits: tuple[Caveat, ...] = ()) -> Decisive:
    """What is decisive for interventions A, B … that each have these decisive caveats, and all of ``limits``."""
    return decide(
        [
            Subject(answer(name, (*caveats, *limits), pressing=caveats))
            for name, caveats in zip("ABC", own, strict=False)
        ]
    )


@pytest.mark.parametrize(
    ("decisive", "shared", "own"),
    [
        (pressed((FIRST,), (SECOND,)), [], [[(FIRST, ())], [(SECOND, ())]]),
        # Decisive for one of them and true of both: said for both.
        (pressed((FIRST,), (SECOND,), limits=(FIRST,)), [FIRST], [[], [(SECOND, ())]]),
        (pressed((FIRST,), (FIRST, SECOND)), [FIRST], [[], [(SECOND, ())]]),
        # True of two of three: said once, with the other's name.
        (pressed((FIRST,), (FIRST,), (SECOND,)), [], [[(FIRST, ("B",))], [], [(SECOND, ())]]),
    ],
)
def test_decisive_caveats_are_said_once(decisive: Decisive, shared: list, own: list) -> None:
    assert list(decisive.shared) == shared
    assert [[(p.caveat, p.also) for p in part] for part in decisive.own] == own


def test_decisive_caveat_of_some_is_led_to_from_the_others() -> None:
    decisive = pressed((FIRST,), (FIRST,), (SECOND,))
    assert [decisive.elsewhere(name, ("A", "B", "C")) for name in "ABC"] == [[], [(FIRST, "A")], []]


def test_decisive_caveats_stand_first_and_not_again(setting: Setting) -> None:
    side = compare([Subject(answer("A", (SHARED, FIRST), pressing=(FIRST,))), Subject(answer("B", (SHARED,)))], setting)
    assert side.decisive.caveats == {FIRST} and side.total == 2
    assert [c for group in side.caveats for c in group.caveats] == [SHARED]


def test_what_nobody_measured_does_not_hide_what_limits_the_rest() -> None:
    groups = group_caveats([*subjects(), unknown("Nyt")])
    assert groups[0].title == "Gælder alle dem, der er viden om"
    assert groups[0].names == ("Færre sager", "Samtaler")


def test_caveat_of_a_figure_the_answer_does_not_rest_on_says_so() -> None:
    about = {c.statement: head for g in group_caveats(subjects(figure_caveats=(FIGURE,))) for head, part in g.parts for c in part}  # fmt: skip
    assert about["Målt et andet sted."] == OF_FIGURES
    assert about["Tallene er gamle."] == ""


def test_comparison_cannot_be_built_without_a_caveat(setting: Setting) -> None:
    side = compare(subjects(), setting)
    with pytest.raises(ValueError, match="Samtaler: 2 caveats are missing"):
        replace(side, caveats=side.caveats[:2])
    bare = Subject(unknown("Nyt").answer, findings=(ROW,))
    with pytest.raises(ValueError, match="evidence must carry its caveats"):
        SideBySide("Ledige", (bare,), (), (), Decisive((), ()), (), ())


def family(**more: object) -> Subject:
    """A family that is concluded about and whose two forms are measured, one of them with another result too."""
    late = ROW | {
        "finding_id": "late",
        "direction": "none",
        "effect_low": None,
        "effect_high": None,
        "study_id": "b",
        "vote_unit": "b",
    }
    forms = (Form("Hyppige samtaler", (ROW,)), Form("Tidlige samtaler", (ROW, late)))
    return Subject(answer("Samtaler", (SHARED,), trials=0), forms=forms, has_members=True, **more)


def test_family_says_what_its_forms_measured_and_whose_it_is(setting: Setting) -> None:
    side = compare([family(), subjects()[0]], setting)
    assert said(row_of(side, "Bygger på")[0]).startswith("Formerne er målt i 2 studier")
    measured = said(row_of(side, "Hvad er målt")[0])
    assert "Ingen målte resultater" not in measured
    assert "Bedst: positiv, efter 12 måneder (hyppige samtaler og tidlige samtaler)" in measured
    assert "Svagest: ingen påvist, efter 12 måneder (tidlige samtaler)" in measured
    assert "Hyppige samtaler og tidlige samtaler: 2–4 procentpoint, beskæftigelse" in measured
    assert [row["form"] for subject, row in side.sized if subject.name == "Samtaler"] == [
        "Hyppige samtaler og tidlige samtaler"
    ]


def test_form_with_only_results_that_do_not_vote_is_told_too(setting: Setting) -> None:
    forms = (Form("Hyppige samtaler", (ROW | {"can_vote": False},)),)
    side = compare([Subject(answer("Samtaler", (SHARED,), trials=0), forms=forms), subjects()[0]], setting)
    assert "Positiv, efter 12 måneder (hyppige samtaler)" in said(row_of(side, "Hvad er målt")[0])


def test_result_of_the_family_itself_is_not_said_again_as_its_forms(setting: Setting) -> None:
    side = compare([family(findings=(ROW,)), subjects()[0]], setting)
    assert [row["form"] for subject, row in side.sized if subject.name == "Samtaler"] == [""]


def measured_in(*units: str) -> Subject:
    """An intervention with one result from each of the vote units, all positive."""
    rows = tuple(ROW | {"finding_id": f"f{n}", "vote_unit": unit, "study_id": unit} for n, unit in enumerate(units))
    one = answer("Kurser", (SHARED,))
    results = tuple(replace(one.results[0], finding_id=row["finding_id"]) for row in rows)
    return Subject(replace(one, results=results), findings=rows)


@pytest.mark.parametrize(
    ("units", "sentence", "difference"),
    [
        (("a", "a", "a"), "Alle 3 resultater peger samme vej, men de er fra ét studie.", "kun positive resultater, men fra ét studie"),
        (("a", "a", "b"), "Alle 3 resultater peger samme vej, og de er fra 2 studier.", "kun positive resultater, fra 2 studier"),
    ],
)  # fmt: skip
def test_results_that_point_the_same_way_say_how_many_studies_they_are_from(
    units: tuple[str, ...], sentence: str, difference: str, setting: Setting
) -> None:
    side = compare([measured_in(*units), family()], setting)
    assert sentence in said(row_of(side, "Hvad er målt")[0])
    assert difference in dict(conclude(side, setting.labels).differs)["Kurser"]


def test_publications_of_one_trial_are_one_vote(setting: Setting) -> None:
    subject = measured_in("trial", "trial")
    second = subject.findings[1] | {"study_id": "another publication"}
    side = compare([replace(subject, findings=(subject.findings[0], second)), subjects()[0]], setting)
    assert "men de er fra 2 publikationer, ét forsøg." in said(row_of(side, "Hvad er målt")[0])


def test_forms_that_point_the_same_way_say_how_many_studies_they_are_from(setting: Setting) -> None:
    forms = (Form("Hyppige samtaler", (ROW, ROW | {"finding_id": "g"})),)
    side = compare([Subject(answer("Samtaler", (SHARED,), trials=0), forms=forms), subjects()[0]], setting)
    assert "Alle 2 resultater om formerne peger samme vej, men de er fra ét studie." in said(
        row_of(side, "Hvad er målt")[0]
    )


def concluded(**more: object) -> Subject:
    """An intervention whose answer rests on two conclusions of a review of five studies, with a result of others."""
    told = [Conclusion(key, "Det virker.", Direction.POSITIVE, None, "", "Ledige", "Kilden", WHERE) for key in "ab"]
    plain = answer("Kurser", (SHARED,), trials=0)
    cell = replace(plain.assessment, breadth=5, **more)
    other = ROW | {"finding_id": "other", "directness": None}
    return Subject(replace(plain, assessment=cell, conclusions=tuple(told)), findings=(other,))


def test_answer_on_conclusions_alone_says_so_and_counts_the_results_of_others(setting: Setting) -> None:
    side = compare([concluded(), subjects()[0]], setting)
    assert said(row_of(side, "Hvad er målt")[0]) == (
        "Ingen enkelte resultater bag svaret for gruppen, kun kildernes konklusioner. "
        "Ét målt resultat fra ét studie er om andre grupper og tæller ikke med her."
    )
    assert said(row_of(side, "Bygger på")[0]).startswith(
        "Ingen enkelte studier bag svaret for gruppen 2 konklusioner fra kilderne; en gennemgang bag dem har 5 studier"
    )


def test_results_of_a_part_of_the_group_are_not_called_those_of_others(setting: Setting) -> None:
    part = ROW | {"finding_id": "other", "directness": "narrower"}
    side = compare([replace(concluded(), findings=(part,)), subjects()[0]], setting)
    assert "er om en del af gruppen og tæller" in said(row_of(side, "Hvad er målt")[0])


def test_level_of_wider_knowledge_says_so(setting: Setting) -> None:
    wider = concluded(level_stated=None, level_computed=None, reasons=("Om gruppen.", "Intet niveau.", WIDER))
    (cell, _) = row_of(compare([wider, subjects()[0]], setting), "Hvor sikkert")
    assert [point.text for point in cell.more] == [
        "Niveauet er fra bredere viden, der peger samme vej (indirekte).",
        "Om gruppen selv angiver kilderne: intet niveau. Vores optælling: intet at tælle.",
        "Intet niveau.",
    ]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("CCGOODD", "2 om noget, der ændrer svaret, ét andet om gruppen, 2 kun om andre grupper og 2 om detaljer"),
        ("GGD", "2 om gruppen og ét om detaljer"),
        ("DDD", "alle om detaljer"),
        ("G", "om gruppen"),
        ("", ""),
    ],
)
def test_disagreements_are_counted_in_numbers_that_add_up(places: str, said: str) -> None:
    by_letter = {place.name[0]: place for place in Place}
    told = counted_disputes([Dispute({}, (), by_letter[letter]) for letter in places]) if places else ""
    assert told == said


def test_family_whose_forms_are_not_measured_says_so(setting: Setting) -> None:
    side = compare([Subject(answer("Samtaler", (SHARED,), trials=0)), subjects()[0]], setting)
    assert said(row_of(side, "Bygger på")[0]).startswith("Ingen enkelte studier")
    assert said(row_of(side, "Hvad er målt")[0]).startswith("Ingen målte resultater")


def test_results_of_forms_carry_caveats(setting: Setting) -> None:
    bare = Subject(unknown("Samtaler").answer, forms=(Form("Hyppige samtaler", (ROW,)),))
    with pytest.raises(ValueError, match="evidence must carry its caveats"):
        compare([bare, subjects()[0]], setting)


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
    texts = {row.title: [point.text for point in row.cells[1].points] for row in (*side.first, *side.others)}
    assert texts["Udgift og besparelse"] == ["Kilderne nævner ingen udgift eller besparelse."]
    assert texts["Bygger på"][:2] == ["Ingen enkelte studier", "Ingen konklusioner fra kilderne"]
    assert texts["Hvem er det målt på"] == ["Ingen af kilderne måler effekten for gruppen."]
    assert texts["Hvad siger forskningen"] == ["Ingen viden", "Ingen viden betyder ikke, at det ikke virker."]
    assert all(texts.values())
