"""The conclusion of a comparison: made from the answers, with the condition they hold under and the first thing to be said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.evidence.conclusion import conclude
from core.evidence.side_by_side import compare
from core.evidence.subject import Setting, Subject
from core.model import Answer, Directness, Level, NotRecommended, State
from core.text import Labels
from tests.evidence.test_side_by_side import FIRST, SHARED, answer, unknown


@pytest.fixture
def setting(labels: Labels) -> Setting:
    """The group everything is compared for."""
    return Setting("Jobparate", (), labels)


def one(name: str, lever: str = "team_leader", **assessed: object) -> Subject:
    """An intervention whose answer differs from the plain one in some columns."""
    plain = answer(name, (SHARED,))
    return Subject(replace(plain, lever=lever, assessment=replace(plain.assessment, **assessed)))


def said(subjects: list[Subject], setting: Setting) -> str:
    """The first sentence."""
    return conclude(compare(subjects, setting), setting.labels).alike


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ({}, {}, "Begge peger mod job for jobparate, begge er målt på gruppen, begge har moderat evidens, og teamet kan gøre begge."),
        ({}, {"level": Level.STRONG, "lever": "caseworker"}, "Begge peger mod job for jobparate, og begge er målt på gruppen."),
        ({"directness": Directness.BROADER}, {"directness": Directness.RELATED, "level": None, "lever": "caseworker"},
         "Begge peger mod job for jobparate, og ingen af dem er målt på netop gruppen."),
        ({"condition": "når det kombineres med støtte"}, {"level": None, "lever": "caseworker", "directness": Directness.BROADER},
         "Begge peger mod job for jobparate (ips når det kombineres med støtte)."),
        ({"depends_on": ("business_cycle",)}, {"state": State.CONFLICTING, "level": None, "lever": "caseworker", "directness": Directness.BROADER},
         "For jobparate: ips (afhængigt af konjunkturen) peger mod job; om samtaler peger viden hver sin vej."),
        ({"not_recommended": NotRecommended.WEAKER_FORM}, {},
         "For jobparate: ips peger mod job, men er svagere end en anden form; samtaler peger mod job, begge er målt på gruppen, og begge har moderat evidens."),
        ({"not_recommended": NotRecommended.LAW, "directness": Directness.BROADER}, {"state": State.NEGATIVE, "level": None, "lever": "caseworker"},
         "For jobparate: ips peger mod job, men afgøres af loven; ved samtaler skal man passe på, fordi kilder finder negative effekter."),
    ],
)  # fmt: skip
def test_what_points_to_work_and_what_is_the_same(first: dict, second: dict, sentence: str, setting: Setting) -> None:
    assert said([one("Ips", **first), one("Samtaler", **second)], setting) == sentence


def test_gain_that_comes_too_late_is_never_said_without(setting: Setting) -> None:
    late: Answer = replace(answer("Kurser", (SHARED,)), is_late=True)
    assert "kurser først senere end dagpengeperioden" in said([Subject(late), one("Samtaler")], setting)


def test_no_knowledge_is_no_effect(setting: Setting) -> None:
    assert (
        said([one("Samtaler"), unknown("Nyt")], setting)
        == "For jobparate: samtaler peger mod job; om nyt er der ingen viden."
    )


def test_every_state_and_every_reason_has_a_sentence(setting: Setting) -> None:
    for state in State:
        for reason in (None, *NotRecommended):
            text = said([one("Ips", state=state, not_recommended=reason), one("Samtaler")], setting)
            assert "ips" in text or text.startswith("Begge"), (state, reason)


def test_differences_are_told_of_each_and_only_where_they_differ(setting: Setting) -> None:
    subjects = [one("Ips"), one("Samtaler", lever="caseworker", level=None, directness=Directness.BROADER)]
    assert conclude(compare(subjects, setting), setting.labels).differs == (
        ("Ips", "moderat evidens; målt på gruppen; teamet kan gøre det"),
        ("Samtaler", "niveau ikke angivet; ikke målt på gruppen; du kan gøre det"),
    )
    assert conclude(compare([one("Ips"), one("Samtaler")], setting), setting.labels).differs == ()


def test_disagreement_of_the_sources_is_said_in_the_conclusion(setting: Setting) -> None:
    split, agreed = one("Ips", has_source_disagreement=True), one("Samtaler")
    found = conclude(compare([split, agreed], setting), setting.labels)
    assert dict(found.differs) == {"Ips": "kilderne er uenige"} and found.disputed == ("Ips",)
    both = conclude(compare([split, one("Samtaler", has_source_disagreement=True)], setting), setting.labels)
    assert both.alike.endswith("og kilderne er uenige om begge.") and both.differs == both.disputed == ()


def test_first_decisive_caveat_of_each_must_be_said(setting: Setting) -> None:
    own = Subject(answer("Ips", (SHARED, FIRST), pressing=(FIRST,)))
    both = Subject(answer("Kurser", (SHARED,), pressing=(SHARED,)))
    found = conclude(compare([own, both], setting), setting.labels).must
    assert found == (("Begge", "Det er et gennemsnit"), ("Ips", "Om færre sager ved vi lidt"))
