"""One card a family: its verdict, its forms, what compares them, and every caveat once (METHOD sections 5 and 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse

from core.evidence.answer import best_and_weakest
from core.evidence.caveats import decisive_caveats
from core.evidence.listing import level_rank
from core.evidence.notes import Notes, notes_of
from core.model import Answer, Caveat, Changes, Comparison, Directness, NotRecommended, Result, State, Step
from core.rows import InterventionsRow
from core.text import join_words, lower_first

# What stands in a row of its family beside what is recommended; the rest is counted and opens.
TELLING = (State.NEGATIVE, State.CONFLICTING, State.NO_EFFECT)
MOST_WORDS = 18  # of a headline in a row
# Where a sentence or a clause ends; an abbreviation before a figure or a name is no end.
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bca\.)(?<!\bfl\.)(?<!\bjf\.)(?<!\bnr\.)(?<!\bpct\.)\s+(?=[A-ZÆØÅ0-9])")
CLAUSE_END = re.compile(rf"{SENTENCE_END.pattern}|(?<=;)\s+")
MOST_STEPS = 2
NONE_MEASURED = "Intet er målt på netop gruppen."


@dataclass(frozen=True)
class Limit:
    """A caveat with the answers it limits, when it does not limit all of its place.

    ``in_short``: it limits none of what the rows speak of, or changes only how a number is read or how sure it is. Its
    few words do here, and its sentence stands with the form it limits (*Én indsats*).
    """

    caveat: Caveat
    about: tuple[str, ...] = ()
    in_short: bool = False

    @property
    def words(self) -> str:
        """What is said of it here."""
        return self.caveat.short if self.in_short else self.caveat.statement


@dataclass(frozen=True)
class Told:
    """What one form of a family says that no form above it has said: it is often the same trial.

    ``results`` are the best and the weakest with their sentence, empty where it has been said; ``as_above`` is the form
    that said the rest.
    """

    answer: Answer
    sentences: tuple[str, ...]
    results: tuple[tuple[Result, str], ...]
    as_above: str = ""


@dataclass(frozen=True)
class Family:
    """The answers about one family for one group, in the order of the page.

    ``answers`` are those to "does it help?" that rest on evidence, ``compared`` those that compare two forms,
    ``practised`` what is only known from practice. ``limits`` are its caveats, each once; ``shared`` counts those that
    are said for the whole page.
    """

    family_id: str
    name: str
    answers: tuple[Answer, ...] = ()
    compared: tuple[Answer, ...] = ()
    practised: tuple[Answer, ...] = ()
    limits: tuple[Limit, ...] = ()
    shared: int = 0

    @property
    def recommended(self) -> tuple[Answer, ...]:
        """What may be recommended, the best supported first."""
        return tuple(answer for answer in self.answers if answer.assessment.is_recommended)

    @property
    def lead(self) -> Answer | None:
        """The answer a row speaks with: the family's own verdict where a source gives one, else its first form."""
        own = [a for a in self.answers if a.assessment.intervention_id == self.family_id]
        weighed = [a for a in (*own, *self.answers) if is_telling(a)]
        chosen = [a for a in weighed if a.assessment.is_recommended] or weighed
        return chosen[0] if chosen else next(iter(self.answers), None)

    @property
    def has_own_verdict(self) -> bool:
        """True where the row speaks with the family's own answer, and with no form's."""
        return self.lead is not None and self.lead.assessment.intervention_id == self.family_id

    @property
    def lever(self) -> str:
        """Who can act on what the row says."""
        return self.lead.lever if self.lead else ""

    @property
    def is_telling(self) -> bool:
        """True when it has a row of its own; what is little known or only practised is counted and opens."""
        return any(is_telling(answer) for answer in self.answers)

    @property
    def is_law(self) -> bool:
        """True when only the law decides it."""
        return bool(self.answers) and all(a.assessment.not_recommended is NotRecommended.LAW for a in self.answers)

    @property
    def forms(self) -> tuple[Answer, ...]:
        """The members that stand beside the lead in the row: recommended, or against, without effect, or disputed."""
        lead = self.lead
        return tuple(a for a in self.answers if a is not lead and is_telling(a))

    @property
    def weaker(self) -> tuple[Answer, ...]:
        """Forms found weaker than another, beside those that stand in the row already."""
        shown = {a.name for a in self.forms}
        return tuple(a for a in self.compared if a.assessment.state is State.NEGATIVE and a.name not in shown)

    @property
    def explanations(self) -> tuple[Answer, ...]:
        """What explains an effect or is weaker than another form: knowledge, and nothing to choose."""
        return tuple(a for a in self.answers if not _can_be_chosen(a))

    @property
    def choices(self) -> tuple[Answer, ...]:
        """The others: what can be chosen, or is decided by law."""
        return tuple(a for a in self.answers if _can_be_chosen(a))

    @property
    def told(self) -> tuple[Told, ...]:
        """What can be chosen, each sentence and each result with the first form that says it."""
        said: dict[str, str] = {}
        return tuple(_tell(answer, said) for answer in self.choices)

    @property
    def shared_limits(self) -> tuple[Limit, ...]:
        """What limits all or several of its answers."""
        return tuple(limit for limit in self.limits if len(limit.about) != 1)

    def limits_of(self, answer: Answer) -> tuple[Limit, ...]:
        """What limits one form of the family and no other, for the first answer about that form."""
        first = next(a for a in (*self.answers, *self.compared) if a.name == answer.name)
        return tuple(limit for limit in self.limits if answer is first and limit.about == (short_name(answer.name),))

    @property
    def notes(self) -> Notes:
        """Every place its answers, steps and caveats are found."""
        steps = [step.reference for step in first_steps(self.answers)]
        answers = [reference for a in (*self.answers, *self.compared) for reference in a.references]
        return notes_of([*answers, *steps, *(limit.caveat.reference for limit in self.limits)], self.family_id)

    @property
    def total(self) -> int:
        """How many caveats there are to its answers, those said for the whole page included."""
        return len(self.limits) + self.shared

    def decisive(self, circumstances: Sequence[str] = ()) -> list[Caveat]:
        """The caveats of its row."""
        return decisive_caveats(self.lead, circumstances) if self.lead else []


