"""Votes counted in SQL, on data that can be checked by hand."""

from __future__ import annotations

import pytest

from core.store import Filters
from core.store.judge import NO_SWITCHES

FINDING = {"study_id": "b-2015"}


def cell(store, group: str, intervention: str = "samtale", **filters: bool):
    """The assessment of one cell."""
    found = store.assess([group], Filters(**filters))
    return next(cell for cell in found if cell.intervention_id == intervention and cell.comparison == "absolute")


def test_two_publications_of_one_trial_have_one_vote(tiny_store) -> None:
    # Trial A (two publications, high quality) and study B (limited): two votes, three publications.
    found = cell(tiny_store(), "ledige")
    assert (found.trials, found.publications, found.level) == (2, 3, "indication")


def test_another_publication_of_a_known_trial_changes_no_vote(tiny_store) -> None:
    extra = {"finding_id": "a-3", "study_id": "a-2012"}
    rows = [{"finding_id": "a-1", "study_id": "a-2010"}, {"finding_id": "b-1", **FINDING}]
    assert cell(tiny_store(finding=rows), "ledige").level == cell(tiny_store(finding=[*rows, extra]), "ledige").level


WAYS = ("positive", "none", "negative", "unclear")


def test_trial_votes_what_seventy_per_cent_of_its_results_say_whichever_way_they_point(tiny_store) -> None:
    studies, rows = [], []
    for way in WAYS:
        for agreeing in (6, 7):
            study = f"{way}-{agreeing}"
            studies.append({"study_id": study, "trial_id": study, "citation": study})
            said = [way] * agreeing + [WAYS[WAYS.index(way) - 1]] * (10 - agreeing)
            rows += [{"finding_id": f"{study}-{n}", "study_id": study, "direction": d} for n, d in enumerate(said)]
    store = tiny_store(study=studies, finding=rows)
    votes = store.rows("cell_votes", target="ledige", intervention="samtale", **NO_SWITCHES)
    expected = {f"{way}-7": way for way in WAYS} | {f"{way}-6": "mixed" for way in WAYS}
    assert {row["citations"]: row["direction"] for row in votes} == expected


def test_a_result_of_the_first_months_counts_until_the_group_has_passed_them(tiny_store) -> None:
    first = {"finding_id": "b-1", **FINDING, "phase": "newly", "phase_months": "3"}
    retold = {"claim_id": "k", "rests_on_study_id": "b-2015"}
    spells = {"two": "2", "three": "3", "four": "4"}
    groups = [
        {"target_group_id": "ledige"},
        *({"target_group_id": k, "spell_from_months": m} for k, m in spells.items()),
    ]
    parts = [{"target_group_id": key, "evidence_group_id": "ledige"} for key in spells]
    store = tiny_store(target_group=groups, target_group_relation=parts, finding=[first], claim=[retold])
    claims = store.rows("claim_reach", groups=[*spells], **NO_SWITCHES)
    told = {row["target_group_id"]: row["directness"] for row in claims}
    expected = {"two": "broader", "three": "barred", "four": "barred"}
    assert told == expected == {key: cell(store, key).directness for key in spells}


@pytest.mark.parametrize(
    "change",
    [
        {"causal": "false"},
        {"outcome": "earnings"},
        {"direction": "not_measured"},
    ],
)
def test_what_may_not_vote_does_not(tiny_store, change: dict[str, str]) -> None:
    found = cell(tiny_store(finding=[{"finding_id": "b-1", **FINDING, **change}]), "ledige")
    is_said = change.get("direction") != "not_measured"
    assert (found.trials, found.state) == (0, "few_studies" if is_said else "unknown")


def test_survey_never_votes(tiny_store) -> None:
    study = [{"study_id": "b-2015", "kind": "survey"}]
    assert cell(tiny_store(study=study, finding=[{"finding_id": "b-1", **FINDING}]), "ledige").trials == 0


def test_evidence_on_the_whole_reaches_the_part_as_broader(tiny_store) -> None:
    found = cell(tiny_store(), "unge")
    assert (found.directness, found.state) == ("broader", "promising")


def test_evidence_on_the_part_reaches_the_whole_as_narrower(tiny_store) -> None:
    rows = [{"finding_id": "a-1", "study_id": "a-2010", "target_group_id": "unge"}]
    assert cell(tiny_store(finding=rows), "ledige").directness == "narrower"


def test_bar_stops_evidence_for_its_intervention_only(tiny_store) -> None:
    relation = [
        {"target_group_id": "unge", "evidence_group_id": "ledige"},
        {"target_group_id": "unge", "evidence_group_id": "ledige", "relation": "barred", "intervention_id": "samtale"},
    ]
    rows = [
        {"finding_id": "a-1", "study_id": "a-2010"},
        {"finding_id": "a-2", "study_id": "a-2010", "intervention_id": "kursus"},
    ]
    store = tiny_store(target_group_relation=relation, finding=rows)
    assert (cell(store, "unge").state, cell(store, "unge").directness) == ("unknown", "barred")
    assert cell(store, "unge", "kursus").directness == "broader"


