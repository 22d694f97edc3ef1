"""The conversation page as markup and data: what can be brought up, what was picked, and the sheets made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.evidence.answer import anchor
from core.evidence.family import Overview, group_families
from core.export.fit import fit
from core.export.plain_finding import spoken
from core.export.plan import Situation, plan_of
from core.export.sheet import (
    Preparation,
    Sheet,
    compose_citizen_sheet,
    compose_sheet,
    decisive_of,
    is_practised,
    warning_words,
)
from core.model import Answer, Caveat, Listed, Reference, State
from core.store import Store
from core.text import lower_first
from core.ui.browser.html import link, render
from core.ui.find.overview import overview_of
from core.ui.parts.law import law_of

THE_CONVERSATION = "faellessamtale"  # what is being prepared is no topic of its own
THE_OFFER = "saerlig-indsats"  # what the law makes the joint conversation for
MOST_TOPICS = 40  # of the two lists at once; shipped data has at most 17 for a group
COMPOSERS = {"os": compose_sheet, "borger": compose_citizen_sheet}


def two_lists(store: Store, answers: Sequence[Answer], group_id: str) -> tuple[list[Answer], list[Answer]]:
    """What points to work, in the order of the main page, and what the law requires or practice uses, unmeasured."""
    overview = overview_of(store, answers, group_id)
    levers = store.labels.codes("lever")
    families = sorted(overview.telling, key=lambda family: levers.index(family.lever))
    pointing = [answer for family in families for answer in family.recommended if store.is_pickable(answer.assessment)]
    pointing += [answer for answer in answers if store.is_pickable(answer.assessment) and answer not in pointing]
    unmeasured = [a for a in answers if a.assessment.listed is Listed.DISCUSS]
    topics = [answer for answer in unmeasured if answer.assessment.intervention_id != THE_CONVERSATION]
    return pointing, sorted(topics, key=lambda answer: answer.assessment.intervention_id != THE_OFFER)


def warned(store: Store, answers: Sequence[Answer]) -> list[Answer]:
    """What research points against and could be brought up: said on every sheet for the group."""
    against = [a for a in answers if a.assessment.state is State.NEGATIVE and a.assessment.comparison == "absolute"]
    return [answer for answer in against if store.interventions[answer.assessment.intervention_id]["in_conversation"]]


def moved(picked: Sequence[str], told: str) -> list[str]:
    """The picks after a click: ``key`` ticks or unticks, ``op:key`` and ``ned:key`` move it up and down."""
    way, _, key = told.rpartition(":")
    rest = [item for item in picked if item != key]
    if not way:
        return rest if key in picked else [*rest, key]
    if key not in picked:
        return list(picked)
    place = picked.index(key) + (-1 if way == "op" else 1)
    place = min(max(place, 0), len(rest))
    return [*rest[:place], key, *rest[place:]]


def choices_html(
    store: Store,
    situation: Situation,
    answers: Sequence[Answer],
    picked: Sequence[str],
    query: Mapping[str, str],
    skip: int = 0,
) -> str:
    """A page of the two lists; ``query`` is the rest of the address, which every link keeps."""
    group = store.target_groups[situation.target_group_id]
    pointing, unmeasured = two_lists(store, answers, situation.target_group_id)
    shown = [*pointing, *unmeasured][skip : skip + MOST_TOPICS]
    listed = {anchor(answer): answer for answer in shown}
    overview = _caveats_of(store, shown, situation.target_group_id)

    def address(told: str) -> str:
        return link(THE_CONVERSATION, **{**query, "tagop": ".".join(moved(picked, told))})

    reassured = store.warnings_of(situation.target_group_id)
    decisive = {key: decisive_of(answer, situation.circumstances) for key, answer in listed.items()}
    return render(
        "faellessamtale/choices.html.j2",
        store.labels,
        group=group,
        pointing=shown[: max(0, len(pointing) - skip)],
        unmeasured=shown[max(0, len(pointing) - skip) :],
        picked=list(picked),
        numbers={key: number for number, key in enumerate(picked, 1)},
        total=len(picked),
        offer=THE_OFFER,
        tried=situation.tried,
        circumstances=situation.circumstances,
        decisive=decisive,
        says={key: spoken(answer, group) for key, answer in listed.items()},
        hrefs={key: address(key) for key in listed},
        ups={key: address(f"op:{key}") for key in picked},
        downs={key: address(f"ned:{key}") for key in picked},
        warnings=[warning_words(answer, group, reassured, store.labels) for answer in warned(store, answers)],
        silent=_silent(store, situation, overview),
        overview=overview,
        total_caveats=len({caveat for answer in listed.values() for caveat in answer.caveats}),
    )


def _caveats_of(store: Store, listed: Sequence[Answer], group_id: str) -> Overview:
    return group_families(listed, store.interventions, store.caveats.around(listed, group_id))


def _silent(store: Store, situation: Situation, overview: Overview) -> list[str]:
    """The chosen circumstances that no caveat is about: of the topics, or of all of them."""
    limits = [limit for family in overview.families for limit in family.limits]
    triggered = {limit.caveat.circumstance for limit in (*limits, *overview.general)}
    codes = [code for code in situation.circumstances if code not in triggered]
    return [lower_first(store.labels("circumstance", code)) for code in codes]


def prepared(
    store: Store, situation: Situation, answers: Sequence[Answer], picked: Sequence[str], day: date, address: str = ""
) -> Preparation:
    """Everything both sheets are made from, on a day."""
    group = store.target_groups[situation.target_group_id]
    pointing, unmeasured = two_lists(store, answers, situation.target_group_id)
    listed = {anchor(answer): answer for answer in (*pointing, *unmeasured)}
    topics = tuple(_limited(store, listed[key]) for key in picked)
    against = warned(store, answers)
    rules = tuple(law_of(store, situation.target_group_id, day))
    plain = {row["ref_id"]: row["plain"] for row in store.rows("plain_words") if row["scope"] == "legal_rule"}
    return Preparation(
        situation=situation,
        group=group,
        plan=plan_of(store.rows("agenda"), situation, store.near(situation.target_group_id)),
        topics=topics,
        warned=tuple(against),
        reassured=tuple(store.warnings_of(situation.target_group_id)),
        general=tuple(_general(store, [*topics, *against], situation.target_group_id)),
        rules=rules,
        interventions=store.interventions,
        labels=store.labels,
        version=store.version,
        today=day,
        plain_law=tuple(plain[rule["rule_id"]] for rule in rules if rule["rule_id"] in plain),
        address=address,
        is_pickable=bool(listed),
        edition=store.editions[0].number if store.editions else 0,
    )


def _limited(store: Store, answer: Answer) -> Answer:
    """What is only practised with what limits what is known of it; nothing else of it carries a caveat."""
    if not is_practised(answer):
        return answer
    return replace(answer, caveats=tuple(store.caveats.limiting(("intervention", answer.assessment.intervention_id))))


def _general(store: Store, answers: Sequence[Answer], group_id: str) -> list[Caveat]:
    """What limits everything on the sheet, that of the study of practice included where it is all there is."""
    practised = [_with_steps(answer) for answer in answers if is_practised(answer)]
    return store.caveats.around([*answers, *practised], group_id)


def _with_steps(answer: Answer) -> Answer:
    """An answer that names as sources what its steps come from: nothing else is known of it."""
    references: tuple[Reference, ...] = tuple(dict.fromkeys(step.reference for step in answer.steps))
    return Answer(answer.assessment, answer.name, answer.summary, answer.lever, answer.message, references=references)


def sheet_of(
    store: Store,
    situation: Situation,
    answers: Sequence[Answer],
    picked: Sequence[str],
    audience: str,
    day: date,
    address: str = "",
) -> tuple[Sheet, Sheet]:
    """The sheet for an audience (``os`` or ``borger``): as it is printed, and with everything said in full."""
    made = prepared(store, situation, answers, picked, day, address)
    compose = COMPOSERS[audience]
    return fit(compose, made), compose(made)
