"""Two to four interventions side by side: what differs, what is alike, and every caveat once, with whom it limits."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.evidence.aspects import FIRST_ASPECTS, OTHER_ASPECTS
from core.evidence.by_group import changing_disagreements
from core.evidence.caveats import decisive_caveats
from core.evidence.measured import has_size, unit_order
from core.evidence.subject import Aspect, Cell, Point, Setting, Subject
from core.model import Caveat
from core.rows import ComparedFindingsRow, InterventionDisagreementsRow
from core.text import horizon, join_words, lower_first, number

FEWEST, MOST = 2, 4
TRIALS = "Bygger på"
OF_FORMS = "Kun om sammenligningen med en anden form"
OF_FIGURES = "Kun om tal, svaret ikke bygger på"
OF_PRACTICE = "Fra praksis 2016–17: det gør man, ikke det virker"


class FormFinding(ComparedFindingsRow):
    """A result with the name of the form it is about; empty where it is the intervention's own."""

    form: str


@dataclass(frozen=True)
class Compared:
    """One aspect of all the interventions, in their order."""

    title: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """True when not all cells say the same."""
        return len({cell.same_as for cell in self.cells}) > 1

    @property
    def is_alike(self) -> bool:
        """True when they say the same and it is seen at once: each begins with the same words."""
        return not self.differs and len({point.text for cell in self.cells for point in cell.points[:1]}) == 1

    @property
    def is_said_once(self) -> bool:
        """True when all cells have the very same words."""
        return len({cell.points for cell in self.cells}) == 1


@dataclass(frozen=True)
class Pressing:
    """A decisive caveat where it is said in full, with the other interventions it limits too."""

    caveat: Caveat
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decisive:
    """The caveats that change what one does, each once: what limits all that is known, then those of each intervention."""

    shared: tuple[Caveat, ...]
    own: tuple[tuple[Pressing, ...], ...]

    @property
    def caveats(self) -> set[Caveat]:
        """All of them."""
        return {*self.shared, *(pressing.caveat for part in self.own for pressing in part)}

    def elsewhere(self, name: str, names: Sequence[str]) -> list[tuple[Caveat, str]]:
        """What limits an intervention too and is said in full with another of ``names``: each with whose it stands."""
        told = zip(names, self.own, strict=True)
        return [(p.caveat, whose) for whose, part in told for p in part if name in p.also]


@dataclass(frozen=True)
class CaveatGroup:
    """Caveats that limit exactly the named interventions: first those of the answers and of comparisons of forms.

    What limits only ``figures`` the answers do not rest on, and what ``practice`` reports, stand for themselves.
    """

    title: str
    names: tuple[str, ...]
    answers: tuple[Caveat, ...]
    forms: tuple[Caveat, ...] = ()
    figures: tuple[Caveat, ...] = ()
    practice: tuple[Caveat, ...] = ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """All of them."""
        return self.answers + self.forms + self.figures + self.practice

    @property
    def parts(self) -> tuple[tuple[str, tuple[Caveat, ...]], ...]:
        """Those that limit the answers, and each other kind under its own head."""
        parts = (("", self.answers), (OF_FORMS, self.forms), (OF_FIGURES, self.figures), (OF_PRACTICE, self.practice))
        return tuple((head, caveats) for head, caveats in parts if caveats)


class Place(StrEnum):
    """What a disagreement is about, in the order they are told."""

    CHANGES = "om noget, der ændrer svaret"
    GROUP = "om gruppen"
    OTHERS = "kun om andre grupper"
    DETAIL = "om detaljer"


@dataclass(frozen=True)
class Dispute:
    """Two places in the sources that say different things, and the interventions it is about."""

    row: InterventionDisagreementsRow
    names: tuple[str, ...]
    place: Place = Place.GROUP


@dataclass(frozen=True)
class HorizonRow:
    """What was found at one time after the start: a list of results for each intervention."""

    when: str
    results: tuple[tuple[FormFinding, ...], ...]


@dataclass(frozen=True)
class SideBySide:
    """The whole comparison. Evidence cannot stand in it without caveats and sources.

    ``first`` is what is marked where it differs, ``others`` the rest; ``decisive`` are the caveats said first and
    ``caveats`` all the others.
    """

    group_name: str
    subjects: tuple[Subject, ...]
    first: tuple[Compared, ...]
    others: tuple[Compared, ...]
    decisive: Decisive
    caveats: tuple[CaveatGroup, ...]
    disputes: tuple[Dispute, ...]

    def __post_init__(self) -> None:
        said = self.decisive.caveats | {caveat for group in self.caveats for caveat in group.caveats}
        for subject in self.subjects:
            if missing := [caveat for caveat in all_caveats(subject) if caveat not in said]:
                raise ValueError(f"{subject.name}: {len(missing)} caveats are missing")
            if (subject.findings or subject.forms or subject.costs) and not all_caveats(subject):
                raise ValueError(f"{subject.name}: evidence must carry its caveats")

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order they were chosen."""
        return tuple(subject.name for subject in self.subjects)

    @property
    def elsewhere(self) -> list[list[tuple[Caveat, str]]]:
        """Of each intervention the decisive caveats said in full with another, with whose they stand."""
        return [self.decisive.elsewhere(name, self.names) for name in self.names]

    @property
    def total(self) -> int:
        """How many caveats there are, each counted once."""
        return len(self.decisive.caveats) + sum(len(group.caveats) for group in self.caveats)

    @property
    def sized(self) -> list[tuple[Subject, FormFinding]]:
        """Every printed size of every intervention, with whose it is; ``form`` names the form where it is one's."""
        return [(subject, row) for subject in self.subjects for row in _figures(subject) if has_size(row)]


