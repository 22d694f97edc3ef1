"""The content of the memo a team leader hands on: pure data that every writer takes as it is.

It is the comparison in words, the charts as pictures, every caveat once, the main disagreements and every
source, numbered. It cannot be built without caveats and sources, so no writer can drop them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from core.evidence.aspects import Point, caveat_where
from core.evidence.side_by_side import CaveatGroup, Compared, SideBySide, all_caveats
from core.model import Caveat
from core.text import Labels, count, join_words, long_date, lower_first

CLOSING = (
    "Viden gælder grupper, ikke en person. Virkninger er gennemsnit og skal altid suppleres med en individuel vurdering. "
    "Kontrollér gældende regler."
)


SOURCES, DISPUTED, UNMEASURED = "Kilder", "Kilderne er uenige", "Det har ingen målt"
LONG = ("Trykte størrelser", "Udgift og besparelse", "I samtalen", UNMEASURED)  # run on in columns, to save paper
LETTERS = "ABCD"  # the interventions in the table heads and the small charts


@dataclass(frozen=True)
class Picture:
    """A chart as a picture, with the sentence that says the same; ``width`` in points keeps its text at 8 points."""

    title: str
    alt: str
    svg: str
    png: bytes
    width: float


@dataclass(frozen=True)
class Said:
    """A sentence, whose result it is, and the numbers of the places it comes from."""

    text: str
    notes: tuple[int, ...] = ()
    symbol: str = ""
    is_strong: bool = False
    whose: str = ""


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
    kinds: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Memo:
    """Everything in the memo, in order."""

    title: str
    subtitle: str
    address: str
    names: tuple[str, ...]
    says: str
    rows: tuple[Row, ...]
    forms: tuple[Row, ...]
    accounts: tuple[Account, ...]
    caveats: tuple[Part, ...]
    disputes: tuple[tuple[str, Said, Said], ...]
    minor_disputes: str
    sources: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    footer: str
    file_stem: str
    closing: str = CLOSING
    pictures: tuple[Picture, ...] = ()

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


def compose_memo(
    side: SideBySide, says: str, pictures: Sequence[Picture], labels: Labels, address: str, version: str, today: date,
) -> Memo:  # fmt: skip
    """The memo of a comparison. ``says`` is the sentence on what is compared; ``address`` opens the same view.

    Raises ``ValueError`` when there is neither a caveat nor a source to carry.
    """
    notes = _Notes()
    elsewhere = (SOURCES, DISPUTED, *LONG)
    rows = tuple(_row(compared, notes) for compared in side.answers if compared.title not in elsewhere)
    forms = tuple(_row(compared, notes) for compared in side.forms if compared.title != SOURCES and _tells(compared))
    names = tuple(f"{letter} {name}" for letter, name in zip(LETTERS, side.names, strict=False))
    accounts = tuple(_account(compared, names, side, notes) for compared in side.answers if compared.title in LONG)
    caveats = tuple(_part(group, labels, notes) for group in side.caveats)
    disputes = tuple(_dispute(dispute.row, notes) for dispute in side.disputes if dispute.row["visibility"] == "main")
    minor = len(side.disputes) - len(disputes)
    for reference in (r for subject in side.subjects for answer in subject.answers for r in answer.references):
        notes.of(f"{reference.source_name}, {reference.locator}")
    group = side.subjects[0].answer.assessment.target_group_id
    return Memo(
        title=f"Sammenligning: {join_words(map(lower_first, side.names))}",
        subtitle=f"For {lower_first(side.group_name)} · {long_date(today)} · dataversion {version}",
        address=address,
        names=names,
        says=says,
        rows=rows,
        forms=forms,
        accounts=accounts,
        caveats=caveats,
        disputes=disputes,
        minor_disputes=f"{count(minor, 'uenighed', 'uenigheder', is_common=True)} om detaljer står i regnearket."
        if minor
        else "",
        sources=notes.by_document(),
        footer=f"Hvad virker for hvem? · dataversion {version} · {long_date(today)}",
        file_stem=f"sammenligning-{group}-{today.isoformat()}",
        pictures=tuple(pictures),
    )


def _row(compared: Compared, notes: _Notes) -> Row:
    cells = tuple(tuple(_said(point, notes) for point in cell.points) for cell in compared.cells)
    return Row(compared.title, compared.differs, cells)


def _tells(compared: Compared) -> bool:
    """False for a row of forms in which nothing is known."""
    return any(point.is_strong or point.where for cell in compared.cells for point in cell.points)


def _account(compared: Compared, names: Sequence[str], side: SideBySide, notes: _Notes) -> Account:
    said = []
    for name, subject, cell in zip(names, side.subjects, compared.cells, strict=True):
        points = cell.points
        if compared.title == UNMEASURED:
            points = _without_caveats(points, all_caveats(subject))
        said.append((name, tuple(_said(point, notes) for point in points)))
    return Account(compared.title, tuple(said))


def _without_caveats(points: Sequence[Point], caveats: Sequence[Caveat]) -> list[Point]:
    """What is unknown, without what the caveats below say in full; of them only what is unknown of displacement stays."""
    repeated = {caveat.statement for caveat in caveats if caveat.kind != "displacement"}
    kept = [point for point in points if point.text not in repeated]
    return kept if len(kept) == len(points) else [*kept, Point("Mere står under »Begrænset viden«.")]


def _said(point: Point, notes: _Notes) -> Said:
    """A point of the comparison; its place becomes a number."""
    return Said(point.text, notes.of(point.where), point.symbol, point.is_strong, point.whose)


def _part(group: CaveatGroup, labels: Labels, notes: _Notes) -> Part:
    kinds: dict[str, list[Said]] = {}
    for caveat, about in group.caveats:
        kinds.setdefault(labels("caveat_kind", caveat.kind), []).append(_limit(caveat, about, notes))
    for caveat, about in group.practice:
        kinds.setdefault("Fra praksis 2016–17: det gør man, ikke det virker", []).append(_limit(caveat, about, notes))
    return Part(group.title, tuple((kind, tuple(said)) for kind, said in kinds.items()))


def _limit(caveat: Caveat, about: str, notes: _Notes) -> Said:
    return Said(caveat.statement, notes.of(caveat_where(caveat)), whose=about)


def _dispute(row, notes: _Notes) -> tuple[str, Said, Said]:
    sides = [
        Said(str(row[f"position_{s}"]), notes.of(f"{row[f'source_{s}']}, {row[f'locator_{s}']}")) for s in ("a", "b")
    ]
    return str(row["topic"]), sides[0], sides[1]
