"""Questions of practice as charts, as HTML and as tables for a file. A page decides where each stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from core.charts import practice_shares, practice_spread
from core.evidence.practice import PERIOD, Figure, Question, amount, compare, headline, own_sum_note, sum_note
from core.export.tables import Table
from core.model import AnswerKind, Caveat
from core.rows import LegalRulesRow, PracticeDisagreementsRow
from core.store import Store
from core.text import number
from core.ui.browser.html import render
from core.ui.frame.session import practice_questions_of, remembered
from core.ui.parts.law import law_words

MOST_QUESTIONS = 100  # of a theme at a time; more than any theme of the shipped data has
MOST_CHARTS = 30  # questions with a chart on one page; the same
RESPONSE = "mploy-svarprocent"  # the figure that says how many of all job centres answered
COLUMNS = {
    "topic": "Tema",
    "question": "Spørgsmål",
    "answer": "Svar",
    "value": PERIOD,
    "unit": "Enhed",
    "low": "Usikkerhed fra",
    "high": "Usikkerhed til",
    "n": "Antal svar (N)",
    "own": "Jeres tal",
    "statement": "Med ord",
    "kind": "Forhold til de andre svar",
    "method": "Undersøgt ved",
    "derived": "Beregnet af os",
    "source": "Kilde",
    "locator": "Sted i kilden",
    "id": "Id",
}
CAVEAT_COLUMNS = {"kind": "Slags", "statement": "Forbehold", "source": "Kilde", "locator": "Sted i kilden"}
LAW_COLUMNS = {
    "valid_from": "Fra",
    "valid_to": "Til",
    "statement": "Hvad",
    "basis": "Grundlag",
    "address": "Adresse",
    "checked_on": "Læst",
}
DISAGREEMENT_COLUMNS = {
    "topic": "Emne",
    "position_a": "Ét sted",
    "source_a": "Kilde til det ene",
    "locator_a": "Sted i kilden",
    "position_b": "Et andet sted",
    "source_b": "Kilde til det andet",
    "locator_b": "Sted i den kilde",
    "handling": "Sådan gør vi",
}


def own_of(question: Question, own: Mapping[str, float]) -> dict[str, float]:
    """The team's numbers that belong to a question."""
    return {figure.figure_id: own[figure.figure_id] for figure in question.figures if figure.figure_id in own}


def draw_chart(store: Store, question: Question, own: Mapping[str, float]) -> None:
    """The chart that fits the shape of the numbers: a span, or bars with intervals."""
    mine = tuple(own_of(question, own).items())
    specification, words = _chart(store, question, store.version, question.question_id, mine)
    st.vega_lite_chart(specification, theme=None, alt=words)


@st.cache_data(show_spinner=False, max_entries=500)
def _chart(
    _store: Store, _question: Question, version: str, question_id: str, own: tuple[tuple[str, float], ...]
) -> tuple[dict[str, Any], str]:
    """A finished chart and its words; drawing takes far longer than everything else on the page."""
    unit, title = _store.labels("practice_unit", _question.unit), headline(_question, _store.labels)
    if _question.is_span:
        dots = _span_rows(_store, _question, dict(own))
        return practice_spread.draw(dots, unit, title).to_dict(), practice_spread.describe(dots, title)
    bars = _bar_rows(_store, _question, dict(own))
    return practice_shares.draw(bars, unit, title).to_dict(), practice_shares.describe(bars, title)


def question_html(store: Store, question: Question, level: str = "h2") -> str:
    """The question as a heading with its mark, and the finding for screens too narrow for the chart."""
    given = {"question": question, "level": level, "finding": headline(question, store.labels)}
    return render("praksis/question.html.j2", store.labels, **given)


def source_html(store: Store, question: Question, own: Mapping[str, float]) -> str:
    """What stands under a chart: its signs, whether it adds up, how it was asked, of how many, where it is printed."""
    given = {
        "has_interval": any(figure.interval for figure in question.figures),
        "has_total": bool(question.of_kind(AnswerKind.TOTAL)),
        "has_own": bool(own_of(question, own)),
        "note": sum_note(question, store.labels),
        "counts": sorted({figure.n for figure in question.figures if figure.n}),
        "links": {figure.intervention_id: figure.intervention for figure in question.figures if figure.intervention},
    }
    return render("praksis/source.html.j2", store.labels, question=question, **given)


