"""The eight states: what decides, and in which order."""

from __future__ import annotations

import pytest

from core.evidence.assess import Cell, assess_cell
from core.model import Claim, Comparison, Direction, Directness, Level, Pool, State, Tally
from core.text import Labels

DIRECT, BROADER, BARRED = Directness.DIRECT, Directness.BROADER, Directness.BARRED
GOOD = Tally(positive=2, positive_high=2, finding_ids=("f1", "f2"))
ONE = Tally(positive=1, finding_ids=("f1",))
SAYS_YES = Claim("k1", Direction.POSITIVE, source_name="Kilden")
SAYS_NO = Claim("k2", Direction.NEGATIVE, source_name="Kilden")
MODERATE = Claim("k3", Direction.POSITIVE, stated_level=Level.MODERATE, source_name="Kilden")
SPARSE = Claim("k4", Direction.POSITIVE, stated_level=Level.NONE, source_name="Kilden")
NOT_MEASURED = Claim("k5", Direction.NOT_MEASURED, source_name="Kilden")
MEASURED_ELSEWHERE = Tally(other_finding_ids=("f9",))


def cell(*pools: Pool, practice: int = 0) -> Cell:
    """A cell with the given pools."""
    return Cell("ledige", "samtale", Comparison.ABSOLUTE, pools, practice)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        pytest.param(cell(Pool(DIRECT, GOOD)), State.SUPPORTED, id="direct and moderate"),
        pytest.param(cell(Pool(BROADER, GOOD)), State.PROMISING, id="the same, but indirect"),
        pytest.param(
            cell(Pool(DIRECT, ONE), Pool(BROADER, GOOD)), State.FEW_STUDIES, id="direct decides, even when it is little"
        ),
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
            cell(Pool(Directness.RELATED, claims=(SAYS_YES,))),
            State.FEW_STUDIES,
            id="a conclusion without level on a related group",
        ),
        pytest.param(
            cell(Pool(DIRECT, claims=(NOT_MEASURED,)), Pool(BROADER, GOOD)),
            State.PROMISING,
            id="not measured decides nothing",
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


def test_stated_and_computed_levels_that_differ_are_both_kept(labels: Labels) -> None:
    assessment = assess_cell(cell(Pool(DIRECT, GOOD, (SPARSE,))), labels)
    assert (assessment.level_stated, assessment.level_computed) == (Level.NONE, Level.MODERATE)
    assert assessment.has_source_disagreement


def test_barred_evidence_is_shown_as_barred_with_a_reason(labels: Labels) -> None:
    assessment = assess_cell(cell(Pool(BARRED, GOOD)), labels)
    assert assessment.directness is BARRED
    assert "kan ikke overføres" in assessment.reasons[0]


def test_nearest_indirect_evidence_speaks(labels: Labels) -> None:
    near, far = Pool(BROADER, ONE), Pool(Directness.RELATED, GOOD)
    assert assess_cell(cell(far, near), labels).directness is BROADER


def test_wider_evidence_is_told_beside_too_little_direct_evidence(labels: Labels) -> None:
    assessment = assess_cell(cell(Pool(DIRECT, ONE), Pool(BROADER, GOOD)), labels)
    assert "bredere gruppe" in assessment.beside and "moderat evidens" in assessment.beside
    assert assess_cell(cell(Pool(DIRECT, GOOD), Pool(BROADER, ONE)), labels).beside == ""
