"""What the page Sammenlign stands on: the rows of the chosen interventions, their charts, sums and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypedDict, TypeVar

from core.charts import direction_by_horizon, size_range
from core.charts.theme import Chart
from core.evidence.aspects import named_outcomes
from core.evidence.caveats import Scope
from core.evidence.conclusion import conclude
from core.evidence.measured import is_displacement, printed_size
from core.evidence.side_by_side import FormFinding, SideBySide, compare, horizon_rows, sizes_by_unit
from core.evidence.subject import Form, Setting, Subject
from core.evidence.turning import said_of
from core.evidence.what_if import Refusal, WhatIf, count_on_citizens, size_of, why_not_counted
from core.export.compared_tables import compared_tables
from core.export.memo import CLOSING, Memo, compose_memo
from core.export.tables import write_xlsx
from core.model import Answer, Caveat, Comparison, State
from core.rows import ComparedFindingsRow, CostsRow
from core.store import Filters, Store
from core.text import join_words, long_date, lower_first, today
from core.ui.frame.address import public_address
from core.ui.frame.session import answers_for, remembered, the_store

CHART_UNITS = ("pp", "percent", "days", "weeks", "percent_share")
FEWEST_IN_A_CHART = 3  # fewer sizes of one intervention need no axis: they stand in the table


class Related(TypedDict):
    """What every row for a group holds: how near it is to the group, empty without a relation."""

    directness: str | None


Row = TypeVar("Row", bound=Related)


@dataclass(frozen=True)
class Picture:
    """A chart with the sentence that says the same; ``is_titled`` when the sentence stands in the chart."""

    title: str
    chart: Chart
    words: str
    is_titled: bool = True


@dataclass(frozen=True)
class Sum:
    """One printed size and what it comes to for a number of citizens, or why it is not counted.

    ``answer_reason`` says why the answer the size belongs to allows no sum.
    """

    row: FormFinding
    found: WhatIf | Refusal
    caveats: tuple[Caveat, ...]
    answer_reason: str = ""


@dataclass(frozen=True)
class Counted:
    """The sums of one intervention, or of one form of the ``family``."""

    name: str
    family: str = ""
    sums: tuple[Sum, ...] = ()

    @property
    def reason(self) -> str:
        """Why the answer allows no sum, where it allows none at all."""
        reasons = {each.answer_reason for each in self.sums}
        return reasons.pop() if len(reasons) == 1 else ""

    @property
    def refused(self) -> tuple[Sum, ...]:
        """The sizes that are not counted on citizens."""
        return tuple(each for each in self.sums if isinstance(each.found, Refusal))


def _side_by_side(group_id: str, chosen: tuple[str, ...]) -> tuple[SideBySide, Setting]:
    store = the_store()
    subjects = read_subjects(store, answers_for(group_id), group_id, chosen)
    setting = read_setting(store, subjects, group_id)
    return compare(subjects, setting), setting


def side_by_side(group_id: str, chosen: Sequence[str]) -> tuple[SideBySide, Setting]:
    """The chosen interventions side by side for a group, and what is the same for all of them."""
    return remembered(_side_by_side, group_id, tuple(chosen))


def read_setting(store: Store, subjects: Sequence[Subject], group_id: str) -> Setting:
    """The group, and what limits whole sources or the group rather than an intervention."""
    sources = {row["source_id"] for s in subjects for row in (*s.findings, *s.costs)}
    sources |= {reference.source_id for s in subjects for a in s.answers for reference in a.references}
    general = store.caveats.limiting(("target_group", group_id)) + store.caveats.general(sorted(sources))
    trials = store.rows("displacement_sizes")
    scopes = [("trial", row["trial_id"]) for row in trials]
    scopes += [("study", study_id) for row in trials for study_id in row["study_ids"]]
    found = frozenset(caveat for caveat in store.caveats.limiting(*scopes) if caveat.kind == "displacement")
    near, far = _near_and_far(store, subjects, group_id)
    return Setting(store.target_groups[group_id]["name"], tuple(general), store.labels, found, near, far)


def _near_and_far(store: Store, subjects: Sequence[Subject], group_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Of what the sources disagree about, what is said of the group or of one near it, and what of others only."""
    switches = asdict(Filters())
    results = [row for row in store.rows("finding_reach", target=group_id, **switches) if row["directness"] != "barred"]
    claims = [row for row in store.rows("claim_reach", groups=[group_id], **switches) if row["directness"] != "barred"]
    groups = [key for key, directness in store.near(group_id).items() if directness != "barred"]
    near = {f"finding/{row['finding_id']}" for row in results} | {f"study/{row['study_id']}" for row in results}
    near |= {f"claim/{row['claim_id']}" for row in claims} | {f"target_group/{key}" for key in groups}
    studies = {f"study/{row['study_id']}" for subject in subjects for row in subject.findings}
    touched = {thing for s in subjects for row in s.disagreements for thing in row["touches"]}
    about = {
        thing for thing in touched if thing.startswith(("finding/", "claim/", "target_group/")) or thing in studies
    }
    return frozenset(about & near), frozenset(about - near)


