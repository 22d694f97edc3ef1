"""Choosing studies: what each filter lets through, and the sentence that says it."""

from __future__ import annotations

import pytest

from core.store import Selection, Store, open_store
from tests import tiny

NAMES = {
    "countries": {"SE": "Sverige", "not_stated": "Land ikke oplyst"},
    "designs": {"rct": "Lodtrækningsforsøg"},
    "directions": {"positive": "Positiv", "negative": "Negativ"},
}
STUDIES = [
    {"study_id": "a-2010", "trial_id": "forsoeg-a", "year": "2010", "citation": "Å (2010)"},
    {"study_id": "a-2012", "trial_id": "forsoeg-a", "year": "2012", "citation": "A (2012)"},
    {"study_id": "b-2015", "trial_id": "b", "year": "2015", "citation": "B (2015)", "country": "", "design": "quasi_experiment",
     "risk_of_bias": "medium", "transferability": "low", "quality": "limited"},
    {"study_id": "r", "kind": "review", "design": "review", "year": "", "citation": "R", "country": "SE"},
]  # fmt: skip
FINDINGS = [
    {"finding_id": "a-1", "study_id": "a-2010", "intervention_id": "samtale", "direction": "positive"},
    {"finding_id": "a-2", "study_id": "a-2012", "intervention_id": "kursus", "direction": "negative", "outcome": "health"},
    {"finding_id": "a-3", "study_id": "a-2012", "intervention_id": "samtale", "direction": "positive", "target_group_id": "unge"},
    {"finding_id": "b-1", "study_id": "b-2015", "intervention_id": "gruppe", "direction": "none"},
]  # fmt: skip
INTERVENTIONS = [
    {"intervention_id": "samtale"},
    {"intervention_id": "gruppe", "parent_id": "samtale", "sort_order": "2"},
    {"intervention_id": "kursus", "sort_order": "3"},
]
CLAIMS = [{"claim_id": "c-1", "review_study_id": "r", "direction": "negative", "intervention_id": "kursus"}]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Four studies: two publications of one trial, one more, and a review."""
    folder = tmp_path_factory.mktemp("small")
    tables = {"study": STUDIES, "finding": FINDINGS, "intervention": INTERVENTIONS, "claim": CLAIMS}
    return open_store(tiny.write(folder / "data", **tables), folder / "store")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, {"a-2010", "a-2012", "b-2015", "r"}),
        ({"countries": ("SE",)}, {"r"}),
        ({"countries": ("not_stated", "SE")}, {"b-2015", "r"}),
        ({"designs": ("rct",)}, {"a-2010", "a-2012"}),
        ({"year_from": 2012}, {"a-2012", "b-2015"}),
        ({"year_from": 2011, "year_to": 2012}, {"a-2012"}),
        ({"biases": ("medium",)}, {"b-2015"}),
        ({"transferabilities": ("low",)}, {"b-2015"}),
        ({"target_groups": ("unge",)}, {"a-2012"}),
        ({"interventions": ("samtale",)}, {"a-2010", "a-2012", "b-2015"}),  # with its members
        ({"interventions": ("kursus",)}, {"a-2012", "r"}),
        ({"outcomes": ("health",)}, {"a-2012"}),
        ({"directions": ("negative",)}, {"a-2012", "r"}),
        ({"sources": ("kilde",)}, {"a-2010", "a-2012", "b-2015", "r"}),
        ({"found": ("b-2015", "a-2010")}, {"a-2010", "b-2015"}),
        ({"found": ()}, set()),
        # one and the same result must fit: the conversation of a-2012 is not negative
        ({"interventions": ("samtale",), "directions": ("negative",)}, set()),
        ({"countries": ("SE",), "directions": ("positive",)}, set()),
    ],
)
def test_filter_lets_through(small: Store, chosen: dict, expected: set[str]) -> None:
    asked = Selection(**chosen).parameters
    assert {row["study_id"] for row in small.rows("studies", **asked, top=None, skip=0)} == expected
    assert small.rows("study_totals", **asked)[0]["studies"] == len(expected)


def test_totals_count_trials_once_and_no_vote_for_the_review(small: Store) -> None:
    [totals] = small.rows("study_totals", **Selection().parameters)
    assert totals == {"studies": 4, "effect_studies": 3, "units": 2, "without_year": 1, "findings": 4, "claims": 1}


def test_study_comes_with_all_its_results_whatever_was_asked(small: Store) -> None:
    [row] = small.rows("studies", **Selection(directions=("negative",)).parameters, top=1, skip=0)
    assert row["finding_ids"] == ["a-2", "a-3"]
    assert sorted(row["finding_directions"]) == ["negative", "positive"]
    assert row["siblings"] == [{"study_id": "a-2010", "citation": "Å (2010)"}]


def test_order_is_by_author_with_a_trial_together_and_by_page(small: Store) -> None:
    asked = Selection().parameters
    assert [row["study_id"] for row in small.rows("studies", **asked, top=None, skip=0)] == [
        "a-2010",
        "a-2012",
        "b-2015",
        "r",
    ]
    assert [row["study_id"] for row in small.rows("studies", **asked, top=2, skip=2)] == ["b-2015", "r"]


def test_search_decides_the_order(small: Store) -> None:
    asked = Selection(asked="x", found=("r", "a-2010")).parameters
    assert [row["study_id"] for row in small.rows("studies", **asked, top=None, skip=0)] == ["r", "a-2010"]


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(), ""),
        (Selection(countries=("SE", "not_stated")), "land Sverige eller Land ikke oplyst"),
        (Selection(asked="Cheung", designs=("rct",)), "søgt på »Cheung«; design lodtrækningsforsøg"),
        (Selection(directions=("positive", "negative")), "retning positiv eller negativ"),
        (Selection(year_from=2010), "fra 2010 eller senere"),
        (Selection(year_to=2015), "fra 2015 eller før"),
        (Selection(year_from=2010, year_to=2015), "fra 2010 til 2015"),
    ],
)
def test_sentence_says_what_was_chosen(selection: Selection, sentence: str) -> None:
    assert selection.sentence(NAMES) == sentence
    assert selection.is_narrowed == bool(sentence)


@pytest.mark.parametrize(
    ("selection", "left_out"),
    [
        (Selection(), ""),
        (Selection(countries=("SE",)), "land (16)"),
        (Selection(countries=("SE", "not_stated")), ""),  # the reader asks for the unsaid
        (Selection(year_to=2015, designs=("rct",)), "årstal (7) og design (20)"),
        (Selection(directions=("positive",)), ""),
    ],
)
def test_what_a_choice_leaves_out_because_nobody_says_it_is_counted(selection: Selection, left_out: str) -> None:
    unstated = {"country": 16, "year": 7, "design": 20, "risk_of_bias": 0, "transferability": 3}
    said = f"Studier, hvor det ikke er oplyst, er ikke med: {left_out}."
    assert selection.left_out(unstated) == (said if left_out else "")
