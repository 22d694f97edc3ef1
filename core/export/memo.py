"""The content of the memo a team leader hands on: pure data that every writer takes as it is.

It begins with a conclusion, then the decisive caveats of each intervention and the comparison; the appendix holds
every other caveat once, and every source, numbered. It cannot be built without caveats and sources, so no writer can
drop them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from core.evidence.aspects import CAVEAT, OUTCOMES, TURNING
from core.evidence.conclusion import EVERYONE, Conclusion, conclude
from core.evidence.measured import SIZE
from core.evidence.side_by_side import (
    CaveatGroup,
    Compared,
    Dispute,
    Place,
    SideBySide,
    all_caveats,
    counted_disputes,
)
from core.evidence.subject import Cell, Point
from core.evidence.words import parted, whence
from core.model import Caveat
from core.text import Labels, count, draft_mark, join_words, long_date, lower_first, number, upper_first

CLOSING = (
    "Viden gælder grupper, ikke en person. Effekter er gennemsnit og skal altid suppleres med en individuel vurdering. "
    "Kontrollér gældende regler."
)
SOURCES = "Kilder"
MEASURED, SIZES = "Hvad er målt", "Trykte størrelser"
# Run on in the appendix.
LONG = ("Udgift og besparelse", "Det har ingen målt", "Hvad ville ændre svaret")
ON_THE_SHEET = "I samtalen"  # what to do in the conversation stands on the sheet for it
MOST_TOPICS = 6


@dataclass(frozen=True)
class Said:
    """A sentence with a bold word before it, whose result it is, and the numbers of the places it comes from.

    ``is_led`` when it is a caveat in short words, which stands in full with another intervention.
    """

    text: str
    notes: tuple[int, ...] = ()
    symbol: str = ""
    is_strong: bool = False
    whose: str = ""
    lead: str = ""
    is_led: bool = False


@dataclass(frozen=True)
class Row:
    """One aspect: a cell for each intervention."""

    title: str
    differs: bool
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True)
class Account:
    """One aspect that takes more words: what is said of each intervention, one after the other."""

    title: str
    said: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Part:
    """Caveats that limit the same interventions: kind by kind, each sentence with its place."""

    title: str
    total: int
    kinds: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Memo:
    """Everything in the memo, in order.

    ``conclusion`` and ``choices`` are heads with their sentences. ``shared`` and ``decisive`` are the caveats said
    first: of all, and of each, in short words where it stands in full with another; ``caveats`` are the others, and ``total`` counts all of them, ``totals`` those of each.
    """

    title: str
    subtitle: str
    address: str
    names: tuple[str, ...]
    conclusion: tuple[tuple[str, str], ...]
    shared_title: str
    shared: tuple[Said, ...]
    decisive: tuple[tuple[Said, ...], ...]
    totals: tuple[int, ...]
    total: int
    first: tuple[Row, ...]
    others: tuple[Row, ...]
    accounts: tuple[Account, ...]
    caveats: tuple[Part, ...]
    disputes: str
    sources: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    footer: str
    closing: str = CLOSING

    def __post_init__(self) -> None:
        if not self.caveats:
            raise ValueError("a memo must carry its caveats")
        if not self.sources:
            raise ValueError("a memo must carry its sources")


@dataclass
class _Notes:
    """Places, numbered in the order they are first named."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, place: str) -> tuple[int, ...]:
        """The number of a place ("document, where in it"); none for an empty one."""
        return (self.numbers.setdefault(place, len(self.numbers) + 1),) if place else ()

    def by_document(self) -> tuple[tuple[str, tuple[tuple[int, str], ...]], ...]:
        """Every place with its number, document by document."""
        found: dict[str, list[tuple[int, str]]] = {}
        for place, n in self.numbers.items():
            document, _, locator = place.partition(", ")
            found.setdefault(document, []).append((n, locator))
        return tuple((document, tuple(places)) for document, places in found.items())


def compose_memo(side: SideBySide, labels: Labels, address: str, version: str, today: date) -> Memo:
    """The memo of a comparison; ``address`` opens the same view and is empty where no reader could open one.

    Raises ``ValueError`` when there is neither a caveat nor a source to carry.
    """
    notes = _Notes()
    first = tuple(_row(_with_sizes(compared, side), notes, True) for compared in side.first)
    shared = tuple(_decisive(caveat, (), notes) for caveat in side.decisive.shared)
    decisive = tuple(
        (*(_decisive(p.caveat, p.also, notes) for p in own), *(_led(caveat, whose) for caveat, whose in elsewhere))
        for own, elsewhere in zip(side.decisive.own, side.elsewhere, strict=True)
    )
    short = [c for c in side.others if c.title not in (SOURCES, SIZES, ON_THE_SHEET, *LONG) and _tells(c)]
    others = tuple(_row(compared, notes, False) for compared in short)
    caveats = tuple(_part(group, labels, notes) for group in side.caveats)
    told = [_account(compared, side, notes) for compared in side.others if compared.title in LONG and _tells(compared)]
    accounts = tuple(account for account in told if account.said)
    for reference in (r for subject in side.subjects for answer in subject.answers for r in answer.references):
        notes.of(f"{reference.source_name}, {reference.locator}")
    return Memo(
        title=f"{draft_mark(version)}Sammenligning: {join_words(map(lower_first, side.names))}",
        subtitle=f"Målgruppe: {lower_first(side.group_name)} · {long_date(today)} · dataversion {version}",
        address=address,
        names=side.names,
        conclusion=_conclusion(conclude(side, labels)),
        shared_title=f"Det skal siges om {EVERYONE[len(side.names)]}",
        shared=shared,
        decisive=decisive,
        totals=tuple(len(all_caveats(subject)) for subject in side.subjects),
        total=side.total,
        first=first,
        others=others,
        accounts=accounts,
        caveats=caveats,
        disputes=_disputes(side),
        sources=notes.by_document(),
        footer=f"Hvad virker for hvem? · dataversion {version} · {long_date(today)}",
    )


