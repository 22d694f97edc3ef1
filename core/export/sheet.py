"""The content of the sheet for the conversation: pure data that every writer takes as it is.

A topic cannot be built without its caveats and its sources, so no writer can
drop them. The citizen's sheet is the same content in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.evidence.caveats import decisive_caveats
from core.evidence.words import level_words
from core.model import Answer, Caveat, Comparison, Directness, State
from core.text import Labels, join_words, long_date, lower_first

CLOSING = (
    "Virkninger er gennemsnit for grupper. De skal altid suppleres med en individuel vurdering af, "
    "hvad der er rigtigt i den enkelte situation."
)
CITIZEN_CLOSING = "Tallene gælder for grupper af folk. De siger ikke, hvordan det går for dig. Tal med os om, hvad der er godt for dig."
BLANKS = ("Navn", "Sagsnummer", "Til stede")
CITIZEN_BLANKS = ("Dit navn", "Du kan ringe til")
AGREEMENT_LINES = 5
UNEMPLOYED_ON_BENEFIT = ("dagpenge-16-mdr", "dagpengemodtagere", "langtidsledige-dagpenge")
PLAN_NOTE = (
    "Rådene kommer fra en undersøgelse af samtalen efter 16 måneder på dagpenge og er ikke undersøgt for gruppen"
)
NO_TOPICS = "Der er ikke valgt indsatser til samtalen."
NOTHING_TO_PICK = "Kilderne giver ikke grundlag for at anbefale en indsats til gruppen."
NO_LAW = "Vi har kun samlet regler om samtaler for ledige på dagpenge."


@dataclass(frozen=True)
class Situation:
    """The choices the sheet is made from. Nothing in it is about a person."""

    target_group_id: str
    minutes: int
    is_running: bool
    fund_takes_part: bool
    months_running: int = 0
    tried: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def is_on_benefit(self) -> bool:
        """True when the rules and the study of the 16-month conversation are about the group."""
        return self.target_group_id in UNEMPLOYED_ON_BENEFIT


@dataclass(frozen=True)
class Line:
    """A sentence and where it comes from."""

    text: str
    where: str = ""


@dataclass(frozen=True)
class AgendaPoint:
    """A point of the plan: minutes, who leads it, what is done, and what is often missing."""

    title: str
    minutes: int
    steps: tuple[tuple[str, Line], ...] = ()
    missing: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Topic:
    """One intervention to talk about, with what must be said along with it."""

    name: str
    what: str
    says: str
    sure: str
    caveats: tuple[Line, ...]
    sources: tuple[str, ...]
    steps: tuple[Line, ...] = ()
    was_tried: bool = False

    def __post_init__(self) -> None:
        if not self.caveats:
            raise ValueError("a topic must carry its caveats")
        if not self.sources:
            raise ValueError("a topic must carry its sources")


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, in order."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[Line, ...]
    blanks: tuple[str, ...]
    before: tuple[tuple[str, tuple[Line, ...]], ...]
    agenda: tuple[AgendaPoint, ...]
    topics_title: str
    topics: tuple[Topic, ...]
    no_topics: str
    agreements_title: str
    parties: tuple[str, ...]
    caveats_title: str
    law: tuple[Line, ...]
    law_reminder: str
    general: tuple[Line, ...]
    closing: str
    footer: str
    file_stem: str

    @property
    def plan_sources(self) -> tuple[str, ...]:
        """Where the plan comes from, each place once; the topics carry their own sources."""
        named = [line.where for point in self.agenda for _, line in point.steps]
        named += [line.where for point in self.agenda for line in point.missing]
        return tuple(dict.fromkeys(filter(None, named)))


def compose_sheet(
    situation: Situation,
    group: Mapping[str, str],
    answers: Sequence[Answer],
    warned: Sequence[Answer],
    agenda: Iterable[Mapping[str, str]],
    rules: Iterable[Mapping[str, object]],
    general: Sequence[Caveat],
    labels: Labels,
    version: str,
    today: date,
    is_pickable: bool = True,
) -> Sheet:
    """The professional sheet.

    ``answers`` are the chosen topics in the order she chose them; ``warned`` are answers in
    the state "Pas på", which are said on every sheet for the group; ``is_pickable`` is false
    where the sources recommend nothing for it.
    """
    rows = [row for row in agenda if _is_for(row["point_scope"], situation)]
    actors = [actor for actor in ("citizen", "fund", "municipality") if actor != "fund" or situation.fund_takes_part]
    return Sheet(
        title="Samtaleark til fællessamtalen" if situation.fund_takes_part else "Samtaleark",
        subtitle=f"{group['name']} · {situation.minutes} minutter · {long_date(today)}",
        facts=_facts(situation, labels),
        warnings=tuple(_warning(answer, group["name"], labels) for answer in warned),
        blanks=BLANKS,
        before=_before(rows, situation, actors, labels),
        agenda=_agenda(rows, situation, labels),
        topics_title="Hvad vil I drøfte først?",
        topics=tuple(compose_topic(answer, group["name"], situation, general, labels) for answer in answers),
        no_topics=NO_TOPICS if is_pickable else NOTHING_TO_PICK,
        agreements_title="Det aftaler vi: hvem gør hvad, og hvornår",
        parties=tuple(labels("actor", actor) for actor in actors),
        caveats_title="Viden og forbehold",
        law=_law(rules, situation, today),
        law_reminder="Kontrollér gældende regler.",
        general=tuple(line_of(caveat) for caveat in general),
        closing=CLOSING,
        footer=f"Dataversion {version} · {long_date(today)} · Ingen oplysninger om personer er gemt",
        file_stem=f"samtaleark-{situation.target_group_id}-{today.isoformat()}",
    )


def plain_sheet(
    sheet: Sheet, situation: Situation, group: Mapping[str, str], answers: Sequence[Answer], general: Sequence[Caveat],
    interventions: Mapping[str, Mapping[str, str]],
) -> Sheet:  # fmt: skip
    """The citizen's version: the same content in plain words, something to take home."""
    topics = tuple(
        plain_topic(topic, answer, interventions[answer.assessment.intervention_id], situation, general)
        for topic, answer in zip(sheet.topics, answers, strict=True)
    )
    mine = tuple(("Det kan du gøre før mødet", lines) for name, lines in sheet.before if name.endswith("Borgeren"))
    parties = {"Borgeren": "Du", "Kommunen (jobcenteret)": "Kommunen"}
    return replace(
        sheet,
        title="Dit ark fra samtalen",
        subtitle=f"Til {group['plain_name']}",
        facts=(("Mødet varer", f"{situation.minutes} minutter"),),
        warnings=tuple(replace(line, text=_PLAIN_WARNING) for line in sheet.warnings[:1]),
        blanks=CITIZEN_BLANKS,
        before=mine,
        agenda=tuple(AgendaPoint(_PLAIN_POINTS.get(point.title, point.title), point.minutes) for point in sheet.agenda),
        topics_title="Det kan vi tale om",
        topics=topics,
        no_topics="Vi finder sammen ud af, hvad der er godt at tale om.",
        agreements_title="Det har vi aftalt",
        parties=tuple(parties.get(name, name) for name in sheet.parties),
        caveats_title="Det skal du også vide",
        law=_plain_law(sheet, situation),
        law_reminder="Reglerne kan være ændret. Spørg os, hvis du er i tvivl.",
        general=unique_lines(Line(caveat.plain, where_of(caveat)) for caveat in general),
        closing=CITIZEN_CLOSING,
        file_stem=sheet.file_stem.replace("samtaleark", "borgerark"),
    )