def _figures(subject: Subject) -> list[FormFinding]:
    """The results of an intervention and of its forms, each with the form's name in ``form``."""
    own = [_of_form("", row) for row in subject.findings]
    return own + [_of_form(name, row) for name, row in subject.of_forms]


def _of_form(name: str, row: ComparedFindingsRow) -> FormFinding:
    return {**row, "form": name}


def compare(subjects: Sequence[Subject], setting: Setting) -> SideBySide:
    """Put two to four subjects side by side. Raises ``ValueError`` for fewer, more or the same one twice."""
    if not FEWEST <= len(subjects) <= MOST or len({subject.name for subject in subjects}) < len(subjects):
        raise ValueError(f"{FEWEST} to {MOST} different interventions can be compared, not {len(subjects)}")
    decisive = decide(subjects)
    return SideBySide(
        group_name=setting.group_name,
        subjects=tuple(subjects),
        first=tuple(_compared(title, aspect, subjects, setting) for title, aspect in FIRST_ASPECTS.items()),
        others=tuple(_compared(title, aspect, subjects, setting) for title, aspect in OTHER_ASPECTS.items()),
        decisive=decisive,
        caveats=group_caveats(subjects, decisive.caveats),
        disputes=_disputes(subjects, setting),
    )


def _compared(title: str, aspect: Aspect, subjects: Sequence[Subject], setting: Setting) -> Compared:
    cells = [aspect(subject, subject.answer, setting) for subject in subjects]
    return Compared(title, tuple(_mark_fewest(cells, subjects) if title == TRIALS else cells))


def _mark_fewest(cells: Sequence[Cell], subjects: Sequence[Subject]) -> list[Cell]:
    """The cells with the fewest trials say so, where the numbers differ and no family counts those of its forms."""
    trials = [subject.answer.assessment.trials for subject in subjects]
    if len(set(trials)) < 2 or any(subject.forms for subject in subjects):
        return list(cells)
    fewest = Point("færrest af dem", tone="fewest")
    marked = [Cell((*cell.points, fewest), cell.same_as) for cell in cells]
    return [one if n == min(trials) else cell for one, cell, n in zip(marked, cells, trials, strict=True)]


def decide(subjects: Sequence[Subject]) -> Decisive:
    """The decisive caveats of each, said once: those that limit all there is knowledge of stand for all."""
    limited = {subject.name: set(all_caveats(subject)) for subject in subjects}
    known = [name for name, caveats in limited.items() if caveats]
    pressing = {subject.name: _pressing(subject) for subject in subjects}
    found = dict.fromkeys(caveat for caveats in pressing.values() for caveat in caveats)
    shared = [c for c in found if len(known) > 1 and all(c in limited[name] for name in known)]
    said, own = set(shared), []
    for name, caveats in pressing.items():
        first = [caveat for caveat in caveats if caveat not in said]
        said.update(first)
        own.append(tuple(Pressing(c, tuple(n for n in known if n != name and c in limited[n])) for c in first))
    return Decisive(tuple(shared), tuple(own))


def _pressing(subject: Subject) -> list[Caveat]:
    """The decisive caveats of the answer; where only forms were compared, those of that answer."""
    return decisive_caveats(next((answer for answer in subject.answers if answer.caveats), subject.answer))


def all_caveats(subject: Subject) -> list[Caveat]:
    """Everything that limits what is said of a subject, each once."""
    return list(dict.fromkeys([*answer_caveats(subject), *subject.figure_caveats]))


def answer_caveats(subject: Subject) -> list[Caveat]:
    """What limits its answers to both questions, each once."""
    return list(dict.fromkeys(caveat for answer in subject.answers for caveat in answer.caveats))


def group_caveats(subjects: Sequence[Subject], said: Container[Caveat] = ()) -> tuple[CaveatGroup, ...]:
    """Each caveat once, under exactly the interventions it limits: first what limits all, then some, then one.

    What is ``said`` already is left out; in each group stands first what changes most (METHOD section 6).
    Interventions nobody has measured carry none, so "all" means all there is knowledge of.
    """
    limited: dict[Caveat, list[str]] = {}
    for subject in subjects:
        for caveat in all_caveats(subject):
            limited.setdefault(caveat, []).append(subject.name)
    known = [subject.name for subject in subjects if all_caveats(subject)]
    named: dict[tuple[str, ...], list[Caveat]] = {}
    for caveat, names in sorted(limited.items(), key=lambda pair: pair[0].changes.rank):
        if caveat in said:
            continue
        named.setdefault(tuple(names), []).append(caveat)
    order = sorted(named, key=lambda names: (-len(names), [known.index(name) for name in names]))
    return tuple(_group(names, named[names], known, subjects) for names in order)


