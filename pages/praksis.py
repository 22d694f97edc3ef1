"""Praksis: what job centres did in 2016–17, theme by theme, and a team's own figures beside it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import streamlit as st

from core.evidence.law import dated
from core.evidence.practice import Question
from core.export.own_figures import LARGEST, Field, read_form, write_form
from core.export.tables import write_csv, write_xlsx
from core.model import AnswerKind
from core.rows import PracticeDisagreementsRow
from core.store import Store
from core.text import count, long_date, today, upper_first
from core.ui.browser.html import render
from core.ui.frame import paging, url
from core.ui.frame.page import show_notices
from core.ui.frame.session import practice_questions, practice_questions_of, practice_topics, remembered, the_store
from core.ui.praksis.file_field import file_field
from core.ui.praksis.practice import (
    MOST_CHARTS,
    MOST_QUESTIONS,
    all_caveats,
    compare_html,
    draw_chart,
    law_html,
    law_of,
    limits_html,
    numbers_html,
    own_of,
    question_html,
    singles_html,
    source_html,
    theme_tables,
)

DEFAULT = "take_up"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose_theme(store: Store, present: Iterable[str]) -> str:
    """The theme, in the order of the report."""
    themes = {code: store.labels("practice_topic", code) for code in present}
    start = DEFAULT if DEFAULT in themes else next(iter(themes))
    return url.one("tema", themes, start, "et tema", st.selectbox, label="Tema", placeholder="Vælg et tema")


def choose_question(drawn: Sequence[Question]) -> Question | None:
    """The question that stands first and that a team's own figures are written for; None where nothing can be drawn."""
    if not drawn:
        return None
    options = {question.question_id: question.text for question in drawn}
    first = next((question for question in drawn if len(question.figures) > 1), drawn[0])
    given: url.Look = {"label": "Spørgsmål", "placeholder": "Vælg et spørgsmål"}
    chosen = url.one("spm", options, first.question_id, "et spørgsmål", st.selectbox, **given)
    return next(question for question in drawn if question.question_id == chosen)


def draw_fields(store: Store, question: Question, own: Mapping[str, float]) -> None:
    """Fields for the team's own numbers to one question."""
    unit = store.labels("practice_unit", question.unit)
    with st.container(border=True, key="own-figures"):
        st.html(render("praksis/own.html.j2", store.labels, question=question))
        for figure_id, limit in question.own_limits.items():
            figure = question.figure(figure_id)
            label = "Jeres kommune" if figure.kind is AnswerKind.OVERALL else figure.answer
            url.number_field("egne", figure_id, limit, unit, label=label)
        if own_of(question, own):
            rest = {key: value for key, value in own.items() if key not in question.own_limits}
            st.button("Fjern jeres tal her", on_click=url.choose, kwargs={"egne": rest})


def draw_chosen(store: Store, question: Question, own: Mapping[str, float]) -> None:
    """The chosen question: its chart, how the team's numbers stand to it, and the fields for them beside it."""
    st.html(question_html(store, question))
    if not question.own_limits:
        draw_chart(store, question, own)
        st.html(source_html(store, question, own))
        return
    left, right = st.columns([7, 4], gap="medium")
    with left:
        draw_chart(store, question, own)
        st.html(source_html(store, question, own) + compare_html(store, question, own))
    with right:
        draw_fields(store, question, own)


def draw_question(store: Store, question: Question, own: Mapping[str, float], numbers: str) -> None:
    """A question that is not the chosen one: its chart, the comparison where there are own numbers, and its table."""
    st.html(question_html(store, question, "h3"))
    draw_chart(store, question, own)
    st.html(source_html(store, question, own) + compare_html(store, question, own) + numbers)


def form_fields(questions: Sequence[Question]) -> list[Field]:
    """The lines of the form: every figure a team may set its own number beside."""
    return [
        Field(figure_id, question.text, question.figure(figure_id).answer, limit)
        for question in questions
        for figure_id, limit in question.own_limits.items()
    ]


def fields_of(figure_ids: Collection[str]) -> list[Field]:
    """The lines of the form that some figures stand on, of any theme."""
    return [field for field in form_fields(practice_questions_of(*figure_ids)) if field.figure_id in figure_ids]


def limits_of(figure_ids: Collection[str]) -> dict[str, float]:
    """The highest number a team may write for each of some figures."""
    return {field.figure_id: field.highest for field in fields_of(figure_ids)}


def draw_reader(own: Mapping[str, float]) -> None:
    """The field that reads a filled-in form back, also one of another theme."""

    def read(content: bytes) -> None:
        st.session_state["_reading"] = reading = read_form(content, fields_of)
        if reading.numbers:
            url.choose(egne={**own, **reading.numbers})

    file_field("egen_fil", LARGEST, read)


