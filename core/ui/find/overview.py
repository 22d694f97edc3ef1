"""The main page of one group as markup: for the page, and for the file that is saved of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from core.evidence.answer import anchor
from core.evidence.family import Overview, first_words, group_families
from core.model import Answer, SecondLayer
from core.rows import TargetGroupsRow
from core.store import Store
from core.store.draft import draft_name
from core.text import lower_first
from core.ui.browser.html import render, style_text
from core.ui.frame.news import marks_of, rules_edition
from core.ui.parts.law import law_html
from core.ui.parts.second_layer import box_html, leads_html

INTO_THE_APP = re.compile(r'<a\b[^>]*\bhref="\./[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
MOST_FAMILIES = 20  # of one page; twice as many as the shipped data has


def overview_of(store: Store, answers: Sequence[Answer], group_id: str) -> Overview:
    """A group's answers as families."""
    return group_families(answers, store.interventions, store.caveats.around(answers, group_id))


def overview_html(
    store: Store,
    overview: Overview,
    group_id: str,
    today: date,
    picked: Sequence[str] = (),
    narrowed: str = "",
    actions: bool = True,
    layer: SecondLayer | None = None,
) -> str:
    """The answer of a day, a row a family by who can act, what is little known, and what holds for all.

    ``actions`` leaves out what needs the app (picking and the ways on), for the saved file. ``layer`` is the second
    layer, that of the store unless another is given.
    """
    layer = store.second_layer(group_id) if layer is None else layer
    levers = [(lever, [f for f in overview.telling if f.lever == lever]) for lever in store.labels.codes("lever")]
    may_pick = [anchor(answer) for answer in overview.answers if store.is_pickable(answer.assessment)]
    pickable = {key: ".".join(_toggled(picked, key)) for key in may_pick}
    return render(
        "find/page.html.j2",
        store.labels,
        group=store.target_groups[group_id],
        overview=overview,
        words=first_words(overview),
        levers=[(lever, families) for lever, families in levers if families],
        law=law_html(store, group_id, today),
        second=box_html(store, layer),
        leads=leads_html(store, layer),
        is_in_sight=group_id in store.silent_groups,
        warnings=store.warnings_of(group_id),
        picked=list(picked),
        pickable=pickable,
        narrowed=narrowed,
        actions=actions,
        moved=marks_of(store, group_id, today),
        news=rules_edition(store, group_id, today),
    )


def _toggled(picked: Sequence[str], key: str) -> list[str]:
    """The picks with one more, or without it."""
    return [item for item in picked if item != key] if key in picked else [*picked, key]


def doors_html(store: Store, answers_for: Callable[[str], Sequence[Answer]]) -> str:
    """The question who the conversation is with: the groups of the front page with their answers, the others in a list."""
    groups = store.selectable_groups.items()
    front = [(row, first_words(overview_of(store, answers_for(key), key))) for key, row in groups if row["is_front"]]
    others = [row for _, row in groups if not row["is_front"]]
    return render("find/choose_group.html.j2", store.labels, front=front, others=others)


def _leading_home(body: str, home: str) -> str:
    """Links into the app, in a file that stands anywhere: to ``home``, or only their words where it is not known."""
    return body.replace('href="./', f'href="{home}') if home else INTO_THE_APP.sub(r"\1", body)


def file_html(
    store: Store,
    answers: Sequence[Answer],
    group_id: str,
    today: date,
    address: str = "",
    groups: Sequence[TargetGroupsRow] = (),
) -> str:
    """A group's page as one file that asks for nothing from anywhere: it opens from a memory stick or a mail.

    ``groups`` puts a choice among them above it, for the page that is read in the app; without a group there is only
    that. In a file the ways back to the app are whole where its address is known (``address``: of this view).
    """
    group = store.target_groups.get(group_id)
    body = overview_html(store, overview_of(store, answers, group_id), group_id, today, actions=False) if group else ""
    body = body if groups else _leading_home(body, address.partition("?")[0])
    return render(
        "find/file.html.j2",
        store.labels,
        title=f"Hvad virker for {lower_first(group['name'])}?" if group else "Svarene som en enkel side",
        body=body,
        groups=groups,
        style=style_text(),
        version=store.version,
        name=draft_name(),
        today=today,
        address=address,
    )
