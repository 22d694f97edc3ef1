"""A few cards for a shared screen: pure data, one answer a card, every caveat once in the deck.

A card says a name, one sentence and at most three caveats in few words; all its caveats in full stand on its second
panel, and what holds for several cards on the last one. Nothing that was found can be on a screen without them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.evidence.answer import anchor
from core.evidence.caveats import MOST_DECISIVE, first_decisive
from core.evidence.family import Family, Limit, Overview, first_steps, first_words, headline_words, short_name
from core.evidence.words import parted, sure_in_full
from core.export.plain_finding import QUESTION, plain_finding
from core.export.sheet import (
    CITIZEN_CLOSING,
    CLOSING,
    HERS,
    MOST_FOR_CITIZEN,
    NOT_MEASURED,
    caveats_of,
    decisive_of,
    her_caveats,
    is_practised,
)
from core.model import Answer, Caveat, Changes, Reference, State, Step
from core.rows import InterventionsRow, TargetGroupsRow
from core.text import Labels, join_words, lower_first

FIRST_CARDS = 3
MOST_STEPS = 3
MOST_NAMES = 6
MOST_WORDS = 24  # of a card's sentence
REST = (State.CONFLICTING, State.NO_EFFECT, State.FEW_STUDIES, State.PRACTICE_ONLY, State.UNKNOWN)
PLAIN_STATES = {
    State.CONFLICTING: "Her peger forskningen hver sin vej",
    State.NO_EFFECT: "Her har ingen kunnet vise, at det hjælper",
    State.FEW_STUDIES: "Det ved vi for lidt om",
    State.PRACTICE_ONLY: "Det gør man mange steder. Vi ved ikke, om det hjælper",
}
HERE_IS = "Her er det, forskningen ved noget om. Vi tager det, du helst vil tale om, først."
NOTHING_SURE = "Vi har ingen sikker viden om, hvad der hjælper. Vi finder sammen ud af, hvad der er godt for dig."
FRONT, ANSWER, REMAINING, GENERAL = "front", "answer", "rest", "general"


@dataclass(frozen=True)
class Card:
    """What a card is about: an answer, and the forms of its family that are weaker, which are said with it."""

    answer: Answer
    weaker: tuple[Answer, ...] = ()
    stronger: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer whose caveats the card carries."""
        return (self.answer, *self.weaker)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """They, each once."""
        return tuple(dict.fromkeys(caveat for answer in self.answers for caveat in caveats_of(answer)))

    @property
    def is_warning(self) -> bool:
        """True when it warns, or something of it does."""
        return self.answer.assessment.state is State.NEGATIVE or bool(self.weaker)


@dataclass(frozen=True)
class Names:
    """The answers of one state by name; ``more`` are not named."""

    state: str
    title: str
    total: int
    names: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True)
class Slide:
    """One card as it is shown. ``must`` are the first panel's caveats (a word and the rest), ``limits`` the second's.

    ``total`` counts all its caveats, ``shared`` those of them that stand on the last card. ``listed`` are, on the front
    card, the numbers of the others with their names, whether they warn, and whether all they say is a warning.
    """

    kind: str
    title: str
    says: str = ""
    state: str = ""
    sure: str = ""
    warning: str = ""
    what: str = ""
    must: tuple[tuple[str, str], ...] = ()
    limits: tuple[Limit, ...] = ()
    total: int = 0
    shared: int = 0
    steps: tuple[Step, ...] = ()
    source: str = ""
    sources: tuple[Reference, ...] = ()
    sentences: tuple[str, ...] = ()
    listed: tuple[tuple[int, str, bool, bool], ...] = ()
    names: tuple[Names, ...] = ()
    closing: str = CLOSING
    question: str = ""


@dataclass(frozen=True)
class Deck:
    """What the slides are made from: one group's answers as families, the chosen cards, and what limits them all."""

    group: TargetGroupsRow
    overview: Overview
    cards: tuple[Card, ...]
    general: tuple[Caveat, ...]
    interventions: Mapping[str, InterventionsRow]


def choose_cards(overview: Overview, picked: Sequence[str] = (), plain: bool = False) -> tuple[Card, ...]:
    """What was picked, in its order, else what the first families say; and what warns, which nobody can choose away.

    A form that is weaker than another is no card: it is said with its family (METHOD section 2), and not to the citizen.
    """
    told = {anchor(answer): answer for f in overview.families for answer in (*f.recommended, *f.practised)}
    wanted = [told[key] for key in picked if key in told]
    first = [f.lead for f in overview.telling if f.lead and f.lead.assessment.is_recommended][:FIRST_CARDS]
    harmful = [a for f in overview.families for a in f.answers if a.assessment.state is State.NEGATIVE]
    chosen = [*harmful, *(wanted or ([] if picked else first))]
    if plain:
        return tuple(Card(answer) for answer in chosen)
    families = list(dict.fromkeys(_family_of(answer, overview).family_id for answer in chosen))
    warned = [] if picked else [f.lead for f in overview.telling if f.weaker and f.family_id not in families and f.lead]
    return _with_weaker([*chosen, *warned], overview)


