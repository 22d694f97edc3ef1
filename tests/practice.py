"""Every figure of practice, whatever part of a theme a page asks for."""

from __future__ import annotations

from core.evidence.practice import Question, group_questions
from core.store import Store


def every_figure(store: Store) -> list[dict]:
    """The rows of every theme, in the order of the report."""
    topics = [row["topic"] for row in store.rows("practice_topics")]
    return [row for topic in topics for row in store.rows("practice_figures", topic=topic, first=1, last=1000)]


def every_question(store: Store) -> list[Question]:
    """The questions of every theme, in the order of the report."""
    return group_questions(every_figure(store))