def _conclusion(found: Conclusion) -> tuple[tuple[str, str], ...]:
    """What points to work, what differs, and what must be said."""
    said = [("Konklusion", found.alike)]
    if found.differs:
        said.append(("Forskellen", " ".join(f"{name}: {words}." for name, words in found.differs)))
    if found.must:
        said.append(("Det skal siges", " ".join(f"{name} – {lower_first(short)}." for name, short in found.must)))
    return tuple(said)


def _with_sizes(compared: Compared, side: SideBySide) -> Compared:
    """What was measured, with every printed size in the place of the first ones."""
    if compared.title != MEASURED:
        return compared
    sizes = next(other for other in side.others if other.title == SIZES)
    pairs = zip(compared.cells, sizes.cells, strict=True)
    return replace(compared, cells=tuple(replace(cell, points=_sized(cell, more)) for cell, more in pairs))


def _sized(cell: Cell, sizes: Cell) -> tuple[Point, ...]:
    ways = tuple(point for point in cell.points if point.kind != SIZE)
    return ways + tuple(point for point in sizes.points if point.whose)


def _row(compared: Compared, notes: _Notes, is_marked: bool) -> Row:
    cells = tuple(tuple(_said(point, notes) for point in cell.points) for cell in compared.cells)
    return Row(compared.title, is_marked and compared.differs, cells)


def _tells(compared: Compared) -> bool:
    """False for a row in which nothing is known of any of them."""
    return any(
        point.is_strong or point.where or point.whose or point.kind == TURNING
        for cell in compared.cells
        for point in cell.points
    )


def _account(compared: Compared, side: SideBySide, notes: _Notes) -> Account:
    """An aspect, one intervention after the other, without what the caveats say in full."""
    told = zip(side.names, map(_without_caveats, compared.cells), strict=True)
    return Account(compared.title, tuple((name, tuple(_said(p, notes) for p in said)) for name, said in told if said))


def _without_caveats(cell: Cell) -> list[Point]:
    return [point for point in cell.points if point.kind not in (CAVEAT, OUTCOMES)]


def _said(point: Point, notes: _Notes) -> Said:
    """A point of the comparison; its place becomes a number."""
    return Said(point.text, notes.of(point.where), point.symbol, point.is_strong, point.whose)


def _decisive(caveat: Caveat, also: Sequence[str], notes: _Notes) -> Said:
    """A decisive caveat in full, after the word that tells what it is about."""
    lead, colon, _ = caveat.short.partition(":")
    whose = f"gælder også {join_words(map(lower_first, also))}" if also else ""
    return Said(caveat.statement, notes.of(_place(caveat)), whose=whose, lead=lead if colon else "")


def _led(caveat: Caveat, whose: str) -> Said:
    """A decisive caveat in short words, with where it stands in full."""
    lead, rest = parted(caveat.short)
    return Said(rest, whose=f"se {lower_first(whose)}", lead=lead.rstrip(":"), is_led=True)


def _part(group: CaveatGroup, labels: Labels, notes: _Notes) -> Part:
    """The caveats of a group: those of the answers kind by kind, the others under their heads."""
    kinds: dict[str, list[Said]] = {}
    for head, caveats in group.parts:
        for caveat in caveats:
            said = Said(caveat.statement, notes.of(_place(caveat)))
            kinds.setdefault(head or labels("caveat_kind", caveat.kind), []).append(said)
    return Part(group.title, len(group.caveats), tuple((kind, tuple(said)) for kind, said in kinds.items()))


def _place(caveat: Caveat) -> str:
    """The document and the place in it; our own rules stand together as one."""
    return whence(caveat) if caveat.reference else f"Vores regler, {caveat.rule}"


def _disputes(side: SideBySide) -> str:
    """How many places the sources disagree, of each kind, and what the main ones are about, those that change answers first."""
    if not side.disputes:
        return ""
    changing = [dispute for dispute in side.disputes if dispute.place is Place.CHANGES]
    others = [dispute for dispute in side.disputes if dispute.place in (Place.GROUP, Place.OTHERS)]
    told = (
        f"{upper_first(count(len(side.disputes), 'sted', 'steder'))}: {counted_disputes(side.disputes)}.",
        _topics("Ændrer svaret", changing, MOST_TOPICS),
        _topics("Andre" if changing else "Om", others, max(1, MOST_TOPICS - len(changing))),
        "Begge sider af hver står på siden Sammenlign og i dens regneark.",
    )
    return " ".join(part for part in told if part)


def _topics(head: str, disputes: Sequence[Dispute], most: int) -> str:
    """What the first of them are about, and how many more there are."""
    topics = [str(dispute.row["topic"]).rstrip(".") for dispute in disputes]
    more = f" · og {number(len(topics) - most)} mere" if len(topics) > most else ""
    said = f"{head}: {' · '.join(topics[:most])}{more}" if topics else ""
    return said + ("" if said.endswith("?") or not said else ".")
