"""What was measured of a compared intervention: which way the results point, and the printed sizes; of a family also its forms'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict

from core.evidence.answer import DIRECTION_ORDER, best_and_weakest
from core.evidence.subject import Cell, Point, Setting, Subject
from core.model import Answer, Direction, Result
from core.rows import ComparedFindingsRow
from core.text import Labels, count, horizon, lower_first, span, trial_count, upper_first


class Sized(TypedDict):
    """What every row with a printed size holds."""

    effect_low: float | None
    effect_high: float | None
    unit: str


class Located(TypedDict):
    """What every row that is printed somewhere holds."""

    source_name: str
    locator: str


# Said in the cell about money, so they are neither sizes nor outcomes nobody measured.
MONEY_UNITS = ("kr", "eur")
SIZE = "size"  # the kind of a size in few words
SHOWN_SIZES = 2  # of an intervention, before its row is opened


@dataclass(frozen=True)
class Behind:
    """How many studies results are from: one trial has one vote, however often it is published."""

    votes: int = 0
    publications: int = 0

    def __str__(self) -> str:
        """``ét studie``, ``3 publikationer, ét forsøg``."""
        return trial_count(self.votes, self.publications)


@dataclass(frozen=True)
class Ways:
    """The best and the weakest direction measured, and what is behind them; empty where nothing was measured."""

    best: Direction | None = None
    weakest: Direction | None = None
    is_single: bool = False
    is_of_forms: bool = False
    behind: Behind = field(default=Behind(), compare=False)


def measured(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The best result and the weakest beside it, and the first printed sizes; of a family also what its forms measured."""
    ways = [*_own_ways(subject, answer, setting), *_ways_of_forms(subject, setting)] or _no_ways(subject, answer)
    return Cell((*ways, *_first_sizes(subject, answer, setting)), ways_measured(subject, answer))


def ways_measured(subject: Subject, answer: Answer) -> Ways:
    """The best and the weakest of the results of the answer and of its forms."""
    own = [result.direction for result in _voting(answer)]
    of_forms = [Direction(row["direction"]) for _, row in subject.voting_forms]
    found = sorted([*own, *of_forms], key=DIRECTION_ORDER.index)
    behind = studies_behind([*_voting_rows(subject, answer), *(row for _, row in subject.voting_forms)])
    return Ways(found[0], found[-1], len(found) == 1, not own, behind) if found else Ways()


def studies_behind(rows: Iterable[ComparedFindingsRow]) -> Behind:
    """The studies the results are from, those that share a vote once."""
    rows = list(rows)
    return Behind(len({row["vote_unit"] for row in rows}), len({row["study_id"] for row in rows}))


def _voting(answer: Answer) -> list[Result]:
    """The voting results, else those that measure an effect."""
    voting = [result for result in answer.results if result.is_vote]
    return voting or [result for result in answer.results if result.direction is not Direction.NOT_MEASURED]


def _voting_rows(subject: Subject, answer: Answer) -> list[ComparedFindingsRow]:
    """The rows of the voting results."""
    voting = {result.finding_id for result in _voting(answer)}
    return [row for row in subject.rests_on(answer) if row["finding_id"] in voting]


def _no_ways(subject: Subject, answer: Answer) -> list[Point]:
    """What is said where no result is behind the answer: what it rests on instead, and what was measured on others."""
    others = results_of_others(subject)
    if answer.conclusions:
        rests_on = "kildernes konklusioner" if len(answer.conclusions) > 1 else "en kildes konklusion"
        points = [Point(f"Ingen enkelte resultater bag svaret for gruppen, kun {rests_on}.")]
    else:
        points = [Point(f"Ingen målte resultater{' for gruppen' if others else ''}.")]
    if others:
        counted = count(len(others), "målt resultat", "målte resultater")
        points.append(
            Point(f"{upper_first(counted)} fra {studies_behind(others)} er om {whom(others)} og tæller ikke med her.")
        )
    return points


def results_of_others(subject: Subject) -> list[ComparedFindingsRow]:
    """The results of an effect that were measured on others than the group, and that none of its answers rests on."""
    used = {result.finding_id for answer in subject.answers for result in answer.results}
    return [
        row
        for row in subject.findings
        if row["finding_id"] not in used and row["directness"] != "direct" and row["direction"] != "not_measured"
    ]


def whom(rows: Iterable[ComparedFindingsRow]) -> str:
    """Who results of others were measured on, in words: other groups, or a part of the group."""
    is_part = {row["directness"] == "narrower" for row in rows}
    return (
        "en del af gruppen eller andre grupper"
        if len(is_part) > 1
        else "en del af gruppen"
        if True in is_part
        else "andre grupper"
    )


def _alike(number: int, behind: Behind, of: str = "") -> Point:
    """That all results point the same way, with how many studies they are from."""
    but = "men" if behind.votes == 1 else "og"
    return Point(f"Alle {number} resultater{of} peger samme vej, {but} de er fra {behind}.")


def _own_ways(subject: Subject, answer: Answer, setting: Setting) -> list[Point]:
    """The best and the weakest result of the answer."""
    found, voting = best_and_weakest(answer.results), _voting(answer)
    if len(found) < 2:
        return [_way(result, "Ét resultat: ", setting) for result in found]
    if len({result.direction for result in voting}) == 1:
        return [_way(found[0], "", setting), _alike(len(voting), studies_behind(_voting_rows(subject, answer)))]
    return [_way(found[0], "Bedst: ", setting), _way(found[1], "Svagest: ", setting)]


