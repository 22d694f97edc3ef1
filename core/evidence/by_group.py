"""One intervention over all target groups: whom it was measured on, whom that is said of, and what is disputed about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.evidence.answer import lineage
from core.model import Answer, Comparison, Directness, State
from core.rows import InterventionAssessmentsRow, InterventionDisagreementsRow, InterventionsRow

SILENT = (State.UNKNOWN, State.PRACTICE_ONLY)
# What changes an answer is which way it points, how sure it is and whom it is about; a wrong digit does not.
CHANGING = ("direction", "strength", "scope", "summary_vs_text")
MOST_OPEN = 2


@dataclass(frozen=True)
class GroupRow:
    """One target group with the answers to both questions: does it help, and is it better than another form?"""

    group_id: str
    name: str
    helps: InterventionAssessmentsRow | None
    which: InterventionAssessmentsRow | None

    @property
    def lead(self) -> InterventionAssessmentsRow | None:
        """The answer the row is listed by: whether it helps, else what is known of the form."""
        return next((row for row in (self.helps, self.which) if row and row["state"] not in SILENT), None)

    @property
    def is_barred(self) -> bool:
        """True when a source says that what is known must not be carried over to the group."""
        return self.lead is None and any(r["directness"] == Directness.BARRED for r in (self.helps, self.which) if r)

    @property
    def is_practised(self) -> bool:
        """True when it is used for the group and nothing was measured."""
        return self.lead is None and self.helps is not None and self.helps["state"] == State.PRACTICE_ONLY


@dataclass(frozen=True)
class Reach:
    """The groups, each in the one list it belongs to, in the order of the page."""

    measured: tuple[GroupRow, ...] = ()
    transferred: tuple[GroupRow, ...] = ()
    barred: tuple[GroupRow, ...] = ()
    practised: tuple[GroupRow, ...] = ()
    unknown: tuple[GroupRow, ...] = ()


def reach_of(assessments: Iterable[InterventionAssessmentsRow]) -> Reach:
    """Sort the groups by whether the answer was found for themselves, for others, or not at all."""
    lists: dict[str, list[GroupRow]] = {}
    for row in _by_group(assessments):
        lists.setdefault(_list_of(row), []).append(row)
    return Reach(**{name: tuple(rows) for name, rows in lists.items()})


def _by_group(assessments: Iterable[InterventionAssessmentsRow]) -> list[GroupRow]:
    cells: dict[str, dict[str, InterventionAssessmentsRow]] = {}
    for row in assessments:
        cells.setdefault(row["target_group_id"], {})[row["comparison"]] = row
    return [
        GroupRow(key, next(iter(found.values()))["name"], found.get("absolute"), found.get("relative"))
        for key, found in cells.items()
    ]


def _list_of(row: GroupRow) -> str:
    if row.lead:
        return "measured" if row.lead["directness"] == Directness.DIRECT else "transferred"
    return "barred" if row.is_barred else "practised" if row.is_practised else "unknown"


@dataclass(frozen=True)
class Form:
    """A form of an intervention with its answers for a group."""

    intervention_id: str
    name: str
    helps: Answer | None
    which: Answer | None

    @property
    def is_known(self) -> bool:
        """True when something was measured or concluded."""
        return self.helps is not None or self.which is not None


def forms_of(
    intervention_id: str, answers: Sequence[Answer], interventions: Mapping[str, InterventionsRow]
) -> list[Form]:
    """The forms below an intervention in the order of their answers, those that nothing is known of last."""
    found: dict[str, dict[Comparison, Answer]] = {}
    for answer in answers:
        key = answer.assessment.intervention_id
        if key != intervention_id and intervention_id in lineage(interventions, key):
            found.setdefault(key, {})[answer.assessment.comparison] = answer
    forms = [
        Form(key, interventions[key]["name"], _told(of.get(Comparison.ABSOLUTE)), _told(of.get(Comparison.RELATIVE)))
        for key, of in found.items()
    ]
    return sorted(forms, key=lambda form: not form.is_known)


def _told(answer: Answer | None) -> Answer | None:
    return None if answer is None or answer.assessment.state in SILENT else answer


def changing_disagreements(
    rows: Sequence[InterventionDisagreementsRow], answers: Iterable[Answer]
) -> tuple[list[InterventionDisagreementsRow], list[InterventionDisagreementsRow]]:
    """Those that change the answers, the most telling first, and all the others.

    ``rows`` name in ``touches`` what they are about (``claim/<id>``); one changes an answer when it is about a result or
    a conclusion the answer rests on, and about more than a number or a reference.
    """
    ground = {thing for answer in answers for thing in _ground(answer)}

    def changes(row: InterventionDisagreementsRow) -> bool:
        return row["visibility"] == "main" and row["kind"] in CHANGING and not ground.isdisjoint(row["touches"])

    changing = sorted((row for row in rows if changes(row)), key=lambda row: CHANGING.index(row["kind"]))
    return changing, [row for row in rows if not changes(row)]


def _ground(answer: Answer) -> set[str]:
    """What an answer rests on."""
    cell = answer.assessment
    studies = {f"study/{result.study_id}" for result in answer.results if result.study_id}
    return studies | {f"finding/{key}" for key in cell.finding_ids} | {f"claim/{key}" for key in cell.claim_ids}
