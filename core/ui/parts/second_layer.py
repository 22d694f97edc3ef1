"""The second layer as markup: research outside the five documents, apart from every answer (METHOD section 7).

A box never shows a state or its colour, and a page whose group has no second layer gets an empty text.
"""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from core.evidence.second_places import columns, places
from core.model import Answer, Comparison, SecondLayer, SecondTopic
from core.store import Store
from core.text import lower_first
from core.ui.browser.html import render

PART = "supplerende"  # the opened part of a page, in the address


def box_html(store: Store, layer: SecondLayer) -> Markup:
    """The box of a group's page; empty without a layer.

    For a group the five documents give nothing to bring up to it shows what points which way before anything is opened, and
    opened every row in full. Else it is one counted line, and opened the rows are short.
    """
    if not layer:
        return Markup("")
    found = places(layer)
    given = {"layer": layer, "part": PART, "places": found, "columns": columns(found)}
    is_in_sight = layer.target_group_id in store.silent_groups
    return Markup(render("parts/second_box.html.j2", store.labels, is_in_sight=is_in_sight, **given))


def leads_html(store: Store, layer: SecondLayer) -> Markup:
    """Where a page without a recommendation leads: what is documented for another group, and what is worth asking."""
    if layer.target_group_id not in store.silent_groups:
        return Markup("")
    elsewhere = [(topic, answer) for topic in layer.topics if (answer := documented_answer(store, topic))]
    asked = [topic for topic in layer.topics if topic.question and not topic.documented_id]
    given = {"elsewhere": elsewhere, "asked": asked}
    return Markup(render("parts/second_leads.html.j2", store.labels, group_id=layer.target_group_id, **given))


def effort_html(store: Store, intervention_id: str, group_id: str) -> Markup:
    """What the layer holds about one intervention, the chosen group first; for a family also what only the layer knows."""
    own = store.second_groups.get(group_id, [])
    groups = dict.fromkeys([*own, *(key for keys in store.second_groups.values() for key in keys)])
    layers = [(store.target_groups[key], store.second_layer(key)) for key in groups]
    about = [(group, layer, topics_about(layer, intervention_id)) for group, layer in layers]
    about = [(group, layer, topics) for group, layer, topics in about if topics]
    return Markup(render("parts/second_effort.html.j2", store.labels, about=about, part=PART)) if about else Markup("")


def method_html(store: Store, layer: SecondLayer) -> Markup:
    """How the layer was read, what was left out and why; empty without a layer."""
    if not layer:
        return Markup("")
    kinds = Counter(study.read_as for study in layer.studies)
    read_on = [study.read_on for study in layer.studies]
    given = {
        "layer": layer,
        "groups": [store.target_groups[key]["name"] for key in store.second_groups],
        "read_as": [(code, kinds[code]) for code in store.labels.codes("read_as") if kinds[code]],
        "first_read": min(read_on),
        "last_read": max(read_on),
        "left_out": store.rows("second_left_out", groups=[]),
    }
    return Markup(render("metode/second_method.html.j2", store.labels, **given))


def topics_about(layer: SecondLayer, intervention_id: str) -> list[SecondTopic]:
    """The efforts of the layer that are an intervention, or that belong to a family and are known from the layer only."""
    return [topic for topic in layer.topics if intervention_id == (topic.intervention_id or topic.family_id)]


def on_map(store: Store) -> dict[tuple[str, str], str]:
    """What the map says of the layer: (group, intervention) → words. What only the layer knows stands with its family."""
    found: dict[tuple[str, str], list[SecondTopic]] = {}
    for group in store.second_groups:
        for topic in store.second_layer(group).topics:
            found.setdefault((group, topic.intervention_id or topic.family_id), []).append(topic)
    return {key: f"{store.labels('layer', 'second')}: {_said(topics, store)}." for key, topics in found.items()}


def _said(topics: list[SecondTopic], store: Store) -> str:
    return "; ".join(f"{lower_first(t.name)}: {store.labels('second_direction', t.direction)}" for t in topics)


def documented_answer(store: Store, topic: SecondTopic) -> Answer | None:
    """What the five documents say of the form of a topic's effort that they know, for the group they know it for."""
    if not topic.documented_id:
        return None
    for answer in store.answers(topic.documented_for_id):
        cell = answer.assessment
        if cell.intervention_id == topic.documented_id and cell.comparison is Comparison.ABSOLUTE:
            return answer
    return None
