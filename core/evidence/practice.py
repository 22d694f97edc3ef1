"""What job centres do, question by question: what adds up, how sure it is, and how a team's own figures stand to it.

A figure of practice has no effect direction and never votes. Nothing here says
that more or less of something is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.evidence.interval import exact_interval
from core.model import AnswerKind
from core.rows import PracticeFiguresRow
from core.text import Labels, join_words, lower_first, number

PERIOD = "2016–17"  # the survey was answered in December 2016 and January 2017 (mploy 2017)
ABOUT_THE_SURVEY = "method"  # the theme no team has figures of its own for
HIGHEST_OWN = {"percent": 100, "hours": 40, "minutes": 480, "weeks": 52, "cases": 500}
CLOSE = 5  # percentage points between two answers that are said in one breath
SPAN = (AnswerKind.LOWEST, AnswerKind.HIGHEST)


@dataclass(frozen=True)
class Figure:
    """One printed figure: an answer, its number, and how it stands to the others of the question."""

    figure_id: str
    answer: str
    kind: AnswerKind
    value: float | None
    unit: str
    n: int | None
    statement: str
    locator: str
    is_derived: bool
    intervention_id: str
    intervention: str

    @property
    def printed(self) -> float:
        """The number. Raises ``ValueError`` where none is printed."""
        if self.value is None:
            raise ValueError(f"{self.figure_id} has no number")
        return self.value

    @property
    def interval(self) -> tuple[float, float] | None:
        """The exact 95 % interval in percent, where the figure is a share of a known number.

        Only the rounded share is printed, so the nearest whole count is used.
        """
        if self.unit != "percent" or self.value is None or not self.n:
            return None
        low, high = exact_interval(round(self.value / 100 * self.n), self.n)
        return 100 * low, 100 * high


@dataclass(frozen=True)
class Question:
    """A question with its answers in the order of the question."""

    topic: str
    text: str
    method: str
    source_id: str
    source_name: str
    figures: tuple[Figure, ...]

    @property
    def question_id(self) -> str:
        """The id in links: that of the first figure."""
        return self.figures[0].figure_id

    @property
    def unit(self) -> str:
        """The one unit of all the figures, or an empty string."""
        units = {figure.unit for figure in self.figures}
        return units.pop() if len(units) == 1 else ""

    @property
    def is_span(self) -> bool:
        """True when the figures are the two ends of a span."""
        return bool(self.of_kind(*SPAN))

    @property
    def is_drawn(self) -> bool:
        """True when there is something to compare, and so a chart."""
        has_numbers = all(figure.value is not None for figure in self.figures)
        is_set = len(self.figures) > 1 and bool(self.unit) and not self.of_kind(AnswerKind.ALONE)
        return (is_set and has_numbers) or bool(self.own_limits)

    @property
    def own_limits(self) -> dict[str, float]:
        """The figures a team may set its own number beside: id → the highest number that makes sense.

        Not for the survey itself, nor for shares of the few people interviewed. Where parts
        or a total across a span are asked for, sums and ends follow from them.
        """
        is_few = self.method == "interview" and self.unit == "percent"
        is_scattered = len(self.figures) > 1 and bool(self.of_kind(AnswerKind.ALONE))
        has_gap = any(figure.value is None for figure in self.figures)
        if self.topic == ABOUT_THE_SURVEY or is_few or is_scattered or has_gap or self.unit not in HIGHEST_OWN:
            return {}
        asked = self.of_kind(AnswerKind.PART) or self.of_kind(AnswerKind.OVERALL) or self.figures
        return {figure.figure_id: HIGHEST_OWN[self.unit] for figure in asked}

    @property
    def locator(self) -> str:
        """Every place of the source the figures are printed, each once."""
        places = (place.strip() for figure in self.figures for place in figure.locator.split(";"))
        return "; ".join(dict.fromkeys(places))

    def of_kind(self, *kinds: AnswerKind) -> list[Figure]:
        """The figures of the given kinds, in order."""
        return [figure for figure in self.figures if figure.kind in kinds]

    def figure(self, figure_id: str) -> Figure:
        """One figure by id. Raises ``StopIteration`` for a figure of another question."""
        return next(figure for figure in self.figures if figure.figure_id == figure_id)


def group_questions(rows: Iterable[PracticeFiguresRow]) -> list[Question]:
    """Rows of the query ``practice_figures``, in its order, gathered by question."""
    gathered: dict[tuple[str, str], list[PracticeFiguresRow]] = {}
    for row in rows:
        gathered.setdefault((row["topic"], row["question"]), []).append(row)
    return [_question(part) for part in gathered.values()]


def amount(value: float, unit: str, labels: Labels) -> str:
    """A number with its unit in Danish; a count stands alone."""
    return number(value) if unit == "count" else f"{number(value)} {labels('practice_unit', unit)}"


def headline(question: Question, labels: Labels) -> str:
    """The finding in one or two sentences, without saying that anything is good or bad."""
    if question.is_span:
        return _span_sentence(question, labels)
    ranked = _ranked(question)
    if len(question.figures) < 2 or not question.unit or question.of_kind(AnswerKind.ALONE):
        return question.figures[0].statement
    if len(ranked) == 1:
        return f"Alle svar: {_named(ranked[0], labels)}."
    most, least = _named(ranked[0], labels), _named(ranked[-1], labels)
    if question.unit == "percent" and question.of_kind(AnswerKind.PART):
        return _commonest_sentence(ranked, labels)
    if question.unit == "percent" and question.of_kind(AnswerKind.SEVERAL):
        return f"Flest svarer {most}, færrest {least}."
    words = ("Flest", "Færrest") if question.unit == "count" else ("Højest", "Lavest")
    return f"{words[0]}: {most}. {words[1]}: {least}."


def sum_note(question: Question, labels: Labels) -> str:
    """What a reader must know before adding the shares up; empty where they give 100."""
    for kind in (AnswerKind.SEVERAL, AnswerKind.GROUP):
        if question.of_kind(kind) and len(question.figures) > 1:
            return labels.explanation("answer_kind", kind)
    parts = question.of_kind(AnswerKind.PART)
    if question.unit != "percent" or not parts:
        return ""
    total = sum(figure.value or 0 for figure in parts)
    said = f"Svarene udelukker hinanden, men tallene giver {number(total)} procent."
    if total == 100:
        return ""
    if abs(total - 100) <= len(parts) / 2:
        return f"{said} Forskellen er ikke større, end afrunding kan give."
    if total > 100:
        return f"{said} Det er mere, end afrunding kan forklare."
    return f"{said} De sidste {number(100 - total)} procent er svar, som rapporten ikke skriver i teksten."


def own_sum_note(question: Question, own: Mapping[str, float]) -> str:
    """A note, never a refusal, where a team's own shares of answers that exclude each other do not give 100."""
    parts = question.of_kind(AnswerKind.PART)
    given = [own[figure.figure_id] for figure in parts if figure.figure_id in own]
    if question.unit != "percent" or not given:
        return ""
    slack, total = len(parts) / 2, sum(given)
    is_whole = abs(sum(figure.value or 0 for figure in parts) - 100) <= slack
    if total > 100 + slack:
        return f"Jeres tal giver {number(total)} procent tilsammen. Svarene udelukker hinanden, så det kan højst blive 100."
    if is_whole and len(given) == len(parts) and total < 100 - slack:
        return (
            f"Jeres tal giver {number(total)} procent tilsammen. Svarene udelukker hinanden, så resten mangler et svar."
        )
    return ""