@dataclass(frozen=True)
class Overview:
    """Everything one page says about one group: the families, and what holds for several of them or for all."""

    families: tuple[Family, ...]
    unknown: tuple[Answer, ...]
    general: tuple[Limit, ...]

    @property
    def notes(self) -> Notes:
        """Every place the caveats of the whole page are found."""
        return notes_of((limit.caveat.reference for limit in self.general), "alt")

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer that rests on evidence."""
        return tuple(answer for family in self.families for answer in (*family.answers, *family.compared))

    @property
    def telling(self) -> tuple[Family, ...]:
        """The families with a row, those of the law apart."""
        return tuple(family for family in self.families if family.is_telling and not family.is_law)

    @property
    def law(self) -> tuple[Family, ...]:
        """What only the law decides."""
        return tuple(family for family in self.families if family.is_law)

    @property
    def quiet(self) -> tuple[Family, ...]:
        """What is little known, or only practised."""
        return tuple(f for f in self.families if not f.is_telling and not f.is_law and (f.answers or f.compared))

    @property
    def practised(self) -> tuple[Answer, ...]:
        """What is only known from practice, in every family."""
        return tuple(answer for family in self.families for answer in family.practised)


def group_families(
    answers: Sequence[Answer], interventions: Mapping[str, InterventionsRow], general: Iterable[Caveat]
) -> Overview:
    """The answers of a group as families in the order of the page, every caveat at the nearest place common to all it limits."""
    members: dict[str, list[Answer]] = {}
    for answer in answers:
        members.setdefault(interventions[answer.assessment.intervention_id]["family_id"], []).append(answer)
    told = {key: [a for a in part if _has_evidence(a)] for key, part in members.items()}
    page = _said_for_the_page(told, {key: interventions[key]["name"] for key in members}, list(general))
    above = {limit.caveat for limit in page}
    families = [_family(key, interventions[key]["name"], part, told[key], above) for key, part in members.items()]
    # Of what has known forms, or is known beside another form, something is known: it has its row or its line.
    known = {a.assessment.intervention_id for part in told.values() for a in part} | {key for key in told if told[key]}
    unknown = tuple(
        a
        for a in answers
        if a.assessment.state is State.UNKNOWN
        and a.assessment.comparison is Comparison.ABSOLUTE
        and a.assessment.intervention_id not in known
    )
    return Overview(tuple(sorted(families, key=_order(answers))), unknown, page)


def _tell(answer: Answer, said: dict[str, str]) -> Told:
    """What an answer says beside what was said; ``said`` is who said it first, and grows."""
    message = answer.message if is_telling(answer) else headline_words(answer)
    results = best_and_weakest(answer.results) if is_telling(answer) else ()
    sentences = SENTENCE_END.split(message)
    keys = [*filterfalse(_is_condition, sentences), *(result.finding_id for result in results)]
    above = next((said[key] for key in keys if key in said), "")
    old = set(said)
    said.update(dict.fromkeys(set(keys) - old, short_name(answer.name)))
    shown = [(r, "" if r.statement in message else r.statement) for r in results if r.finding_id not in old]
    return Told(answer, tuple(each for each in sentences if each not in old), tuple(shown), above)


def _is_condition(sentence: str) -> bool:
    """True for the few words that go before a sentence (»Det afhænger af kønnet.«): they are said with each answer."""
    return len(sentence.split()) <= 5


def is_telling(answer: Answer) -> bool:
    """True for what has a place in a row: what may be recommended, or is negative, disputed or without effect."""
    return answer.assessment.is_recommended or answer.assessment.state in TELLING


def _can_be_chosen(answer: Answer) -> bool:
    return answer.assessment.not_recommended in (None, NotRecommended.LAW)


def _has_evidence(answer: Answer) -> bool:
    return bool(answer.references) and answer.assessment.state is not State.UNKNOWN


def _order(answers: Sequence[Answer]) -> Callable[[Family], int]:
    """The order of the leads on the page: answers come in it already."""
    places = {id(answer): number for number, answer in enumerate(answers)}
    return lambda family: places[id(family.lead)] if family.lead else len(places)


def _family(key: str, name: str, part: Sequence[Answer], told: Sequence[Answer], above: set[Caveat]) -> Family:
    limited: dict[Caveat, list[str]] = {}
    for answer in told:
        for caveat in answer.caveats:
            limited.setdefault(caveat, []).append(short_name(answer.name))
    names = {short_name(answer.name) for answer in told}
    family = Family(
        key,
        name,
        answers=tuple(a for a in told if a.assessment.comparison is Comparison.ABSOLUTE),
        compared=tuple(a for a in told if a.assessment.comparison is Comparison.RELATIVE),
        practised=tuple(a for a in part if a.assessment.state is State.PRACTICE_ONLY),
        shared=sum(caveat in above for caveat in limited),
    )
    of_lead = set(family.lead.caveats) if family.lead else set()
    limits = [
        Limit(caveat, () if set(about) == names else tuple(dict.fromkeys(about)), _in_short(caveat, of_lead))
        for caveat, about in limited.items()
        if caveat not in above
    ]
    return replace(family, limits=tuple(limits))


def _said_for_the_page(
    told: Mapping[str, Sequence[Answer]], names: Mapping[str, str], general: Sequence[Caveat]
) -> tuple[Limit, ...]:
    """What holds for everything, and what limits answers of several families, with what of them it limits."""
    holders: dict[Caveat, list[str]] = {}
    for key, answers in told.items():
        for caveat in dict.fromkeys(caveat for answer in answers for caveat in answer.caveats):
            holders.setdefault(caveat, []).append(_limited_part(caveat, answers, names[key]))
    several = [caveat for caveat, families in holders.items() if len(families) > 1 and caveat not in general]
    shown = {c for part in told.values() for answer in part if is_telling(answer) for c in answer.caveats}
    limits = [Limit(caveat, tuple(holders[caveat]), _in_short(caveat, shown)) for caveat in several]
    return (*(Limit(caveat, in_short=_in_short(caveat, general)) for caveat in general), *limits)


def _limited_part(caveat: Caveat, answers: Sequence[Answer], family: str) -> str:
    """What of a family a caveat limits: its one form by name, else the family, with how many of its forms."""
    held = {short_name(answer.name) for answer in answers if caveat in answer.caveats}
    if len(held) == 1:
        return held.pop()
    every = {short_name(answer.name) for answer in answers}
    return family if held == every else f"{family} ({len(held)} former)"


def _in_short(caveat: Caveat, of_rows: Collection[Caveat]) -> bool:
    return caveat not in of_rows or caveat.changes in (Changes.HOW_SURE, Changes.READING)


def short_name(name: str) -> str:
    """The name without what stands in parentheses: ``Jobrettede samtaler``."""
    return re.sub(r"\s*\([^)]*\)", "", name)


def headline_words(answer: Answer, most: int = MOST_WORDS) -> str:
    """The beginning of the first sentences: whole clauses, as many as a row holds, and never only a condition.

    What points different ways is told from both sides, however long.
    """
    if answer.assessment.state is State.CONFLICTING:
        return answer.message
    clauses = CLAUSE_END.split(answer.message)
    shown: list[str] = []
    for clause in clauses:
        is_prefix = all(_is_condition(said) for said in shown)
        if shown and not is_prefix and len(" ".join([*shown, clause]).split()) > most:
            break
        shown.append(clause)
    return re.sub(r";$", ".", " ".join(shown))


def by_theme(limits: Iterable[Limit]) -> list[tuple[Changes, list[tuple[tuple[str, ...], list[Limit]]]]]:
    """Caveats by what they change, in the order of METHOD section 6, and in it by what they limit, all of it first."""
    limits = list(limits)
    found = [(changes, [limit for limit in limits if limit.caveat.changes is changes]) for changes in Changes]
    return [(changes, _by_what_they_limit(part)) for changes, part in found if part]


def _by_what_they_limit(limits: Sequence[Limit]) -> list[tuple[tuple[str, ...], list[Limit]]]:
    parts: dict[tuple[str, ...], list[Limit]] = {}
    for limit in sorted(limits, key=lambda limit: bool(limit.about)):
        parts.setdefault(limit.about, []).append(limit)
    return list(parts.items())


def in_lines(limits: Iterable[Limit]) -> list[list[Limit]]:
    """Caveats of one place, those that are said in the same words together: they are one line."""
    lines: dict[str, list[Limit]] = {}
    for limit in limits:
        lines.setdefault(limit.words, []).append(limit)
    return list(lines.values())


def first_steps(answers: Iterable[Answer], most: int = MOST_STEPS) -> list[Step]:
    """What to do in the conversation, each sentence once, for what may be recommended."""
    steps = {step.statement: step for a in answers if a.assessment.is_recommended for step in a.steps}
    return list(steps.values())[:most]


# ---- What a page says first ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FirstWords:
    """The answer in one to three sentences, generated from the answers in their order."""

    points: str
    careful: str
    split: str
    measured: str

    @property
    def is_all_transferred(self) -> bool:
        """True where it says of everything at once that it was not measured on the group."""
        return self.measured.startswith(NONE_MEASURED)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those that say something."""
        return tuple(said for said in (self.points, self.careful, self.split, self.measured) if said)