def _family_of(answer: Answer, overview: Overview) -> Family:
    return next(
        family for family in overview.families if any(own is answer for own in (*family.answers, *family.practised))
    )


def _with_weaker(chosen: Iterable[Answer], overview: Overview) -> tuple[Card, ...]:
    """The weaker forms are said on the first card of their family."""
    cards, told = [], set()
    for answer in chosen:
        family = _family_of(answer, overview)
        stronger = tuple(a for a in family.compared if a.assessment.state.is_recommended)
        cards.append(Card(answer) if family.family_id in told else Card(answer, family.weaker, stronger))
        told.add(family.family_id)
    return tuple(cards)


def compose_slides(deck: Deck, labels: Labels) -> tuple[Slide, ...]:
    """For colleagues: the answer and the list, the cards, the names of the rest, and what holds for several or all."""
    own, general = _place(deck, lambda caveat: caveat)
    cards = tuple(_card(card, limits, deck.group["name"], labels) for card, limits in zip(deck.cards, own, strict=True))
    rest = _rest(deck, labels)
    last = _general(general, [parted(c.short, deck.group["name"]) for c in _first_of(general, MOST_DECISIVE)])
    words = first_words(deck.overview)
    said = (words.points, words.careful, words.split, words.measured)
    front = Slide(FRONT, str(deck.group["name"]), sentences=tuple(filter(None, said)))
    return _numbered(front, cards, rest, last)


def plain_slides(deck: Deck) -> tuple[Slide, ...]:
    """For a screen turned to the citizen: the same cards in plain words, without the name of a group."""
    own, general = _place(deck, lambda caveat: caveat.plain)
    cards = tuple(_plain_card(card, limits, deck) for card, limits in zip(deck.cards, own, strict=True))
    hers = [limit for limit in general if limit.caveat.changes in HERS and not limit.about]
    last = _general(general, [("", limit.caveat.plain) for limit in hers[:MOST_FOR_CITIZEN]])
    front = Slide(FRONT, "Det kan vi tale om", sentences=(HERE_IS if cards else NOTHING_SURE,))
    last = replace(last, title="Det skal du også vide", says=CITIZEN_CLOSING)
    shown = _numbered(front, cards, _plain_rest(deck), last)
    return tuple(replace(slide, closing="", question="" if slide.kind == GENERAL else QUESTION) for slide in shown)


def _numbered(front: Slide, cards: Sequence[Slide], rest: Slide | None, last: Slide) -> tuple[Slide, ...]:
    """The deck in order, with the list of it on the front card."""
    others = [*cards, *([rest] if rest else []), last]
    listed = tuple((n, s.title, bool(s.warning), s.state == State.NEGATIVE) for n, s in enumerate(others, 2))
    return (replace(front, listed=listed), *others)


def _place(deck: Deck, key: Callable[[Caveat], Hashable]) -> tuple[list[tuple[Limit, ...]], tuple[Limit, ...]]:
    """Every caveat once: on its card, or on the last one where it limits several; ``key`` says which are the same."""
    first: dict[Hashable, Caveat] = {}
    holders: dict[Hashable, list[Card]] = {}
    for card in deck.cards:
        for same, caveat in {key(caveat): caveat for caveat in card.caveats}.items():
            first.setdefault(same, caveat)
            holders.setdefault(same, []).append(card)
    # What is said of a whole group or source stands there only when an answer of the deck carries it.
    for_all = {key(caveat): caveat for caveat in deck.general if key(caveat) in holders or not holders}
    several = {same: cards for same, cards in holders.items() if len(cards) > 1 and same not in for_all}
    last = [Limit(caveat) for caveat in for_all.values()]
    last += [Limit(first[same], _held_by(cards, deck.cards)) for same, cards in several.items()]
    apart = {same: cards[0] for same, cards in holders.items() if same not in for_all and same not in several}
    own = [
        tuple(Limit(first[same], _about(same, card, key)) for same, holder in apart.items() if holder is card)
        for card in deck.cards
    ]
    return own, tuple(last)


def _held_by(cards: Sequence[Card], deck: Sequence[Card]) -> tuple[str, ...]:
    """The names of the cards a caveat limits, when it does not limit all of them."""
    return () if len(cards) == len(deck) else tuple(short_name(card.answer.name) for card in cards)


def _about(same: Hashable, card: Card, key: Callable[[Caveat], Hashable]) -> tuple[str, ...]:
    """The answers of a card a caveat limits, when it does not limit all of them."""
    held = [short_name(a.name) for a in card.answers if any(key(c) == same for c in a.caveats)]
    return () if len(held) == len(card.answers) else tuple(held)


def _first_of(limits: Iterable[Limit], most: int) -> list[Caveat]:
    """What of the last card is said on its first panel: it holds for every card."""
    of_all = [limit.caveat for limit in limits if not limit.about]
    telling = [caveat for caveat in of_all if caveat.changes is not Changes.READING and not caveat.is_word]
    return first_decisive(sorted(telling, key=lambda caveat: caveat.changes.rank), most=most)