def show_reading() -> None:
    """What came of a file, once."""
    reading = st.session_state.pop("_reading", None)
    if reading and reading.faults:
        st.error(
            "Filen er ikke læst ind, og jeres tal er uændrede.\n\n"
            + "\n".join(f"- {fault}" for fault in reading.faults)
        )
    elif reading:
        read = f"{count(len(reading.numbers), 'tal', 'tal').capitalize()} er læst ind og står nu i adressen. Filen er ikke gemt."
        st.success(" ".join([read, *reading.taken]))


def draw_files(
    store: Store,
    part: Sequence[Question],
    topic: str,
    own: Mapping[str, float],
    disagreements: Sequence[PracticeDisagreementsRow],
) -> None:
    """The theme as a workbook or CSV, and the team's numbers as a form to fill in."""
    fields = form_fields(part)
    st.html(render("praksis/files.html.j2", store.labels, has_form=bool(fields)))
    show_reading()

    def workbook() -> bytes:
        return write_xlsx(theme_tables(store, part, own, disagreements), about_theme(store, part, own))

    def one_table() -> bytes:
        return write_csv(theme_tables(store, part, own, [])[0], about_table(store, part, own))

    first, second, third, fourth = st.columns(4)
    first.download_button(
        "Hent temaet som Excel", workbook, f"praksis-{topic}.xlsx", XLSX, on_click="ignore", width="stretch"
    )
    second.download_button(
        "Hent temaet som CSV", one_table, f"praksis-{topic}.csv", "text/csv", on_click="ignore", width="stretch"
    )
    if fields:
        form = write_form(fields, own)
        third.download_button(
            "Hent eksempelfil (CSV)", form, f"jeres-tal-{topic}.csv", "text/csv", on_click="ignore", width="stretch"
        )
        with fourth:
            draw_reader(own)


def about_theme(store: Store, part: Sequence[Question], own: Mapping[str, float]) -> dict[str, str]:
    """What a file of a theme must say about itself."""
    labels = store.labels
    said = {
        "Titel": f"Praksis: {labels('practice_topic', part[0].topic)}",
        "Advarsel": f"{labels('mark', 'practice')}. {labels.explanation('mark', 'practice')}",
        "Dataversion": store.version,
        "Hentet": long_date(today()),
    }
    if own:
        said["Om jeres tal"] = "Skrevet af teamet selv. De er ikke kontrolleret og ikke gemt i værktøjet."
    return said


def about_table(store: Store, part: Sequence[Question], own: Mapping[str, float]) -> dict[str, str]:
    """What a single table must carry that a workbook has sheets for."""
    law = [f"{upper_first(dated(rule))}: {rule['statement']}" for rule in law_of(store, part[0].topic)]
    said = {"Forbehold": " ".join(caveat.statement for caveat in all_caveats(store, part))}
    said |= {"Loven": " ".join([*law, "Kontrollér gældende regler."])} if law else {}
    return about_theme(store, part, own) | said | {"Uenigheder": "Uenigheder om tallene står i Excel-filen."}


store = the_store()
topics = remembered(practice_topics)
st.html(
    '<h1 class="title">Hvad gør jobcentrene?</h1><p class="lede">Vælg et tema, og se, hvad jobcentrene svarede om samtalen og indsatsen efter 16 måneders ledighed. Skriv jeres egne tal, og se dem ved siden af.</p>'
)
st.html(render("praksis/warning.html.j2", store.labels))
first, second = st.columns([2, 5])
with first:
    topic = choose_theme(store, topics)
before = paging.first_row("del", topics[topic], "spørgsmål i temaet", MOST_QUESTIONS)
in_theme = remembered(practice_questions, topic, before + 1, before + MOST_QUESTIONS)
drawn = [question for question in in_theme if question.is_drawn]
with second:
    chosen = choose_question(drawn)
own = url.numbers("egne", limits_of, "egne tal")
show_notices()

figures = [figure.figure_id for question in in_theme for figure in question.figures]
disagreements = store.rows("practice_disagreements", figures=figures)
told: set[str] = set()
law = law_html(store, topic, today())
if chosen:
    draw_chosen(store, chosen, own)
    st.html(law + numbers_html(store, chosen, own, disagreements, told))
elif law:
    st.html(law)
st.html(limits_html(store, in_theme))
others = [q for q in drawn if q is not chosen and (len(q.figures) > 1 or own_of(q, own))]
if others:
    st.html("<h2>Andre spørgsmål i temaet</h2>")
for question in paging.part("side", others, "spørgsmål", MOST_CHARTS):
    draw_question(store, question, own, numbers_html(store, question, own, disagreements, told))
singles = [question for question in in_theme if question is not chosen and question not in others]
if singles:
    st.html(singles_html(store, paging.part("enkelte", singles, "enkelte tal"), disagreements, told))
draw_files(store, in_theme, topic, own, disagreements)