def first_words(overview: Overview) -> FirstWords:
    """What points to work, what to be careful about, where the sources disagree, and whether it was measured on the group."""
    telling = overview.telling
    own = [name for family in telling if family.lever == "caseworker" for name in _pointing(family)]
    team = [name for family in telling if family.lever != "caseworker" for name in _pointing(family)]
    careful = [said for family in telling for said in _careful(family)]
    split = [name for family in telling for name in _split(family)]
    return FirstWords(
        points=_points(own, team),
        careful=f"Pas på: {join_words(careful)}." if careful else "",
        split=f"Kilderne er uenige om {join_words(split)}." if split else "",
        measured=_measured([answer for family in telling for answer in family.recommended]),
    )


def _points(own: Sequence[str], team: Sequence[str]) -> str:
    """What points to work: first what the caseworker can do, then what the team can arrange."""
    parts = [join_words(own)] if own else []
    parts += [f"{'i teamet: ' if own else ''}{join_words(team)}"] if team else []
    return f"Peger mod job: {'; '.join(parts)}." if parts else "Kilderne peger ikke på nogen indsats, vi kan anbefale."


def _pointing(family: Family) -> list[str]:
    """What of a family points to work: its own verdict (and the form that is surer), else its best two forms."""
    lead, recommended = family.lead, family.recommended
    if lead not in recommended:
        return []
    if not family.has_own_verdict:
        named: dict[str, Answer] = {}
        for answer in recommended:  # "løntilskud" beside "privat løntilskud" says nothing more
            if not any(_small(answer) in name or name in _small(answer) for name in named):
                named[_small(answer)] = answer
        return [_in_time(answer) for answer in [*named.values()][:2]]
    surer = [a for a in recommended if level_rank(a.assessment) < level_rank(lead.assessment)]
    return [_in_time(lead) + (f" (især {_small(surer[0])})" if surer else "")]


