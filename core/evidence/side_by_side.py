"""Two to four interventions side by side: what differs, what is alike, and every caveat once, with whom it limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.evidence.aspects import (
    ANSWER_ASPECTS,
    FORM_ASPECTS,
    Aspect,
    Cell,
    Point,
    Row,
    Setting,
    Subject,
    has_size,
    unit_order,
)
from core.model import Answer, Caveat
from core.text import horizon, join_words, lower_first

FEWEST, MOST = 2, 4
NO_FORM = "Kilderne sammenligner ikke former."
STATE, TRIALS = "Hvad siger forskningen", "Bygger på"


@dataclass(frozen=True)
class Compared:
    """One aspect of all the interventions, in their order."""

    title: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """True when not all cells say the same."""
        return len({cell.same_as for cell in self.cells}) > 1


@dataclass(frozen=True)
class CaveatGroup:
    """Caveats that limit exactly the named interventions; what practice reports stands for itself."""

    title: str
    names: tuple[str, ...]
    caveats: tuple[tuple[Caveat, str], ...]
    practice: tuple[tuple[Caveat, str], ...] = ()


@dataclass(frozen=True)
class Dispute:
    """Two places in the sources that say different things, and the interventions it is about."""

    row: Row
    names: tuple[str, ...]


@dataclass(frozen=True)
class HorizonRow:
    """What was found at one time after the start: a list of results for each intervention."""

    when: str
    results: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True)
class SideBySide:
    """The whole comparison. Evidence cannot stand in it without caveats and sources."""

    group_name: str
    subjects: tuple[Subject, ...]
    answers: tuple[Compared, ...]
    forms: tuple[Compared, ...]
    caveats: tuple[CaveatGroup, ...]
    disputes: tuple[Dispute, ...]

    def __post_init__(self) -> None:
        said = {caveat for group in self.caveats for caveat, _ in group.caveats + group.practice}
        for subject in self.subjects:
            if missing := [caveat for caveat in all_caveats(subject) if caveat not in said]:
                raise ValueError(f"{subject.name}: {len(missing)} caveats are missing")
            if (subject.findings or subject.costs) and not all_caveats(subject):
                raise ValueError(f"{subject.name}: evidence must carry its caveats")

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order they were chosen."""
        return tuple(subject.name for subject in self.subjects)

    @property
    def sized(self) -> list[tuple[Subject, Row]]:
        """Every printed size of every intervention, with whose it is."""
        return [(subject, row) for subject in self.subjects for row in subject.findings if has_size(row)]


def compare(subjects: Sequence[Subject], setting: Setting) -> SideBySide:
    """Put two to four subjects side by side. Raises ``ValueError`` for fewer, more or the same one twice."""
    if not FEWEST <= len(subjects) <= MOST or len({subject.name for subject in subjects}) < len(subjects):
        raise ValueError(f"{FEWEST} to {MOST} different interventions can be compared, not {len(subjects)}")
    answers = [_compared(title, aspect, subjects, setting, False) for title, aspect in ANSWER_ASPECTS.items()]
    has_forms = any(subject.form for subject in subjects)
    forms = [_compared(title, aspect, subjects, setting, True) for title, aspect in FORM_ASPECTS.items()]
    return SideBySide(
        group_name=setting.group_name,
        subjects=tuple(subjects),
        answers=tuple(answers),
        forms=tuple(forms) if has_forms else (),
        caveats=group_caveats(subjects),
        disputes=_disputes(subjects),
    )


def _compared(title: str, aspect: Aspect, subjects: Sequence[Subject], setting: Setting, is_form: bool) -> Compared:
    chosen = [subject.form if is_form else subject.answer for subject in subjects]
    cells = [
        aspect(subject, answer, setting) if answer else Cell((Point(NO_FORM if title == STATE else "–"),), None)
        for subject, answer in zip(subjects, chosen, strict=True)
    ]
    return Compared(title, tuple(_mark_fewest(cells, chosen) if title == TRIALS else cells))


def _mark_fewest(cells: Sequence[Cell], answers: Sequence[Answer | None]) -> list[Cell]:
    """The cells with the fewest trials say so, where the numbers differ."""
    trials = [answer.assessment.trials for answer in answers if answer]
    if len(set(trials)) < 2:
        return list(cells)
    fewest = Point("færrest af dem", tone="fewest")
    return [
        Cell((*cell.points, fewest), cell.same_as) if answer and answer.assessment.trials == min(trials) else cell
        for cell, answer in zip(cells, answers, strict=True)
    ]


