"""The words of the product as types. No I/O, no third-party import.

Every judgement of the evidence rules is one of these frozen dataclasses and
carries the reasons it was reached by. The codes are those of ``METHOD.md`` and
of ``data/vocabulary.csv``; a test keeps the two in step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Which way a result points, seen from the citizen's way to work or education."""

    POSITIVE = "positive"
    NONE = "none"
    NEGATIVE = "negative"
    MIXED = "mixed"
    UNCLEAR = "unclear"
    NOT_MEASURED = "not_measured"


class Comparison(StrEnum):
    """Compared with usual effort (does it help?) or with another named form (which form?)."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class Level(StrEnum):
    """The ministry's knowledge hierarchy (VIVE 2019, Tabel 1.1), strongest first."""

    STRONG = "strong"
    MODERATE = "moderate"
    INDICATION = "indication"
    CONFLICTING = "conflicting"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the strongest level, 4 for the weakest."""
        return list(Level).index(self)

    @property
    def is_conclusive(self) -> bool:
        """True when the level is at least an indication."""
        return self.rank <= Level.INDICATION.rank


class Directness(StrEnum):
    """How near the studied group is to the citizen's group, nearest first."""

    DIRECT = "direct"
    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"
    BARRED = "barred"


class State(StrEnum):
    """The state of a cell (target group × intervention × comparison)."""

    SUPPORTED = "supported"
    PROMISING = "promising"
    FEW_STUDIES = "few_studies"
    CONFLICTING = "conflicting"
    NO_EFFECT = "no_effect"
    NEGATIVE = "negative"
    PRACTICE_ONLY = "practice_only"
    UNKNOWN = "unknown"

    @property
    def is_recommended(self) -> bool:
        """True for the two states that may become a recommendation."""
        return self in (State.SUPPORTED, State.PROMISING)


class AnswerKind(StrEnum):
    """How a figure of practice stands to the others of its question; only parts add up."""

    PART = "part"
    SEVERAL = "several"
    GROUP = "group"
    TOTAL = "total"
    ALONE = "alone"
    LOWEST = "lowest"
    OVERALL = "overall"
    HIGHEST = "highest"


class Role(StrEnum):
    """Whether a claim decides (METHOD section 1)."""

    OVERALL = "overall"
    NUANCE = "nuance"


class Firmness(StrEnum):
    """How firmly a source says what it concludes, firmest first."""

    STRENGTH = "strength"
    PLAIN = "plain"
    HEDGED = "hedged"


class Changes(StrEnum):
    """What knowing a caveat changes, in the order a card says it (METHOD section 6)."""

    WHETHER = "whether"
    FOR_WHOM = "for_whom"
    WHEN = "when"
    WHO_LOSES = "who_loses"
    HOW_SURE = "how_sure"
    READING = "reading"

    @property
    def rank(self) -> int:
        """0 for what is said first."""
        return _RANKS[self]


_RANKS = {changes: rank for rank, changes in enumerate(Changes)}


class NotRecommended(StrEnum):
    """Why an answer that points to work is no recommendation (METHOD section 5)."""

    LAW = "law"
    EXPIRED = "expired"
    EXPLANATION = "explanation"
    FIELD = "field"
    WEAKER_FORM = "weaker_form"
    ONLY_FORM = "only_form"


class Listed(StrEnum):
    """The two lists a conversation is prepared from."""

    RECOMMEND = "recommend"
    DISCUSS = "discuss"


@dataclass(frozen=True)
class Tally:
    """Votes of one cell at one distance, counted in SQL: one vote a trial or cohort.

    ``high`` counts, for each direction, the votes of trials of high quality, ``randomised`` those of randomised
    trials that nobody has assessed. ``results`` are the voting results, ``insignificant`` those of them that the source
    states to be not significant, ``others`` the results that measure an effect and cannot vote. ``depends_on`` names what trials depend on whose results differ by condition, ``ways``
    the directions these have; such a trial is counted as mixed. ``groups`` names who was measured.
    """

    positive: int = 0
    none: int = 0
    negative: int = 0
    mixed: int = 0
    unclear: int = 0
    positive_high: int = 0
    none_high: int = 0
    negative_high: int = 0
    positive_randomised: int = 0
    negative_randomised: int = 0
    results: int = 0
    insignificant: int = 0
    others: int = 0
    publications: int = 0
    depends_on: tuple[str, ...] = ()
    ways: tuple[Direction, ...] = ()
    groups: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    other_finding_ids: tuple[str, ...] = ()

    @property
    def trials(self) -> int:
        """All voting trials, also those that vote for no direction."""
        return self.positive + self.none + self.negative + self.mixed + self.unclear

    @property
    def has_effect_evidence(self) -> bool:
        """True when anything was measured, voting or not."""
        return bool(self.finding_ids or self.other_finding_ids)

    def votes(self, direction: Direction) -> int:
        """Votes for one of the five directions that can vote."""
        votes: int = getattr(self, direction.value)
        return votes

    def high_quality(self, direction: Direction) -> int:
        """Votes of high-quality trials for positive, none or negative."""
        votes: int = getattr(self, f"{direction.value}_high")
        return votes

    def randomised(self, direction: Direction) -> int:
        """Votes of unassessed randomised trials that report an effect; "none" is no effect to report."""
        return getattr(self, f"{direction.value}_randomised", 0)


