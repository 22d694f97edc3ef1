"""What stands on the two sheets of a conversation: pure data that every writer takes as it is.

A sheet is one page and its back. The front is to be written on; the back holds every caveat once, numbered from the front,
the law and the sources. How much is said in full is a :class:`Detail`; whatever it leaves out, the sheet says so. A topic
cannot be built without a caveat, and every caveat of the topics is on the back, so no writer can drop one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.evidence.caveats import decisive_caveats, first_decisive
from core.evidence.family import headline_words, short_name
from core.evidence.law import dated, is_due_to_change, is_joint, is_read_long_ago
from core.evidence.words import sure_in_full
from core.export.plain_finding import plain_finding, spoken
from core.export.plan import Item, Plan, Situation
from core.model import Answer, Caveat, Changes, Reference, State
from core.rows import GroupWarningsRow, InterventionsRow, LegalRulesRow, TargetGroupsRow
from core.text import Labels, count, draft_mark, join_words, long_date, lower_first, upper_first

CLOSING = (
    "Effekter er gennemsnit for grupper. De skal altid suppleres med en individuel vurdering af, "
    "hvad der er rigtigt i den enkelte situation."
)
CITIZEN_CLOSING = "Det, vi ved, gælder for grupper af folk. Det siger ikke, hvordan det går for dig. Tal med os om, hvad der er godt for dig."
PLAN_NOTE = "noget er råd fra en undersøgelse af samtalen efter 16 måneder på dagpenge og er ikke undersøgt for gruppen"
NO_TOPICS = "Der er ikke valgt emner. Skriv selv:"
NOTHING_TO_PICK = "Kilderne giver ikke grundlag for at anbefale en indsats til gruppen."
NO_LAW = "Reglerne for andre end ledige på dagpenge i 16 måneder og sygemeldte står på siden Metode og kilder."
CHECK_LAW = "Kontrollér gældende regler."
NOT_MEASURED = "Effekt ikke målt"
COLUMNS = ("Hvem", "Hvad", "Hvornår")
MOST_FOR_CITIZEN = 2
HERS = (Changes.WHETHER, Changes.FOR_WHOM, Changes.WHEN)  # what changes the citizen's own choice (METHOD section 6)
WORDS_DO = (Changes.HOW_SURE, Changes.READING)  # what the few words say as well, where there is no room


@dataclass(frozen=True)
class Detail:
    """How much is said: 0 is all of it. ``front`` from 1 condenses the topics, ``back`` the caveats and the plan."""

    front: int = 0
    back: int = 0

    @property
    def caveats(self) -> int:
        """Decisive caveats a topic on the front."""
        return (3, 2, 2, 1, 0, 0, 0)[self.front]

    @property
    def has_words(self) -> bool:
        """True while the front says how it may be said."""
        return self.front < 2

    @property
    def names_only(self) -> bool:
        """True when the front names the topics, and the back says the rest."""
        return self.front >= 5

    @property
    def cues(self) -> int:
        """How many things to do a point of the plan names."""
        return (3, 2, 2, 2, 2, 2, 1)[self.front]

    @property
    def has_plan(self) -> bool:
        """True while the back repeats the plan in the words of the sources."""
        return self.back == 0

    @property
    def most(self) -> int | None:
        """How many caveats the back names; None is all of them."""
        return {6: 70, 7: 50, 8: 30, 9: 12}.get(self.back)


FRONTS, BACKS = range(7), range(10)


@dataclass(frozen=True)
class Numbered:
    """A caveat on the back: its number, what it says, and where it is found."""

    number: int
    text: str
    where: str = ""


@dataclass(frozen=True)
class Topic:
    """Something to talk about. ``caveats`` are those of the front, each with its number on the back."""

    name: str
    sure: str
    lines: tuple[str, ...] = ()
    say: str = ""
    caveats: tuple[tuple[str, int], ...] = ()
    is_measured: bool = True
    total: int = 0

    def __post_init__(self) -> None:
        if not self.total:
            raise ValueError("a topic must carry its caveats")


@dataclass(frozen=True)
class Sheet:
    """One page and its back, in order. ``back`` are the caveats by what they limit."""

    title: str
    subtitle: str
    blanks: tuple[str, ...]
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    topics_title: str
    topics: tuple[Topic, ...]
    no_topics: str
    plan_title: str
    plan: tuple[tuple[int, str, str], ...]
    plan_lines: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    agreements_title: str
    agreement_rows: int
    next_blanks: tuple[str, ...]
    notes_title: str
    closing: str
    foot: tuple[str, ...]
    turn: str
    back_title: str
    back: tuple[tuple[str, tuple[Numbered, ...]], ...]
    back_sections: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: str
    file_stem: str
    is_plain: bool = False
    detail: Detail = Detail()
    note_lines: int = 4


@dataclass(frozen=True)
class Preparation:
    """What both sheets are made from. ``address`` opens the same view, where readers can open one."""

    situation: Situation
    group: TargetGroupsRow
    plan: Plan
    topics: tuple[Answer, ...]
    warned: tuple[Answer, ...]
    reassured: tuple[GroupWarningsRow, ...]
    general: tuple[Caveat, ...]
    rules: tuple[LegalRulesRow, ...]
    interventions: Mapping[str, InterventionsRow]
    labels: Labels
    version: str
    today: date
    plain_law: tuple[str, ...] = ()
    address: str = ""
    is_pickable: bool = True
    edition: int = 0

    @property
    def edition_words(self) -> tuple[str, ...]:
        """The edition of the data for the foot; nothing before the first."""
        return (f"Udgave {self.edition}",) if self.edition else ()


def compose_sheet(made: Preparation, detail: Detail = Detail()) -> Sheet:
    """The sheet of the professionals."""
    kept = _Kept(made, detail)
    topics = tuple(_topic(answer, made, kept, detail) for answer in made.topics)
    return Sheet(
        title=f"{draft_mark(made.version)}Samtaleark"
        + (" til fællessamtalen" if made.situation.fund_takes_part else ""),
        subtitle=f"{made.group['name']} · {made.situation.minutes} minutter · {long_date(made.today)}",
        blanks=("Navn", "Sagsnummer", "Til stede"),
        facts=_facts(made),
        warnings=tuple(
            f"{warning_words(answer, made.group, made.reassured, made.labels)} ({_first_place(answer)})"
            for answer in made.warned
        ),
        topics_title="Det tager vi op",
        topics=topics,
        no_topics=NO_TOPICS if made.is_pickable else NOTHING_TO_PICK,
        plan_title="Plan (minutterne er vores forslag)",
        plan=tuple((point.minutes, point.title, _cue(point.items, detail.cues)) for point in made.plan.points),
        plan_lines=_plan_lines(made.plan),
        sections=(),
        agreements_title="Det aftaler vi",
        agreement_rows=5 if detail.front == 0 else 4,
        next_blanks=("Næste samtale", "Kontakt indtil da"),
        notes_title="Noter",
        closing=CLOSING,
        foot=(*made.edition_words, f"dataversion {made.version}", long_date(made.today)),
        turn="Bagsiden: forbehold, lov og kilder",
        back_title=f"Forbehold, lov og kilder ({count(kept.total, 'forbehold', 'forbehold')})",
        back=kept.groups(),
        back_sections=_back_sections(made, kept, detail),
        left_out=kept.left_out,
        file_stem=f"samtaleark-{made.situation.target_group_id}-{made.today.isoformat()}",
        detail=detail,
    )


# ---- Caveats: each once, numbered from the front -----------------------------------------------------------------------


class _Kept:
    """Every caveat of the topics and of the group, numbered: those of the front first, then the rest by what they limit."""

    def __init__(self, made: Preparation, detail: Detail) -> None:
        self._made, self._detail = made, detail
        holders: dict[Caveat, list[str]] = {}
        for answer in (*made.topics, *made.warned):
            for caveat in caveats_of(answer):
                holders.setdefault(caveat, []).append(short_name(answer.name))
        self._holders = holders
        chosen = [decisive_of(a, made.situation.circumstances)[: detail.caveats] for a in made.topics]
        self.first = list(dict.fromkeys(caveat for part in chosen for caveat in part))
        rest = [caveat for caveat in (*holders, *made.general) if caveat not in self.first]
        self.rest = sorted(dict.fromkeys(rest), key=self._place)
        self.numbers = {caveat: n for n, caveat in enumerate([*self.first, *self.rest], 1)}
        references = [caveat.reference for caveat in self.numbers] + [
            r for a in (*made.topics, *made.warned) for r in a.references
        ]
        self.letters = _letters(reference for reference in references if reference)

    @property
    def total(self) -> int:
        return len(self.numbers)

    @property
    def left_out(self) -> str:
        """What there is no room for, and where it stands."""
        missing = max(0, len(self.rest) - self._room)
        where = f"Den fulde tekst: {self._made.address}" if self._made.address else "Hent den fulde tekst i værktøjet."
        if missing:
            return f"{count(missing, 'forbehold', 'forbehold')} mere er der ikke plads til. {where}"
        return f"Noget står i få ord. {where}" if self._detail.back > 1 or self._detail.names_only else ""

    @property
    def _room(self) -> int:
        return len(self.rest) if self._detail.most is None else max(0, self._detail.most - len(self.first))

    def groups(self) -> tuple[tuple[str, tuple[Numbered, ...]], ...]:
        """Titles with their caveats, those of the front under the first."""
        found: dict[str, list[Numbered]] = {}
        for caveat in self.first:
            found.setdefault("Fra forsiden", []).append(self._numbered(caveat, self._detail.back < 5))
        for caveat in self.rest[: self._room]:
            found.setdefault(self._title(caveat), []).append(self._numbered(caveat, self._is_whole(caveat)))
        return tuple((title, tuple(lines)) for title, lines in found.items())

    def _is_whole(self, caveat: Caveat) -> bool:
        return self._detail.back < 2 or (self._detail.back == 2 and caveat.changes not in WORDS_DO)

    def _numbered(self, caveat: Caveat, is_whole: bool) -> Numbered:
        text = caveat.statement if is_whole or not caveat.short else caveat.short
        return Numbered(self.numbers[caveat], text, self._where(caveat))

    def _where(self, caveat: Caveat) -> str:
        if caveat.reference is None:
            return "vores regel"
        letter = self.letters[caveat.reference.source_name]
        return letter if self._detail.back > 3 else f"{letter} {caveat.reference.locator}"

    def _title(self, caveat: Caveat) -> str:
        held = list(dict.fromkeys(self._holders.get(caveat, ())))
        if not held or (len(held) == len(self._made.topics) + len(self._made.warned) > 1):
            return "Gælder alt på arket"
        return held[0] if len(held) == 1 else "Gælder flere emner"

    def _place(self, caveat: Caveat) -> tuple[int, int]:
        named = [short_name(answer.name) for answer in (*self._made.topics, *self._made.warned)]
        order = [*dict.fromkeys(named), "Gælder flere emner"]
        title = self._title(caveat)
        return (order.index(title) if title in order else len(order), caveat.changes.rank)


def caveats_of(answer: Answer) -> tuple[Caveat, ...]:
    """The caveats of a topic; what no source has measured carries just that."""
    return (*answer.caveats, NOT_MEASURED_CAVEAT) if is_practised(answer) else answer.caveats


def is_practised(answer: Answer) -> bool:
    """True for what is only known from practice."""
    return answer.assessment.state is State.PRACTICE_ONLY


NOT_MEASURED_CAVEAT = Caveat(
    "limited_knowledge",
    "Effekten er ikke målt i kilderne. At noget bruges, er ikke bevis for, at det virker.",
    rule="kun viden om praksis",
    caveat_id="regel-kun-praksis",
    plain="Vi ved ikke, om det hjælper folk i job.",
    changes=Changes.WHETHER,
    short="Effekt: ikke målt; brug er ikke bevis",
)


def decisive_of(answer: Answer, circumstances: Sequence[str] = ()) -> list[Caveat]:
    """What a topic's front says: the decisive caveats, else the first it has."""
    found = [NOT_MEASURED_CAVEAT] if is_practised(answer) else decisive_caveats(answer, circumstances)
    return found or list(caveats_of(answer))[:1]