def read_subjects(store: Store, answers: Sequence[Answer], group_id: str, chosen: Sequence[str]) -> tuple[Subject, ...]:
    """Everything the store says of each chosen intervention, in the order chosen."""
    families = {key: _members(store, key) for key in chosen}
    wanted = sorted({member for members in families.values() for member in members})
    findings = store.rows("compared_findings", target=group_id, interventions=wanted)
    costs = store.rows("costs", target=group_id, interventions=list(chosen))
    trials = {row["trial_id"] for row in store.rows("displacement_sizes")}
    turns = store.turns(group_id, set(chosen))
    told = {key: tuple(said_of(turns[key, Comparison.ABSOLUTE], store.labels)) for key in chosen}
    found = (_subject(store, answers, key, families[key], findings, costs, trials) for key in chosen)
    return tuple(replace(subject, would_change=told[key]) for key, subject in zip(chosen, found, strict=True))


def _members(store: Store, intervention_id: str) -> set[str]:
    """The intervention and everything under it."""
    found = {intervention_id}
    for key, row in store.interventions.items():  # in tree order, so a parent comes before its members
        if row["parent_id"] in found:
            found.add(key)
    return found


def _subject(
    store: Store,
    answers: Sequence[Answer],
    key: str,
    members: set[str],
    findings: list[ComparedFindingsRow],
    costs: list[CostsRow],
    displacement_trials: set[str],
) -> Subject:
    own = {a.assessment.comparison: a for a in answers if a.assessment.intervention_id == key}
    forms = _forms(store, answers, members - {key}, findings)
    rows = [row for row in findings if row["intervention_id"] == key]
    paid = [row for row in costs if row["intervention_id"] == key]
    is_barred = any(row["barred_by"] == "source" for row in (*rows, *paid))
    rows, paid = _usable(rows, is_barred), _usable(paid, is_barred)
    family = [row for row in findings if row["intervention_id"] in members]
    has_displacement = any(row["trial_id"] in displacement_trials for row in family)
    return Subject(
        answer=own[Comparison.ABSOLUTE],
        relative=own.get(Comparison.RELATIVE),
        forms=tuple(forms),
        findings=tuple(rows),
        costs=tuple(paid),
        disagreements=tuple(store.rows("intervention_disagreements", intervention=key)),
        figure_caveats=tuple(dict.fromkeys([*_limits(store, key, rows, paid), *_limits_of_forms(store, forms)])),
        measured_outcomes=named_outcomes(family) | ({"displacement"} if has_displacement else set()),
        has_members=len(members) > 1,
        is_barred=is_barred,
        in_conversation=store.interventions[key]["in_conversation"],
    )


def _forms(
    store: Store, answers: Sequence[Answer], members: set[str], findings: list[ComparedFindingsRow]
) -> list[Form]:
    """The forms of a family with the results their own answers for the group rest on, each result at its nearest form."""
    answered = {
        a.assessment.intervention_id: (a, {result.finding_id for result in a.results})
        for a in answers
        if a.assessment.comparison is Comparison.ABSOLUTE and a.assessment.intervention_id in members
    }
    found = []
    for key, (answer, used) in answered.items():
        below = _members(store, key) - {key}
        said = {finding_id for member in below & set(answered) for finding_id in answered[member][1]}
        rows = [row for row in findings if row["intervention_id"] == key and row["finding_id"] in used - said]
        if telling := [row for row in rows if row["direction"] != "not_measured"]:
            found.append(Form(answer.name, tuple(telling), answer))
    return found


