"""Answers as HTML: what is not recommended, and what holds for all of a page.

Every function returns the markup of one part; a page decides where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Answer, Caveat, State
from core.store import Store
from core.ui.html import render


def general_html(store: Store, caveats: Sequence[Caveat]) -> str:
    """The box that holds for the whole page."""
    return render("general.html.j2", store.labels, caveats=caveats) if caveats else ""


def rest_html(store: Store, state: State, answers: Sequence[Answer], group_name: str, general: Sequence[Caveat]) -> str:
    """The answers of one state that is not recommended, with their caveats in full."""
    code = state.value
    given = {
        "state": code,
        "anchor": f"tilstand-{code}",
        "title": store.labels("state", code),
        "explanation": store.labels.explanation("state", code),
    }
    if state in (State.PRACTICE_ONLY, State.UNKNOWN):
        return render("plain_list.html.j2", store.labels, answers=answers, **given)
    rows = [(answer, [caveat for caveat in answer.caveats if caveat not in general]) for answer in answers]
    return render("rest.html.j2", store.labels, answers=rows, group_name=group_name, **given)