_PLAIN_POINTS = {
    "Sådan går jobsøgningen": "Hvordan går det med at søge job?",
    "Jobmål og nye veje": "Hvilke job kunne du tænke dig?",
    "Hvad vil I drøfte først?": "Hvad vil du helst tale om?",
    "Mål og aftaler": "Hvad aftaler vi?",
}
_PLAIN_LAW = (
    "Når du har været ledig i 16 måneder, holder vi et møde med dig. Din a-kasse er med, hvis du ikke siger nej. "
    "På mødet skal kommunen give dig et tilbud om mere hjælp."
)


def _plain_law(sheet: Sheet, situation: Situation) -> tuple[Line, ...]:
    """The rule in force in plain words, with every place the professional sheet names."""
    if not situation.is_on_benefit:
        return ()
    return (Line(_PLAIN_LAW, "; ".join(line.where for line in sheet.law)),)


_PLAIN_WARNING = "Vi ved ikke, om flere samtaler hjælper dig i job. Nogle studier peger den anden vej."


def _is_for(scope: str | None, situation: Situation) -> bool:
    """True for a part of the plan that is for everybody, or for the group of the situation."""
    return scope == "all" or (scope == "dagpenge" and situation.is_on_benefit)


def _fits(row: Mapping[str, str], situation: Situation) -> bool:
    """True for an item that fits the group and whether the effort already runs."""
    modes = ("both", "status" if situation.is_running else "course")
    is_possible = situation.fund_takes_part or not row["needs_fund"]
    return is_possible and _is_for(row["item_scope"], situation) and row["mode"] in modes


