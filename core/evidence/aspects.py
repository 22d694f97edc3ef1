"""The aspects interventions are compared on: what stands in one cell of the comparison, and what decides whether it differs.

An aspect is a function from one intervention's evidence to its :class:`~core.evidence.subject.Cell`. Nothing is left out
because it is empty: the cell then says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from core.evidence.answer import level_reason
from core.evidence.assess import WIDER
from core.evidence.measured import MONEY_UNITS, measured, place_of, printed_sizes, size_point, sizes
from core.evidence.subject import Aspect, Cell, Point, Setting, Subject
from core.evidence.words import is_stated, level_words, nearness_words, sure_words, whence
from core.model import Answer, Caveat, Comparison, Directness, State
from core.rows import ComparedFindingsRow, CostsRow
from core.text import Labels, count, join_words, lower_first, number, trial_count, upper_first

TURNING = "turning"  # the kind of a point that says what would change the answer: no source says it, our rules do
OUTCOMES = "outcomes"  # the kind of a list of outcomes nobody measured
CAVEAT = "caveat"  # the kind of a point that says a caveat in short words; its sentence stands among the caveats
SHOWN_GROUPS = 3
NOT_NO = "Ingen viden betyder ikke, at det ikke virker."
NO_STUDIES = "Ingen enkelte studier bag svaret for gruppen"
ONLY_FORMS = "Ingen kilde konkluderer om indsatsen som helhed; kun formerne er målt."


def state(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The state in words, the first sentence, why it is no choice, and how it stands against another form."""
    cell, labels = answer.assessment, setting.labels
    symbol, tone = labels.symbol("state", cell.state), f"state-{cell.state.value}"
    points = [
        Point(state_words(answer, labels), symbol=symbol, tone=tone, is_strong=True),
        Point(_first_sentence(subject, labels)),
    ]
    if cell.not_recommended:
        points.append(Point(labels.explanation("not_recommended", cell.not_recommended)))
    if subject.relative:
        points.append(Point(f"{labels('comparison', Comparison.RELATIVE)} {state_words(subject.relative, labels)}."))
    return Cell(tuple(points), cell.state)


def _first_sentence(subject: Subject, labels: Labels) -> str:
    answer = subject.answer
    if answer.references:
        return answer.message
    if answer.assessment.state is State.UNKNOWN:
        return ONLY_FORMS if subject.forms else NOT_NO
    return labels.explanation("state", answer.assessment.state)


def state_words(answer: Answer, labels: Labels) -> str:
    """The word of the state; comparisons of two forms have their own."""
    return labels.state(answer.assessment.state, answer.assessment.comparison is Comparison.RELATIVE)


