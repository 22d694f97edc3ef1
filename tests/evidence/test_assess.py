"""The eight states: what decides, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence.assess import Cell, FamilyConclusion, assess_cell
from core.evidence.words import level_words
from core.model import Claim, Comparison, Direction, Directness, Firmness, Level, Pool, Role, State, Tally
from core.text import Labels
from tests.conftest import labels_of_the_data

DIRECT, BROADER, NARROWER, RELATED, BARRED = Directness
GOOD = Tally(positive=2, positive_high=2, results=2, finding_ids=("f1", "f2"), groups=("Ledige",))
ONE = Tally(positive=1, results=1, finding_ids=("f1",))
SAYS_YES = Claim("k1", Direction.POSITIVE, source_name="Kilden")
SAYS_NO = Claim("k2", Direction.NEGATIVE, source_name="Kilden")
SAYS_NOTHING_HAPPENS = Claim("k2", Direction.NONE, source_name="Kilden")
SAYS_MIXED = Claim("k6", Direction.MIXED, source_name="Kilden")
MODERATE = Claim("k3", Direction.POSITIVE, stated_level=Level.MODERATE, source_name="Kilden", group_name="Ledige")
SPARSE = Claim("k4", Direction.POSITIVE, stated_level=Level.NONE, source_name="Kilden")
NOT_MEASURED = Claim("k5", Direction.NOT_MEASURED, source_name="Kilden")
MEASURED_ELSEWHERE = Tally(others=1, other_finding_ids=("f9",))
INTERVIEWED = Tally(other_finding_ids=("f9",))  # measures no effect at all


def cell(*pools: Pool, practice: int = 0, **more: object) -> Cell:
    """A cell with the given pools; a pool that is not direct is one step away unless it says otherwise."""
    placed = [replace(pool, steps=pool.steps or 1) if pool.directness is not DIRECT else pool for pool in pools]
    return Cell("ledige", "samtale", Comparison.ABSOLUTE, tuple(placed), practice, **more)


def nuance(claim: Claim) -> Claim:
    """The same sentence as a nuance of another conclusion."""
    return replace(claim, claim_id=f"{claim.claim_id}-nuance", role=Role.NUANCE)


def retelling(claim: Claim) -> Claim:
    """The same sentence as the retelling of one study."""
    return replace(claim, claim_id=f"{claim.claim_id}-gengivet", rests_on="et-studie")


def hedged(claim: Claim, is_backed: bool = False) -> Claim:
    """The same with "kan"; ``is_backed`` when a measured result stands behind it."""
    return replace(claim, firmness=Firmness.HEDGED, is_backed=is_backed)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        pytest.param(cell(Pool(DIRECT, GOOD)), State.SUPPORTED, id="direct and moderate"),
        pytest.param(cell(Pool(BROADER, GOOD)), State.PROMISING, id="the same, but indirect"),
        pytest.param(cell(Pool(DIRECT, ONE)), State.FEW_STUDIES, id="one study of limited quality"),
        pytest.param(cell(Pool(DIRECT, claims=(MODERATE,))), State.SUPPORTED, id="a source states moderate"),
        pytest.param(cell(Pool(DIRECT, claims=(SAYS_YES,))), State.PROMISING, id="a source concludes without a level"),
        pytest.param(cell(Pool(DIRECT, claims=(SPARSE, SAYS_YES))), State.FEW_STUDIES, id="a source states too little"),
        pytest.param(cell(Pool(DIRECT, GOOD, (SAYS_NO,))), State.CONFLICTING, id="trials and conclusions differ"),
        pytest.param(cell(Pool(DIRECT, claims=(SAYS_YES, SAYS_NO))), State.CONFLICTING, id="conclusions differ"),
        pytest.param(
            cell(Pool(DIRECT, Tally(negative=1, unclear=1, finding_ids=("a", "b")), (SAYS_YES,))),
            State.CONFLICTING,
            id="a trial finds the opposite of a conclusion, without a majority",
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(positive=1, mixed=1, finding_ids=("a", "b")), (SAYS_YES,))),
            State.PROMISING,
            id="a mixed trial beside one that agrees with a conclusion is no conflict",
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(positive=1, negative=1, finding_ids=("a", "b")))),
            State.CONFLICTING,
            id="trials differ",
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(none=2, finding_ids=("a", "b")))), State.NO_EFFECT, id="two studies find none"
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(none=1, finding_ids=("a",)))), State.FEW_STUDIES, id="one study finds none"
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(negative=2, finding_ids=("a", "b")))), State.NEGATIVE, id="two studies negative"
        ),
        pytest.param(cell(Pool(DIRECT, claims=(SAYS_NO,))), State.NEGATIVE, id="a document says negative"),
        pytest.param(cell(Pool(DIRECT, Tally(unclear=1, finding_ids=("a",)))), State.FEW_STUDIES, id="unclear"),
        pytest.param(cell(Pool(DIRECT, MEASURED_ELSEWHERE)), State.FEW_STUDIES, id="measured, but not on work"),
        pytest.param(
            cell(Pool(RELATED, claims=(SAYS_YES,))),
            State.FEW_STUDIES,
            id="a conclusion without level on a related group",
        ),
        pytest.param(cell(Pool(DIRECT, claims=(NOT_MEASURED,))), State.UNKNOWN, id="only said not to be measured"),
        pytest.param(
            cell(Pool(DIRECT, claims=(NOT_MEASURED,)), practice=3),
            State.PRACTICE_ONLY,
            id="not measured, but practised",
        ),
        pytest.param(cell(practice=3), State.PRACTICE_ONLY, id="only what practice does"),
        pytest.param(cell(), State.UNKNOWN, id="nothing"),
        pytest.param(cell(Pool(BARRED, GOOD)), State.UNKNOWN, id="barred evidence is never used"),
        pytest.param(cell(Pool(DIRECT, ONE), practice=50), State.FEW_STUDIES, id="practice never changes a state"),
    ],
)
def test_state_of_a_cell(given: Cell, state: State, labels: Labels) -> None:
    assessment = assess_cell(given, labels)
    assert assessment.state is state
    assert assessment.reasons


DEPENDS = Tally(mixed=1, depends_on=("business_cycle",), ways=(Direction.NONE, Direction.POSITIVE), finding_ids=("d",))
MEN_ONLY = Tally(
    none=1, mixed=1, depends_on=("sex",), ways=(Direction.NONE, Direction.POSITIVE), finding_ids=("c", "m")
)
AN_RCT = Tally(positive=1, positive_randomised=1, results=1, finding_ids=("r",))
NOT_SIGNIFICANT = Tally(positive=1, positive_high=1, results=1, insignificant=1, finding_ids=("n",))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        # Role and mixed claims (METHOD section 1).
        pytest.param(
            cell(Pool(DIRECT, claims=(SAYS_MIXED, nuance(SAYS_YES)))),
            State.CONFLICTING,
            id="ikke-vestlige x samtaler: two reviews say mixed, half a sentence on Swedish studies is positive",
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(SAYS_YES, nuance(SAYS_NOTHING_HAPPENS)))),
            State.PROMISING,
            id="unge x samtaler: the conclusion is positive, the studies from abroad are a nuance of it",
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(SAYS_YES, SAYS_MIXED))),
            State.CONFLICTING,
            id="an overall mixed conclusion beside a positive one",
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(SAYS_MIXED, SAYS_NO))),
            State.NEGATIVE,
            id="sygemeldte x samtaler: not clearly positive, and several studies negative",
        ),
        # Retellings.
        pytest.param(
            cell(Pool(DIRECT, ONE, (retelling(SAYS_YES),))),
            State.FEW_STUDIES,
            id="tid-og-prioritering: a review's sentence about one study is no second source",
        ),
        pytest.param(cell(Pool(DIRECT, claims=(retelling(SAYS_YES),))), State.UNKNOWN, id="a retelling alone"),
        # Hedged claims.
        pytest.param(
            cell(Pool(DIRECT, claims=(hedged(SAYS_YES),))), State.FEW_STUDIES, id="borgervalg: kan være en fordel"
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(hedged(SAYS_YES, is_backed=True),))),
            State.PROMISING,
            id="uddannelse x jobparate: kan have effekt, and its forms have measured ones",
        ),
        # Exclusive conditions.
        pytest.param(
            cell(Pool(DIRECT, DEPENDS, (SAYS_YES,))),
            State.PROMISING,
            id="privat løntilskud: boom and downturn are not pooled, and are no conflict with the conclusion",
        ),
        pytest.param(cell(Pool(DIRECT, DEPENDS)), State.FEW_STUDIES, id="alone, it depends, on one study"),
        pytest.param(
            cell(Pool(DIRECT, MEN_ONLY)),
            State.CONFLICTING,
            id="gruppesamtaler x nyledige: the Swedish trial finds none, the Danish one an effect for men",
        ),
        # Sole results that are not significant, and randomised trials nobody has assessed.
        pytest.param(
            cell(Pool(DIRECT, NOT_SIGNIFICANT)),
            State.FEW_STUDIES,
            id="generel vejledning x jobparate: one Dutch arm, not significant",
        ),
        pytest.param(
            cell(Pool(DIRECT, AN_RCT)), State.PROMISING, id="digital jobvejledning: a Danish trial of 92,000 people"
        ),
        # Nearest first, and nearer never harms (section 4).
        pytest.param(
            cell(Pool(DIRECT, ONE), Pool(BROADER, GOOD)),
            State.PROMISING,
            id="langtidsledige x færre sager: one weak study near does not silence what is known further out",
        ),
        pytest.param(
            cell(Pool(DIRECT, INTERVIEWED), Pool(RELATED, GOOD)),
            State.PROMISING,
            id="langtidsledige x samtaler: an interview study measures nothing and never speaks",
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(negative=1, results=1, finding_ids=("s",))), Pool(BROADER, GOOD)),
            State.CONFLICTING,
            id="uddannelse x 16 mdr.: what is measured nearer points the other way",
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(NOT_MEASURED,)), Pool(BROADER, GOOD)),
            State.PROMISING,
            id="not measured decides nothing",
        ),
        pytest.param(
            cell(Pool(DIRECT, Tally(none=2, finding_ids=("a", "b"))), Pool(BROADER, GOOD)),
            State.NO_EFFECT,
            id="enough to conclude near decides, whatever is known further out",
        ),
        # Direct and conditional beats inherited.
        pytest.param(
            cell(
                Pool(BROADER, claims=(SAYS_YES,)),
                concluded=FamilyConclusion("Virksomhedsrettet", "når behandling følger"),
            ),
            State.UNKNOWN,
            id="psykiske lidelser x privat løntilskud: no unconditional answer is inherited",
        ),
        pytest.param(
            cell(
                Pool(DIRECT, claims=(SAYS_YES,)),
                Pool(BROADER, claims=(SAYS_NO,)),
                concluded=FamilyConclusion("Virksomhedsrettet", "når behandling følger"),
            ),
            State.PROMISING,
            id="psykiske lidelser x IPS: what is concluded about the form itself stands",
        ),
        # Contrary evidence at home.
        pytest.param(
            cell(Pool(DIRECT, claims=(MODERATE,)), contrary=("Langtidsledige på kontanthjælp",)),
            State.PROMISING,
            id="jobpræmie x kontanthjælp: Danish studies of a part find nothing",
        ),
    ],
)
def test_examples_of_the_review(given: Cell, state: State, labels: Labels) -> None:
    assert assess_cell(given, labels).state is state


def test_a_level_belongs_to_the_group_it_was_stated_for(labels: Labels) -> None:
    found = assess_cell(cell(Pool(BROADER, claims=(MODERATE,))), labels)
    assert (found.level, found.level_groups) == (Level.MODERATE, ("Ledige",))
    assert assess_cell(cell(Pool(DIRECT, claims=(MODERATE,))), labels).level_groups == ()


def test_a_level_further_out_is_said_with_its_group_and_lifts_no_state(labels: Labels) -> None:
    found = assess_cell(cell(Pool(DIRECT, claims=(SAYS_YES,)), Pool(BROADER, claims=(MODERATE,))), labels)
    assert (found.state, found.level, found.level_groups) == (State.PROMISING, Level.MODERATE, ("Ledige",))
    assert any("indirekte" in reason for reason in found.reasons)


def test_no_level_is_lent_from_a_related_group(labels: Labels) -> None:
    found = assess_cell(cell(Pool(DIRECT, claims=(SAYS_YES,)), Pool(RELATED, claims=(MODERATE,))), labels)
    assert (found.state, found.level) == (State.PROMISING, None)


def test_strength_words_of_a_source_stand_in_the_levels_place(labels: Labels) -> None:
    words = replace(SAYS_YES, firmness=Firmness.STRENGTH, stated_words="bred evidens", document="STAR 2025")
    found = assess_cell(cell(Pool(DIRECT, claims=(words,))), labels)
    assert level_words(found, labels) == "»Bred evidens«, STAR 2025"
    assert level_words(assess_cell(cell(Pool(DIRECT, claims=(SAYS_YES,))), labels), labels) == "Niveau ikke angivet"


def test_the_condition_of_every_conclusion_is_the_condition_of_the_answer(labels: Labels) -> None:
    conditional = replace(SAYS_YES, condition="når behandling følger")
    assert assess_cell(cell(Pool(DIRECT, claims=(conditional,))), labels).condition == "når behandling følger"
    assert assess_cell(cell(Pool(DIRECT, claims=(conditional, SAYS_YES))), labels).condition == ""


@pytest.mark.parametrize(
    ("barred_by", "said"),
    [("source", "kan ikke overføres"), ("scope", "handler om andre"), ("phase", "har passeret")],
)
def test_what_bars_evidence_is_said(barred_by: str, said: str, labels: Labels) -> None:
    found = assess_cell(cell(Pool(BARRED, GOOD, barred_by=barred_by)), labels)
    assert (found.state, found.directness) == (State.UNKNOWN, BARRED)
    assert any(said in reason for reason in found.reasons)


@given(st.sampled_from([SAYS_YES, SAYS_NO, SAYS_MIXED, MODERATE]), st.sampled_from([ONE, GOOD, DEPENDS, Tally()]))
def test_a_retelling_and_a_nuance_change_no_answer(extra: Claim, tally: Tally) -> None:
    labels = labels_of_the_data()
    for claims in ((), (SAYS_YES,), (SAYS_MIXED,), (MODERATE,)):
        before = assess_cell(cell(Pool(DIRECT, tally, claims)), labels)
        for more in (retelling(extra), nuance(extra)):
            after = assess_cell(cell(Pool(DIRECT, tally, (*claims, more))), labels)
            assert (after.state, after.level, after.direction) == (before.state, before.level, before.direction)


def test_stated_and_computed_levels_that_differ_are_both_kept(labels: Labels) -> None:
    assessment = assess_cell(cell(Pool(DIRECT, GOOD, (SPARSE,))), labels)
    assert (assessment.level_stated, assessment.level_computed) == (Level.NONE, Level.MODERATE)
    assert assessment.has_source_disagreement


def test_barred_evidence_is_shown_as_barred_with_a_reason(labels: Labels) -> None:
    assessment = assess_cell(cell(Pool(BARRED, GOOD)), labels)
    assert assessment.directness is BARRED
    assert "kan ikke overføres" in assessment.reasons[0]


def test_nearest_indirect_evidence_speaks(labels: Labels) -> None:
    near, far = Pool(BROADER, GOOD, steps=1), Pool(BROADER, claims=(MODERATE,), steps=2)
    assert assess_cell(cell(far, near), labels).steps == 1


def test_evidence_as_near_that_agrees_is_told_with_it(labels: Labels) -> None:
    said, measured = Pool(BROADER, claims=(SAYS_YES,), steps=1), Pool(RELATED, ONE, steps=1)
    found = assess_cell(cell(said, measured), labels)
    assert (found.trials, found.finding_ids) == (1, ("f1",))  # jobpræmie x 16 mdr.: Metrica is as near as the note