def _limits_of_forms(store: Store, forms: Sequence[Form]) -> list[Caveat]:
    """What limits the results of forms that are shown: themselves, their studies and trials, and the sources."""
    rows = [row for form in forms for row in form.rows]
    if not rows:
        return []
    general = store.caveats.general(dict.fromkeys(row["source_id"] for row in rows))
    own = store.caveats.limiting(*[scope for row in rows for scope in finding_scopes(row)])
    return [caveat for caveat in dict.fromkeys([*own, *general]) if not caveat.is_practice]


def _usable(rows: list[Row], is_barred: bool) -> list[Row]:
    """Rows that may be shown for the group: where a source bars the transfer, only those of groups with a relation."""
    near = [row for row in rows if row["directness"] != "barred"]
    return [row for row in near if row["directness"]] if is_barred else near


def _limits(
    store: Store, intervention_id: str, rows: Sequence[ComparedFindingsRow], paid: Sequence[CostsRow]
) -> list[Caveat]:
    """What limits rows that are shown: themselves, their studies and trials, the intervention and the sources."""
    if not rows and not paid:
        return []
    scopes = [scope for row in rows for scope in finding_scopes(row)]
    scopes += [scope for cost in paid for scope in cost_scopes(cost)]
    member: str | None = intervention_id
    while member:
        scopes.append(("intervention", member))
        member = store.interventions[member]["parent_id"]
    sources = [*(row["source_id"] for row in rows), *(cost["source_id"] for cost in paid)]
    general = store.caveats.general(dict.fromkeys(sources))
    own = store.caveats.limiting(*scopes)
    return [c for c in own + [g for g in general if g not in own] if not c.is_practice]


def finding_scopes(row: ComparedFindingsRow) -> list[Scope]:
    """What caveats of a finding are tied to."""
    return [("finding", row["finding_id"]), ("study", row["study_id"]), *_trial(row["trial_id"])]


def cost_scopes(row: CostsRow) -> list[Scope]:
    """What caveats of a cost are tied to: the finding or the conclusion that tells it."""
    study = [("study", row["study_id"])] if row["study_id"] else []
    return [(row["scope"], row["ref_id"]), *study, *_trial(row["trial_id"])]


def _trial(trial_id: str | None) -> list[Scope]:
    return [("trial", trial_id)] if trial_id else []


def default_choice(store: Store, group_id: str) -> tuple[str, ...]:
    """The best supported of the two first families somebody in the municipality can choose from, as on the front page."""
    found: dict[str, str] = {}
    for answer in answers_for(group_id):
        row = store.interventions[answer.assessment.intervention_id]
        is_choice = answer.lever != "legislation" and row["is_actionable"]
        if is_choice and answer.assessment.comparison is Comparison.ABSOLUTE:
            found.setdefault(row["family_id"], answer.assessment.intervention_id)
    return tuple(found.values())[:2]


def supported(store: Store, group_id: str) -> list[Answer]:
    """Every answer that points to an effect and can be chosen, those on the fewest trials first."""
    found = [a for a in answers_for(group_id) if a.assessment.is_recommended]
    return sorted(found, key=lambda a: (a.assessment.trials, list(State).index(a.assessment.state)))


def _drawn(group_id: str, chosen: tuple[str, ...]) -> list[tuple[Picture, dict[str, Any]]]:
    side, setting = side_by_side(group_id, chosen)
    return [(shown, shown.chart.to_dict()) for shown in pictures(side, setting)]


def drawn_pictures(group_id: str, chosen: Sequence[str]) -> list[tuple[Picture, dict[str, Any]]]:
    """The charts of the page with their finished specifications: drawing them again at each choice takes time."""
    return remembered(_drawn, group_id, tuple(chosen))


def pictures(side: SideBySide, setting: Setting) -> list[Picture]:
    """Direction by time, and the sizes of each unit where there is something to see beside each other."""
    found = []
    if rows := _horizon_data(side, setting):
        words = direction_by_horizon.describe(rows, side.names)
        found.append(Picture("Retning over tid", direction_by_horizon.draw(rows, side.names), words, False))
    for (comparison, unit), every in sizes_by_unit(side, setting).items():
        pairs = [(subject, row) for subject, row in every if not is_displacement(row)]
        if unit in CHART_UNITS and (len(pairs) >= FEWEST_IN_A_CHART or len({s.name for s, _ in pairs}) > 1):
            sizes, word = _size_data(pairs, setting), setting.labels("unit", unit)
            title = f"{'Hvilken form? ' if comparison == Comparison.RELATIVE else ''}Størrelser i {word}"
            found.append(Picture(title, size_range.draw(sizes, word), size_range.describe(sizes, word)))
    return found