def differences(compared: Sequence[Compared]) -> tuple[list[str], list[str]]:
    """Titles of the aspects that differ, and of those that are alike."""
    return [c.title for c in compared if c.differs], [c.title for c in compared if not c.differs]


def all_caveats(subject: Subject) -> list[Caveat]:
    """Everything that limits what is said of a subject, each once."""
    said = [caveat for answer in subject.answers for caveat in answer.caveats]
    return list(dict.fromkeys([*said, *subject.figure_caveats]))


def group_caveats(subjects: Sequence[Subject]) -> tuple[CaveatGroup, ...]:
    """Each caveat once, under exactly the interventions it limits: first what limits all, then some, then one.

    Interventions nobody has measured carry none, so "all" means all there is knowledge of.
    """
    limited: dict[Caveat, list[str]] = {}
    for subject in subjects:
        for caveat in all_caveats(subject):
            limited.setdefault(caveat, []).append(subject.name)
    known = [subject.name for subject in subjects if all_caveats(subject)]
    named: dict[tuple[str, ...], list[Caveat]] = {}
    for caveat, names in limited.items():
        named.setdefault(tuple(names), []).append(caveat)
    order = sorted(named, key=lambda names: (-len(names), [known.index(name) for name in names]))
    return tuple(_group(names, named[names], known, subjects) for names in order)


def _group(
    names: tuple[str, ...], caveats: Sequence[Caveat], known: Sequence[str], subjects: Sequence[Subject]
) -> CaveatGroup:
    is_all = len(names) == len(known) > 1
    everyone = "dem alle" if len(known) == len(subjects) else "alle dem, der er viden om"
    title = f"Gælder {everyone if is_all else join_words(map(lower_first, names))}"
    about = [(caveat, _about(caveat, [s for s in subjects if s.name in names])) for caveat in caveats]
    return CaveatGroup(
        title,
        names,
        tuple(pair for pair in about if not pair[0].is_practice),
        tuple(pair for pair in about if pair[0].is_practice),
    )


def _about(caveat: Caveat, subjects: Sequence[Subject]) -> str:
    """Whether a caveat limits the answer itself, or only the comparison of forms or a figure from another group."""
    if any(caveat in subject.answer.caveats for subject in subjects):
        return ""
    if any(subject.form and caveat in subject.form.caveats for subject in subjects):
        return "om formen"
    return "om tal, svaret ikke bygger på"


def _disputes(subjects: Sequence[Subject]) -> tuple[Dispute, ...]:
    """Each disagreement once, the main ones first."""
    found: dict[str, tuple[Row, list[str]]] = {}
    for subject in subjects:
        for row in subject.disagreements:
            found.setdefault(str(row["disagreement_id"]), (row, []))[1].append(subject.name)
    disputes = [Dispute(row, tuple(names)) for row, names in found.values()]
    return tuple(sorted(disputes, key=lambda dispute: dispute.row["visibility"] != "main"))


def horizon_rows(subjects: Sequence[Subject]) -> list[HorizonRow]:
    """The voting results behind the answers by when they were measured, earliest first; without a time last."""
    found: dict[str, list[list[Row]]] = {}
    ends: dict[str, float] = {}
    for position, subject in enumerate(subjects):
        for row in subject.rests_on(subject.answer):
            if row["can_vote"]:
                when = horizon(row["horizon_from_months"], row["horizon_to_months"]) or "tidspunkt ikke oplyst"
                ends[when] = row["horizon_to_months"] or row["horizon_from_months"] or float("inf")
                found.setdefault(when, [[] for _ in subjects])[position].append(row)
    return [HorizonRow(when, tuple(map(tuple, found[when]))) for when in sorted(found, key=ends.get)]


def sizes_by_unit(side: SideBySide, setting: Setting) -> dict[tuple[str, str], list[tuple[Subject, Row]]]:
    """Every printed size by kind of comparison and unit, in the order of the vocabulary; neither is ever mixed."""
    found: dict[tuple[str, str], list[tuple[Subject, Row]]] = {}
    for subject, row in sorted(side.sized, key=lambda pair: (pair[1]["comparison"], unit_order(pair[1], setting))):
        found.setdefault((str(row["comparison"]), str(row["unit"])), []).append((subject, row))
    return found