def compare_html(store: Store, question: Question, own: Mapping[str, float]) -> str:
    """How the team's numbers stand to the report's, in sentences; empty without any."""
    mine = own_of(question, own)
    if not mine:
        return ""
    given = {"sentences": compare(question, mine, store.labels), "note": own_sum_note(question, mine)}
    return render("praksis/compare.html.j2", store.labels, question=question, period=PERIOD, **given)


def numbers_html(
    store: Store,
    question: Question,
    own: Mapping[str, float],
    disagreements: Sequence[PracticeDisagreementsRow],
    told: set[str],
) -> str:
    """The table twin, and what limits or contradicts the numbers.

    ``told`` holds the ids of the disagreements already on the page, and gets those told here.
    """
    touching = _touching([question], disagreements)
    given = {
        "own": own_of(question, own),
        "caveats": figure_caveats(store, [question]),
        "disagreements": [row for key, row in touching.items() if key not in told],
        "elsewhere": [row for key, row in touching.items() if key in told],
    }
    told |= set(touching)
    return render(
        "praksis/numbers.html.j2", store.labels, question=question, period=PERIOD, amount=_amounts(store), **given
    )


def singles_html(
    store: Store, singles: Sequence[Question], disagreements: Sequence[PracticeDisagreementsRow], told: set[str]
) -> str:
    """The questions with one number each, as a table."""
    touching = _touching(singles, disagreements)
    given = {
        "questions": singles,
        "caveats": figure_caveats(store, singles),
        "disagreements": [row for key, row in touching.items() if key not in told],
    }
    told |= set(touching)
    return render("praksis/singles.html.j2", store.labels, period=PERIOD, amount=_amounts(store), **given)


def limits_html(store: Store, questions: Sequence[Question]) -> str:
    """Every caveat of the theme, always open, and what the interval means when nearly everybody answered."""
    about_the_survey = remembered(practice_questions_of, RESPONSE)
    given = {
        "topic": questions[0].topic,
        "caveats": theme_caveats(store, questions),
        "response": about_the_survey[0].figure(RESPONSE).statement if about_the_survey else "",
    }
    has_interval = any(figure.interval for question in questions for figure in question.figures)
    return render("praksis/limits.html.j2", store.labels, has_interval=has_interval, **given)


def law_html(store: Store, topic: str, today: date) -> str:
    """The rules that matter for a theme, then and now; empty where none does."""
    rules = law_of(store, topic)
    return render("praksis/law.html.j2", store.labels, rules=rules, **law_words(today)) if rules else ""


def law_of(store: Store, topic: str) -> list[LegalRulesRow]:
    """The rules that matter for a theme, oldest first."""
    rules = {row["rule_id"]: row for row in store.rows("legal_rules")}
    return [rules[row["rule_id"]] for row in store.rows("practice_law") if row["practice_topic"] == topic]


def theme_caveats(store: Store, questions: Sequence[Question]) -> list[Caveat]:
    """What limits the themes of the questions, and everything from their source."""
    topics = [("practice_topic", question.topic) for question in questions]
    return store.caveats.limiting(*topics, *(("source", question.source_id) for question in questions))


def figure_caveats(store: Store, questions: Sequence[Question]) -> list[Caveat]:
    """What limits single figures of the questions, beyond what limits their whole theme."""
    figures = [("practice_figure", figure.figure_id) for question in questions for figure in question.figures]
    of_theme = theme_caveats(store, questions)
    return [caveat for caveat in store.caveats.limiting(*figures) if caveat not in of_theme]


