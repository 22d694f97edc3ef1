"""The aspects interventions are compared on: what stands in one cell of the comparison, and what decides whether it differs.

An aspect is a function from one intervention's evidence to its :class:`Cell`. Nothing is left out because
it is empty: the cell then says so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from core.evidence.answer import best_and_weakest, level_reason
from core.evidence.words import level_words
from core.model import Answer, Caveat, Comparison, Directness, Result
from core.text import Labels, count, horizon, join_words, lower_first, number, trial_count

Row = Mapping[str, object]

# Said in the cell about money, so they are neither sizes nor outcomes nobody measured.
MONEY_UNITS = ("kr", "eur")


@dataclass(frozen=True)
class Subject:
    """One intervention and everything the store says of it for one group.

    ``answer`` answers "does it help?", ``form`` "which form?" where forms were compared; the two never mix.
    ``findings`` and ``costs`` are for any group that may be used here, each row with its ``directness``
    (empty for a group without relation); ``figure_caveats`` limit those that neither answer rests on.
    """

    answer: Answer
    form: Answer | None = None
    findings: tuple[Row, ...] = ()
    costs: tuple[Row, ...] = ()
    disagreements: tuple[Row, ...] = ()
    figure_caveats: tuple[Caveat, ...] = ()
    measured_outcomes: frozenset[str] = frozenset()
    has_members: bool = False
    is_barred: bool = False
    in_conversation: bool = True

    @property
    def name(self) -> str:
        """The intervention's name."""
        return self.answer.name

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The one or two answers."""
        return (self.answer,) if self.form is None else (self.answer, self.form)

    def rests_on(self, answer: Answer) -> list[Row]:
        """The findings an answer rests on, in the order of the rows."""
        known = {result.finding_id for result in answer.results}
        return [row for row in self.findings if row["finding_id"] in known]


@dataclass(frozen=True)
class Setting:
    """What is the same for every cell: the group, what limits whole sources, and the labels.

    ``on_displacement`` are the caveats that tell what a trial found of displacement, so that they are never
    read as something nobody measured.
    """

    group_name: str
    general: tuple[Caveat, ...]
    labels: Labels
    on_displacement: frozenset[Caveat] = frozenset()


@dataclass(frozen=True)
class Point:
    """One thing said in a cell: the words, whose result it is, where it is printed, and a mark (symbol and tone)."""

    text: str
    where: str = ""
    whose: str = ""
    symbol: str = ""
    tone: str = ""
    is_strong: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. Cells with equal ``same_as`` are alike."""

    points: tuple[Point, ...]
    same_as: Hashable = field(default=())


Aspect = Callable[[Subject, Answer, Setting], Cell]


