"""One card at a time for a shared screen: pure data, made from the same topics as the sheet.

A card about an intervention cannot be built without its caveats and its sources
(:class:`~core.export.sheet.Topic`), so a screen cannot lose them either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.export.sheet import (
    CITIZEN_CLOSING,
    CLOSING,
    Line,
    Situation,
    Topic,
    compose_topic,
    line_of,
    plain_topic,
    unique_lines,
    where_of,
)
from core.model import Answer, Caveat, Comparison, State
from core.text import Labels, count

PLAIN_STATES = {
    State.FEW_STUDIES: "Det ved vi for lidt om",
    State.CONFLICTING: "Her peger forskningen hver sin vej",
    State.NO_EFFECT: "Her har ingen kunnet vise, at det hjælper",
    State.PRACTICE_ONLY: "Det gør man mange steder. Vi ved ikke, om det hjælper",
}


@dataclass(frozen=True)
class Slide:
    """One card: a topic, a list of names, or lines; ``closing`` stands under every one of them."""

    title: str
    state: str = ""
    topic: Topic | None = None
    message: str = ""
    names: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    closing: str = CLOSING
    is_front: bool = False


@dataclass(frozen=True)
class Deck:
    """What the slides are made from: one group's answers, split by how they may be shown."""

    group: Mapping[str, str]
    recommended: Sequence[Answer]
    warned: Sequence[Answer]
    rest: Mapping[State, Sequence[Answer]]
    general: Sequence[Caveat]
    interventions: Mapping[str, Mapping[str, str]]


def compose_slides(deck: Deck, labels: Labels) -> list[Slide]:
    """For colleagues: the recommended one by one, what warns, the names of the rest, and what holds for all."""
    group = deck.group["name"]
    cards = [
        Slide(topic.name, answer.assessment.state.value, topic)
        for answer in _in_order(deck)
        if (topic := compose_topic(answer, group, _nobody(deck), deck.general, labels))
    ]
    rest = [
        Slide(labels("state", state), state.value, message=labels.explanation("state", state), names=_names(part))
        for state, part in deck.rest.items()
    ]
    front = Slide(group, message=_front_message(deck), names=tuple(card.title for card in cards), is_front=True)
    general = Slide("Gælder alt", message="Det skal siges til alle kortene.", lines=tuple(map(line_of, deck.general)))
    return [front, *cards, *rest, general]


def plain_slides(deck: Deck, labels: Labels) -> list[Slide]:
    """For a screen turned to the citizen: the same cards in plain words."""
    cards = []
    for answer in deck.recommended:
        words = deck.interventions[answer.assessment.intervention_id]
        topic = compose_topic(answer, deck.group["name"], _nobody(deck), deck.general, labels)
        topic = plain_topic(topic, answer, words, _nobody(deck), deck.general)
        cards.append(Slide(topic.name, topic=topic, closing=CITIZEN_CLOSING))
    message = f"Her er, hvad forskning siger om hjælp til {deck.group['plain_name']}."
    if not cards:
        message = "Vi har ingen sikker viden om, hvad der hjælper. Vi finder sammen ud af, hvad der er godt for dig."
    names = tuple(card.title for card in cards)
    rest = [_plain_rest(state, part, deck) for state, part in deck.rest.items() if state in PLAIN_STATES]
    lines = unique_lines(Line(caveat.plain, where_of(caveat)) for caveat in deck.general)
    general = Slide("Det skal du også vide", lines=lines, closing=CITIZEN_CLOSING)
    front = Slide("Det kan vi tale om", message=message, names=names, closing=CITIZEN_CLOSING, is_front=True)
    return [front, *cards, *rest, general]


def _in_order(deck: Deck) -> list[Answer]:
    """What warns against doing it at all, then the recommended, then the forms that are weaker than others."""
    is_absolute = [answer.assessment.comparison is Comparison.ABSOLUTE for answer in deck.warned]
    first = [answer for answer, absolute in zip(deck.warned, is_absolute, strict=True) if absolute]
    last = [answer for answer, absolute in zip(deck.warned, is_absolute, strict=True) if not absolute]
    return [*first, *deck.recommended, *last]


def _plain_rest(state: State, part: Sequence[Answer], deck: Deck) -> Slide:
    names = (deck.interventions[answer.assessment.intervention_id]["plain_name"] for answer in part)
    return Slide(PLAIN_STATES[state], names=tuple(dict.fromkeys(names)), closing=CITIZEN_CLOSING)


def _front_message(deck: Deck) -> str:
    found, warned = len(deck.recommended), len(deck.warned)
    parts = [
        f"{count(found, 'indsats', 'indsatser', is_common=True).capitalize()} peger mod en virkning."
        if found
        else "Kilderne giver ikke grundlag for at anbefale en indsats."
    ]
    if warned:
        parts.append(f"Der er {count(warned, 'advarsel', 'advarsler', is_common=True)}.")
    return " ".join([*parts, "Til sidst kommer det, der er uafklaret eller ukendt, og det, der gælder alt."])


def _names(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer.name for answer in answers))


def _nobody(deck: Deck) -> Situation:
    """The slides are about a group: no situation is chosen, so no circumstance comes first."""
    return Situation(deck.group["target_group_id"], minutes=0, is_running=False, fund_takes_part=False)
