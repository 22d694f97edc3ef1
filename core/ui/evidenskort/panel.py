"""What stands beside the map: the group's answer and the key, or the cell that is open with what must be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from core.charts.marks import APART
from core.evidence.caveats import decisive_caveats
from core.evidence.family import Overview, first_words
from core.model import Answer, Assessment, Caveat, Changes, Comparison, Directness
from core.rows import CellVotesRow
from core.store import Filters, Store
from core.ui.browser.html import render
from core.ui.evidenskort.grid import count_sentence, key_lines, mark_code
from core.ui.find.overview import overview_of


@dataclass(frozen=True)
class Asked:
    """What the panel is about: a group, the question, which evidence counts, the open intervention if there is one, and what is drawn."""

    group: str
    comparison: Comparison
    filters: Filters
    intervention: str = ""
    is_measured_only: bool = False

    @property
    def is_relative(self) -> bool:
        """True for the question which of two forms is better."""
        return self.comparison is Comparison.RELATIVE


def panel_html(store: Store, asked: Asked, answers: Sequence[Answer], cells: Iterable[Assessment]) -> str:
    """The panel: never empty. ``answers`` are all of the group, ``cells`` those of the group that the map is about."""
    overview = overview_of(store, answers, asked.group)
    key = Markup(
        render(
            "evidenskort/key.html.j2",
            store.labels,
            lines=key_lines(cells, store, asked.is_relative),
            has_counts=not asked.is_relative,
            is_open=not asked.intervention,
            is_measured_only=asked.is_measured_only,
            silent=len(overview.unknown),
        )
    )
    if asked.intervention:
        return _cell_html(store, asked, answers, key)
    return _answer_html(store, asked, answers, overview, key)


def _answer_html(store: Store, asked: Asked, answers: Sequence[Answer], overview: Overview, key: Markup) -> str:
    return render(
        "evidenskort/answer.html.j2",
        store.labels,
        group=store.target_groups[asked.group],
        warnings=store.warnings_of(asked.group),
        words=first_words(overview),
        counted=count_sentence(answers),
        key=key,
    )


def _cell_html(store: Store, asked: Asked, answers: Sequence[Answer], key: Markup) -> str:
    about = [answer for answer in answers if answer.assessment.intervention_id == asked.intervention]
    answer = next((a for a in about if a.assessment.comparison is asked.comparison), None)
    return render(
        "evidenskort/panel.html.j2",
        store.labels,
        name=store.interventions[asked.intervention]["name"],
        intervention_id=asked.intervention,
        group=store.target_groups[asked.group],
        answer=answer,
        is_apart=answer is not None and mark_code(answer.assessment) == APART,
        is_carried_over=answer is not None and _is_carried_over(answer.assessment),
        decisive=decisive_caveats(answer) if answer else [],
        themes=caveat_themes(answer.caveats) if answer else [],
        compared=[a for a in about if a is not answer and a.assessment.comparison is Comparison.RELATIVE],
        votes=_votes(store, asked),
        key=key,
    )


def caveat_themes(caveats: Iterable[Caveat]) -> list[tuple[str, list[Caveat]]]:
    """The caveats by what they change, in the order of METHOD section 6; what is only known from practice stands last."""
    caveats = list(caveats)
    themes = [(each.value, [c for c in caveats if c.changes is each and not c.is_practice]) for each in Changes]
    themes.append(("practice", [caveat for caveat in caveats if caveat.is_practice]))
    return [(theme, part) for theme, part in themes if part]


def _is_carried_over(cell: Assessment) -> bool:
    return cell.directness not in (None, Directness.DIRECT, Directness.BARRED)


def _votes(store: Store, asked: Asked) -> list[CellVotesRow]:
    rows = store.rows("cell_votes", target=asked.group, intervention=asked.intervention, **asdict(asked.filters))
    return [row for row in rows if row["comparison"] == asked.comparison.value]