SWITCHED = {
    "nothing switched": ({}, 2),
    "only Danish leaves out Sweden": ({"only_danish": True}, 1),
    "without high risk of bias leaves out c": ({"without_high_bias": True}, 1),
    "after 2010 leaves out 2010 itself": ({"after_2010": True}, 1),
    "only randomised leaves out c": ({"only_randomised": True}, 1),
    "without the review leaves out what its document counts": ({"without_review": "oversigt"}, 1),
    "another review changes nothing": ({"without_review": "andet"}, 2),
    "two switches leave out both": ({"only_danish": True, "after_2010": True}, 0),
}


def test_switches_leave_studies_out(tiny_store) -> None:
    weak = {"design": "quasi_experiment", "risk_of_bias": "high", "quality": "limited", "country": "SE"}
    studies = [
        {"study_id": "b-2010", "trial_id": "b", "year": "2010", "source_id": "anden"},
        {"study_id": "c-2015", "trial_id": "c", "year": "2015", **weak},
        {"study_id": "oversigt", "kind": "review", "document_id": "kilde"},
    ]
    rows = [{"finding_id": study, "study_id": study} for study in ("b-2010", "c-2015")]
    store = tiny_store(source=[{}, {"source_id": "anden"}], study=studies, finding=rows)
    counted = {name: cell(store, "ledige", **switches).trials for name, (switches, _) in SWITCHED.items()}
    assert counted == {name: trials for name, (_, trials) in SWITCHED.items()}


EVERY = {"af-dansk", "af-fra-2010", "af-fra-2011", "dokumentets"}
CLAIMED = {
    "all in": ({}, EVERY),
    "only Danish drops what no Danish review carries": ({"only_danish": True}, EVERY - {"dokumentets"}),
    "randomised only drops every conclusion": ({"only_randomised": True}, set()),
    "after 2010 goes by the review's year, else the document's": ({"after_2010": True}, {"af-fra-2011", "dokumentets"}),
    "without the review": ({"without_review": "dansk"}, EVERY - {"af-dansk"}),
}


def test_switches_leave_conclusions_out(tiny_store) -> None:
    years = {"dansk": "2009", "fra-2010": "2010", "fra-2011": "2011"}
    studies = [{"study_id": key, "kind": "review", "year": year, "country": "DK"} for key, year in years.items()]
    claims = [{"claim_id": f"af-{key}", "review_study_id": key} for key in years] + [{"claim_id": "dokumentets"}]
    store = tiny_store(study=studies, finding=[], claim=claims)
    counted = {name: set(cell(store, "ledige", **switches).claim_ids) for name, (switches, _) in CLAIMED.items()}
    assert counted == {name: told for name, (_, told) in CLAIMED.items()}


def test_quoted_review_is_not_lifted_above_its_own_level(tiny_store) -> None:
    study = [{"study_id": "oversigt", "kind": "review", "quality": "not_assessed"}]
    quoted = {
        "claim_id": "k1",
        "review_study_id": "oversigt",
        "review_unit": "studies",
        "review_studies": "5",
        "review_positive": "5",
    }
    own = {"claim_id": "k2", "review_study_id": "oversigt", "stated_level": "moderate", "target_group_id": "unge"}
    alone = tiny_store(study=study, finding=[], claim=[quoted])
    both = tiny_store(study=study, finding=[], claim=[quoted, own])
    assert (cell(alone, "ledige").level, cell(both, "ledige").level) == ("strong", "moderate")


def test_practice_figures_change_no_state(tiny_store) -> None:
    figures = [{"figure_id": f"f{n}", "intervention_id": "samtale"} for n in range(20)]
    with_practice, without = tiny_store(practice_figure=figures), tiny_store()
    assert cell(with_practice, "ledige").state == cell(without, "ledige").state
    only = tiny_store(finding=[], practice_figure=figures)
    assert cell(only, "ledige").state == "practice_only"


def test_quality_comes_from_studies_that_find_what_the_trial_votes(tiny_store) -> None:
    studies = [{"study_id": "god", "cohort_id": "k", "trial_id": "g"}] + [
        {"study_id": f"svag-{n}", "cohort_id": "k", "trial_id": f"s{n}", "quality": "limited", "risk_of_bias": "high"}
        for n in range(4)
    ]
    rows = [{"finding_id": "god-1", "study_id": "god", "direction": "none"}]
    rows += [{"finding_id": f"svag-{n}-1", "study_id": f"svag-{n}"} for n in range(4)]
    found = cell(tiny_store(study=studies, finding=rows), "ledige")
    assert (found.direction, found.level, found.state) == ("positive", "none", "few_studies")