def _warning(answer: Answer, group_name: str, labels: Labels) -> Line:
    """What may not be passed over in silence: the state, the message and the source."""
    places = "; ".join(f"{reference.source_name}, {reference.locator}" for reference in answer.references)
    state = labels("state", answer.assessment.state)
    return Line(f"{state}: {lower_first(answer.name)} for {lower_first(group_name)}. {answer.message}", places)


def _facts(situation: Situation, labels: Labels) -> tuple[tuple[str, str], ...]:
    effort = "er i gang, og I gør status" if situation.is_running else "begynder nu, og samtalen sætter retningen"
    if situation.is_running and situation.months_running:
        effort += f" ({situation.months_running} md.)"
    fund = "er med" if situation.fund_takes_part else "er ikke med; planen kan drøftes med den før eller efter"
    facts = [("Indsatsen", effort)]
    if situation.is_on_benefit:
        facts.append(("A-kassen", fund))
    else:
        facts.append(("Om planen", PLAN_NOTE))
    if situation.circumstances:
        facts.append(
            ("Særligt at huske", join_words(labels("circumstance", code).lower() for code in situation.circumstances))
        )
    return tuple(facts)


def _before(
    rows: Sequence[Mapping[str, str]], situation: Situation, actors: Sequence[str], labels: Labels
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    found = []
    for actor in actors:
        lines = tuple(_item(r) for r in rows if r["weight"] == 0 and r["actor"] == actor and _fits(r, situation))
        if lines:
            found.append((f"Før samtalen: {labels('actor', actor)}", lines))
    return tuple(found)


def _agenda(rows: Sequence[Mapping[str, str]], situation: Situation, labels: Labels) -> tuple[AgendaPoint, ...]:
    points = {row["agenda_id"]: row for row in rows if row["weight"]}
    shares = share_minutes({key: row["weight"] for key, row in points.items()}, situation.minutes)
    agenda = []
    for key, point in points.items():
        items = [row for row in rows if row["agenda_id"] == key and row["item_id"] and _fits(row, situation)]
        items = [row for row in items if situation.fund_takes_part or row["actor"] != "fund"]
        steps = tuple((labels("actor", row["actor"]), _item(row)) for row in items if row["kind"] != "missing")
        missing = tuple(_item(row) for row in items if row["kind"] == "missing")
        agenda.append(AgendaPoint(point["title"], shares[key], steps, missing))
    return tuple(agenda)


def share_minutes(weights: Mapping[str, int], minutes: int) -> dict[str, int]:
    """Whole minutes by weight that add up to ``minutes`` (largest remainder)."""
    total = sum(weights.values())
    exact = {key: minutes * weight / total for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: minutes - sum(shares.values())]:
        shares[key] += 1
    return shares


def decisive_first(answer: Answer, caveats: Sequence[Caveat], circumstances: Sequence[str]) -> list[Caveat]:
    """Caveats of an answer: what the situation triggers, then the decisive ones as on a card, then the rest by what they change."""
    triggered = [caveat for caveat in caveats if caveat.circumstance and caveat.circumstance in circumstances]
    decisive = [caveat for caveat in decisive_caveats(answer, circumstances) if caveat in caveats]
    rest = sorted(caveats, key=lambda caveat: caveat.changes.rank)
    return list(dict.fromkeys([*triggered, *decisive, *rest]))


def compose_topic(
    answer: Answer, group_name: str, situation: Situation, general: Sequence[Caveat], labels: Labels
) -> Topic:
    """An answer as something to talk about; what holds for everything (``general``) is said once elsewhere."""
    cell = answer.assessment
    level = level_words(cell, labels)
    near = "" if cell.directness is Directness.DIRECT else f", ikke målt særskilt på {lower_first(group_name)}"
    own = [caveat for caveat in answer.caveats if caveat not in general]
    own += [caveat for caveat in general if caveat.circumstance and caveat.circumstance in situation.circumstances]
    return Topic(
        name=answer.name + (" (mod en anden form)" if cell.comparison is Comparison.RELATIVE else ""),
        what=answer.summary,
        says=answer.message + _compared(answer),
        sure=f"{labels.state(cell.state, cell.comparison is Comparison.RELATIVE)} · {lower_first(level)}{near}",
        caveats=tuple(
            line_of(caveat) for caveat in decisive_first(answer, own or answer.caveats, situation.circumstances)
        ),
        sources=tuple(f"{reference.source_name}, {reference.locator}" for reference in answer.references),
        steps=tuple(
            Line(step.statement, f"{step.reference.source_name}, {step.reference.locator}") for step in answer.steps[:3]
        ),
        was_tried=cell.intervention_id in situation.tried,
    )


def _compared(answer: Answer) -> str:
    """With what, where a result compares two forms; the comparator stands wherever the result is."""
    if answer.assessment.comparison is not Comparison.RELATIVE or not answer.results:
        return ""
    others = dict.fromkeys(lower_first(result.comparator) for result in answer.results)
    return f" Sammenlignet med {join_words(others)}."


def plain_topic(
    topic: Topic, answer: Answer, words: Mapping[str, str], situation: Situation, general: Sequence[Caveat]
) -> Topic:
    """The same in plain words; ``words`` is the intervention's own row."""
    own = [caveat for caveat in answer.caveats if caveat not in general]
    own += [caveat for caveat in general if caveat.circumstance and caveat.circumstance in situation.circumstances]
    ordered = decisive_first(answer, own or answer.caveats, situation.circumstances)
    return replace(
        topic,
        name=words["plain_name"],
        what=words["plain_summary"],
        says=research_in_plain_words(answer),
        sure="",
        caveats=unique_lines(Line(caveat.plain, where_of(caveat)) for caveat in ordered),
        steps=(),
    )


def research_in_plain_words(answer: Answer) -> str:
    """What the research says, in words a citizen reads without help."""
    cell = answer.assessment
    if cell.comparison is Comparison.RELATIVE:
        core = "Forskning tyder på, at det kan virke bedre end andre måder at gøre det på."
    elif cell.state is State.SUPPORTED:
        core = "Forskning viser, at det kan hjælpe folk i job."
    else:
        core = "Forskning tyder på, at det kan hjælpe folk i job. Men vi ved det ikke helt sikkert."
    if cell.directness is not Directness.DIRECT:
        core += " Ingen har målt det hos folk i netop din situation."
    return core


def _law(rules: Iterable[Mapping[str, object]], situation: Situation, today: date) -> tuple[Line, ...]:
    if not situation.is_on_benefit:
        return (Line(NO_LAW),)
    lines = []
    for rule in joint_conversation_law(rules, today):
        since = f"Gælder fra {long_date(rule['valid_from'])}. "
        lines.append(Line(since + str(rule["statement"]), f"{rule['basis']}; {rule['address']}"))
    return tuple(lines)


def joint_conversation_law(rules: Iterable[Mapping[str, object]], today: date) -> list[Mapping[str, object]]:
    """The rules on the joint conversation at 16 months that are in force on a day."""
    return [
        rule
        for rule in rules
        if rule["topic"] == "16-månederssamtalen"
        and not rule["is_expected"]
        and rule["valid_from"] <= today
        and (rule["valid_to"] is None or rule["valid_to"] >= today)
    ]


def _item(row: Mapping[str, str]) -> Line:
    return Line(row["statement"], f"{row['source_name']}, {row['locator']}")


def line_of(caveat: Caveat) -> Line:
    """A caveat as a line with its place."""
    return Line(caveat.statement, where_of(caveat))


def where_of(caveat: Caveat) -> str:
    """Where a caveat is found, or the rule that made it."""
    if caveat.reference is None:
        return f"Regel: {caveat.rule}"
    return f"{caveat.reference.source_name}, {caveat.reference.locator}"


def unique_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each sentence once, with all the places it comes from."""
    places: dict[str, list[str]] = {}
    for line in lines:
        if line.where not in places.setdefault(line.text, []):
            places[line.text].append(line.where)
    return tuple(Line(text, "; ".join(where)) for text, where in places.items())