def level(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The level shown; one step away what the sources state, what our own count gives, and why."""
    cell, labels = answer.assessment, setting.labels
    if not answer.references:
        return Cell((Point("Ingen viden at vurdere"),), ())
    stated = labels("level", cell.level_stated) if cell.level_stated else "intet niveau"
    counted = labels("level", cell.level_computed) if cell.level_computed else "intet at tælle"
    is_wider = WIDER in cell.reasons
    who = "Om gruppen selv angiver kilderne" if is_wider else "Kilderne angiver"
    more = (
        *((Point(WIDER),) if is_wider else ()),
        Point(f"{who}: {lower_first(stated)}. Vores optælling: {lower_first(counted)}."),
        Point(level_reason(answer)),
    )
    return Cell((Point(level_words(cell, labels)),), (cell.level, cell.level_words), more)


def directness(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """How near the measured groups are to the chosen one."""
    cell = answer.assessment
    if not answer.studied_groups:
        barred = " Viden fra andre grupper må ikke overføres." if cell.directness is Directness.BARRED else ""
        return Cell((Point(f"Ingen af kilderne måler effekten for gruppen.{barred}"),), cell.directness)
    words = upper_first(nearness_words(cell))
    if cell.directness is Directness.DIRECT:
        return Cell((Point(words),), (cell.directness, words))
    groups = [*map(lower_first, answer.studied_groups)]
    if len(groups) <= SHOWN_GROUPS:
        return Cell((Point(f"{words}, men på {join_words(groups)}"),), tuple(groups))
    first = (
        f"{', '.join(groups[:SHOWN_GROUPS])} og {count(len(groups) - SHOWN_GROUPS, 'anden', 'andre', is_common=True)}"
    )
    return Cell((Point(f"{words}, men på {first}"),), tuple(groups), (Point(f"Målt på {join_words(groups)}."),))


def basis(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """How many trials vote, or in how many studies the forms were measured, and how many conclusions the sources draw."""
    cell = answer.assessment
    in_forms = {row["vote_unit"] for _, row in subject.voting_forms}
    counted = f"Vores optælling: {trial_count(cell.trials, cell.publications)}"
    trials = counted if cell.trials else NO_STUDIES if answer.references else "Ingen enkelte studier"
    if in_forms:
        told = f"formerne er målt i {count(len(in_forms), 'studie', 'studier')}"
        trials = f"{trials}; {told}" if cell.trials else upper_first(told)
    return Cell((Point(trials, is_strong=True), Point(concluded_words(answer, is_alone=not (cell.trials or in_forms)))))


def concluded_words(answer: Answer, is_alone: bool) -> str:
    """The conclusions an answer rests on; where they are alone, with how many studies the largest review behind them has."""
    drawn = len(answer.conclusions)
    said = count(drawn, "konklusion", "konklusioner", is_common=True) if drawn else "Ingen konklusioner"
    return f"{said} fra kilderne{_reviewed(answer) if is_alone else ''}"


def _reviewed(answer: Answer) -> str:
    """How many studies the largest review behind the conclusions has; empty where none says it."""
    studies = answer.assessment.breadth
    return (
        f"; en gennemgang bag dem har {count(studies, 'studie', 'studier')}" if studies and answer.conclusions else ""
    )


def ground_words(answer: Answer) -> str:
    """What an answer rests on: the studies that vote, or the sources' conclusions alone with the studies of a review."""
    cell, drawn = answer.assessment, len(answer.conclusions)
    concluded = count(drawn, "konklusion", "konklusioner", is_common=True)
    if cell.trials:
        return trial_count(cell.trials, cell.publications) + (f" og {concluded}" if drawn else "")
    return (
        f"kun kildernes konklusioner: {number(drawn)}{_reviewed(answer)}" if drawn > 1 else "kun en kildes konklusion"
    )


def risk_of_bias(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The studies behind the answer by how the source judges their risk of bias."""
    return _studies(subject, answer, setting, "risk_of_bias")


def transferability(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The studies behind the answer by how the source judges their use in Denmark, with their countries."""
    return _studies(subject, answer, setting, "transferability")


def _studies(
    subject: Subject, answer: Answer, setting: Setting, column: Literal["risk_of_bias", "transferability"]
) -> Cell:
    found: dict[str, list[str]] = {}
    for row in subject.rests_on(answer) or [row for _, row in subject.of_forms]:
        country = setting.labels("country", row["country"]) if row["country"] else "land ikke oplyst"
        cited = f"{row['citation']}, {country}" if column == "transferability" else row["citation"]
        listed = found.setdefault(row[column], [])
        if cited not in listed:
            listed.append(cited)
    if not found:
        return Cell((Point("Ingen enkelte studier bag svaret."),))
    codes = [code for code in setting.labels.codes(column) if code in found]
    return Cell(
        tuple(Point(setting.labels(column, code), whose="; ".join(found[code]), is_strong=True) for code in codes)
    )


def lever(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Who can act."""
    return Cell((Point(setting.labels("lever", answer.lever)),), answer.lever)


def costs(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """Every cost and saving the sources give, in figures or in words alone, with what it was compared with."""
    if not subject.costs:
        whole = " samlet; de enkelte indsatser i den kan have et tal" if subject.has_members else ""
        return Cell((Point(f"Kilderne nævner ingen udgift eller besparelse{whole}."),))
    return Cell(tuple(_cost(row, setting) for row in subject.costs))


def _cost(row: CostsRow, setting: Setting) -> Point:
    parts = [row["citation"]] if row["citation"] else []
    if row["country"]:
        parts.append(setting.labels("country", row["country"]))
    group = lower_first(row["evidence_group"])
    parts.append(f"målt på {group}" if row["scope"] == "finding" else f"om {group}")
    if row["comparator"] and is_stated(row["comparator"]):
        parts.append(f"sammenlignet med {lower_first(row['comparator'])}")
    return Point(row["statement"], place_of(row), ", ".join(parts), is_strong=row["unit"] in MONEY_UNITS)


def steps(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """What happens in the conversation."""
    if not answer.steps or answer.assessment.state is State.UNKNOWN:
        words = (
            "Kilderne beskriver ikke, hvad man gør i samtalen."
            if subject.in_conversation
            else "Tages ikke op i samtalen."
        )
        return Cell((Point(words),))
    return Cell(tuple(Point(s.statement, f"{s.reference.source_name}, {s.reference.locator}") for s in answer.steps))


def unmeasured(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """What nobody has measured: what the sources say is unknown, how far ahead they look, and outcomes without a result."""
    points = [Point(f"{caveat.short}.", whence(caveat), kind=CAVEAT) for caveat in _unknown(subject, setting)]
    points += [
        Point(row["statement"], place_of(row), row["citation"])
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
    return Cell(tuple(points))


def _unknown(subject: Subject, setting: Setting) -> list[Caveat]:
    """Own limitations that say what is not known; on displacement where no study measured it."""
    kinds = {"limited_knowledge"} | ({"displacement"} if "displacement" not in subject.measured_outcomes else set())
    own = dict.fromkeys(caveat for answer in subject.answers for caveat in answer.caveats)
    return sorted(
        (c for c in own if c.kind in kinds and c not in setting.general and c not in setting.on_displacement),
        key=lambda caveat: caveat.kind != "displacement",
    )


def _missing_outcomes(subject: Subject, setting: Setting) -> tuple[Point, ...]:
    """Outcomes without a single result for the intervention or one that belongs to it."""
    labels = setting.labels
    missing = [code for code in labels.codes("outcome") if code not in subject.measured_outcomes]
    words = join_words(lower_first(labels("outcome", code)) for code in missing)
    return (Point(f"Ingen målte resultater i de fem dokumenter om: {words}.", kind=OUTCOMES),) if missing else ()


def against_a_form(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """What was found against another named form: which one, how sure, and the printed sizes."""
    form, labels = subject.relative, setting.labels
    if form is None:
        return Cell((Point("Kilderne sammenligner ikke former."),))
    others = tuple(dict.fromkeys(lower_first(each.comparator) for each in form.results if is_stated(each.comparator)))
    points = [Point(state_words(form, labels), is_strong=True)]
    if form.references:
        points += [Point(form.message), Point(f"{sure_words(form.assessment, labels)}.")]
    if others:
        points.append(Point(f"Sammenlignet med {join_words(others)}."))
    points += [size_point(row, labels) for _, row in printed_sizes(subject, form, setting)]
    return Cell(tuple(points), more=sources(subject, form, setting).points if form.references else ())


def sources(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The documents and where in them."""
    if not answer.references:
        return Cell((Point("Ingen kilder om effekten."),))
    places: dict[str, list[str]] = {}
    for reference in answer.references:
        places.setdefault(reference.source_name, []).append(reference.locator)
    return Cell(tuple(Point(name, " · ".join(dict.fromkeys(found))) for name, found in places.items()))


def would_change(subject: Subject, answer: Answer, setting: Setting) -> Cell:
    """The smallest new evidence that would change the answer, as the rules say it."""
    if not subject.would_change:
        return Cell((Point("Det er ikke regnet ud."),))
    return Cell(tuple(Point(sentence, kind=TURNING) for sentence in subject.would_change))


def named_outcomes(rows: Iterable[ComparedFindingsRow]) -> frozenset[str]:
    """The outcomes that were measured in the rows."""
    return frozenset(row["outcome"] for row in rows if row["direction"] != "not_measured")


# Where a difference matters and is marked, in the order of the page; each title is followed by its aspect.
FIRST_ASPECTS: dict[str, Aspect] = {
    "Hvad siger forskningen": state,
    "Hvor sikkert": level,
    "Hvem kan gøre det": lever,
    "Hvem er det målt på": directness,
    "Hvad er målt": measured,
}
# The rest, one step away and without marks.
OTHER_ASPECTS: dict[str, Aspect] = {
    "Bygger på": basis,
    "Trykte størrelser": sizes,
    "Hvilken form?": against_a_form,
    "Risiko for skævhed": risk_of_bias,
    "Overførbarhed til Danmark": transferability,
    "Udgift og besparelse": costs,
    "I samtalen": steps,
    "Det har ingen målt": unmeasured,
    "Hvad ville ændre svaret": would_change,
    "Kilder": sources,
}