def _group(
    names: tuple[str, ...], caveats: Sequence[Caveat], known: Sequence[str], subjects: Sequence[Subject]
) -> CaveatGroup:
    is_all = len(names) == len(known) > 1
    everyone = "dem alle" if len(known) == len(subjects) else "alle dem, der er viden om"
    title = f"Gælder {everyone if is_all else join_words(map(lower_first, names))}"
    limited = [subject for subject in subjects if subject.name in names]
    of_answers = {caveat for subject in limited for caveat in subject.answer.caveats}
    of_forms = {caveat for subject in limited if subject.relative for caveat in subject.relative.caveats}
    effects = [caveat for caveat in caveats if not caveat.is_practice]
    return CaveatGroup(
        title,
        names,
        answers=tuple(c for c in effects if c in of_answers),
        forms=tuple(c for c in effects if c in of_forms - of_answers),
        figures=tuple(c for c in effects if c not in of_forms | of_answers),
        practice=tuple(caveat for caveat in caveats if caveat.is_practice),
    )


def _disputes(subjects: Sequence[Subject], setting: Setting) -> tuple[Dispute, ...]:
    """Each disagreement once: first what changes the answers, then what else is about the group, others, details."""
    found: dict[str, tuple[InterventionDisagreementsRow, list[str]]] = {}
    for subject in subjects:
        for row in subject.disagreements:
            found.setdefault(row["disagreement_id"], (row, []))[1].append(subject.name)
    answers = [answer for subject in subjects for answer in subject.answers]
    changing, others = changing_disagreements([row for row, _ in found.values()], answers)
    told = [(row, Place.CHANGES) for row in changing] + [(row, _place_of(row, setting)) for row in others]
    disputes = [Dispute(row, tuple(found[row["disagreement_id"]][1]), place) for row, place in told]
    return tuple(sorted(disputes, key=lambda dispute: list(Place).index(dispute.place)))


def _place_of(row: InterventionDisagreementsRow, setting: Setting) -> Place:
    """What a disagreement that changes no answer is about."""
    if row["visibility"] != "main":
        return Place.DETAIL
    is_of_others = setting.near.isdisjoint(row["touches"]) and not setting.far.isdisjoint(row["touches"])
    return Place.OTHERS if is_of_others else Place.GROUP


def counted_disputes(disputes: Sequence[Dispute]) -> str:
    """How many there are of each kind, in numbers that add up; nothing where there are none."""
    numbers = {place: sum(dispute.place is place for dispute in disputes) for place in Place}
    told = [(n, _place_words(place, n, numbers)) for place, n in numbers.items() if n]
    if len(told) == 1:
        return f"{'alle ' if len(disputes) > 1 else ''}{told[0][1]}"
    return join_words(f"{'ét' if n == 1 else number(n)} {words}" for n, words in told)


def _place_words(place: Place, found: int, numbers: Mapping[Place, int]) -> str:
    """The words of a kind; what else is about the group is »andre« only after what changes the answers."""
    if place is not Place.GROUP:
        return place.value
    other = ("andet " if found == 1 else "andre ") if numbers[Place.CHANGES] else ""
    return f"{other}{place.value}"


def horizon_rows(subjects: Sequence[Subject]) -> list[HorizonRow]:
    """The voting results behind the answers by when they were measured, earliest first; without a time last.

    Where an answer rests on none, those of its forms stand there, each with the form's name in ``form``.
    """
    found: dict[str, list[list[FormFinding]]] = {}
    ends: dict[str, float] = {}
    for position, subject in enumerate(subjects):
        own = [_of_form("", row) for row in subject.rests_on(subject.answer) if row["can_vote"]]
        of_forms = [_of_form(name, row) for name, row in subject.voting_forms]
        for row in own or of_forms:
            when = horizon(row["horizon_from_months"], row["horizon_to_months"]) or "tidspunkt ikke oplyst"
            ends[when] = row["horizon_to_months"] or row["horizon_from_months"] or float("inf")
            found.setdefault(when, [[] for _ in subjects])[position].append(row)
    return [HorizonRow(when, tuple(map(tuple, found[when]))) for when in sorted(found, key=ends.__getitem__)]


def sizes_by_unit(side: SideBySide, setting: Setting) -> dict[tuple[str, str], list[tuple[Subject, FormFinding]]]:
    """Every printed size by kind of comparison and unit, in the order of the vocabulary; neither is ever mixed."""
    found: dict[tuple[str, str], list[tuple[Subject, FormFinding]]] = {}
    for subject, row in sorted(side.sized, key=lambda pair: (pair[1]["comparison"], unit_order(pair[1], setting))):
        found.setdefault((row["comparison"], row["unit"]), []).append((subject, row))
    return found