def _letters(references: Iterable[Reference]) -> dict[str, str]:
    """A letter for each document, in the order they are first used."""
    names = dict.fromkeys(reference.source_name for reference in references)
    return {name: chr(ord("A") + place) for place, name in enumerate(names)}


# ---- The parts of the professionals' sheet -----------------------------------------------------------------------------


def _topic(answer: Answer, made: Preparation, kept: _Kept, detail: Detail) -> Topic:
    cell, labels = answer.assessment, made.labels
    is_measured = cell.is_recommended
    sure = f"{labels.state(cell.state)}; {lower_first(sure_in_full(cell, labels))}" if is_measured else NOT_MEASURED
    if cell.intervention_id in made.situation.tried:
        sure += "; er prøvet før"
    decisive = decisive_of(answer, made.situation.circumstances)
    return Topic(
        name=short_name(answer.name),
        sure=sure,
        say=spoken(answer, made.group) if detail.has_words else "",
        caveats=tuple(
            (caveat.short or caveat.statement, kept.numbers[caveat]) for caveat in decisive[: detail.caveats]
        ),
        is_measured=is_measured,
        total=len(caveats_of(answer)),
    )


def _cue(items: Sequence[Item], most: int) -> str:
    return "; ".join([item.short for item in items if not item.is_missing][:most])


