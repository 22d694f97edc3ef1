"""One card a family: what its row says, and every caveat once at the nearest place common to all it limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from core.evidence.family import FirstWords, Overview, first_words, group_families, headline_words, short_name
from core.evidence.words import against
from core.model import Answer, State
from core.store import Store
from tests.evidence.test_answer import WHOLE

REVIEWED = ("jobparate", "sygemeldte", "dagpenge-16-mdr", "psykiske-lidelser", "ikke-vestlige", "unge", "flygtninge")


def overview(store: Store, group: str) -> Overview:
    """The families of a group of the real store."""
    answers = store.answers(group)
    return group_families(answers, store.interventions, store.caveats.around(answers, group))


@pytest.mark.parametrize("group", REVIEWED)
def test_every_caveat_is_said_exactly_once_and_none_is_lost(store: Store, group: str) -> None:
    shown = overview(store, group)
    said = Counter(limit.caveat for limit in shown.general)
    said.update(limit.caveat for family in shown.families for limit in family.limits)
    general = store.caveats.around(store.answers(group), group)
    carried = {caveat for answer in shown.answers for caveat in answer.caveats} | set(general)
    assert set(said) == carried
    assert [caveat.caveat_id for caveat, times in said.items() if times > 1] == []


@pytest.mark.parametrize("group", REVIEWED)
def test_every_answer_has_its_place(store: Store, group: str) -> None:
    shown = overview(store, group)
    placed = [*shown.answers, *shown.practised, *shown.unknown]
    # What is unknown of a family with known forms, or of a form known beside another, is in their place.
    known = {key(a)[0] for a in shown.answers} | {f.family_id for f in shown.families if f.answers or f.compared}
    wanted = {key(a) for a in store.answers(group) if a.assessment.state is not State.UNKNOWN or key(a)[0] not in known}
    assert {place for place in wanted if place[1] == "absolute"} <= {key(answer) for answer in placed}
    assert {key(answer)[0] for answer in shown.unknown} & known == set()
    assert len(placed) == len({key(answer) for answer in placed})


def key(answer: Answer) -> tuple[str, str]:
    """What identifies an answer of a group."""
    return answer.assessment.intervention_id, answer.assessment.comparison.value


def test_the_number_of_a_family_counts_what_is_said_for_the_page_too(store: Store) -> None:
    for family in overview(store, "dagpenge-16-mdr").families:
        told = {c for a in (*family.answers, *family.compared) for c in a.caveats}
        assert family.total == len(told), family.name


def test_first_words_answer_in_the_stated_order(store: Store) -> None:
    words = first_words(overview(store, "dagpenge-16-mdr"))
    assert words.points.startswith("Peger mod job: samtaler, løntilskud, ")
    assert "i teamet: færre sager pr. sagsbehandler" in words.points
    assert words.careful == "Pas på: kontrollerende samtaler er svagere end jobrettede samtaler."
    assert words.split.startswith("Kilderne er uenige om offentligt løntilskud")
    assert words.measured.startswith("Intet er målt på netop gruppen.")


def test_first_words_warn_where_nothing_can_be_recommended(store: Store) -> None:
    words = first_words(overview(store, "sygemeldte"))
    assert words == FirstWords(
        points="Kilderne peger ikke på nogen indsats, vi kan anbefale.",
        careful="Pas på: samtaler (kilder finder negative effekter).",
        split="",
        measured="",
    )


def test_a_surer_form_is_named_with_its_family(store: Store) -> None:
    assert "virksomhedsrettede indsatser (især IPS)" in first_words(overview(store, "psykiske-lidelser")).points


def test_what_helps_too_late_for_a_group_is_not_named_to_it_without_saying_so(store: Store) -> None:
    late = "korte erhvervsrettede kurser (først efter dagpengeperioden)"
    assert late in first_words(overview(store, "dagpenge-16-mdr")).points
    in_time = first_words(overview(store, "dagpengemodtagere")).points
    assert "korte erhvervsrettede kurser" in in_time and "dagpengeperioden" not in in_time


@pytest.mark.parametrize("group", REVIEWED)
def test_what_is_disputed_is_told_from_both_sides(store: Store, group: str) -> None:
    leads = [family.lead for family in overview(store, group).telling if family.lead]
    assert [a.name for a in leads if a.assessment.state is State.CONFLICTING and headline_words(a) != a.message] == []


def test_one_side_of_what_is_disputed_is_never_cut_off() -> None:
    message = "Det ene studie finder, at flere kom i job. " + "Det andet finder slet ingen forskel efter to år. " * 3
    cut = Answer(**WHOLE | {"message": message})
    disputed = replace(cut, assessment=replace(cut.assessment, state=State.CONFLICTING))
    assert (len(headline_words(cut)) < len(message)) and headline_words(disputed) == message


def test_what_only_the_law_decides_has_no_row(store: Store) -> None:
    shown = overview(store, "dagpengemodtagere")
    assert [family.family_id for family in shown.law] == ["oekonomi"]
    assert "oekonomi" not in [family.family_id for family in shown.telling]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Det virker.", "Det virker."),
        ("Det virker for mange. Og meget mere. " + "Og noget helt andet, som også er langt. " * 3, "Det virker for mange. Og meget mere. Og noget helt andet, som også er langt."),
        ("For langtidsledige er der moderat evidens for, at løntilskud hjælper på kort og længere sigt; privat og offentligt er ikke skilt ad.", "For langtidsledige er der moderat evidens for, at løntilskud hjælper på kort og længere sigt."),
        ("Møderne gør dem sjældnere ledige: ca. 2-4 procentpoint.", "Møderne gør dem sjældnere ledige: ca. 2-4 procentpoint."),
        ("Det afhænger af konjunkturen. " + "ord " * 30 + "slut.", "Det afhænger af konjunkturen. " + "ord " * 30 + "slut."),
    ],
)  # fmt: skip
def test_a_row_says_whole_sentences_and_never_loses_the_condition(message: str, said: str) -> None:
    assert headline_words(Answer(**WHOLE | {"message": message})) == said


def test_short_names_leave_out_what_stands_in_parentheses() -> None:
    assert short_name("Jobrettede (rådgivende) samtaler") == "Jobrettede samtaler"


@pytest.mark.parametrize(
    ("comparator", "said"),
    [
        ("intet tilbud", "mod intet tilbud"),
        ("Fysiske samtaler", "mod fysiske samtaler"),
        ("ikke oplyst i notatet", ""),
        ("Ikke oplyst for symptomer (forsøget sammenligner med traditionel jobcenterindsats)", ""),
    ],
)
def test_nothing_is_compared_with_what_the_source_does_not_say(comparator: str, said: str) -> None:
    assert against(comparator) == said


@pytest.mark.parametrize("group", REVIEWED)
def test_what_limits_one_form_is_not_said_of_its_whole_family(store: Store, group: str) -> None:
    shown = overview(store, group)
    families = {family.name: family for family in shown.families}
    for limit in shown.general:
        for family in (families[name] for name in limit.about if name in families):
            answers = (*family.answers, *family.compared)
            held = {short_name(a.name) for a in answers if limit.caveat in a.caveats}
            assert held == {short_name(a.name) for a in answers} or held == {family.name}, (group, limit)
