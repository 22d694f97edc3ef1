"""The words of the product as types. No I/O, no third-party import.

Every judgement of the evidence rules is one of these frozen dataclasses and
carries the reasons it was reached by. The codes are those of ``METHOD.md`` and
of ``data/vocabulary.csv``; a test keeps the two in step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Tally:
    """Votes of one cell at one directness, counted in SQL: one vote a trial or cohort.

    ``high`` counts, for each direction, the votes of studies of high quality.
    """

    positive: int = 0
    none: int = 0
    negative: int = 0
    mixed: int = 0
    unclear: int = 0
    positive_high: int = 0
    none_high: int = 0
    negative_high: int = 0
    publications: int = 0
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
        return getattr(self, direction.value)

    def high_quality(self, direction: Direction) -> int:
        """Votes of high-quality studies for positive, none or negative."""
        return getattr(self, f"{direction.value}_high")


@dataclass(frozen=True)
class Claim:
    """A conclusion across studies, with the level the source itself states (or None).

    ``review_level`` is the lowest level the quoted review itself states about the
    same question, also when this document leaves it out.
    """

    claim_id: str
    direction: Direction
    stated_level: Level | None = None
    stated_words: str = ""
    review_studies: int | None = None
    review_positive: int | None = None
    review_none: int | None = None
    review_negative: int | None = None
    review_level: Level | None = None
    source_name: str = ""
    group_name: str = ""


@dataclass(frozen=True)
class Pool:
    """All evidence of one cell at one directness."""

    directness: Directness
    tally: Tally = field(default_factory=Tally)
    claims: tuple[Claim, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when the pool holds neither a measured result nor a conclusion."""
        return not self.claims and not self.tally.has_effect_evidence

    @property
    def speaks(self) -> bool:
        """True when something was measured or concluded; "ikke målt" alone decides nothing."""
        concluded = any(claim.direction is not Direction.NOT_MEASURED for claim in self.claims)
        return concluded or self.tally.has_effect_evidence


@dataclass(frozen=True)
class Grade:
    """A level with the sentences it rests on."""

    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The answer for one cell, with its reasons in order, as Danish sentences.

    ``beside`` says what the next nearest evidence would answer, where the nearest is too little.
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
    beside: str = ""


@dataclass(frozen=True)
class Reference:
    """Where a statement can be looked up."""

    source_id: str
    source_name: str
    locator: str


@dataclass(frozen=True)
class Caveat:
    """A limitation that must travel with what it limits; ``rule`` says if a rule made it.

    ``is_practice`` marks a limitation of what job centres report, not of an effect;
    ``plain`` says the same to the citizen.
    """

    kind: str
    statement: str
    reference: Reference | None = None
    rule: str = ""
    circumstance: str = ""
    caveat_id: str = ""
    is_practice: bool = False
    plain: str = ""

    def __post_init__(self) -> None:
        if not self.statement.strip():
            raise ValueError("a caveat must say something")
        if not self.plain.strip():
            raise ValueError("a caveat must be sayable to the citizen")
        if self.reference is None and not self.rule:
            raise ValueError("a caveat needs a source or the rule that made it")


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


@dataclass(frozen=True)
class Step:
    """Something to do in or around the conversation, and who does it."""

    statement: str
    phase: str
    actor: str
    reference: Reference


@dataclass(frozen=True)
class Answer:
    """Everything that must be said about one cell. Evidence cannot travel without caveats and sources."""

    assessment: Assessment
    name: str
    summary: str
    lever: str
    message: str
    studied_groups: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    references: tuple[Reference, ...] = ()
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if (self.results or self.conclusions) and not self.caveats:
            raise ValueError("evidence must carry its caveats")
        if (self.results or self.conclusions) and not self.references:
            raise ValueError("evidence must carry its sources")


@dataclass(frozen=True)
class Recommendation(Answer):
    """An answer that may be recommended: supported or promising, with caveats and sources."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.assessment.state.is_recommended:
            raise ValueError(f"state {self.assessment.state.value} is not a recommendation")
        if not self.caveats:
            raise ValueError("a recommendation must carry its caveats")
        if not self.references:
            raise ValueError("a recommendation must carry its sources")