def _in_time(answer: Answer) -> str:
    """Its name; what helps only when the group's benefit has run out is not named without saying so."""
    return _small(answer) + (" (først efter dagpengeperioden)" if answer.is_late else "")


def _careful(family: Family) -> list[str]:
    """What sources find negative, and the forms found weaker than another."""
    found = [
        f"{_small(a)} (kilder finder negative effekter)" for a in family.answers if a.assessment.state is State.NEGATIVE
    ]
    better = [a for a in family.compared if a.assessment.state.is_recommended]
    for answer in family.weaker[:1]:
        than = f"svagere end {_small(better[0])}" if len(better) == 1 else "svagere end andre former"
        found.append(f"{_small(answer)} er {than}")
    return found


def _split(family: Family) -> list[str]:
    """What sources disagree about: the family as a whole where its own verdict says so, else its forms by name."""
    found = [a for a in family.answers if a.assessment.state is State.CONFLICTING]
    if any(answer.assessment.intervention_id == family.family_id for answer in found):
        return [lower_first(family.name)]
    return [_small(answer) for answer in found]


def _small(answer: Answer) -> str:
    return lower_first(short_name(answer.name))


def _measured(recommended: Sequence[Answer]) -> str:
    """Whether what points to work was found for this very group."""
    direct = [a for a in recommended if a.assessment.directness is Directness.DIRECT]
    if not recommended:
        return ""
    if not direct:
        return f"{NONE_MEASURED} Gennemsnit, ingen garanti."
    if len(direct) == len(recommended):
        return "Kilderne taler om netop gruppen. Gennemsnit, ingen garanti."
    return "Noget er overført fra andre grupper. Gennemsnit, ingen garanti."
