"""The answers of the real store, judged as a labour-market economist would: every example of the review, and their kinds."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

import pytest

from core.evidence.answer import lineage
from core.evidence.caveats import decisive_caveats
from core.evidence.words import sure_words
from core.model import Answer, Comparison, Directness, Recommendation, State
from core.store import Store
from core.store.reader import DATA

ABSOLUTE, RELATIVE = Comparison.ABSOLUTE, Comparison.RELATIVE
REVIEWED = (
    "jobparate", "sygemeldte", "dagpenge-16-mdr", "aktivitetsparate", "laengere-fra", "psykiske-lidelser", "unge",
    "ikke-vestlige", "langtidsledige",
)  # fmt: skip


def answer(store: Store, group: str, intervention: str, comparison: Comparison = ABSOLUTE) -> Answer:
    """One answer of the store."""
    return next(
        a
        for a in store.answers(group)
        if (a.assessment.intervention_id, a.assessment.comparison) == (intervention, comparison)
    )


@pytest.mark.parametrize(
    ("group", "intervention", "state"),
    [
        ("ikke-vestlige", "samtaler", "conflicting"),  # two reviews say "blandede resultater"
        ("unge", "samtaler", "promising"),  # the same effects as for the unemployed in general, mostly Danish
        ("langtidsledige", "samtaler", "promising"),  # an interview study measures nothing
        ("langtidsledige", "lavere-sagsstamme", "promising"),
        ("langtidsledige", "loentilskud", "supported"),
        ("jobparate", "samtaler", "supported"),
        ("dagpengemodtagere", "offentligt-loentilskud", "conflicting"),
        ("jobparate", "generel-vejledning", "few_studies"),  # one Dutch arm, not significant
        ("dagpenge-16-mdr", "tid-og-prioritering", "unknown"),  # retold; measured on dismissed people
        ("dagpenge-16-mdr", "undgaa-aflysninger", "unknown"),  # the first three months only
        ("dagpenge-16-mdr", "tidlige-samtaler", "unknown"),
        ("dagpenge-16-mdr", "virksomhedspraktik", "practice_only"),
        ("jobparate", "digital-jobvejledning", "promising"),  # a Danish trial of 92,000 people
        ("psykiske-lidelser", "loentimer", "unknown"),
        ("psykiske-lidelser", "privat-loentilskud", "unknown"),
        ("psykiske-lidelser", "virksomhedspraktik", "unknown"),
        ("psykiske-lidelser", "ips", "promising"),
        ("sygemeldte", "samtaler", "negative"),
        ("nyledige", "gruppesamtaler", "conflicting"),  # the two trials disagree
        ("kontanthjaelp", "jobpraemie", "promising"),  # not "understøttet": Danish studies find nothing
        ("flygtninge", "konkrete-jobforslag", "unknown"),
        ("flygtninge", "privat-loentilskud", "unknown"),
        ("nyankomne", "konkrete-jobforslag", "unknown"),
        ("enlige-forsoergere", "privat-loentilskud", "unknown"),
        ("aktivitetsparate", "konkrete-jobforslag", "unknown"),
    ],
)
def test_examples_of_the_review(store: Store, group: str, intervention: str, state: str) -> None:
    assert answer(store, group, intervention).assessment.state == state


@pytest.mark.parametrize(
    ("group", "intervention", "reason"),
    [
        ("flygtninge", "ydelsesniveau", "law"),
        ("dagpengemodtagere", "ydelsesniveau", "law"),
        ("dagpengemodtagere", "sanktioner", "law"),
        ("kontanthjaelp", "jobpraemie", "law"),
        ("jobparate", "kontrolsamtaler", "weaker_form"),
        ("jobparate", "indkaldelse-til-samtale", "explanation"),
    ],
)
def test_what_is_never_a_recommendation(store: Store, group: str, intervention: str, reason: str) -> None:
    found = answer(store, group, intervention)
    assert found.assessment.not_recommended == reason
    assert not isinstance(found, Recommendation)


def test_borgervalg_and_profiling_are_comparisons_and_no_cards(store: Store) -> None:
    for group in REVIEWED:
        recommended = {a.assessment.intervention_id for a in store.answers(group) if a.assessment.is_recommended}
        assert not recommended & {"borgervalg", "profilering", "relativ-effektivitet", "lighed"}, group


@pytest.mark.parametrize(
    ("group", "intervention", "comparison", "words"),
    [
        ("jobparate", "distancesamtaler", RELATIVE, "Ingen påvist forskel"),
        ("dagpengemodtagere", "sagsbehandlervisitering", RELATIVE, "Ingen påvist forskel"),
        ("jobparate", "kontrolsamtaler", RELATIVE, "Svagere end alternativet"),
        ("jobparate", "jobrettede-samtaler", RELATIVE, "Ser ud til at være bedre"),
    ],
)
def test_a_comparison_of_two_forms_has_its_own_words(
    store: Store, group: str, intervention: str, comparison: Comparison, words: str
) -> None:
    cell = answer(store, group, intervention, comparison).assessment
    assert store.labels.state(cell.state, is_relative=True) == words


@pytest.mark.parametrize(
    ("group", "intervention", "words"),
    [
        ("jobparate", "samtaler", "Stærk evidens (vores læsning); målt på gruppen"),
        ("dagpenge-16-mdr", "samtaler", "Stærk evidens (vores læsning) for jobparate; ikke målt på gruppen"),
        ("jobparate", "lavere-sagsstamme", "Moderat evidens for ledige generelt; konkluderet om gruppen"),  # VIVE's own
        ("dagpenge-16-mdr", "loentilskud", "Moderat evidens for langtidsledige; ikke målt på gruppen"),
        ("dagpenge-16-mdr", "lavere-sagsstamme", "Moderat evidens for ledige generelt; ikke målt på gruppen"),
        (
            "jobparate",
            "loentilskud",
            "»Bred evidens«, STAR 2025; konkluderet om gruppen",
        ),
        ("unge", "ydelsesniveau", "Stærk evidens for unge på kontanthjælp; ikke målt på gruppen"),
    ],
)
def test_how_sure_is_said_with_the_group_it_holds_for(store: Store, group: str, intervention: str, words: str) -> None:
    assert sure_words(answer(store, group, intervention).assessment, store.labels) == words


def test_strength_words_of_ips_stand_before_our_own_count(store: Store) -> None:
    words = sure_words(answer(store, "psykiske-lidelser", "ips").assessment, store.labels)
    assert words.startswith("»Solid dokumentation«") and "vores læsning: indikation" in words


@pytest.mark.parametrize(
    ("group", "intervention", "begins"),
    [
        ("jobparate", "samtaler", "49 af 72 studieresultater"),  # not 29-31 of 37 from 2010
        ("dagpenge-16-mdr", "privat-loentilskud", "Det afhænger af konjunkturen."),
        ("dagpenge-16-mdr", "erhvervsrettede-kurser", "Negativ først, positiv senere."),
        ("nyledige", "gruppesamtaler", "Det afhænger af kønnet."),
        ("psykiske-lidelser", "virksomhedsrettet", "For borgere med psykiske lidelser virker en virksomhedsrettet indsats, når den kombineres"),
    ],
)  # fmt: skip
def test_the_first_sentence_has_the_headline_and_its_condition(
    store: Store, group: str, intervention: str, begins: str
) -> None:
    assert answer(store, group, intervention).message.startswith(begins)


def test_class_teaching_says_its_size(store: Store) -> None:
    assert "29" in answer(store, "jobparate", "klasseundervisning").message


def test_what_stands_first_for_a_citizen_16_months_on_benefit(store: Store) -> None:
    """Conversations, then wage subsidy; for the team: few cases. Derived from the documents by the rule of the order."""
    families: dict[str, list[str]] = defaultdict(list)
    for found in store.answers("dagpenge-16-mdr"):
        if found.assessment.is_recommended:
            family = store.interventions[found.assessment.intervention_id]["family_id"]
            if family not in families[found.lever]:
                families[found.lever].append(family)
    assert families["caseworker"][:2] == ["samtaler", "virksomhedsrettet"]
    assert "jobformidling" in families["caseworker"]
    assert families["team_leader"][0] == "sagsbehandling"
    assert families["legislation"] == []


def test_a_course_that_helps_after_the_benefit_ends_is_marked(store: Store) -> None:
    assert answer(store, "dagpenge-16-mdr", "erhvervsrettede-kurser").is_late
    assert not answer(store, "jobparate", "erhvervsrettede-kurser").is_late  # their time left is not known


@pytest.mark.parametrize(
    ("group", "intervention", "shorts"),
    [
        (
            "dagpenge-16-mdr",
            "samtaler",
            ["Lang ledighedshistorik", "Langtidsledige: kun interview", "Konjunktur"],
        ),
        ("dagpenge-16-mdr", "privat-loentilskud", ["Dansk studie", "Løntilskud: kort tid", "Lavkonjunktur"]),
        ("jobparate", "lavere-sagsstamme", ["Udgangspunkt", "Forskydning: ikke undersøgt"]),
        ("psykiske-lidelser", "ips", ["Kræver psykiatrien", "Kun alvorlig psykisk sygdom"]),
    ],
)
def test_decisive_caveats_are_those_that_change_what_one_does(
    store: Store, group: str, intervention: str, shorts: list[str]
) -> None:
    said = [caveat.short for caveat in decisive_caveats(answer(store, group, intervention))]
    assert all(any(short.startswith(begin) for short in said) for begin in shorts), said


def test_displacement_rises_to_the_family_and_falls_to_its_forms(store: Store) -> None:
    for intervention in ("samtaler", "individuelle-samtaler", "jobrettede-samtaler", "konkrete-jobforslag"):
        kinds = {caveat.kind for caveat in answer(store, "jobparate", intervention).caveats}
        assert "displacement" in kinds, intervention


def test_caveats_about_others_stay_away(store: Store) -> None:
    found = answer(store, "jobparate", "samtaler")
    assert not [caveat.caveat_id for caveat in found.caveats if caveat.about_group in ("sygemeldte", "ikke-vestlige")]


# ---- Properties of every answer ---------------------------------------------------------------------------------


def test_no_recommendation_is_a_law_an_explanation_an_expired_scheme_a_field_or_a_comparison(store: Store) -> None:
    for group in store.target_groups:
        for found in (answers := store.answers(group)):
            if found.assessment.is_recommended:
                row = store.interventions[found.assessment.intervention_id]
                assert row["kind"] in ("effort", "form") and row["existed_until"] is None and row["is_actionable"]
                assert found.assessment.comparison is ABSOLUTE and found.lever != "legislation"
                weaker = [
                    a for a in answers
                    if a.assessment.intervention_id == found.assessment.intervention_id
                    and a.assessment.comparison is RELATIVE and a.assessment.state is State.NEGATIVE
                ]  # fmt: skip
                assert not weaker, found.name


def test_a_part_is_never_worse_off_than_its_whole_only_because_weak_evidence_exists(store: Store) -> None:
    """Where the whole is recommended on evidence that also reaches the part, a weak study of the part does not hide it."""
    answers = {g: {key(a): a.assessment for a in store.answers(g)} for g in store.target_groups}
    with store._con.cursor() as cursor:
        edges = cursor.execute(
            "select target_group_id, evidence_group_id from reach where directness = 'broader'"
        ).fetchall()
    for part, whole in edges:
        for place, cell in answers[whole].items():
            if (here := answers[part].get(place)) is None:
                continue
            is_reached = (
                cell.directness in (Directness.DIRECT, Directness.BROADER) and here.directness is not Directness.BARRED
            )
            if cell.is_recommended and is_reached and here.state is State.FEW_STUDIES:
                assert not set(cell.claim_ids + cell.finding_ids) <= set(here.claim_ids + here.finding_ids), (
                    part,
                    whole,
                    place,
                )


def key(found: Answer) -> tuple[str, str]:
    """What identifies an answer of a group."""
    return found.assessment.intervention_id, found.assessment.comparison


def test_no_claim_that_states_a_level_is_a_retelling() -> None:
    assert [r["claim_id"] for r in rows("claim") if r["stated_level"] and r["rests_on_study_id"]] == []


def test_assessment_names_its_family_and_decisive_caveats(store: Store) -> None:
    with store._con.cursor() as cursor:
        built = {
            (group, intervention, comparison): (family, recommended, decisive)
            for group, intervention, comparison, family, recommended, decisive in cursor.execute(
                "select target_group_id, intervention_id, comparison, family_id, is_recommended, decisive_caveats from assessment"
            ).fetchall()
        }
    for group in REVIEWED:
        for found in store.answers(group):
            cell = found.assessment
            expected = (
                store.interventions[cell.intervention_id]["family_id"],
                cell.is_recommended,
                [caveat.caveat_id for caveat in decisive_caveats(found)],
            )
            assert built[group, cell.intervention_id, cell.comparison.value] == expected


# ---- An oracle for caveats, from the CSV files alone -------------------------------------------------------------


@cache
def rows(table: str) -> list[dict[str, str]]:
    """A table as it is written, not as the store gives it."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("group", REVIEWED)
