"""Answers as HTML: cards for what may be recommended, shorter rows for everything else.

Every function returns the markup of one part; a page decides where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.evidence.answer import best_and_weakest, level_reason
from core.model import Answer, Caveat, State
from core.store import Store
from core.ui.html import render

NOT_KNOWN_KINDS = ("limited_knowledge",)
SHOWN_STEPS = 5


def anchor(answer: Answer) -> str:
    """The id of an answer on the page."""
    return f"{answer.assessment.intervention_id}-{answer.assessment.comparison.value}"


def general_caveats(store: Store, answers: Iterable[Answer], group_id: str) -> list[Caveat]:
    """What limits everything in the answers: said once on a page, and carried in every export."""
    return store.caveats.around(answers, group_id)


def general_html(store: Store, caveats: Sequence[Caveat]) -> str:
    """The box that holds for the whole page."""
    return render("general.html.j2", store.labels, caveats=caveats) if caveats else ""


def shortlist_html(store: Store, answers: Sequence[Answer], caption: str) -> str:
    """A table of the recommended answers, each a link to its card."""
    levers = [(lever, [(a, anchor(a)) for a in answers if a.lever == lever]) for lever in store.labels.codes("lever")]
    return render("shortlist.html.j2", store.labels, levers=levers, caption=caption)


def cards_html(store: Store, answers: Sequence[Answer], group_name: str, general: Sequence[Caveat]) -> str:
    """Full cards: message, level and why, who was measured, results, caveats, steps, sources."""
    return "".join(card_html(store, answer, group_name, general) for answer in answers)


def card_html(store: Store, answer: Answer, group_name: str, general: Sequence[Caveat]) -> str:
    """One card. Caveats said for the whole page are left out here."""
    own = [caveat for caveat in answer.caveats if caveat not in general]
    effect = [caveat for caveat in own if not caveat.is_practice]
    return render(
        "card.html.j2",
        store.labels,
        answer=answer,
        anchor=anchor(answer),
        group_name=group_name,
        level_reason=level_reason(answer),
        shown_results=best_and_weakest(answer.results),
        own_caveats=[caveat for caveat in effect if caveat.kind not in NOT_KNOWN_KINDS],
        not_known=[caveat for caveat in effect if caveat.kind in NOT_KNOWN_KINDS],
        practice=[caveat for caveat in own if caveat.is_practice],
        steps=answer.steps[:SHOWN_STEPS],
    )


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


def legend_html(store: Store, answers: Sequence[Answer]) -> str:
    """How many answers stand in each of the eight states, also those with none."""
    counts = [(state.value, sum(a.assessment.state is state for a in answers)) for state in State]
    targets = {state.value: "svar" if state.is_recommended else f"tilstand-{state.value}" for state in State}
    return render("overview.html.j2", store.labels, counts=counts, anchors=targets)