def compare(question: Question, own: Mapping[str, float], labels: Labels) -> list[str]:
    """How a team's own numbers stand to the figures of the report, one sentence each, in order.

    ``own`` gives numbers by figure id, in the unit of the question; others are left out.
    """
    given = {figure.figure_id: own[figure.figure_id] for figure in question.figures if figure.figure_id in own}
    sentences = [_compare_one(question, question.figure(key), value, labels) for key, value in given.items()]
    commonest = _own_commonest(question, given)
    return [commonest, *sentences] if commonest else sentences


def _question(rows: list[PracticeFiguresRow]) -> Question:
    first = rows[0]
    return Question(
        topic=first["topic"],
        text=first["question"],
        method=first["method"],
        source_id=first["source_id"],
        source_name=first["source_name"],
        figures=tuple(map(_figure, rows)),
    )


def _figure(row: PracticeFiguresRow) -> Figure:
    return Figure(
        figure_id=row["figure_id"],
        answer=row["answer"],
        kind=AnswerKind(row["answer_kind"]),
        value=row["value"],
        unit=row["unit"],
        n=row["n"],
        statement=row["statement"],
        locator=row["locator"],
        is_derived=row["derived"],
        intervention_id=row["intervention_id"] or "",
        intervention=row["intervention"] or "",
    )