@dataclass(frozen=True)
class Claim:
    """A conclusion across studies, with the level the source itself states (or None).

    ``review_level`` is the lowest level the quoted review itself states about the same question and group, also when
    this document leaves it out; ``has_review_level`` says that it states one for any group. ``rests_on`` is the one
    study it retells, ``is_backed`` says that a measured result points the same way.
    """

    claim_id: str
    direction: Direction
    role: Role = Role.OVERALL
    rests_on: str = ""
    firmness: Firmness = Firmness.PLAIN
    condition: str = ""
    is_backed: bool = False
    stated_level: Level | None = None
    stated_words: str = ""
    review_studies: int | None = None
    review_positive: int | None = None
    review_none: int | None = None
    review_negative: int | None = None
    review_level: Level | None = None
    has_review_level: bool = False
    source_name: str = ""
    document: str = ""
    group_name: str = ""

    @property
    def decides(self) -> bool:
        """True for the conclusion on the question; a nuance qualifies one, and a retelling is no second source."""
        return self.role is Role.OVERALL and not self.rests_on

    @property
    def concludes(self) -> bool:
        """True when it can carry an answer: firm or plain, or hedged with a measured result behind it."""
        return self.decides and (self.firmness is not Firmness.HEDGED or self.is_backed)


@dataclass(frozen=True)
class Pool:
    """All evidence of one cell at one distance: ``steps`` edges away in the graph of target groups.

    ``barred_by`` says, for barred evidence, what bars it: a source, the document's own group, or the phase of the spell.
    """

    directness: Directness
    tally: Tally = field(default_factory=Tally)
    claims: tuple[Claim, ...] = ()
    steps: int = 0
    barred_by: str = ""

    @property
    def deciding(self) -> tuple[Claim, ...]:
        """The claims that decide."""
        return tuple(claim for claim in self.claims if claim.decides)

    @property
    def is_empty(self) -> bool:
        """True when the pool holds neither a measured result nor a conclusion."""
        return not self.claims and not self.tally.has_effect_evidence

    @property
    def holds_something(self) -> bool:
        """True when something was measured, or a conclusion decides; what retells or qualifies is nothing by itself."""
        return self.tally.has_effect_evidence or bool(self.deciding)

    @property
    def speaks(self) -> bool:
        """True when an effect was measured or concluded; what measures none, retells or qualifies decides nothing."""
        concluded = any(claim.direction is not Direction.NOT_MEASURED for claim in self.deciding)
        return concluded or bool(self.tally.trials)


@dataclass(frozen=True)
class Grade:
    """A level with the sentences it rests on, the groups it was found for, and whether it is counted by us.

    What a quoted review states is not ours, also where the document that quotes it leaves the level out.
    """

    level: Level
    reasons: tuple[str, ...]
    groups: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True)
class Assessment:
    """The answer for one cell, with its reasons in order, as Danish sentences.

    ``steps`` is how far away the deciding evidence is; ``level_groups`` are the groups the level holds for, where it
    was not found for this one; ``level_words`` quotes the source where it uses words off the scale. ``condition`` is
    what the answer holds under, ``depends_on`` what results depend on, ``contrary`` the parts of the group for which a
    Danish study finds no gain. ``not_recommended`` says why an answer that points to work is no recommendation,
    ``listed`` on which list of the conversation it stands; ``is_level_ours`` that no source states the level shown.
    """

    target_group_id: str
    intervention_id: str
    comparison: Comparison
    state: State
    direction: Direction | None
    level: Level | None
    level_computed: Level | None
    level_stated: Level | None
    directness: Directness | None
    trials: int
    publications: int
    findings: int
    has_source_disagreement: bool
    reasons: tuple[str, ...]
    finding_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    steps: int = 0
    breadth: int = 0
    level_groups: tuple[str, ...] = ()
    level_words: str = ""
    condition: str = ""
    depends_on: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    not_recommended: NotRecommended | None = None
    listed: Listed | None = None
    is_level_ours: bool = False

    @property
    def is_recommended(self) -> bool:
        """True when it may be recommended (METHOD section 5)."""
        return self.listed is Listed.RECOMMEND


