"""What is compared: an intervention with all its evidence for one group, and the words that stand in a cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from core.model import Answer, Caveat
from core.rows import ComparedFindingsRow, CostsRow, InterventionDisagreementsRow
from core.text import Labels, join_words, lower_first


@dataclass(frozen=True)
class Form:
    """One form of a family, with the rows its own answer rests on, and that answer."""

    name: str
    rows: tuple[ComparedFindingsRow, ...]
    answer: Answer | None = None


@dataclass(frozen=True)
class Subject:
    """One intervention and everything the store says of it for one group.

    ``answer`` answers "does it help?", ``relative`` "which form?" where forms were compared; the two never mix.
    ``findings`` and ``costs`` are for any group that may be used here, each row with its ``directness``
    (empty for a group without relation); ``forms`` is what its forms measured, each named; ``figure_caveats`` limit
    those figures that neither answer rests on; ``would_change`` says which new evidence would change the answer.
    """

    answer: Answer
    relative: Answer | None = None
    findings: tuple[ComparedFindingsRow, ...] = ()
    costs: tuple[CostsRow, ...] = ()
    forms: tuple[Form, ...] = ()
    disagreements: tuple[InterventionDisagreementsRow, ...] = ()
    figure_caveats: tuple[Caveat, ...] = ()
    measured_outcomes: frozenset[str] = frozenset()
    has_members: bool = False
    is_barred: bool = False
    in_conversation: bool = True
    would_change: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The intervention's name."""
        return self.answer.name

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The one or two answers."""
        return (self.answer,) if self.relative is None else (self.answer, self.relative)

    def rests_on(self, answer: Answer) -> list[ComparedFindingsRow]:
        """The findings an answer rests on, in the order of the rows."""
        known = {result.finding_id for result in answer.results}
        return [row for row in self.findings if row["finding_id"] in known]

    @property
    def of_forms(self) -> list[tuple[str, ComparedFindingsRow]]:
        """Each result of its forms that is not its own too, once, with the names of the forms it is about."""
        own = {row["finding_id"] for row in self.findings}
        named: dict[str, tuple[list[str], ComparedFindingsRow]] = {}
        for form in self.forms:
            for row in form.rows:
                if row["finding_id"] not in own:
                    named.setdefault(row["finding_id"], ([], row))[0].append(form.name)
        return [(join_words([names[0], *map(lower_first, names[1:])]), row) for names, row in named.values()]

    def answers_on(self, row: ComparedFindingsRow) -> list[Answer]:
        """The answers a result belongs to: its own of the same comparison, else those of the forms it is about."""
        if any(own["finding_id"] == row["finding_id"] for own in self.findings):
            return [answer for answer in self.answers if answer.assessment.comparison == row["comparison"]]
        ids = [(form.answer, {each["finding_id"] for each in form.rows}) for form in self.forms]
        return [answer for answer, rows in ids if answer and row["finding_id"] in rows]

    @property
    def voting_forms(self) -> list[tuple[str, ComparedFindingsRow]]:
        """The voting results of its forms, else those that measure an effect."""
        return [pair for pair in self.of_forms if pair[1]["can_vote"]] or self.of_forms


@dataclass(frozen=True)
class Setting:
    """What is the same for every cell: the group, what limits whole sources, and the labels.

    ``on_displacement`` are the caveats that tell what a trial found of displacement, so that they are never
    read as something nobody measured. ``near`` and ``far`` are the things the sources disagree about (``claim/<id>``)
    that are said of the group, and of others only.
    """

    group_name: str
    general: tuple[Caveat, ...]
    labels: Labels
    on_displacement: frozenset[Caveat] = frozenset()
    near: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Point:
    """One thing said in a cell: the words, whose result it is, where it is printed, a mark (symbol and tone), its kind."""

    text: str
    where: str = ""
    whose: str = ""
    symbol: str = ""
    tone: str = ""
    is_strong: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: ``points`` at once, ``more`` one step away. Cells with equal ``same_as`` are alike."""

    points: tuple[Point, ...]
    same_as: Hashable = field(default=())
    more: tuple[Point, ...] = ()


Aspect = Callable[[Subject, Answer, Setting], Cell]
