"""One intervention over all groups: each group in one list, each form with its answers, and what changes an answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.evidence.by_group import changing_disagreements, forms_of, reach_of
from core.model import Assessment, Comparison, Directness, State


def cell(comparison: str, state: str, directness: str | None, group: str = "unge") -> dict:
    return {
        "target_group_id": group,
        "name": group.capitalize(),
        "comparison": comparison,
        "state": state,
        "directness": directness,
    }


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ([cell("absolute", "supported", "direct")], "measured"),
        ([cell("absolute", "negative", "direct")], "measured"),
        ([cell("absolute", "promising", "broader")], "transferred"),
        ([cell("absolute", "few_studies", "related"), cell("relative", "promising", "direct")], "transferred"),
        ([cell("absolute", "unknown", None), cell("relative", "promising", "direct")], "measured"),
        ([cell("absolute", "unknown", "barred")], "barred"),
        ([cell("absolute", "unknown", None)], "unknown"),
        ([cell("absolute", "unknown", "broader")], "unknown"),
        ([cell("absolute", "practice_only", None)], "practised"),
    ],
)
def test_a_group_stands_in_the_one_list_it_belongs_to(cells: list[dict], where: str) -> None:
    reach = reach_of(cells)
    lists = ("measured", "transferred", "barred", "practised", "unknown")
    assert [name for name in lists if getattr(reach, name)] == [where]
    assert [row.group_id for row in getattr(reach, where)] == ["unge"]


def test_groups_keep_the_order_of_the_page() -> None:
    reach = reach_of(cell("absolute", "promising", "direct", group) for group in ("unge", "jobparate", "seniorer"))
    assert [row.name for row in reach.measured] == ["Unge", "Jobparate", "Seniorer"]


def answer(intervention: str, state: State = State.PROMISING, comparison: Comparison = Comparison.ABSOLUTE, **more):
    assessment = Assessment(
        "unge", intervention, comparison, state, None, None, None, None, Directness.DIRECT, 0, 0, 0, False, (), **more
    )
    return SimpleNamespace(assessment=assessment, results=())


INTERVENTIONS = {
    "samtaler": {"name": "Samtaler", "parent_id": None},
    "individuelle": {"name": "Individuelle", "parent_id": "samtaler"},
    "hyppige": {"name": "Hyppige", "parent_id": "individuelle"},
    "gruppe": {"name": "Grupper", "parent_id": "samtaler"},
    "kursus": {"name": "Kursus", "parent_id": None},
}


def test_forms_are_all_below_it_and_what_nothing_is_known_of_comes_last() -> None:
    answers = [
        answer("samtaler"),
        answer("gruppe", State.UNKNOWN),
        answer("hyppige", State.UNKNOWN),
        answer("hyppige", comparison=Comparison.RELATIVE),
        answer("individuelle"),
        answer("kursus"),
    ]
    forms = forms_of("samtaler", answers, INTERVENTIONS)
    assert [(form.name, form.is_known) for form in forms] == [
        ("Hyppige", True),
        ("Individuelle", True),
        ("Grupper", False),
    ]
    assert forms[0].helps is None and forms[0].which is answers[3]


def dispute(kind: str, *touches: str, visibility: str = "main") -> dict:
    return {"kind": kind, "visibility": visibility, "touches": list(touches)}


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (dispute("direction", "claim/c1"), True),
        (dispute("strength", "finding/f1"), True),
        (dispute("scope", "study/s1", "claim/other"), True),
        (dispute("summary_vs_text", "claim/c1"), True),
        (dispute("direction", "claim/c2"), False),  # about what the answer does not rest on
        (dispute("direction", "intervention/samtaler"), False),
        (dispute("figure", "claim/c1"), False),  # a wrong digit does not turn an answer
        (dispute("citation", "study/s1"), False),
        (dispute("direction", "claim/c1", visibility="note"), False),
    ],
)
def test_a_disagreement_changes_an_answer_when_it_is_about_what_it_rests_on(row: dict, changes: bool) -> None:
    ground = answer("samtaler", finding_ids=("f1",), claim_ids=("c1",))
    ground.results = (SimpleNamespace(study_id="s1"),)
    changing, others = changing_disagreements([row], [ground])
    assert (changing == [row], others == [row]) == (changes, not changes)


def test_what_points_the_other_way_comes_first() -> None:
    rows = [dispute(kind, "claim/c1") for kind in ("summary_vs_text", "scope", "strength", "direction")]
    changing, _ = changing_disagreements(rows, [answer("samtaler", claim_ids=("c1",))])
    assert [row["kind"] for row in changing] == ["direction", "strength", "scope", "summary_vs_text"]
