"""The second layer as markup: research outside the five documents, apart from every answer (METHOD section 7).

A box never shows a state or its colour, and a page whose group has no second layer gets an empty text.
"""

from __future__ import annotations

from markupsafe import Markup

from core.evidence.second_places import columns, places
from core.model import Answer, Comparison, SecondLayer, SecondTopic
from core.store import Store
from core.ui.html import render

PART = "supplerende"  # the opened part of a page, in the address
# The groups the five documents recommend nothing for: what points which way is in sight before anything is opened.
IN_SIGHT = ("sygemeldte",)
# An effort that is documented for severe mental illness only, and the row that looks at milder illness.
SEVERE_GROUP, SEVERE_EFFORT, MILDER_TOPIC = "psykiske-lidelser", "ips", "syg-mentor-karriere"


def box_html(store: Store, layer: SecondLayer) -> Markup:
    """The box of a group's page; empty without a layer.

    For a group of ``IN_SIGHT`` it shows what points which way, and opened every row in full. Else it is one counted line,
    and opened the rows are short.
    """
    if not layer:
        return Markup("")
    found = places(layer)
    given = {"layer": layer, "part": PART, "places": found, "columns": columns(found)}
    is_in_sight = layer.target_group_id in IN_SIGHT
    return Markup(render("second_box.html.j2", store.labels, is_in_sight=is_in_sight, **given))


def leads_html(store: Store, layer: SecondLayer) -> Markup:
    """Where a page without a recommendation leads: what is documented for severe illness, and what is worth asking."""
    if not layer or layer.target_group_id not in IN_SIGHT:
        return Markup("")
    asked = [topic for topic in layer.topics if topic.question]
    given = {"severe": severe_answer(store), "milder": _milder(layer), "asked": asked}
    return Markup(render("second_leads.html.j2", store.labels, group_id=layer.target_group_id, **given))


def severe_answer(store: Store) -> Answer | None:
    """What the five documents say of the effort that is documented for severe mental illness."""
    for answer in store.answers(SEVERE_GROUP):
        cell = answer.assessment
        if cell.intervention_id == SEVERE_EFFORT and cell.comparison is Comparison.ABSOLUTE:
            return answer
    return None


def _milder(layer: SecondLayer) -> SecondTopic | None:
    return next((topic for topic in layer.topics if topic.topic_id == MILDER_TOPIC), None)