def test_every_caveat_of_what_an_answer_rests_on_is_carried(store: Store, group: str) -> None:
    """What limits the cell, its rows, their studies and trials, the intervention and its families, by the files alone."""
    about = {row["caveat_id"]: row["about_group_id"] for row in rows("caveat")}
    sources = {row["source_id"]: row["kind"] for row in rows("source")}
    from_practice = {row["caveat_id"] for row in rows("caveat") if sources[row["source_id"]] == "practice_study"}
    scoped: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("caveat_scope"):
        scoped[row["scope"], row["ref_id"]].add(row["caveat_id"])
    studies = {row["finding_id"]: row["study_id"] for row in rows("finding")}
    trials = {row["study_id"]: row["trial_id"] for row in rows("study")}
    is_practised = any(row["target_group_id"] == group for row in rows("practice_figure"))
    near = store.near(group)
    for found in store.answers(group):
        cell = found.assessment
        line = lineage(store.interventions, cell.intervention_id)
        things = [("cell", f"{group}/{name}") for name in line] + [("intervention", name) for name in line]
        things += [("claim", claim_id) for claim_id in cell.claim_ids] + [("target_group", group), ("all", "")]
        for finding_id in cell.finding_ids:
            study = studies[finding_id]
            things += [("finding", finding_id), ("study", study), ("trial", trials[study])]
        expected = set().union(*(scoped[thing] for thing in things)) if cell.claim_ids or cell.finding_ids else set()
        expected = {name for name in expected if not about[name] or about[name] in near}
        expected -= set() if is_practised else from_practice
        assert expected <= {caveat.caveat_id for caveat in found.caveats}, (group, cell.intervention_id)
