"""The cards of meeting mode: few, one answer each, and every caveat exactly once in the deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise

import pytest

from core.evidence.answer import anchor
from core.evidence.family import group_families, short_name
from core.evidence.words import parted
from core.export.plain_finding import QUESTION, plain_finding
from core.export.slides import ANSWER, FRONT, GENERAL, Deck, Slide, choose_cards, compose_slides, plain_slides
from core.model import Answer, Changes, Comparison, State
from core.store import Store, open_store

GROUPS = [key for key, row in open_store().target_groups.items() if row["is_selectable"]]
AUDIENCES = {"os": False, "borger": True}
JARGON = ("evidens", "signifikan", "procentpoint", "konjunktur", "indsats", "målgruppe", "afgang", "beskæftigelse")


@cache
def answers_of(store: Store, group: str) -> tuple[Answer, ...]:
    """The answers of a group, read once."""
    return tuple(store.answers(group))


def deck_of(store: Store, group: str, picked: Sequence[str] = (), plain: bool = False) -> Deck:
    """The deck of a group as the page makes it."""
    in_room = {key for key, row in store.interventions.items() if row["in_conversation"]}
    answers = [a for a in answers_of(store, group) if not plain or a.assessment.intervention_id in in_room]
    overview = group_families(answers, store.interventions, ())
    cards = choose_cards(overview, picked, plain)
    general = store.caveats.around([answer for card in cards for answer in card.answers], group)
    return Deck(store.target_groups[group], overview, cards, tuple(general), store.interventions)


def slides_of(store: Store, group: str, picked: Sequence[str] = (), plain: bool = False) -> tuple[Slide, ...]:
    """The cards of it."""
    deck = deck_of(store, group, picked, plain)
    return plain_slides(deck) if plain else compose_slides(deck, store.labels)


def pickable(store: Store, group: str) -> list[str]:
    """Everything that can be ticked on the main page."""
    return [
        anchor(answer)
        for answer in answers_of(store, group)
        if answer.assessment.is_recommended
        and store.interventions[answer.assessment.intervention_id]["in_conversation"]
    ]


@pytest.mark.parametrize("pick", ["the first", "everything"])
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_caveat_stands_in_the_deck_exactly_once(store: Store, group: str, audience: str, pick: str) -> None:
    picked, plain = (pickable(store, group) if pick == "everything" else ()), AUDIENCES[audience]
    deck = deck_of(store, group, picked, plain)
    slides = plain_slides(deck) if plain else compose_slides(deck, store.labels)
    carried = {caveat for card in deck.cards for answer in card.answers for caveat in answer.caveats}
    key = (lambda caveat: caveat.plain) if plain else (lambda caveat: caveat)
    said = Counter(key(limit.caveat) for slide in slides for limit in slide.limits)
    wanted = {key(caveat) for caveat in carried or deck.general}
    assert set(said) == wanted
    assert [words for words, times in said.items() if times > 1] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_counted_on_a_card_is_what_it_says_and_what_the_last_one_says_of_it(
    store: Store, group: str, audience: str
) -> None:
    deck = deck_of(store, group, (), AUDIENCES[audience])
    slides = plain_slides(deck) if audience == "borger" else compose_slides(deck, store.labels)
    last = {limit.caveat for limit in slides[-1].limits}
    cards = [slide for slide in slides if slide.kind == ANSWER]
    assert len(cards) == len(deck.cards)
    for card, slide in zip(deck.cards, cards, strict=True):
        key = (lambda caveat: caveat.plain) if audience == "borger" else (lambda caveat: caveat)
        here, there = {key(limit.caveat) for limit in slide.limits}, {key(caveat) for caveat in last}
        assert {key(caveat) for caveat in card.caveats} <= here | there
        assert slide.total == len(here) + slide.shared


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("group", GROUPS)
def test_a_card_is_a_name_a_sentence_and_at_most_three_caveats_of_its_own(
    store: Store, group: str, audience: str
) -> None:
    for slide in slides_of(store, group, (), AUDIENCES[audience]):
        if slide.kind == ANSWER:
            assert slide.title and slide.says.endswith(".") and not slide.says.endswith(" ca.")
            assert len(slide.says.split()) <= 60
            assert 1 <= len(slide.must) <= (2 if audience == "borger" else 3)
            assert slide.sure or audience == "borger"


@pytest.mark.parametrize("group", GROUPS)
def test_a_deck_is_five_to_eight_cards_where_three_families_point_to_work(store: Store, group: str) -> None:
    slides = slides_of(store, group)
    found = [slide for slide in slides if slide.kind == ANSWER]
    assert len(slides) <= 8
    assert len(slides) >= 5 or len(found) < 3
    assert (slides[0].kind, slides[-1].kind) == (FRONT, GENERAL)
    assert [(n, title) for n, title, *_ in slides[0].listed] == [(n, s.title) for n, s in enumerate(slides[1:], 2)]


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_said_to_all_cards_first_holds_for_all_of_them(store: Store, group: str) -> None:
    deck = deck_of(store, group)
    limits = {tuple(parted(limit.caveat.short)): limit for limit in slides_of(store, group)[-1].limits}
    for said in slides_of(store, group)[-1].must:
        assert not limits[said].about, (group, said)
    named = {name for slide in slides_of(store, group) for part in slide.names for name in part.names}
    shown = {card.answer.name for card in deck.cards}
    for family in deck.overview.telling:  # what the first card promises is on a card or in the list
        if not family.has_own_verdict and len(family.recommended) <= 2:
            assert {short_name(a.name) for a in family.recommended} <= named | {short_name(name) for name in shown}


def test_what_is_picked_is_what_the_screen_shows_in_its_order(store: Store) -> None:
    picked = ["konkrete-jobforslag-absolute", "samtaler-absolute"]
    for plain in (False, True):
        shown = [anchor(card.answer) for card in deck_of(store, "jobparate", picked, plain).cards]
        assert shown == picked


def test_what_warns_cannot_be_chosen_away(store: Store) -> None:
    cards = deck_of(store, "sygemeldte", ["privat-loentilskud-absolute"]).cards
    assert [(card.answer.name, card.is_warning) for card in cards] == [("Samtaler", True)]
    # Nor where what is picked is there to be shown; no group of the data has both today.
    first, second, *others = [a for a in answers_of(store, "jobparate") if a.assessment.is_recommended]
    against = replace(second.assessment, state=State.NEGATIVE, listed=None)
    warned = Answer(**{each.name: getattr(second, each.name) for each in fields(second)} | {"assessment": against})
    overview = group_families([first, warned, *others], store.interventions, ())
    cards = choose_cards(overview, [anchor(first)])
    assert [card.answer for card in cards] == [warned, first] and cards[0].is_warning


@pytest.mark.parametrize("group", GROUPS)
def test_a_form_that_is_weaker_is_said_with_its_family_and_is_no_card(store: Store, group: str) -> None:
    deck = deck_of(store, group)
    assert all(card.answer.assessment.comparison is Comparison.ABSOLUTE for card in deck.cards)
    weaker = {anchor(a) for family in deck.overview.telling for a in family.weaker}
    assert {anchor(answer) for card in deck.cards for answer in card.weaker} == weaker
    slides = compose_slides(deck, store.labels)
    assert sum(warns for *_, warns, _ in slides[0].listed) == sum(card.is_warning for card in deck.cards)


@pytest.mark.parametrize("group", GROUPS)
def test_what_has_no_card_is_named(store: Store, group: str) -> None:
    deck = deck_of(store, group)
    slides = compose_slides(deck, store.labels)
    counted = {part.state: part.total for slide in slides for part in slide.names}
    shown = [card.answer.assessment.state for card in deck.cards]
    for state in (State.CONFLICTING, State.UNKNOWN):
        answers = [a for f in deck.overview.families if not f.is_law for a in f.answers if a.assessment.state is state]
        total = len(deck.overview.unknown) if state is State.UNKNOWN else len(answers) - shown.count(state)
        assert counted.get(state.value, 0) == total, state


# ---- To the citizen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picks", ["the first", "everything"])
@pytest.mark.parametrize("group", GROUPS)
def test_the_wording_differs_from_card_to_card_and_gives_the_citizen_the_word(
    store: Store, group: str, picks: str
) -> None:
    slides = slides_of(store, group, pickable(store, group) if picks == "everything" else (), plain=True)
    cards = [slide for slide in slides if slide.kind == ANSWER]
    assert len({slide.says for slide in cards}) == len(cards)
    assert all(slide.question == QUESTION for slide in slides if slide.kind != GENERAL)


@pytest.mark.parametrize("group", GROUPS)
def test_no_card_of_the_citizen_has_a_term_of_art_or_names_what_makes_it_sensitive(store: Store, group: str) -> None:
    for slide in slides_of(store, group, pickable(store, group), plain=True):
        said = " ".join(
            [slide.title, slide.says, slide.what, *slide.sentences, *(n.title for n in slide.names)]
        ).lower()
        assert [word for word in JARGON if word in said] == []
        assert "sindslidelse" not in said and "psykisk" not in said and "pas på" not in said
        assert not slide.sources and not slide.source and not slide.state


def test_only_what_changes_her_choice_is_on_the_citizens_first_panel(store: Store) -> None:
    planners = {
        caveat.plain
        for a in answers_of(store, "jobparate")
        for caveat in a.caveats
        if caveat.changes is Changes.WHO_LOSES
    }
    for slide in slides_of(store, "jobparate", pickable(store, "jobparate"), plain=True):
        assert not planners & {rest for _, rest in slide.must}


def test_the_citizen_sees_only_what_can_be_talked_about(store: Store) -> None:
    names = {row["plain_name"] for row in store.interventions.values() if not row["in_conversation"]}
    for group in GROUPS:
        slides = slides_of(store, group, plain=True)
        assert not names & {slide.title for slide in slides}
        assert not names & {name for slide in slides for part in slide.names for name in part.names}


@pytest.mark.parametrize(
    ("group", "intervention", "said"),
    [
        (
            "jobparate", "samtaler",
            "De fleste studier viser, at samtaler hjælper folk i arbejde. "
            "Det ved vi ret sikkert, og det er målt hos folk i din situation.",
        ),
        (
            "nyledige", "hyppige-samtaler",
            "I Sverige kom nye ledige oftere til møde. Færre var stadig ledige efter tre måneder. "
            "Det er ikke helt sikkert, men det er målt hos folk i din situation.",
        ),
        (
            "psykiske-lidelser", "virksomhedsrettet",
            "Det hjælper at komme ud på en arbejdsplads, når du får behandling og støtte på samme tid. "
            "Forskningen siger ikke, hvor sikkert det er, men det handler om folk i din situation.",
        ),
        (
            "jobparate", "individuelle-samtaler",
            "De, der har læst forskningen, er ret sikre på, at det hjælper at tale på tomandshånd. "
            "Det handler om folk i din situation.",
        ),
        (
            "sygemeldte", "samtaler",
            "Vi ved ikke, om flere samtaler hjælper dig hurtigere i job. Nogle studier peger den anden vej. "
            "Det betyder ikke, at vi ikke skal tale sammen: vi vil gerne høre, hvad der er godt for dig.",
        ),
    ],
)  # fmt: skip
def test_a_finding_in_plain_words(store: Store, group: str, intervention: str, said: str) -> None:
    answer = next(a for a in answers_of(store, group) if anchor(a) == f"{intervention}-absolute")
    assert plain_finding(answer) == said


NOT_SURE = {
    State.CONFLICTING: "peger forskningen hver sin vej",
    State.NO_EFFECT: "har ingen kunnet vise, at det hjælper",
    State.FEW_STUDIES: "ved vi for lidt om",
    State.PRACTICE_ONLY: "Vi ved ikke, om det hjælper",
}


def test_what_is_not_sure_is_said_to_the_citizen_in_four_ways(store: Store) -> None:
    told = set()
    for group in GROUPS:
        named = {state: set() for state in NOT_SURE}
        for answer in answers_of(store, group):
            cell = answer.assessment
            if cell.state in named and cell.comparison is Comparison.ABSOLUTE:
                named[cell.state].add(store.interventions[cell.intervention_id]["plain_name"])
        parts = [part for slide in slides_of(store, group, plain=True) for part in slide.names]
        for part in (part for part in parts if "peger også mod job" not in part.title):
            (state,) = [state for state, words in NOT_SURE.items() if words in part.title]
            assert set(part.names) <= named[state], (group, part.title)
            told.add(state)
    assert told == set(NOT_SURE)


def test_slides_are_told_apart_by_more_than_their_name(store: Store) -> None:
    says = [slide.says for slide in slides_of(store, "dagpenge-16-mdr", plain=True) if slide.kind == ANSWER]
    assert all(first.split("at ")[0] != second.split("at ")[0] for first, second in pairwise(says))