def _horizon_data(side: SideBySide, setting: Setting) -> list[direction_by_horizon.Mark]:
    return [
        {
            "name": name,
            "when": at.when,
            "order": order,
            "direction": row["direction"],
            "symbol": setting.labels.symbol("direction", row["direction"]),
            "word": setting.labels("direction", row["direction"]),
            "citation": f"{row['form']}: {row['citation']}" if row["form"] else row["citation"],
        }
        for at in horizon_rows(side.subjects)
        for name, results in zip(side.names, at.results, strict=True)
        for order, row in enumerate(results)
    ]


def _size_data(pairs: Sequence[tuple[Subject, FormFinding]], setting: Setting) -> list[size_range.Range]:
    seen: dict[str, int] = {}
    data: list[size_range.Range] = []
    for subject, row in pairs:
        label = f"{row['form'] or subject.name}: {row['citation']}"
        seen[label] = seen.get(label, 0) + 1
        ends = [end for end in (row["effect_low"], row["effect_high"]) if end is not None]
        data.append(
            {
                "label": label if seen[label] == 1 else f"{label}, nr. {seen[label]}",
                "low": ends[0],
                "high": ends[-1],
                "shown": printed_size(row),
                "direction": row["direction"],
                "word": setting.labels("direction", row["direction"]),
            }
        )
    return data


def sums(store: Store, side: SideBySide, citizens: int) -> list[Counted]:
    """What each printed size comes to for a number of citizens: of each intervention, then of its forms by name."""
    displacements = {row["trial_id"]: row["percent"] for row in store.rows("displacement_sizes")}
    own = {row["finding_id"] for subject in side.subjects for row in subject.findings}
    found = {(subject.name, ""): Counted(subject.name) for subject in side.subjects}
    for subject, row in side.sized:
        # The share that others lose is no size of gain: it widens the range of the trial's other results.
        if is_displacement(row) or (row["form"] and row["finding_id"] in own):
            continue
        reason = why_not_counted(subject.answers_on(row), store.labels)
        counted = _sum(store, row, displacements, reason, citizens)
        part = found.setdefault((subject.name, row["form"]), Counted(row["form"], subject.name))
        found[subject.name, row["form"]] = replace(part, sums=(*part.sums, counted))
    order = {name: number for number, name in enumerate(side.names)}
    return [found[key] for key in sorted(found, key=lambda key: (order[key[0]], bool(key[1])))]


def _sum(store: Store, row: FormFinding, displacements: Mapping[str, float], answer_reason: str, citizens: int) -> Sum:
    """What one printed size comes to, with all that limits it."""
    about_others = store.caveats.limiting(("intervention", row["intervention_id"]))
    others = [caveat for caveat in about_others if caveat.kind == "displacement"]
    caveats = tuple(dict.fromkeys([*store.caveats.limiting(*finding_scopes(row)), *others]))
    size = size_of(row, caveats, displacements, answer_reason)
    return Sum(row, count_on_citizens(size, citizens), caveats, answer_reason)


def can_be_handed_on(side: SideBySide) -> bool:
    """False where nothing is known: a memo cannot be built without caveats and sources."""
    has_source = any(answer.references for subject in side.subjects for answer in subject.answers)
    return bool(side.caveats) and (has_source or any(subject.costs for subject in side.subjects))


def workbook_of(side: SideBySide, setting: Setting, view: str) -> bytes:
    """Every row behind the comparison as XLSX, with what it shows on the first sheet."""
    about = {
        "Titel": f"Sammenligning: {join_words(map(lower_first, side.names))}",
        "Hvad vises": conclude(side, setting.labels).alike,
        "Målgruppe": side.group_name,
        "Samme visning": public_address(view),
        "Dataversion": the_store().version,
        "Dato": long_date(today()),
        "Husk": f"{CLOSING} Alle forbehold står på arket »Forbehold«. Viden, der ikke må overføres til gruppen, er ikke med.",
    }
    return write_xlsx(compared_tables(side, setting.labels), {name: said for name, said in about.items() if said})


def memo_of(side: SideBySide, setting: Setting, view: str) -> Memo:
    """The memo of the comparison as it stands today."""
    return compose_memo(side, setting.labels, public_address(view), the_store().version, today())