def _card(card: Card, limits: tuple[Limit, ...], group_name: str, labels: Labels) -> Slide:
    answer, cell = card.answer, card.answer.assessment
    return Slide(
        ANSWER,
        short_name(answer.name),
        says=headline_words(answer, MOST_WORDS),
        state=cell.state.value,
        sure=NOT_MEASURED if is_practised(answer) else sure_in_full(cell, labels),
        warning=_warning(card),
        must=tuple(parted(caveat.short, group_name) for caveat in decisive_of(answer)),
        limits=limits,
        total=len(card.caveats),
        shared=len(card.caveats) - len(limits),
        steps=tuple(first_steps([answer], MOST_STEPS)),
        source=_source(answer),
        sources=answer.references,
    )


def _warning(card: Card) -> str:
    """``Pas på: kontrollerende samtaler er svagere end jobrettede samtaler.``"""
    if card.answer.assessment.state is State.NEGATIVE:
        return "Pas på"
    if not card.weaker:
        return ""
    named = join_words(lower_first(short_name(answer.name)) for answer in card.weaker)
    better = [lower_first(short_name(answer.name)) for answer in card.stronger]
    return f"Pas på: {named} er svagere end {better[0] if len(better) == 1 else 'andre former'}."


def _source(answer: Answer) -> str:
    """Where the sentence of the first panel stands."""
    reference = answer.headline.reference if answer.headline else next(iter(answer.references), None)
    return f"{reference.source_name}, {reference.locator}" if reference else ""


def _plain_card(card: Card, limits: tuple[Limit, ...], deck: Deck) -> Slide:
    answer = card.answer
    words = deck.interventions[answer.assessment.intervention_id]
    total = len({caveat.plain for caveat in card.caveats})
    return Slide(
        ANSWER,
        str(words["plain_name"]),
        says=plain_finding(answer),
        what=str(words["plain_summary"]),
        must=tuple(("", plain) for plain in _hers(answer)),
        limits=limits,
        total=total,
        shared=total - len(limits),
    )


def _hers(answer: Answer) -> list[str]:
    """What changes her own choice; where nothing does, one sentence of the rest: no card is without."""
    others = [c for c in (*answer.pressing, *answer.caveats) if c.changes is Changes.HOW_SURE]
    return list(dict.fromkeys(caveat.plain for caveat in her_caveats(answer) or others[:1]))


def _rest(deck: Deck, labels: Labels) -> Slide | None:
    """By name what else points to work, and what is disputed, without effect, little known or unknown."""
    shown = {id(card.answer) for card in deck.cards}
    also = _also_pointing(deck)
    parts = [_names("", "Peger også mod job", [short_name(a.name) for a in also], len(also))] if also else []
    for state in REST:
        answers = [a for a in _of_state(deck.overview, state) if id(a) not in shown]
        parts += [_names(state.value, labels("state", state), [short_name(a.name) for a in answers])] if answers else []
    says = "Ingen viden betyder ikke, at det ikke virker." if parts else ""
    return Slide(REMAINING, "Uden for kortene", says=says, names=tuple(parts)) if parts else None


def _also_pointing(deck: Deck) -> list[Answer]:
    """What else points to work: the verdict of each family, or its forms where it has none of its own."""
    shown = {id(card.answer) for card in deck.cards}
    told = [
        answer
        for family in deck.overview.telling
        for answer in family.recommended
        if not family.has_own_verdict or answer is family.lead
    ]
    return [answer for answer in told if id(answer) not in shown]


def _plain_rest(deck: Deck) -> Slide | None:
    also = [a.assessment.intervention_id for a in _also_pointing(deck) if a.lever == "caseworker"]
    names = list(dict.fromkeys(str(deck.interventions[key]["plain_name"]) for key in also))
    parts = [_names("", "Det peger også mod job", names, len(names))] if names else []
    for state, title in PLAIN_STATES.items():
        ids = [answer.assessment.intervention_id for answer in _of_state(deck.overview, state)]
        names = list(dict.fromkeys(str(deck.interventions[key]["plain_name"]) for key in ids))
        parts += [_names("", title, names)] if names else []
    return Slide(REMAINING, "Andet, vi har set på", names=tuple(parts)) if parts else None


def _of_state(overview: Overview, state: State) -> list[Answer]:
    """The answers to "does it help?" in a state; what only the law decides is no effort."""
    if state is State.UNKNOWN:
        return list(overview.unknown)
    if state is State.PRACTICE_ONLY:
        return list(overview.practised)
    families = [family for family in overview.families if not family.is_law]
    return [a for f in families for a in f.answers if a.assessment.state is state]


def _names(state: str, title: str, names: Sequence[str], most: int = MOST_NAMES) -> Names:
    return Names(state, title, len(names), tuple(names[:most]), max(0, len(names) - most))


def _general(limits: tuple[Limit, ...], must: Iterable[tuple[str, str]]) -> Slide:
    return Slide(
        GENERAL,
        "Gælder alt",
        says="Det skal siges til alle kortene. " + CLOSING,
        must=tuple(must),
        limits=limits,
        total=len(limits),
        closing="",
    )
