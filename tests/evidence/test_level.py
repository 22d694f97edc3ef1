"""The ministry's knowledge hierarchy as a table an analyst can read."""

from __future__ import annotations

import pytest

from core.evidence.level import computed_level, grade_review, grade_votes, shown_level, stated_level
from core.model import Claim, Direction, Grade, Level, Tally
from core.text import Labels

POSITIVE = Direction.POSITIVE


@pytest.mark.parametrize(
    ("tally", "level"),
    [
        pytest.param(Tally(positive=3, positive_high=3), Level.STRONG, id="three of high quality, all positive"),
        pytest.param(Tally(positive=2, positive_high=2), Level.MODERATE, id="two of high quality, both positive"),
        pytest.param(
            Tally(positive=5, positive_high=2), Level.MODERATE, id="VIVE's caseload studies: two of five high"
        ),
        pytest.param(Tally(positive=1, positive_high=1), Level.INDICATION, id="one of high quality"),
        pytest.param(Tally(positive=3), Level.INDICATION, id="three of limited quality, same way"),
        pytest.param(Tally(positive=2), Level.INDICATION, id="two of limited quality, same way"),
        pytest.param(Tally(positive=1), Level.NONE, id="one study of limited quality alone"),
        pytest.param(Tally(positive=1, negative=1), Level.CONFLICTING, id="one each way"),
        pytest.param(Tally(positive=2, negative=1), Level.INDICATION, id="majority of three"),
        pytest.param(Tally(positive=2, none=2), Level.CONFLICTING, id="half is no majority"),
        pytest.param(Tally(mixed=1), Level.NONE, id="one mixed trial votes no direction"),
        pytest.param(Tally(mixed=2), Level.CONFLICTING, id="two mixed trials"),
        pytest.param(Tally(positive=1, mixed=1), Level.NONE, id="a mixed trial beside a positive one is no conflict"),
        pytest.param(Tally(none=3, none_high=3), Level.STRONG, id="no effect can be strong too"),
        pytest.param(Tally(unclear=4), Level.NONE, id="only unclear"),
        pytest.param(
            Tally(positive=1, positive_randomised=1), Level.INDICATION, id="a randomised trial nobody has assessed"
        ),
        pytest.param(Tally(none=1), Level.NONE, id="one that finds no effect reports none to go by"),
        pytest.param(
            Tally(mixed=2, depends_on=("sex", "sex")), Level.NONE, id="two that depend on the same are no conflict"
        ),
    ],
)
def test_level_of_votes(tally: Tally, level: Level, labels: Labels) -> None:
    grade = grade_votes(tally, labels)
    assert grade.level is level
    assert grade.reasons


def claim(**values: object) -> Claim:
    """A positive claim with the given fields."""
    return Claim(**{"claim_id": "k", "direction": POSITIVE, "source_name": "Kilden"} | values)


@pytest.mark.parametrize(
    ("given", "level"),
    [
        pytest.param(
            claim(review_studies=37, review_positive=29, review_none=8, review_negative=0), Level.STRONG, id="29 of 37"
        ),
        pytest.param(claim(review_studies=4, review_positive=2, review_none=2), None, id="half is no majority"),
        pytest.param(claim(review_studies=2, review_positive=2), None, id="a majority of two is too small"),
        pytest.param(claim(review_studies=None), None, id="no counts, no level"),
        pytest.param(
            claim(review_studies=5, review_positive=5, review_level=Level.MODERATE),
            Level.MODERATE,
            id="never lifted above its own",
        ),
        pytest.param(
            claim(review_studies=5, review_positive=5, has_review_level=True),
            None,
            id="a level stated for another group is not lent",
        ),
        pytest.param(claim(review_studies=5, review_none=5), None, id="counts against the claim's own direction"),
    ],
)
def test_level_of_a_quoted_review(given: Claim, level: Level | None, labels: Labels) -> None:
    grade = grade_review(given, labels)
    assert (grade.level if grade else None) is level


def test_lowest_stated_level_is_shown_and_each_source_is_named(labels: Labels) -> None:
    claims = (claim(stated_level=Level.STRONG), claim(stated_level=Level.INDICATION, source_name="Den anden"))
    stated = stated_level(claims, labels)
    assert stated.level is Level.INDICATION
    assert len(stated.reasons) == 2


def test_stated_level_is_shown_before_the_computed(labels: Labels) -> None:
    claims = (claim(stated_level=Level.MODERATE),)
    computed = computed_level(Tally(positive=5, positive_high=5), claims, labels)
    assert computed.level is Level.STRONG
    assert shown_level(computed, stated_level(claims, labels), claims).level is Level.MODERATE


def test_conclusion_without_level_beside_one_small_study_shows_no_level() -> None:
    assert shown_level(Grade(Level.NONE, ()), None, (claim(),)) is None
