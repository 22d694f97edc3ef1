"""The page of one intervention as markup: the chosen group's answer first, then the other groups and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from core.evidence.by_group import MOST_OPEN, changing_disagreements, forms_of, reach_of
from core.evidence.notes import notes_of
from core.evidence.turning import NOTE, said_of
from core.model import Answer, Caveat, Changes, Comparison, Reference, State
from core.rows import (
    InterventionAssessmentsRow,
    InterventionClaimsRow,
    InterventionDisagreementsRow,
    InterventionFindingsRow,
)
from core.store import Store
from core.ui.browser.html import render
from core.ui.frame.news import moved_words
from core.ui.frame.paging import MOST
from core.ui.frame.session import answers_for, remembered, the_store
from core.ui.parts.second_layer import effort_html

Row = TypeVar("Row")
LISTS = {
    "groups": ("gruppeside", "målgrupper"),
    "findings": ("resultatside", "resultater"),
    "claims": ("konklusionside", "konklusioner"),
    "disagreements": ("uenighedside", "uenigheder"),
    "other_claims": ("andenkonklusionside", "andre konklusioner"),
    "other_caveats": ("andetforbeholdside", "andre forbehold"),
}


@dataclass(frozen=True)
class Facts:
    """What the store holds about one intervention and one group.

    ``caveats`` are those of the answers, ``findings`` and ``claims`` those the answers rest on: each result travels with
    its caveats, and those of the others stand with the groups named in ``elsewhere`` (name, id where it can be chosen,
    how many). What else is concluded about the intervention, and limits it, is in ``other_claims`` and
    ``other_caveats``. ``practice`` counts the figures of each theme of practice.
    """

    answers: tuple[Answer, ...]
    groups: tuple[InterventionAssessmentsRow, ...]
    findings: tuple[InterventionFindingsRow, ...]
    claims: tuple[InterventionClaimsRow, ...]
    disagreements: tuple[InterventionDisagreementsRow, ...]
    elsewhere: tuple[tuple[str, str, int], ...]
    caveats: tuple[Caveat, ...]
    other_claims: tuple[InterventionClaimsRow, ...]
    other_caveats: tuple[Caveat, ...]
    practice: tuple[tuple[str, int], ...]


def on_page(rows: Sequence[Row], first: int) -> Sequence[Row]:
    """The rows of a list on the page that is chosen."""
    return rows[first : first + MOST]


def facts_of(intervention_id: str, group_id: str) -> Facts:
    """The facts, read once for each data version."""
    return remembered(_read, intervention_id, group_id)


def _read(intervention_id: str, group_id: str) -> Facts:
    store, asked = the_store(), {"intervention": intervention_id}
    own = tuple(a for a in answers_for(group_id) if a.assessment.intervention_id == intervention_id)
    used = {key for a in own for key in (*a.assessment.finding_ids, *a.assessment.claim_ids)}
    findings, claims = store.rows("intervention_findings", **asked), store.rows("intervention_claims", **asked)
    elsewhere = [row["target_group"] for row in findings if row["finding_id"] not in used]
    others = tuple(row for row in claims if row["claim_id"] not in used)
    elsewhere += [row["target_group"] for row in others]
    caveats = caveats_of(store, own, group_id)
    return Facts(
        own,
        tuple(store.rows("intervention_assessments", **asked)),
        tuple(row for row in findings if row["finding_id"] in used),
        tuple(row for row in claims if row["claim_id"] in used),
        tuple(store.rows("intervention_disagreements", **asked)),
        _by_group(store, elsewhere),
        tuple(caveats),
        others,
        tuple(_other_caveats(store, intervention_id, findings, claims, caveats)),
        tuple(Counter(row["topic"] for row in store.rows("intervention_practice", **asked)).items()),
    )


def _other_caveats(
    store: Store,
    intervention_id: str,
    findings: Iterable[InterventionFindingsRow],
    claims: Iterable[InterventionClaimsRow],
    told: Iterable[Caveat],
) -> list[Caveat]:
    """What limits the intervention, its answer for some group, a result or a conclusion of it, beyond what is told."""
    scopes = [("intervention", intervention_id)]
    scopes += [("cell", f"{group_id}/{intervention_id}") for group_id in store.target_groups]
    scopes += [("finding", row["finding_id"]) for row in findings]
    scopes += [("claim", row["claim_id"]) for row in claims]
    known = {caveat.caveat_id for caveat in told}
    return [caveat for caveat in store.caveats.limiting(*scopes) if caveat.caveat_id not in known]


def _by_group(store: Store, groups: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    """How many rows are about each group, most first, with the id of those that can be chosen."""
    ids = {name: key for key, name in store.group_names.items()}
    return tuple((name, ids.get(name, ""), n) for name, n in Counter(groups).most_common())


def one_html(intervention_id: str, group_id: str, skips: Sequence[tuple[str, int]], today: date) -> str:
    """Everything below the heading. ``skips`` says for each list of :data:`LISTS` where its page begins."""
    store, facts, starts = the_store(), facts_of(intervention_id, group_id), dict(skips)
    changing, minor = changing_disagreements(on_page(facts.disagreements, starts["disagreements"]), facts.answers)
    return render(
        "indsats/page.html.j2",
        store.labels,
        intervention=store.interventions[intervention_id],
        family=store.interventions.get(store.interventions[intervention_id]["parent_id"] or ""),
        group=store.target_groups[group_id],
        warnings=store.warnings_of(group_id),
        helps=_answering(facts.answers, Comparison.ABSOLUTE),
        which=_answering(facts.answers, Comparison.RELATIVE),
        pickable=any(store.is_pickable(answer.assessment) for answer in facts.answers),
        forms=forms_of(intervention_id, answers_for(group_id), store.interventions),
        caveats=facts.caveats,
        other_caveats=on_page(facts.other_caveats, starts["other_caveats"]),
        other_claims=on_page(facts.other_claims, starts["other_claims"]),
        other_limits=len(facts.other_caveats),
        reach=reach_of(on_page(facts.groups, starts["groups"])),
        findings=on_page(facts.findings, starts["findings"]),
        claims=on_page(facts.claims, starts["claims"]),
        elsewhere=facts.elsewhere,
        changing=changing[:MOST_OPEN],
        minor=[*changing[MOST_OPEN:], *minor],
        practice=facts.practice,
        turned=turned_words(store, group_id, intervention_id),
        turning_note=NOTE,
        moved=moved_words(store, group_id, intervention_id, today),
        second=effort_html(store, intervention_id, group_id),
        by_theme=by_theme,
        notes_of=notes_of,
        place=place,
    )


def turned_words(store: Store, group_id: str, intervention_id: str) -> dict[Comparison, list[str]]:
    """What would change the answers to both questions, a sentence each."""
    turns = store.turns(group_id, {intervention_id})
    return {comparison: said_of(found, store.labels) for (_, comparison), found in turns.items()}


def caveats_of(store: Store, answers: Sequence[Answer], group_id: str) -> list[Caveat]:
    """The caveats of the answers to both questions, each once; those of the answers before those of everything."""
    told = [a for a in answers if a.references and a.assessment.state is not State.UNKNOWN]
    own = [caveat for answer in told for caveat in answer.caveats]
    return list(dict.fromkeys([*own, *(store.caveats.around(told, group_id) if told else [])]))


def by_theme(caveats: Sequence[Caveat]) -> list[tuple[Changes, list[Caveat]]]:
    """Caveats by what they change, in the order of METHOD section 6."""
    found = [(changes, [caveat for caveat in caveats if caveat.changes is changes]) for changes in Changes]
    return [(changes, part) for changes, part in found if part]


def place(row: InterventionFindingsRow | InterventionClaimsRow) -> Reference:
    """Where a row of a table is found."""
    return Reference(row["source_id"], row["source_name"], row["locator"])


def _answering(answers: Sequence[Answer], comparison: Comparison) -> Answer | None:
    return next((answer for answer in answers if answer.assessment.comparison is comparison), None)