def state(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The state in words, with what it rests on in one sentence."""
    code, labels = answer.assessment.state, setting.labels
    near = answer.assessment.directness
    indirect = " · indirekte" if near not in (None, Directness.DIRECT, Directness.BARRED) else ""
    mark = {"symbol": labels.symbol("state", code), "tone": f"state-{code.value}"}
    shown = Point(state_words(answer, labels) + indirect, is_strong=True, **mark)
    said = (Point(answer.message),) if answer.references else ()
    return Cell((shown, *said), (code, bool(indirect)))


def state_words(answer: Answer, labels: Labels) -> str:
    """The word of the state; comparisons of two forms have their own."""
    return labels.state(answer.assessment.state, answer.assessment.comparison is Comparison.RELATIVE)


def level(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The level shown, what the sources state, what our own count gives, and why."""
    cell, labels = answer.assessment, setting.labels
    if not answer.references:
        return Cell((Point("Der er ingen viden at vurdere."),), ())
    stated = labels("level", cell.level_stated) if cell.level_stated else "intet niveau"
    counted = labels("level", cell.level_computed) if cell.level_computed else "intet at tælle"
    points = (
        Point(level_words(cell, labels), is_strong=True),
        Point(f"Kilderne angiver: {lower_first(stated)}. Vores optælling: {lower_first(counted)}."),
        Point(level_reason(answer)),
    )
    return Cell(points, (cell.level, cell.level_stated, cell.level_computed))


def directness(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """How near the measured groups are to the chosen one."""
    cell, group = answer.assessment, lower_first(setting.group_name)
    if not answer.studied_groups:
        said = f"Ingen af kilderne måler virkningen for {group}."
        barred = " Viden fra andre grupper må ikke overføres." if cell.directness is Directness.BARRED else ""
        return Cell((Point(said + barred),), cell.directness)
    word = Point(setting.labels("directness", cell.directness), is_strong=True)
    if cell.directness is Directness.DIRECT:
        return Cell((word, Point(f"Målt på netop {group}.")), cell.directness)
    groups = join_words(map(lower_first, answer.studied_groups))
    return Cell((word, Point(f"Målt på {groups}; ikke særskilt på {group}.")), (cell.directness, answer.studied_groups))


def basis(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """How many trials vote, and how many conclusions the sources draw."""
    cell = answer.assessment
    trials = trial_count(cell.trials, cell.publications) if cell.trials else "Ingen enkelte studier"
    concluded = len(answer.conclusions)
    said = count(concluded, "konklusion", "konklusioner", is_common=True) if concluded else "Ingen konklusioner"
    points = (Point(trials, is_strong=True), Point(f"{said} fra kilderne"))
    return Cell(points, (cell.trials, cell.publications, concluded))


def direction(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The best result and the weakest beside it, each with when it was measured."""
    found = best_and_weakest(answer.results)
    if not found:
        rests_on = "; svaret bygger på kildernes konklusioner" if answer.conclusions else ""
        return Cell((Point(f"Ingen målte resultater{rests_on}."),), ())
    if len(found) == 1:
        return Cell((_way(found[0], "Ét resultat: ", setting),), found[0].direction)
    voting = [result for result in answer.results if result.is_vote] or list(answer.results)
    if len({result.direction for result in voting}) == 1:
        rest = Point(f"Alle {len(voting)} resultater peger samme vej.")
        return Cell((_way(found[0], "", setting), rest), found[0].direction)
    points = (_way(found[0], "Bedst: ", setting), _way(found[1], "Svagest: ", setting))
    return Cell(points, (found[0].direction, found[1].direction))


def _way(result: Result, prefix: str, setting: Setting) -> Point:
    """A direction in words with its horizon, and whose result it is."""
    labels = setting.labels
    word = lower_first(labels("direction", result.direction)) if prefix else labels("direction", result.direction)
    when = f", {result.horizon}" if result.horizon else ", tidspunkt ikke oplyst"
    where = f"{result.reference.source_name}, {result.reference.locator}"
    symbol, tone = labels.symbol("direction", result.direction), f"dir-{result.direction.value}"
    return Point(f"{prefix}{word}{when}", where, result.citation, symbol, tone)


def sizes(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Every size the answer rests on, as printed, unit by unit."""
    rows = [row for row in subject.rests_on(answer) if has_size(row)]
    if not rows:
        return Cell((Point("Kilderne trykker ingen størrelse for det, svaret bygger på."),), ())
    points = tuple(size_point(row, setting.labels) for row in sorted(rows, key=lambda row: unit_order(row, setting)))
    return Cell(points, points)


def has_size(row: Row) -> bool:
    """True when a size is printed that is not an amount of money."""
    return row["unit"] not in ("none", *MONEY_UNITS) and (row["effect_low"], row["effect_high"]) != (None, None)


def is_displacement(row: Row) -> bool:
    """True for a result about those who did not take part: never drawn beside what the participants gained."""
    return row["effect_type"] == "displacement"


def unit_order(row: Row, setting: Setting) -> int:
    """Place of the unit in the vocabulary."""
    return setting.labels.codes("unit").index(str(row["unit"]))


def printed_size(row: Row) -> str:
    """``2–4``, ``5,9`` or ``op til 15``."""
    low, high = row["effect_low"], row["effect_high"]
    if low is None:
        return f"op til {number(high)}"
    return number(low) if high in (None, low) else f"{number(low)}–{number(high)}"


def size_point(row: Row, labels: Labels) -> Point:
    """A printed size with what was measured, when, on whom and by whom."""
    when = horizon(row["horizon_from_months"], row["horizon_to_months"])
    what = lower_first(labels("outcome", str(row["outcome"])))
    text = f"{printed_size(row)} {labels('unit', str(row['unit']))}, {what}{', ' + when if when else ''}"
    whose = f"{row['citation']}, {lower_first(str(row['evidence_group']))}"
    code = str(row["direction"])
    return Point(text, _place(row), whose, labels.symbol("direction", code), f"dir-{code}")


def _place(row: Row) -> str:
    return f"{row['source_name']}, {row['locator']}"


def risk_of_bias(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The studies behind the answer by how the source judges their risk of bias."""
    return _studies(subject, answer, setting, "risk_of_bias")


def transferability(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The studies behind the answer by how the source judges their use in Denmark, with their countries."""
    return _studies(subject, answer, setting, "transferability")


def _studies(subject: Subject, answer: Answer, setting: Setting, column: str) -> Cell:
    found: dict[str, list[str]] = {}
    for row in subject.rests_on(answer):
        country = setting.labels("country", str(row["country"])) if row["country"] else "land ikke oplyst"
        cited = f"{row['citation']}, {country}" if column == "transferability" else str(row["citation"])
        listed = found.setdefault(str(row[column]), [])
        if cited not in listed:
            listed.append(cited)
    if not found:
        return Cell((Point("Ingen enkelte studier bag svaret."),), ())
    codes = [code for code in setting.labels.codes(column) if code in found]
    points = tuple(Point(setting.labels(column, code), whose="; ".join(found[code]), is_strong=True) for code in codes)
    return Cell(points, tuple(codes))


def lever(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Who can act."""
    labels = setting.labels
    points = (Point(labels("lever", answer.lever), is_strong=True), Point(labels.explanation("lever", answer.lever)))
    return Cell(points, answer.lever)


def costs(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Every cost and saving the sources give, in figures or in words alone, with what it was compared with."""
    if not subject.costs:
        whole = " samlet; de enkelte indsatser i den kan have et tal" if subject.has_members else ""
        return Cell((Point(f"Kilderne nævner ingen udgift eller besparelse{whole}."),), ())
    points = tuple(_cost(row, setting) for row in subject.costs)
    return Cell(points, points)


def _cost(row: Row, setting: Setting) -> Point:
    parts = [str(row["citation"])] if row["citation"] else []
    if row["country"]:
        parts.append(setting.labels("country", str(row["country"])))
    group = lower_first(str(row["evidence_group"]))
    parts.append(f"målt på {group}" if row["scope"] == "finding" else f"om {group}")
    if row["comparator"]:
        parts.append(f"sammenlignet med {lower_first(str(row['comparator']))}")
    return Point(str(row["statement"]), _place(row), ", ".join(parts), is_strong=row["unit"] in MONEY_UNITS)


def steps(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """What happens in the conversation."""
    if not answer.steps:
        words = (
            "Kilderne beskriver ikke, hvad man gør i samtalen."
            if subject.in_conversation
            else "Tages ikke op i samtalen."
        )
        return Cell((Point(words),), subject.in_conversation)
    points = tuple(Point(s.statement, f"{s.reference.source_name}, {s.reference.locator}") for s in answer.steps)
    return Cell(points, points)


def unmeasured(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """What nobody has measured: what the sources say is unknown, how far ahead they look, and outcomes without a result."""
    is_direct = answer.assessment.directness is Directness.DIRECT
    points = [] if is_direct else [Point(f"Virkningen for netop {lower_first(setting.group_name)}.")]
    points += [Point(caveat.statement, caveat_where(caveat)) for caveat in _unknown(subject, setting)]
    points += [
        Point(str(row["statement"]), _place(row), str(row["citation"]))
        for row in subject.findings
        if row["direction"] == "not_measured"
    ]
    points += [
        Point(c.statement, f"{c.reference.source_name}, {c.reference.locator}")
        for a in subject.answers
        for c in a.conclusions
        if c.direction == "not_measured"
    ]
    about_work = [row for row in subject.findings if row["outcome"] != "public_finance"]
    last = [row["horizon_to_months"] for row in about_work if row["horizon_to_months"]]
    if last:
        points.append(
            Point(f"Hvad der sker mere end {number(max(last))} måneder efter. Så langt frem går ingen målinger.")
        )
    points += _missing_outcomes(subject, setting)
    return Cell(tuple(points), tuple(points))


def _unknown(subject: Subject, setting: Setting) -> list[Caveat]:
    """Own limitations that say what is not known; on displacement where no study measured it."""
    kinds = {"limited_knowledge"} | ({"displacement"} if "displacement" not in subject.measured_outcomes else set())
    own = dict.fromkeys(caveat for answer in subject.answers for caveat in answer.caveats)
    return sorted(
        (c for c in own if c.kind in kinds and c not in setting.general and c not in setting.on_displacement),
        key=lambda caveat: caveat.kind != "displacement",
    )


def caveat_where(caveat: Caveat) -> str:
    """Source and locator of a caveat, or the rule that made it."""
    if caveat.reference is None:
        return f"Vores regel, {caveat.rule}"
    return f"{caveat.reference.source_name}, {caveat.reference.locator}"


def _missing_outcomes(subject: Subject, setting: Setting) -> tuple[Point, ...]:
    """Outcomes without a single result for the intervention or one that belongs to it."""
    labels = setting.labels
    missing = [code for code in labels.codes("outcome") if code not in subject.measured_outcomes]
    words = join_words(lower_first(labels("outcome", code)) for code in missing)
    return (Point(f"Ingen målte resultater i de fem dokumenter om: {words}."),) if missing else ()


def disagreements(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """How many places the sources disagree, and about what."""
    if not subject.disagreements:
        return Cell((Point("Vi har ikke fundet uenigheder."),), 0)
    main = tuple(Point(str(row["topic"])) for row in subject.disagreements if row["visibility"] == "main")
    total = count(len(subject.disagreements), "sted", "steder")
    about = "De vigtigste er:" if main else "Alle er om detaljer."
    return Cell((Point(total, is_strong=True), Point(about), *main), len(subject.disagreements))


def compared_with(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The other form, as each result names it."""
    others = tuple(dict.fromkeys(lower_first(result.comparator) for result in answer.results))
    if not others:
        return Cell((Point("Kildernes konklusioner nævner den anden form; ingen målte resultater."),), ())
    return Cell(tuple(Point(other, is_strong=True) for other in others), others)


def sources(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The documents and where in them."""
    if not answer.references:
        return Cell((Point("Ingen kilder om virkningen."),), ())
    places: dict[str, list[str]] = {}
    for reference in answer.references:
        places.setdefault(reference.source_name, []).append(reference.locator)
    points = tuple(Point(name, " · ".join(dict.fromkeys(found))) for name, found in places.items())
    return Cell(points, tuple(places))


def named_outcomes(rows: Iterable[Row]) -> frozenset[str]:
    """The outcomes that were measured in the rows."""
    return frozenset(str(row["outcome"]) for row in rows if row["direction"] != "not_measured")


# In the order of the page; each title is followed by its aspect.
ANSWER_ASPECTS: dict[str, Aspect] = {
    "Hvad siger forskningen": state,
    "Hvor sikkert": level,
    "Hvem er det målt på": directness,
    "Bygger på": basis,
    "Retning over tid": direction,
    "Trykte størrelser": sizes,
    "Risiko for skævhed": risk_of_bias,
    "Overførbarhed til Danmark": transferability,
    "Hvem kan gøre det": lever,
    "Udgift og besparelse": costs,
    "I samtalen": steps,
    "Det har ingen målt": unmeasured,
    "Kilderne er uenige": disagreements,
    "Kilder": sources,
}
FORM_ASPECTS: dict[str, Aspect] = {
    "Hvad siger forskningen": state,
    "Sammenlignet med": compared_with,
    "Hvor sikkert": level,
    "Hvem er det målt på": directness,
    "Bygger på": basis,
    "Retning over tid": direction,
    "Trykte størrelser": sizes,
    "Kilder": sources,
}