def _plan_lines(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What is prepared, what comes if there is time, and what concerns the fund."""
    before = [item.short for item in plan.before if item.actor != "citizen"]
    lines = [("Før mødet", "; ".join(before))]
    lines += [("Hvis der er tid", " · ".join(point.title for point in plan.if_time))]
    lines += [(plan.fund_title, "; ".join(item.short for item in plan.fund))]
    lines += [("Om planen", "" if plan.is_studied else PLAN_NOTE)]
    return tuple((title, text if text.endswith("?") else f"{text}.") for title, text in lines if text)


def _facts(made: Preparation) -> tuple[str, ...]:
    """The situation in words."""
    situation, facts = made.situation, []
    if is_joint(made.group):
        running = f" ({situation.months_running} md.)" if situation.months_running else ""
        facts += [f"Indsatsen er i gang{running}: status." if situation.is_running else "Indsatsen begynder nu."]
        facts += ["A-kassen er med." if situation.fund_takes_part else "A-kassen er ikke med."]
    if situation.circumstances:
        named = join_words(lower_first(made.labels("circumstance", code)) for code in situation.circumstances)
        facts += [f"Husk: {named}."]
    return tuple(facts)


def warning_words(answer: Answer, group: TargetGroupsRow, reassured: Iterable[GroupWarningsRow], labels: Labels) -> str:
    """What may not be passed over in silence, and what it does not mean where the data say so."""
    cell = answer.assessment
    not_meant = [row["reassurance"] for row in reassured if row["intervention_id"] == cell.intervention_id]
    named = f"{lower_first(short_name(answer.name))} for {lower_first(group['name'])}"
    return " ".join((f"{labels('state', cell.state)}: {named}.", answer.message, *not_meant))


def _first_place(answer: Answer) -> str:
    return "; ".join(f"{reference.source_name}, {reference.locator}" for reference in answer.references[:1])


def _back_sections(made: Preparation, kept: _Kept, detail: Detail) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The law, the plan in the words of the sources while there is room, and the sources."""
    found = [("Lov: ret og pligt", law_lines(made))]
    items = made.plan.items
    if detail.has_plan:
        missing = made.labels("item_kind", "missing")
        plan = [f"{f'{missing}: ' if i.is_missing else ''}{i.text} ({i.where})" for i in items]
        found.append(("Planen i kildernes ord", tuple(plan)))
    else:
        places = dict.fromkeys(item.where for item in items)
        found.append(("Kilder til planen", ("; ".join(places) + ".",)))
    if not detail.has_words and detail.back < 3:
        said = ((short_name(answer.name), spoken(answer, made.group)) for answer in made.topics)
        found.insert(1, ("Sig fx", tuple(f"{name}: »{say}«" for name, say in said if say)))
    found.append(("Kilder", tuple(f"{letter}: {name}" for name, letter in kept.letters.items())))
    found.insert(
        0, ("Svarene", tuple(_answered(answer, answer.headline.reference) for answer in made.topics if answer.headline))
    )
    return tuple((title, lines) for title, lines in found if lines)


def _answered(answer: Answer, reference: Reference) -> str:
    """What is known of a topic in a sentence, and where it stands."""
    return f"{short_name(answer.name)}: {headline_words(answer)} ({reference.source_name}, {reference.locator})"


def law_lines(made: Preparation) -> tuple[str, ...]:
    """What holds and what is only stated, expected or not known, each dated and marked when it is soon to change."""
    if not made.rules:
        return (NO_LAW,)
    return (*(_law_line(rule, made) for rule in made.rules), CHECK_LAW)


def _law_line(rule: LegalRulesRow, made: Preparation) -> str:
    side = "" if rule["side"] == "frame" else f" ({lower_first(made.labels('rule_side', rule['side']))})"
    said = f"{upper_first(dated(rule))}{side}: {rule['statement']} {rule['basis']}."
    if rule["changes_from"] and is_due_to_change(rule, made.today):
        said += f" {'Ophører' if rule['valid_to'] else 'Ny lov ventet'} {long_date(rule['changes_from'])}."
    return said + (" Læst for over 90 dage siden." if is_read_long_ago(rule, made.today) else "")


# ---- The citizen's sheet -----------------------------------------------------------------------------------------------


def compose_citizen_sheet(made: Preparation, detail: Detail = Detail()) -> Sheet:
    """The sheet she can keep: plain words, no numbers to look up, nothing that only planners need, no name of a group."""
    topics = tuple(_plain_topic(answer, made, detail) for answer in made.topics)
    talk = "; ".join(point.plain_title for point in made.plan.points)
    return Sheet(
        title=f"{draft_mark(made.version)}Dit ark til samtalen",
        subtitle="",
        blanks=("Dit navn", "Dato"),
        facts=(f"Vi har cirka {made.situation.minutes} minutter. Vi taler om: {talk}.",),
        warnings=tuple(plain_finding(answer) for answer in made.warned),
        topics_title="Det kan vi tale om",
        topics=topics,
        no_topics="Vi finder sammen ud af, hvad der er godt for dig.",
        plan_title="",
        plan=(),
        plan_lines=(),
        sections=_her_sections(made),
        agreements_title="Det har vi aftalt",
        agreement_rows=5 if detail.front == 0 else 4,
        next_blanks=("Næste møde", "Du kan spørge", "Telefon"),
        notes_title="Dine egne noter",
        closing=CITIZEN_CLOSING,
        foot=(*made.edition_words, f"version {made.version}", long_date(made.today)),
        turn="Bagsiden: hvor det kommer fra",
        back_title="Hvor det kommer fra",
        back=(),
        back_sections=_her_sources(made),
        left_out="Spørg os, hvis du vil vide mere om noget af det.",
        file_stem=f"borgerark-{made.today.isoformat()}",
        is_plain=True,
        detail=detail,
    )


def _plain_topic(answer: Answer, made: Preparation, detail: Detail) -> Topic:
    words = made.interventions[answer.assessment.intervention_id]
    hers = hers_of(answer)[: detail.caveats]
    lines = () if detail.names_only else (str(words["plain_summary"]), plain_finding(answer))
    caveats = tuple((text, 0) for text in hers)
    return Topic(str(words["plain_name"]), "", lines, caveats=caveats, total=len(caveats_of(answer)))


def hers_of(answer: Answer) -> list[str]:
    """What changes her own choice, in her words, at most two; what is only practised has said so already."""
    return list(dict.fromkeys(caveat.plain for caveat in her_caveats(answer)))


def her_caveats(answer: Answer) -> list[Caveat]:
    """The caveats that change her own choice, at most two."""
    return first_decisive([caveat for caveat in answer.pressing if caveat.changes in HERS], most=MOST_FOR_CITIZEN)


def _her_sections(made: Preparation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    mine = tuple(item.text for item in made.plan.before if item.actor == "citizen")
    found = [("Det kan du gøre før mødet", mine)]
    if made.plain_law:
        found.append(
            ("Din ret og din pligt", (*made.plain_law, "Reglerne kan være ændret. Spørg os, hvis du er i tvivl."))
        )
    return tuple((title, lines) for title, lines in found if lines)


def _her_sources(made: Preparation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The documents by name; the exact places stand on the sheet of the professionals."""
    names = [reference.source_name for answer in made.topics for reference in answer.references]
    limits = [caveat.reference for answer in made.topics for caveat in her_caveats(answer)]
    names += [reference.source_name for reference in limits if reference]
    names += [item.where.split(",")[0] for item in made.plan.items]
    named = "; ".join(dict.fromkeys(names))
    said = [f"Det, vi ved om job og hjælp, står her: {named}."] if named else []
    said += ["Spørg os, hvis du vil se, hvor i teksten det står."] if named else []
    law = [f"{upper_first(rule['basis'].split(' (')[0])}." for rule in made.rules if made.plain_law][:1]
    return tuple((t, tuple(lines)) for t, lines in (("Forskning og råd", said), ("Loven", law)) if lines)