@dataclass(frozen=True)
class Reference:
    """Where a statement can be looked up."""

    source_id: str
    source_name: str
    locator: str


@dataclass(frozen=True)
class Caveat:
    """A limitation that must travel with what it limits; ``rule`` says if a rule made it.

    ``changes`` is what knowing it changes, ``about_group`` the group it speaks of, when it is one; ``short`` says it in
    a few words and ``plain`` to the citizen. ``is_practice`` marks a limitation of what job centres report, not of an effect.
    """

    kind: str
    statement: str
    reference: Reference | None = None
    rule: str = ""
    circumstance: str = ""
    caveat_id: str = ""
    is_practice: bool = False
    plain: str = ""
    changes: Changes = Changes.HOW_SURE
    about_group: str = ""
    short: str = ""

    def __post_init__(self) -> None:
        if not self.statement.strip():
            raise ValueError("a caveat must say something")
        if not self.plain.strip():
            raise ValueError("a caveat must be sayable to the citizen")
        if self.reference is None and not self.rule:
            raise ValueError("a caveat needs a source or the rule that made it")

    @property
    def is_word(self) -> bool:
        """True for what a card says in a word (indirect, foreign, one study, old), never as a point of its own."""
        return bool(self.rule) and self.changes is Changes.HOW_SURE


@dataclass(frozen=True)
class Result:
    """One printed result with its own unit, horizon and comparator; never pooled."""

    finding_id: str
    statement: str
    direction: Direction
    outcome: str
    comparator: str
    horizon: str
    studied_group: str
    citation: str
    reference: Reference
    is_vote: bool = True
    study_id: str = ""
    has_size: bool = False
    condition: str = ""
    first_month: float | None = None
    last_month: float | None = None
    steps: int = 0


@dataclass(frozen=True)
class Conclusion:
    """One conclusion across studies, in our words, with the source's own words for how sure it is."""

    claim_id: str
    statement: str
    direction: Direction
    level: Level | None
    words: str
    studied_group: str
    source_name: str
    reference: Reference
    has_counts: bool = False
    sort_order: int = 0
    decides: bool = True
    firmness: Firmness = Firmness.PLAIN
    year: int = 0
    steps: int = 0


@dataclass(frozen=True)
class Step:
    """Something to do in or around the conversation, and who does it."""

    statement: str
    phase: str
    actor: str
    reference: Reference


@dataclass(frozen=True)
class Answer:
    """Everything that must be said about one cell. Evidence cannot travel without caveats and sources.

    ``message`` is the first sentence, from the ``headline`` and with its condition; ``pressing`` are the caveats that
    change what one does, the most decisive first; ``is_late`` says that the gain comes after the group's time on benefit.
    ``plain`` is what is known in the citizen's words, ``say`` how it may be said to her with its caveat.
    """

    assessment: Assessment
    name: str
    summary: str
    lever: str
    message: str
    studied_groups: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    pressing: tuple[Caveat, ...] = ()
    references: tuple[Reference, ...] = ()
    steps: tuple[Step, ...] = ()
    headline: Result | Conclusion | None = None
    is_late: bool = False
    plain: str = ""
    say: str = ""

    def __post_init__(self) -> None:
        if (self.results or self.conclusions) and not self.caveats:
            raise ValueError("evidence must carry its caveats")
        if (self.results or self.conclusions) and not self.references:
            raise ValueError("evidence must carry its sources")


