"""What a comparison comes to, in one to three sentences made from its answers: what is the same, what differs, what must be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.evidence.family import short_name
from core.evidence.measured import Ways, ways_measured
from core.evidence.side_by_side import SideBySide
from core.evidence.subject import Subject
from core.evidence.words import DISAGREE, level_words, nearness_words
from core.model import Answer, Direction, Directness, NotRecommended, State
from core.text import Labels, join_words, lower_first, upper_first

EVERYONE = {2: "begge", 3: "alle tre", 4: "alle fire"}
LEVEL, MEASURED, ACTOR = "Hvor sikkert", "Hvad er målt", "Hvem kan gøre det"
# What an answer comes to, as a sentence about the interventions it holds for.
POINTS = "{} peger mod job"
BY_STATE = {
    State.SUPPORTED: POINTS,
    State.PROMISING: POINTS,
    State.FEW_STUDIES: "om {} er der for få studier til at konkludere",
    State.CONFLICTING: "om {} peger viden hver sin vej",
    State.NO_EFFECT: "ved {} er der ingen påvist effekt",
    State.NEGATIVE: "ved {} skal man passe på, fordi kilder finder negative effekter",
    State.PRACTICE_ONLY: "om {} er der kun viden fra praksis",
    State.UNKNOWN: "om {} er der ingen viden",
}
BY_REASON = {
    NotRecommended.LAW: "{} peger mod job, men afgøres af loven",
    NotRecommended.EXPIRED: "{} peger mod job, men findes ikke længere",
    NotRecommended.EXPLANATION: "{} peger mod job, men er en forklaring og ikke noget, man vælger",
    NotRecommended.FIELD: "{} peger mod job, men er et helt område",
    NotRecommended.WEAKER_FORM: "{} peger mod job, men er svagere end en anden form",
}
OF_FORMS = "om {} som helhed er der ingen viden, kun om formerne"
ONLY_AGAINST = "{} er kun sammenlignet med andre former"
WAYS = {
    Direction.POSITIVE: "positive resultater",
    Direction.NONE: "resultater uden påvist effekt",
    Direction.NEGATIVE: "negative resultater",
    Direction.MIXED: "blandede resultater",
    Direction.UNCLEAR: "uafklarede resultater",
}
ONE = {
    Direction.POSITIVE: "ét positivt resultat",
    Direction.NONE: "ét resultat uden påvist effekt",
    Direction.NEGATIVE: "ét negativt resultat",
    Direction.MIXED: "ét blandet resultat",
    Direction.UNCLEAR: "ét uafklaret resultat",
}
ACTORS = {"caseworker": "du kan gøre {}", "team_leader": "teamet kan gøre {}", "legislation": "loven afgør {}"}


@dataclass(frozen=True)
class Conclusion:
    """The answer first: ``alike`` is one sentence; ``differs`` and ``must`` say a few words of each intervention.

    ``disputed`` names those the sources disagree about, where it is not all of them.
    """

    alike: str
    differs: tuple[tuple[str, str], ...]
    must: tuple[tuple[str, str], ...]
    disputed: tuple[str, ...] = ()


def conclude(side: SideBySide, labels: Labels) -> Conclusion:
    """What points to work and is the same, what differs, and the first thing to be said of each."""
    differs = [
        (short_name(subject.name), _apart(subject, n, side, labels))
        for n, subject in enumerate(side.subjects)
        if subject.answer.references
    ]
    return Conclusion(
        f"{_points(side, labels)}{_same(side, labels)}.",
        tuple((name, said) for name, said in differs if said),
        tuple(_must(side)),
        tuple(short_name(subject.name) for subject in side.subjects if _is_disputed(subject, side)),
    )


def _points(side: SideBySide, labels: Labels) -> str:
    """``Begge peger mod job for …``, or each kind of answer with the interventions it holds for."""
    found: dict[str, list[str]] = {}
    limited = {lower_first(short_name(s.name)): _condition(s, labels) for s in side.subjects}
    for name, subject in zip(limited, side.subjects, strict=True):
        found.setdefault(_verdict(subject), []).append(name)
    group = lower_first(side.group_name)
    if len(found) > 1:
        told = [
            text.format(join_words(f"{n} ({limited[n]})" if limited[n] else n for n in names))
            for text, names in found.items()
        ]
        return f"For {group}: {'; '.join(told)}"
    under: dict[str, list[str]] = {}
    for name, condition in limited.items():
        under.setdefault(condition, []).append(name)
    conditions = [f"{join_words(names)} {condition}" for condition, names in under.items() if condition]
    said = upper_first(next(iter(found)).format(EVERYONE[len(side.subjects)]))
    return f"{said} for {group}" + (f" ({join_words(conditions)})" if conditions else "")


def _condition(subject: Subject, labels: Labels) -> str:
    """What an answer that points to work holds under, depends on, or is late for; it is never said without."""
    answer = subject.answer
    cell = answer.assessment
    depends = join_words(labels("condition_on", code) for code in cell.depends_on)
    parts = (
        cell.condition,
        f"afhængigt af {depends}" if depends else "",
        "først senere end dagpengeperioden" if answer.is_late else "",
    )
    return ", ".join(part for part in parts if part) if cell.state.is_recommended else ""


def _verdict(subject: Subject) -> str:
    """The sentence of one answer, with a place for the name."""
    cell = subject.answer.assessment
    if cell.state is State.UNKNOWN and subject.forms:
        return OF_FORMS
    if cell.state is State.UNKNOWN and subject.relative and subject.relative.references:
        return ONLY_AGAINST
    if cell.state.is_recommended and cell.not_recommended in BY_REASON:
        return BY_REASON[cell.not_recommended]
    return BY_STATE[cell.state]


def _differ(side: SideBySide) -> set[str]:
    """The titles of what differs."""
    return {row.title for row in side.first if row.differs}


def _same(side: SideBySide, labels: Labels) -> str:
    """What else is the same for all of them; nothing where one of them has no evidence."""
    answers = [subject.answer for subject in side.subjects]
    if not all(answer.references for answer in answers):
        return ""
    cell, everyone, differ = answers[0].assessment, EVERYONE[len(answers)], _differ(side)
    near = _near(answers[0], _nearness(side), everyone)
    level = f"{everyone} har {lower_first(level_words(cell, labels))}" if cell.level and LEVEL not in differ else ""
    is_choice = all(answer.assessment.not_recommended in (None, NotRecommended.LAW) for answer in answers)
    actor = ACTORS[answers[0].lever].format(everyone) if is_choice and ACTOR not in differ else ""
    disputed = f"{DISAGREE} om {everyone}" if _is_all_disputed(side) else ""
    *before, last = [part for part in (near, level, actor, disputed) if part] or [""]
    return "".join(f", {part}" for part in before) + (f", og {last}" if last else "")


def _is_all_disputed(side: SideBySide) -> bool:
    """True when the sources disagree behind the answers about all of them."""
    return all(s.answer.references and s.answer.assessment.has_source_disagreement for s in side.subjects)


def _is_disputed(subject: Subject, side: SideBySide) -> bool:
    """True when the sources disagree behind this answer, and not behind all of them."""
    answer = subject.answer
    return bool(answer.references) and answer.assessment.has_source_disagreement and not _is_all_disputed(side)


def _near(answer: Answer, words: str, everyone: str) -> str:
    """Whether all of them were measured on the group, where they are equally near."""
    if not words:
        return ""
    if answer.assessment.directness is not Directness.DIRECT:
        return "ingen af dem er målt på netop gruppen"
    return f"{everyone} er {words}" if answer.assessment.trials else "kilder konkluderer om netop gruppen"


def _nearness(side: SideBySide) -> str:
    """How near all of them are in words; empty where they differ."""
    near = {nearness_words(subject.answer.assessment) for subject in side.subjects}
    return near.pop() if len(near) == 1 else ""


def _apart(subject: Subject, number: int, side: SideBySide, labels: Labels) -> str:
    """How one intervention differs from the others, where the difference matters."""
    cell, differ = subject.answer.assessment, _differ(side)
    parts = (
        lower_first(level_words(cell, labels)) if LEVEL in differ else "",
        nearness_words(cell) if not _nearness(side) else "",
        _ways(ways_measured(subject, subject.answer)) if MEASURED in differ else "",
        ACTORS[subject.answer.lever].format("det") if ACTOR in differ else "",
        DISAGREE if _is_disputed(subject, side) else "",
    )
    return "; ".join(part for part in parts if part)


def _ways(found: Ways) -> str:
    """Whether the results all point one way: the best and the weakest of them, and whose they are."""
    if found.best is None or found.weakest is None:
        return ""
    if found.best is found.weakest:
        said = ONE[found.best] if found.is_single else f"kun {WAYS[found.best]}, {_from(found)}"
    else:
        best = WAYS[found.best].removesuffix(" resultater" if WAYS[found.weakest].endswith(" resultater") else "")
        said = f"både {best} og {WAYS[found.weakest]}"
    return f"{said} (formerne)" if found.is_of_forms else said


def _from(found: Ways) -> str:
    """How many studies results that point the same way are from."""
    return f"{'men ' if found.behind.votes == 1 else ''}fra {found.behind}"


def _must(side: SideBySide) -> Iterator[tuple[str, str]]:
    """The first decisive caveat of each, its own before one that is another's too: one that limits all of them once."""
    everyone = upper_first(EVERYONE[len(side.subjects)])
    if side.decisive.shared:
        yield everyone, side.decisive.shared[0].short
    for name, own, elsewhere in zip(side.names, side.decisive.own, side.elsewhere, strict=True):
        if first := [*(pressing.caveat for pressing in own), *(caveat for caveat, _ in elsewhere)]:
            yield short_name(name), first[0].short
