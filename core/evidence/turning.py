"""What would change an answer: the smallest new evidence about the group itself that moves it, found by asking the rules.

Nothing here is written by hand: studies that point one way are added to the cell, one, two, then three, first of limited
and then of high quality, and the rules judge again. The new studies measure work or unemployment against usual effort (or
the other form), on the group itself, in a document that is about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.evidence.assess import Cell, assess_cell
from core.evidence.level import DECIDED
from core.evidence.listing import NOT_STATED_RANK
from core.model import Assessment, Claim, Comparison, Direction, Directness, Pool, State, Tally
from core.text import Labels, join_words, lower_first, upper_first

MOST = 3  # new studies: more than that is no small addition
NUMBERS = ("", "ét studie", "to studier", "tre studier")
SETTLED = (State.SUPPORTED, State.PROMISING, State.NO_EFFECT, State.NEGATIVE)
FOUND = {
    (Comparison.ABSOLUTE, Direction.POSITIVE): "med positiv",
    (Comparison.ABSOLUTE, Direction.NONE): "uden påvist",
    (Comparison.ABSOLUTE, Direction.NEGATIVE): "med negativ",
    (Comparison.RELATIVE, Direction.POSITIVE): "bedre end",
    (Comparison.RELATIVE, Direction.NONE): "på højde med",
    (Comparison.RELATIVE, Direction.NEGATIVE): "svagere end",
}
NOTHING = "Op til tre nye studier om gruppen selv flytter ikke svaret."
NOTE = (
    "Regnet ud ved at spørge reglerne om op til tre nye studier, der alle peger samme vej og måler job eller ledighed for "
    "netop denne gruppe. Høj kvalitet er lav risiko for skævhed; hvor kvaliteten ikke er nævnt, er begrænset kvalitet nok."
)


class Kind(StrEnum):
    """What new evidence does to an answer."""

    LIFTS = "lifts"
    LOWERS = "lowers"
    SETTLES = "settles"


@dataclass(frozen=True)
class Addition:
    """New studies that all point one way; ``in_a_part`` are Danish ones of a part of the group alone."""

    direction: Direction
    studies: int
    is_high: bool
    in_a_part: bool = False


@dataclass(frozen=True)
class Turn:
    """The smallest addition that moves an answer one way, and what the answer then is."""

    kind: Kind
    addition: Addition
    before: Assessment
    after: Assessment


Informed = Callable[[Cell, Direction], Cell]


def find_turns(cell: Cell, labels: Labels, has_parts: bool = False, informed: Informed | None = None) -> list[Turn]:
    """For each direction the smallest addition that moves the answer; none where up to three studies do not.

    ``informed`` gives the cell with what else a result in a direction tells the rules: which guarded conclusions it backs.
    """
    before = assess_cell(cell, labels)
    found = (_smallest(cell, before, direction, labels, informed) for direction in DECIDED)
    turns = [turn for turn in found if turn]
    if has_parts and before.state is State.SUPPORTED and (turn := _contrary_part(cell, before, labels)):
        turns.append(turn)
    return turns


def _smallest(
    cell: Cell, before: Assessment, direction: Direction, labels: Labels, informed: Informed | None
) -> Turn | None:
    known = informed(cell, direction) if informed else cell
    for addition in additions(direction):
        after = assess_cell(with_studies(known, addition), labels)
        if kind := kind_of(before, after, direction):
            return Turn(kind, addition, before, after)
    return None


def additions(direction: Direction) -> Iterator[Addition]:
    """From the smallest: one study of limited quality, one of high, two of limited …"""
    for studies in range(1, MOST + 1):
        for is_high in (False, True):
            yield Addition(direction, studies, is_high)


def with_studies(cell: Cell, addition: Addition) -> Cell:
    """The cell with the new studies at distance nought."""
    pools = [pool for pool in cell.pools if pool.directness is Directness.DIRECT]
    direct = pools[0] if pools else Pool(Directness.DIRECT)
    tally = _with_votes(direct.tally, addition)
    others = tuple(pool for pool in cell.pools if pool is not direct)
    return replace(cell, pools=(replace(direct, tally=tally), *others))


def _with_votes(tally: Tally, addition: Addition) -> Tally:
    way, n = addition.direction.value, addition.studies
    votes: dict[str, Any] = {way: getattr(tally, way) + n}  # the names of the fields are made here
    if addition.is_high:
        votes[f"{way}_high"] = getattr(tally, f"{way}_high") + n
    new = tuple(f"nyt-{number}" for number in range(1, n + 1))
    results, publications = tally.results + n, tally.publications + n
    return replace(tally, finding_ids=tally.finding_ids + new, results=results, publications=publications, **votes)


def backed(claims: tuple[Claim, ...], ids: frozenset[str]) -> tuple[Claim, ...]:
    """The conclusions, those of ``ids`` with a measured result behind them."""
    return tuple(replace(claim, is_backed=True) if claim.claim_id in ids else claim for claim in claims)


def kind_of(before: Assessment, after: Assessment, direction: Direction) -> Kind | None:
    """What the addition did; None where the answer is the same to a reader, or moves without being settled."""
    if before.state not in SETTLED:
        return Kind.SETTLES if after.state in SETTLED else None
    if before.state is not after.state:
        return Kind.LIFTS if after.state is State.SUPPORTED else Kind.LOWERS
    is_agreeing = before.direction is direction
    is_nearer = after.directness is Directness.DIRECT and before.directness is not Directness.DIRECT
    if is_agreeing and (is_nearer or _level_rank(after) < _level_rank(before)):
        return Kind.LIFTS
    return Kind.LOWERS if not is_agreeing and _level_rank(after) > _level_rank(before) else None


def _level_rank(cell: Assessment) -> float:
    return NOT_STATED_RANK if cell.level is None else cell.level.rank


def _contrary_part(cell: Cell, before: Assessment, labels: Labels) -> Turn | None:
    """What a Danish study of a part of the group without a gain does (METHOD section 4, contrary evidence at home)."""
    after = assess_cell(replace(cell, contrary=(*cell.contrary, "en del af gruppen")), labels)
    addition = Addition(Direction.NONE, 1, is_high=False, in_a_part=True)
    return Turn(Kind.LOWERS, addition, before, after) if after.state is not before.state else None


def turn_words(turns: Sequence[Turn], labels: Labels) -> list[str]:
    """A sentence for each thing the answer can become: ``Ét studie af høj kvalitet med positiv effekt gør svaret til …``.

    Where as much settles it whichever way it points, one sentence says so.
    """
    if len(turns) == len(DECIDED) and len({_size(turn) for turn in turns}) == 1 and turns[0].kind is Kind.SETTLES:
        return [_settling_words(turns, labels)]
    found: dict[tuple[str, Addition], list[Turn]] = {}
    for turn in turns:
        found.setdefault((outcome_words(turn, labels), _size(turn)), []).append(turn)
    return [
        upper_first(f"{addition_words([turn.addition for turn in same], same[0].before.comparison)} {outcome}.")
        for (outcome, _), same in found.items()
    ]


def _size(turn: Turn) -> Addition:
    """How much new evidence it takes, whichever way it points."""
    return replace(turn.addition, direction=Direction.MIXED)


def _settling_words(turns: Sequence[Turn], labels: Labels) -> str:
    """``Ét studie af høj kvalitet afgør det, efter hvad det finder: »Lovende«, »Ingen påvist effekt« eller »Pas på« (indikation).``"""
    cells = [turn.after for turn in turns]
    states = [f"»{labels.state(cell.state, cell.comparison is Comparison.RELATIVE)}«" for cell in cells]
    levels = {cell.level for cell in cells}
    level = f" ({lower_first(labels('level', levels.pop()))})" if len(levels) == 1 and cells[0].level else ""
    first = turns[0].addition
    studies = f"{NUMBERS[first.studies]}{' af høj kvalitet' if first.is_high else ''}"
    return upper_first(f"{studies} afgør det, efter hvad det finder: {join_words(states, 'eller')}{level}.")


def said_of(turns: Sequence[Turn], labels: Labels) -> list[str]:
    """The same, or that nothing so small moves the answer."""
    return turn_words(turns, labels) or [NOTHING]


def addition_words(additions: Sequence[Addition], comparison: Comparison) -> str:
    """New studies of one number and quality: ``to studier af høj kvalitet uden påvist effekt``."""
    first = additions[0]
    if first.in_a_part:
        return "ét dansk studie uden gevinst for en del af gruppen"
    found = join_words((FOUND[comparison, addition.direction] for addition in additions), "eller")
    quality = " af høj kvalitet" if first.is_high else ""
    if comparison is Comparison.RELATIVE:
        return f"{NUMBERS[first.studies]}{quality}, hvor den er {found} den anden form,"
    return f"{NUMBERS[first.studies]}{quality} {found} effekt"


def outcome_words(turn: Turn, labels: Labels) -> str:
    """What the answer becomes."""
    before, after = turn.before, turn.after
    is_told = after.level is not None and after.level.is_conclusive and after.state in SETTLED
    level = lower_first(labels("level", after.level)) if is_told else ""
    if before.state is not after.state:
        said = f"gør svaret til »{labels.state(after.state, after.comparison is Comparison.RELATIVE)}«"
        return f"{said} ({level})" if level else said
    if turn.kind is Kind.LIFTS and _level_rank(after) >= _level_rank(before):
        return f"giver viden om gruppen selv ({level})" if level else "giver viden om gruppen selv"
    way = "hæver" if turn.kind is Kind.LIFTS else "sænker"
    return f"{way} niveauet til {lower_first(labels('level', after.level or 'not_stated'))}"