@dataclass(frozen=True)
class Recommendation(Answer):
    """An answer that may be recommended: supported or promising, chosen by somebody in the room or the team."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.assessment.is_recommended or not self.assessment.state.is_recommended:
            raise ValueError(f"state {self.assessment.state.value} is not a recommendation here")
        if not self.caveats:
            raise ValueError("a recommendation must carry its caveats")
        if not self.references:
            raise ValueError("a recommendation must carry its sources")


class SecondDirection(StrEnum):
    """Which way a row of the second layer points, in the four words of METHOD section 7; never a state."""

    TOWARDS = "towards"
    NONE = "none"
    AGAINST = "against"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class SecondStudy:
    """A study read outside the five documents. ``address`` is its DOI or its publisher's page.

    ``read_as`` is a code for how much of it was read, ``same_trial`` cites the other studies of its trial, and
    ``first_layer_study_id`` is a study of the same trial in the five documents, or empty.
    """

    study_id: str
    citation: str
    authors: str
    year: int | None
    title: str
    published_in: str
    country: str
    period: str
    design: str
    sample: str
    assessed: str
    trial_id: str
    address: str
    address_note: str
    read_as: str
    read_on: date
    same_trial: tuple[str, ...] = ()
    first_layer_study_id: str = ""

    def __post_init__(self) -> None:
        if not self.address or not self.read_as:
            raise ValueError("a study of the second layer must say where it stands and how it was read")


@dataclass(frozen=True)
class SecondFinding:
    """One row of the second layer, in our words. ``figure`` is as printed, with its comparison, or empty.

    ``employer`` is a code: yes, no, both, not_stated. ``disagrees_with`` are the ids of the rows on the other side.
    """

    finding_id: str
    topic_id: str
    study: SecondStudy
    statement: str
    direction: SecondDirection
    studied: str
    studied_group_id: str
    studied_group: str
    employer: str
    comparator: str
    outcome: str
    horizon: str
    figure: str
    disagrees_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondTopic:
    """One effort and its rows. ``direction`` is the word it is listed under, ``agreement`` says where the rows differ, and
    ``question`` what it makes worth asking, if anything.

    ``intervention_id`` is empty for an effort known from the second layer only; ``family_id`` is where it belongs.
    ``documented_id`` is the intervention the five documents know as another form of it, for ``documented_for_id``; the
    question is then whether the citizen is one of that group.
    """

    topic_id: str
    name: str
    summary: str
    direction: SecondDirection
    agreement: str
    intervention_id: str
    family_id: str
    findings: tuple[SecondFinding, ...]
    is_caution: bool = False
    question: str = ""
    documented_id: str = ""
    documented_for_id: str = ""

    def __post_init__(self) -> None:
        if not self.findings:
            raise ValueError("a topic of the second layer needs its rows")

    @property
    def is_only_here(self) -> bool:
        """True for an effort the five documents do not have."""
        return not self.intervention_id

    @property
    def trials(self) -> int:
        """How many trials or separate studies the rows rest on."""
        return len({finding.study.trial_id for finding in self.findings})

    def by_employer(self) -> dict[str, tuple[SecondFinding, ...]]:
        """The rows under each code of ``has_employer`` that has any, in the order yes, no, both, not_stated."""
        codes = ("yes", "no", "both", "not_stated")
        found = {code: tuple(row for row in self.findings if row.employer == code) for code in codes}
        return {code: rows for code, rows in found.items() if rows}


@dataclass(frozen=True)
class SecondDisagreement:
    """Rows that say different things, side by side, and what to make of it."""

    disagreement_id: str
    topic: str
    position_a: str
    position_b: str
    handling: str
    rows_a: tuple[SecondFinding, ...]
    rows_b: tuple[SecondFinding, ...]


@dataclass(frozen=True)
class SecondLayer:
    """What research outside the five documents points to for a group. It never votes and changes no answer.

    ``cautions`` limit everything in it and are shown with it. ``left_out`` is how many works were looked at and left out.
    """

    target_group_id: str
    topics: tuple[SecondTopic, ...] = ()
    cautions: tuple[SecondTopic, ...] = ()
    disagreements: tuple[SecondDisagreement, ...] = ()
    left_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.topics or self.cautions)

    @property
    def findings(self) -> tuple[SecondFinding, ...]:
        """Every row, those of the cautions last."""
        return tuple(row for topic in (*self.topics, *self.cautions) for row in topic.findings)

    @property
    def studies(self) -> tuple[SecondStudy, ...]:
        """Every study once, in the order of the rows."""
        return tuple(dict.fromkeys(row.study for row in self.findings))

    @property
    def trials(self) -> int:
        """How many trials or separate studies there are."""
        return len({study.trial_id for study in self.studies})

    def by_direction(self) -> dict[SecondDirection, tuple[SecondTopic, ...]]:
        """The efforts under each of the four words, in the order of the words; a word without any is there, empty."""
        return {way: tuple(topic for topic in self.topics if topic.direction is way) for way in SecondDirection}
