"""What moved between two sets of answers: state, level, place, first sentence and decisive caveats, each with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from core.evidence.answer import Order, order_key
from core.evidence.caveats import decisive_caveats
from core.model import Answer, Conclusion, State

Key = tuple[str, str, str]  # target group, intervention, comparison
# The parts of the order an answer stands in (core.evidence.answer.order_key), as a reader knows them.
ORDER = (
    "om det kan anbefales",
    "svaret",
    "hvem der kan gøre det",
    "om det virker i tide",
    "hvor tæt målingen er på gruppen",
    "hvor sikkert det er",
    "hvor meget det bygger på",
    "navnet",
)
ASPECTS = ("state", "level", "listed", "headline", "decisive", "place")


@dataclass(frozen=True)
class Told:
    """What one answer tells a reader. ``listed``, ``order``, ``headline`` and ``decisive`` are None where a store cannot say.

    ``level`` is empty where none is shown, also where the state says the same (:func:`shown_level`).
    ``rows`` are the ids of the findings and conclusions it rests on, ``decisive`` caveat id → its short words.
    """

    state: str
    level: str
    listed: str | None
    reasons: tuple[str, ...]
    rows: tuple[str, ...]
    order: Order | None = None
    headline: str | None = None
    message: str = ""
    decisive: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Moved:
    """One answer that moved: ``aspects`` name what did; before or after is None for an answer that is new or gone.

    ``places`` are its places among the answers of the group that both sides have; ``order_rule`` is what decided.
    """

    key: Key
    before: Told | None
    after: Told | None
    aspects: tuple[str, ...]
    places: tuple[int, int] = (0, 0)
    order_rule: str = ""
    gone: tuple[str, ...] = field(default=())
    new: tuple[str, ...] = field(default=())


def told_of(answer: Answer) -> Told:
    """The same from an answer as the pages have it."""
    cell, said = answer.assessment, answer.headline
    decisive = {caveat.caveat_id: caveat.short or caveat.statement for caveat in decisive_caveats(answer)}
    headline = "" if said is None else said.claim_id if isinstance(said, Conclusion) else said.finding_id
    return Told(
        state=cell.state.value,
        level=shown_level(cell.state, cell.level),
        listed=cell.listed.value if cell.listed else "",
        reasons=cell.reasons,
        rows=(*cell.finding_ids, *cell.claim_ids),
        order=order_key(answer) if answer.references else None,
        headline=headline,
        message=answer.message if answer.references else "",
        decisive=decisive,
    )


def shown_level(state: str, level: str | None) -> str:
    """The level beside a state; none where the two are one word ("Modstridende viden")."""
    return str(level) if level and str(level) != str(state) else ""


def compare_answers(before: Mapping[Key, Told], after: Mapping[Key, Told]) -> list[Moved]:
    """Every answer that tells a reader something else, in the order of ``after``; what says nothing on both sides is none."""
    places = _moved_places(before, after)
    found = []
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        aspects = _aspects(was, now)
        if key in places:
            aspects = (*aspects, "place")
        if aspects:
            found.append(_moved(key, was, now, aspects, places.get(key, (0, 0))))
    return found


def _aspects(was: Told | None, now: Told | None) -> tuple[str, ...]:
    """What moved; an answer that is new or gone says something, unless it was never more than "Ingen viden"."""
    if was is None or now is None:
        return ("state",) if any(told.state != State.UNKNOWN for told in (was, now) if told) else ()
    return tuple(_told_otherwise(was, now))


def _told_otherwise(was: Told, now: Told) -> Iterable[str]:
    if was.state != now.state:
        yield "state"
    if was.level != now.level:
        yield "level"
    if None not in (was.listed, now.listed) and was.listed != now.listed:
        yield "listed"
    if None not in (was.headline, now.headline) and (was.headline, was.message) != (now.headline, now.message):
        yield "headline"
    if was.decisive is None or now.decisive is None:
        return
    if list(was.decisive.items()) != list(now.decisive.items()):
        yield "decisive"


def _moved(key: Key, was: Told | None, now: Told | None, aspects: tuple[str, ...], places: tuple[int, int]) -> Moved:
    old, new = (was.reasons if was else ()), (now.reasons if now else ())
    return Moved(
        key,
        was,
        now,
        aspects,
        places,
        _order_rule(was, now) if was and now and "place" in aspects else "",
        tuple(reason for reason in old if reason not in new),
        tuple(reason for reason in new if reason not in old),
    )


def _order_rule(was: Told, now: Told) -> str:
    """The first part of the order that is another; empty where only the others moved."""
    pairs = zip(ORDER, was.order or (), now.order or (), strict=True)
    return next((name for name, old, new in pairs if old != new), "")


def _moved_places(before: Mapping[Key, Told], after: Mapping[Key, Told]) -> dict[Key, tuple[int, int]]:
    """The answers that changed places among those both sides have, as few as tell it, with their places."""
    found: dict[Key, tuple[int, int]] = {}
    was = {key: told.order for key, told in before.items() if told.order}
    now = {key: told.order for key, told in after.items() if told.order}
    common = [key for key in now if key in was]
    for group in dict.fromkeys(key[0] for key in common):
        own = [key for key in common if key[0] == group]
        old = sorted(own, key=was.__getitem__)
        new = sorted(own, key=now.__getitem__)
        if old == new:
            continue
        kept = {
            key
            for block in SequenceMatcher(None, old, new, False).get_matching_blocks()
            for key in old[block.a :][: block.size]
        }
        found |= {key: (old.index(key) + 1, new.index(key) + 1) for key in own if key not in kept}
    return found