def _ranked(question: Question) -> list[list[Figure]]:
    """The figures from the highest to the lowest, equal ones together; not the totals of others."""
    figures = [f for f in question.figures if f.value is not None and f.kind is not AnswerKind.TOTAL]
    values = sorted({figure.printed for figure in figures}, reverse=True)
    return [[figure for figure in figures if figure.value == value] for value in values]


def _named(figures: list[Figure], labels: Labels) -> str:
    """``»30 minutter« (43 procent)``; equal figures are named together."""
    names = join_words(f"»{figure.answer}«" for figure in figures)
    return f"{names} ({amount(figures[0].printed, figures[0].unit, labels)})"


def _span_sentence(question: Question, labels: Labels) -> str:
    low, high = (question.of_kind(kind)[0] for kind in SPAN)
    said = [f"Fra {number(low.printed)} til {amount(high.printed, high.unit, labels)}."]
    said += [f"{f.answer}: {amount(f.printed, f.unit, labels)}." for f in question.of_kind(AnswerKind.OVERALL)]
    return " ".join(said)


def _commonest_sentence(ranked: list[list[Figure]], labels: Labels) -> str:
    most, next_most = ranked[:2]
    is_close = most[0].printed - next_most[0].printed <= CLOSE
    close = f", tæt fulgt af {_named(next_most, labels)}" if is_close else ""
    first = "De hyppigste svar er" if len(most) > 1 else "Det hyppigste svar er"
    return f"{first} {_named(most, labels)}{close}."


def _own_commonest(question: Question, given: Mapping[str, float]) -> str:
    """The team's commonest answer and how many job centres gave the same: the likest comparison there is."""
    parts = question.of_kind(AnswerKind.PART)
    if not given or question.method != "survey" or question.unit != "percent" or not parts:
        return ""
    most = max(given.values())
    first = [figure for figure in parts if given.get(figure.figure_id) == most]
    if len(first) != 1 or (most < 50 and len(given) < len(parts)):
        return ""
    same = f"{number(first[0].printed)} procent af jobcentrene"
    return f"Jeres hyppigste svar er »{first[0].answer}«. Det samme svarede {same} i {PERIOD}."


def _compare_one(question: Question, figure: Figure, own: float, labels: Labels) -> str:
    mine, theirs = amount(own, figure.unit, labels), amount(figure.printed, figure.unit, labels)
    if figure.kind is AnswerKind.OVERALL:
        start, theirs = f"Jeres {mine}", f"{lower_first(figure.answer)}: {theirs}"
    else:
        start = f"»{figure.answer}«: jeres {mine}"
    if own == figure.value:
        return f"{start} er det samme som i {PERIOD} ({theirs})."
    side = "over" if own > figure.printed else "under"
    return f"{start} ligger {side} {PERIOD} ({theirs}){_where(question, figure, own)}."


def _where(question: Question, figure: Figure, own: float) -> str:
    """Inside or outside the interval, or where in the span between municipalities."""
    if figure.kind is AnswerKind.OVERALL:
        low, high = (question.of_kind(kind)[0].printed for kind in SPAN)
        if low <= own <= high:
            return f", mellem den laveste ({number(low)}) og den højeste ({number(high)})"
        return f" og under den laveste ({number(low)})" if own < low else f" og over den højeste ({number(high)})"
    if figure.interval is None:
        return ""
    low, high = figure.interval
    span = f"({number(round(low))}–{number(round(high))})"
    return f", men inden for usikkerheden {span}" if low <= own <= high else f" og uden for usikkerheden {span}"