def theme_tables(
    store: Store,
    questions: Sequence[Question],
    own: Mapping[str, float],
    disagreements: Sequence[PracticeDisagreementsRow],
) -> list[Table]:
    """Everything a theme's page shows, as sheets: numbers, caveats, disagreements, law."""
    numbers = [_file_row(store, question, figure, own) for question in questions for figure in question.figures]
    caveats = [_caveat_row(store, caveat) for caveat in all_caveats(store, questions)]
    told = list({row["disagreement_id"]: row for row in disagreements}.values())
    law = [{name: _text(value) for name, value in row.items()} for row in law_of(store, questions[0].topic)]
    tables = [Table("Tal", COLUMNS, numbers), Table("Forbehold", CAVEAT_COLUMNS, caveats)]
    tables += [Table("Uenigheder", DISAGREEMENT_COLUMNS, told)] if told else []
    return tables + ([Table("Loven", LAW_COLUMNS, law)] if law else [])


def all_caveats(store: Store, questions: Sequence[Question]) -> list[Caveat]:
    """What limits the theme, then what limits single figures of it."""
    return theme_caveats(store, questions) + figure_caveats(store, questions)


def _amounts(store: Store) -> Callable[[float, str], str]:
    return lambda value, unit: amount(value, unit, store.labels)


def _short(store: Store, value: float, unit: str) -> str:
    """A number as it stands in a chart: ``43 %``."""
    return f"{number(value)} %" if unit == "percent" else amount(value, unit, store.labels)


def _bar_rows(store: Store, question: Question, own: Mapping[str, float]) -> list[practice_shares.Bar]:
    rows: list[practice_shares.Bar] = []
    for figure in question.figures:
        low, high = figure.interval or (None, None)
        mine = own.get(figure.figure_id)
        span = "" if low is None or high is None else f" ({number(round(low))}–{number(round(high))})"
        rows.append(
            {
                "label": figure.answer,
                "value": figure.printed,
                "shown": _short(store, figure.printed, figure.unit) + span,
                "low": low,
                "high": high,
                "is_total": figure.kind is AnswerKind.TOTAL,
                "own": mine,
                "own_shown": "" if mine is None else f"Jeres {_short(store, mine, figure.unit)}",
            }
        )
    return rows


def _span_rows(store: Store, question: Question, own: Mapping[str, float]) -> list[practice_spread.Dot]:
    """The report's numbers in their order, then the team's own."""
    rows: list[practice_spread.Dot] = [
        {
            "label": figure.answer,
            "value": figure.printed,
            "shown": _short(store, figure.printed, figure.unit),
            "mark": "overall" if figure.kind is AnswerKind.OVERALL else "end",
        }
        for figure in question.figures
    ]
    for key, value in own_of(question, own).items():
        name = "Jeres tal" if len(question.own_limits) == 1 else f"Jeres tal: {question.figure(key).answer}"
        rows.append(
            {"label": name, "value": value, "shown": f"Jeres {_short(store, value, question.unit)}", "mark": "own"}
        )
    return rows


def _touching(
    questions: Sequence[Question], disagreements: Sequence[PracticeDisagreementsRow]
) -> dict[str, PracticeDisagreementsRow]:
    """The disagreements that touch a figure of the questions, by id, in order."""
    ids = {figure.figure_id for question in questions for figure in question.figures}
    return {row["disagreement_id"]: row for row in disagreements if row["figure_id"] in ids}


def _file_row(store: Store, question: Question, figure: Figure, own: Mapping[str, float]) -> dict[str, object]:
    low, high = figure.interval or (None, None)
    return {
        "topic": store.labels("practice_topic", question.topic),
        "question": question.text,
        "answer": figure.answer,
        "value": figure.value,
        "unit": store.labels("practice_unit", figure.unit),
        "low": low and round(low, 1),
        "high": high and round(high, 1),
        "n": figure.n,
        "own": own.get(figure.figure_id),
        "statement": figure.statement,
        "kind": store.labels("answer_kind", figure.kind),
        "method": store.labels("practice_method", question.method),
        "derived": figure.is_derived,
        "source": question.source_name,
        "locator": figure.locator,
        "id": figure.figure_id,
    }


def _caveat_row(store: Store, caveat: Caveat) -> dict[str, str]:
    return {
        "kind": store.labels("caveat_kind", caveat.kind),
        "statement": caveat.statement,
        "source": caveat.reference.source_name if caveat.reference else "Vores regel",
        "locator": caveat.reference.locator if caveat.reference else caveat.rule,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