def _ways_of_forms(subject: Subject, setting: Setting) -> list[Point]:
    """The best and the weakest result of the forms, each named as the form's."""
    voting = subject.voting_forms
    ordered = sorted(voting, key=lambda pair: DIRECTION_ORDER.index(pair[1]["direction"]))
    if len({row["direction"] for _, row in voting}) < 2:
        alike = _alike(len(voting), studies_behind(row for _, row in voting), " om formerne")
        return [*(_way_of_form(*pair, "", setting) for pair in ordered[:1]), *([alike] if len(voting) > 1 else [])]
    return [_way_of_form(*ordered[0], "Bedst: ", setting), _way_of_form(*ordered[-1], "Svagest: ", setting)]


def _way_of_form(name: str, row: ComparedFindingsRow, prefix: str, setting: Setting) -> Point:
    """A direction of a form in words, with the form's name."""
    code, labels = row["direction"], setting.labels
    word = lower_first(labels("direction", code)) if prefix else labels("direction", code)
    when = horizon(row["horizon_from_months"], row["horizon_to_months"])
    text = f"{prefix}{word}{', ' + when if when else ''} ({lower_first(name)})"
    return Point(text, place_of(row), row["citation"], labels.symbol("direction", code), f"dir-{code}")


def _first_sizes(subject: Subject, answer: Answer, setting: Setting) -> list[Point]:
    """The first printed sizes in few words, of different units where there are; all of them stand one step away."""
    found = printed_sizes(subject, answer, setting)
    units = [row["unit"] for _, row in found]
    first = sorted(range(len(found)), key=lambda n: units.index(units[n]) != n)[:SHOWN_SIZES]
    points = []
    for name, row in (found[n] for n in first):
        what = lower_first(setting.labels("outcome", row["outcome"]))
        size = f"{printed_size(row)} {setting.labels('unit', row['unit'])}, {what}"
        code = row["direction"]
        said = f"{upper_first(name)}: {size}" if name else size
        symbol = setting.labels.symbol("direction", code)
        points.append(Point(said, symbol=symbol, tone=f"dir-{code}", kind=SIZE))
    if rest := len(found) - len(points):
        points.append(Point(f"og {count(rest, 'størrelse', 'størrelser', is_common=True)} mere", kind=SIZE))
    return points


def printed_sizes(subject: Subject, answer: Answer, setting: Setting) -> list[tuple[str, ComparedFindingsRow]]:
    """Every size the answer rests on, and those of the forms with the form's name; others' loss is not a size of gain."""
    own = [("", row) for row in subject.rests_on(answer)]
    of_forms = subject.of_forms if answer is subject.answer else []
    rows = [(name, row) for name, row in (*own, *of_forms) if has_size(row) and not is_displacement(row)]
    return sorted(rows, key=lambda pair: (bool(pair[0]), unit_order(pair[1], setting)))


def _way(result: Result, prefix: str, setting: Setting) -> Point:
    """A direction in words with its horizon, and whose result it is."""
    labels = setting.labels
    word = lower_first(labels("direction", result.direction)) if prefix else labels("direction", result.direction)
    when = f", {result.horizon}" if result.horizon else ""
    where = f"{result.reference.source_name}, {result.reference.locator}"
    symbol, tone = labels.symbol("direction", result.direction), f"dir-{result.direction.value}"
    return Point(f"{prefix}{word}{when}", where, result.citation, symbol, tone)


def sizes(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Every size the answer rests on, as printed, unit by unit; then those of the forms."""
    found = printed_sizes(subject, answer, setting)
    if not found:
        return Cell((Point("Kilderne trykker ingen størrelse for det, svaret bygger på."),))
    return Cell(tuple(size_point(row, setting.labels, name) for name, row in found))


def has_size(row: Sized) -> bool:
    """True when a size is printed that is not an amount of money."""
    return row["unit"] not in ("none", *MONEY_UNITS) and (row["effect_low"], row["effect_high"]) != (None, None)


def is_displacement(row: ComparedFindingsRow) -> bool:
    """True for a result about those who did not take part: never drawn beside what the participants gained."""
    return row["effect_type"] == "displacement"


def unit_order(row: ComparedFindingsRow, setting: Setting) -> int:
    """Place of the unit in the vocabulary."""
    return setting.labels.codes("unit").index(row["unit"])


def printed_size(row: Sized) -> str:
    """The size of a finding as text: ``2–4``, ``op til 15``; empty when none is printed."""
    return span(row["effect_low"], row["effect_high"])


def size_point(row: ComparedFindingsRow, labels: Labels, form: str = "") -> Point:
    """A printed size with the form it is about, what was measured, when, on whom and by whom."""
    when = horizon(row["horizon_from_months"], row["horizon_to_months"])
    what = lower_first(labels("outcome", row["outcome"]))
    text = f"{printed_size(row)} {labels('unit', row['unit'])}, {what}{', ' + when if when else ''}"
    text = f"{form}: {text}" if form else text
    whose = f"{row['citation']}, {lower_first(row['evidence_group'])}"
    code = row["direction"]
    return Point(text, place_of(row), whose, labels.symbol("direction", code), f"dir-{code}")


def place_of(row: Located) -> str:
    return f"{row['source_name']}, {row['locator']}"
