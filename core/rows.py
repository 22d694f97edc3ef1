"""What the rows of each query hold. Written by ``python -m bench.rows`` from the headers in ``core/store/queries``.

Rows are plain dictionaries; these are their types, so that the name of a column is checked where it is used.
"""

from datetime import date, datetime
from typing import Literal, Protocol, TypedDict, overload


class AgendaRow(TypedDict):
    """An item under a point of a plan, in order."""

    agenda_id: str
    title: str
    plain_title: str | None
    target_group_id: str | None
    part: str
    mode: str
    weight: int
    least_minutes: int
    item_id: str
    needs_fund: bool
    about_group_id: str | None
    actor: str
    kind: str
    short: str | None
    statement: str
    source_name: str
    locator: str


class CaveatsRow(TypedDict):
    """A caveat and one thing it limits."""

    caveat_id: str
    kind: str
    changes: str
    about_group_id: str | None
    short: str
    statement: str
    plain: str
    circumstance: str
    source_id: str
    source_name: str
    source_kind: str
    locator: str
    scope: str
    ref_id: str


class CellVotesRow(TypedDict):
    """A vote."""

    directness: str
    comparison: str
    vote_unit: str
    citations: str
    direction: str
    is_high_quality: bool
    publications: int
    results: int


class ClaimReachRow(TypedDict):
    """A claim seen from a citizen's group."""

    target_group_id: str
    directness: str
    steps: int
    barred_by: str | None
    evidence_group_id: str
    claim_id: str
    intervention_id: str
    comparison: str
    direction: str
    role: str
    overall_claim_id: str | None
    rests_on_study_id: str | None
    firmness: str
    condition: str | None
    stated_level: str | None
    stated_words: str | None
    review_unit: str | None
    review_studies: int | None
    review_positive: int | None
    review_none: int | None
    review_negative: int | None
    review_level: str | None
    has_review_level: bool
    is_backed: bool
    concluded_in: int
    source_name: str
    statement: str
    source_id: str
    short_name: str
    locator: str
    evidence_group: str
    sort_order: int


class ColumnsRow(TypedDict):
    """A column of a table (not of the search index)."""

    table_name: str
    table_comment: str
    name: str
    type: str
    comment: str


class ComparedFindingsRow(TypedDict):
    """A finding with its study. Directness is empty for a group without relation to the citizen's."""

    intervention_id: str
    finding_id: str
    study_id: str
    trial_id: str | None
    vote_unit: str
    citation: str
    year: int | None
    country: str | None
    design: str
    risk_of_bias: str
    transferability: str
    directness: str | None
    barred_by: str | None
    evidence_group: str
    can_vote: bool
    comparison: str
    comparator: str
    outcome: str
    effect_type: str
    horizon_from_months: float | None
    horizon_to_months: float | None
    direction: str
    effect_low: float | None
    effect_high: float | None
    unit: str
    significant: bool | None
    causal: bool
    statement: str
    source_id: str
    source_name: str
    locator: str
    derived: bool


class ContraryPartsRow(TypedDict):
    """A part of the group, an intervention and the studies that say so."""

    target_group_id: str
    intervention_id: str
    comparison: str
    evidence_group: str
    citations: list[str]


class ConversationItemsRow(TypedDict):
    """An item, in order."""

    item_id: str
    phase: str
    actor: str
    kind: str
    statement: str
    intervention_id: str | None
    about_group_id: str | None
    source_id: str
    source_name: str
    locator: str
    sort_order: int


class CostsRow(TypedDict):
    """A result about public finances, or a result or conclusion that speaks of money in words alone (it carries a caveat of the kind cost_in_words). Directness is empty for a group without relation to the citizen's."""

    intervention_id: str
    scope: str
    ref_id: str
    study_id: str | None
    trial_id: str | None
    citation: str | None
    year: int | None
    country: str | None
    directness: str | None
    barred_by: str | None
    evidence_group: str
    comparator: str | None
    effect_low: float | None
    effect_high: float | None
    unit: str
    horizon_from_months: float | None
    horizon_to_months: float | None
    statement: str
    source_id: str
    source_name: str
    locator: str


class DemoStepsRow(TypedDict):
    """A card of a group, in order."""

    step: int
    target_group_id: str
    card: int
    from_end: bool
    is_opened: bool
    words: str


class DisagreementsRow(TypedDict):
    """A disagreement, those a caseworker must see first; how many there are in all stands in every row."""

    disagreement_id: str
    topic: str
    kind: str
    position_a: str
    source_a_id: str
    source_a: str
    locator_a: str
    position_b: str
    source_b_id: str
    source_b: str
    locator_b: str
    handling: str
    visibility: str
    found: int


class DisplacementSizesRow(TypedDict):
    """A trial with the printed share (100 = all of it) and every publication of it."""

    trial_id: str
    percent: float
    study_ids: list[str]


class DisputedRow(TypedDict):
    """A finding or a claim that is disputed."""

    scope: str
    ref_id: str


class EditionsRow(TypedDict):
    """An edition, the newest first."""

    edition: int
    published_on: date
    cause: str
    note: str
    replaces: str | None
    moves: int


class FindingReachRow(TypedDict):
    """A finding seen from the citizen's group, with what an answer says of it."""

    directness: str
    steps: int
    evidence_group: str
    finding_id: str
    study_id: str
    citation: str
    year: int | None
    country: str | None
    risk_of_bias: str
    trial_id: str | None
    can_vote: bool
    role: str
    intervention_id: str
    comparison: str
    comparator: str
    outcome: str
    horizon_from_months: float | None
    horizon_to_months: float | None
    condition_on: str | None
    condition: str | None
    direction: str
    effect_low: float | None
    effect_high: float | None
    unit: str
    significant: bool | None
    statement: str
    source_id: str
    source_name: str
    locator: str


class GroupWarningsRow(TypedDict):
    """A warning with its place."""

    target_group_id: str
    intervention_id: str
    title: str
    statement: str
    reassurance: str
    source_name: str
    locator: str


class InterventionAssessmentsRow(TypedDict):
    """Target group × comparison, in page order."""

    target_group_id: str
    name: str
    comparison: str
    state: str
    direction: str | None
    level: str | None
    level_words: str
    level_groups: list[str]
    level_computed: str | None
    level_stated: str | None
    is_level_ours: bool
    directness: str | None
    trials: int
    publications: int
    has_source_disagreement: bool
    is_recommended: bool
    not_recommended: str | None
    conclusions: int


class InterventionClaimsRow(TypedDict):
    """A claim, those with a stated level first."""

    claim_id: str
    target_group: str
    comparison: str
    direction: str
    stated_level: str | None
    stated_words: str | None
    review_study_id: str | None
    review: str | None
    review_studies: int | None
    review_positive: int | None
    review_none: int | None
    review_negative: int | None
    statement: str
    source_id: str
    source_name: str
    locator: str


class InterventionDisagreementsRow(TypedDict):
    """A disagreement a reader should see (not the editorial ones), main ones first."""

    disagreement_id: str
    topic: str
    kind: str
    position_a: str
    source_a: str
    locator_a: str
    position_b: str
    source_b: str
    locator_b: str
    handling: str
    visibility: str
    touches: list[str]


class InterventionFindingsRow(TypedDict):
    """A finding with its study."""

    finding_id: str
    study_id: str
    citation: str
    year: int | None
    country: str | None
    design: str
    risk_of_bias: str
    transferability: str
    kind: str
    trial_id: str | None
    cohort_id: str | None
    target_group: str
    comparison: str
    comparator: str
    outcome: str
    effect_type: str
    horizon_from_months: float | None
    horizon_to_months: float | None
    direction: str
    effect_low: float | None
    effect_high: float | None
    unit: str
    significant: bool | None
    causal: bool
    statement: str
    source_id: str
    source_name: str
    locator: str
    derived: bool


class InterventionPracticeRow(TypedDict):
    """A practice figure."""

    figure_id: str
    topic: str
    question: str
    answer: str
    value: float | None
    unit: str
    n: int | None
    method: str
    statement: str
    source_name: str
    locator: str
    derived: bool


class InterventionsRow(TypedDict):
    """An intervention, in tree order."""

    intervention_id: str
    parent_id: str | None
    family_id: str
    family_name: str
    name: str
    summary: str
    plain_name: str
    plain_summary: str
    kind: str
    existed_until: int | None
    lever: str
    in_conversation: bool
    is_actionable: bool
    sort_order: int


class JudgedInterventionsRow(TypedDict):
    """An intervention. "Does it work?" (absolute) is asked of all; "which form?" (relative) of those compared."""

    intervention_id: str


class LegalRulesRow(TypedDict):
    """A rule, in order of topic and date; changes_from is the first day of what comes after it, decided or expected."""

    rule_id: str
    topic: str
    kind: str
    side: str
    target_group_id: str | None
    valid_from: date
    valid_to: date | None
    statement: str
    basis: str
    address: str
    is_expected: bool
    checked_on: date
    text_before: date | None
    replaced_by: str | None
    changes_from: date | None


class LimitedClaimsRow(TypedDict):
    """A claim."""

    claim_id: str
    source_id: str


class LimitedFindingsRow(TypedDict):
    """A finding."""

    finding_id: str
    study_id: str
    trial_id: str | None
    source_id: str
    citation: str
    year: int | None
    country: str | None
    risk_of_bias: str
    can_vote: bool
    significant: bool | None
    direction: str
    outcome: str
    horizon_from_months: float | None
    horizon_to_months: float | None


class MovesRow(TypedDict):
    """An answer that moved with a later edition, the newest first; in page order of what there is today."""

    edition: int
    published_on: date
    cause: str
    target_group_id: str
    intervention_id: str
    comparison: str
    state_before: str | None
    level_before: str | None
    recommended_before: bool | None
    state_after: str | None
    level_after: str | None
    recommended_after: bool | None


class NearGroupsRow(TypedDict):
    """The group itself, one that it is a part of, a part of it, or a related one."""

    target_group_id: str
    evidence_group_id: str
    directness: str


class PlainWordsRow(TypedDict):
    """A claim, a finding, an intervention or a rule with its plain words."""

    scope: str
    ref_id: str
    intervention_id: str | None
    plain: str
    say: str | None


class PracticeDisagreementsRow(TypedDict):
    """A disagreement a reader should see (not the editorial ones) and one figure it touches, main ones first."""

    figure_id: str
    disagreement_id: str
    topic: str
    kind: str
    position_a: str
    source_a: str
    locator_a: str
    position_b: str
    source_b: str
    locator_b: str
    handling: str
    visibility: str


class PracticeFiguresRow(TypedDict):
    """A practice figure of one theme, in the order of the report and of the question."""

    figure_id: str
    topic: str
    question: str
    answer: str
    answer_kind: str
    value: float | None
    unit: str
    n: int | None
    method: str
    statement: str
    source_id: str
    source_name: str
    locator: str
    derived: bool
    intervention_id: str | None
    intervention: str | None


class PracticeFiguresBesideRow(TypedDict):
    """A practice figure, in the order of the report and of the question."""

    figure_id: str
    topic: str
    question: str
    answer: str
    answer_kind: str
    value: float | None
    unit: str
    n: int | None
    method: str
    statement: str
    source_id: str
    source_name: str
    locator: str
    derived: bool
    intervention_id: str | None
    intervention: str | None


class PracticeLawRow(TypedDict):
    """A theme and a rule, oldest rule first."""

    practice_topic: str
    rule_id: str


class PracticeReachRow(TypedDict):
    """Target group × intervention with at least one practice figure."""

    target_group_id: str
    intervention_id: str
    practice_figures: int


class PracticeTopicsRow(TypedDict):
    """A theme, in the order of the report."""

    topic: str
    questions: int


class ReviewsRow(TypedDict):
    """A review or expert group that concludes something, with its conclusions and the studies known to be counted by it."""

    study_id: str
    citation: str
    claims: int
    studies: int


class SearchRow(TypedDict):
    """A document by one reading of what was typed, those that hold the most of it first, then the best."""

    document_id: int
    reading: int
    missing: int
    score: float


class SearchDocumentsRow(TypedDict):
    """A document, in no order."""

    document_id: int
    kind: str
    ref_id: str
    title: str
    body: str
    page: str
    intervention_id: str | None
    target_group_id: str | None
    study_id: str | None
    figure_id: str | None
    page_row: int | None
    intervention: str | None
    target_group: str | None


class SearchStudiesRow(TypedDict):
    """The answer: the ids in a list, best first (a list is read faster than as many rows)."""

    study_ids: list[str]


class SearchWordsRow(TypedDict):
    """A word, in the order of its letters' numbers."""

    word: str
    stem: str
    is_name: bool


class SecondDisagreementsRow(TypedDict):
    """A row of the layer on one side of a disagreement, in page order."""

    second_disagreement_id: str
    layer_group_id: str
    topic: str
    position_a: str
    position_b: str
    handling: str
    side: str
    second_finding_id: str


class SecondFindingsRow(TypedDict):
    """A row of the second layer with its study and its topic, in page order."""

    second_finding_id: str
    studied: str
    has_employer: str
    comparator: str
    outcome: str
    horizon: str | None
    direction: str
    figure: str | None
    statement: str
    studied_group_id: str
    studied_group: str
    second_topic_id: str
    topic_kind: str
    topic_name: str
    topic_summary: str
    topic_direction: str
    agreement: str
    question: str | None
    documented_id: str | None
    documented_for_id: str | None
    layer_group_id: str
    intervention_id: str | None
    family_id: str | None
    second_study_id: str
    citation: str
    authors: str | None
    year: int | None
    title: str | None
    published_in: str | None
    country: str
    period: str | None
    design: str
    sample: str | None
    assessed: str | None
    trial_id: str
    address: str
    address_note: str | None
    read_as: str
    read_on: date
    first_layer_study_id: str | None


class SecondGroupsRow(TypedDict):
    """A group readers choose and a group the layer is kept for."""

    target_group_id: str
    layer_group_id: str
    reason: str


class SecondLeftOutRow(TypedDict):
    """A work, in page order."""

    second_left_out_id: str
    layer_group_id: str
    citation: str
    subject: str
    why: str
    reason: str


class SilentGroupsRow(TypedDict):
    """A group readers choose without an answer that may be recommended and is about something for the room."""

    target_group_id: str


class SourcesRow(TypedDict):
    """A document."""

    source_id: str
    title: str
    short_name: str
    publisher: str
    year: int
    year_note: str | None
    kind: str
    url: str | None
    covers: str


class StoreVersionRow(TypedDict):
    """The store."""

    version: str
    built_at: datetime


class StudiesRow(TypedDict):
    """A study with what is told of it, in the order of the search or else by author, a trial's publications together."""

    study_id: str
    citation: str
    authors: str | None
    year: int | None
    title: str | None
    publisher: str | None
    address: str | None
    kind: str
    country: str | None
    design: str
    population: str | None
    sample_size: int | None
    peer_reviewed: bool | None
    risk_of_bias: str
    quality: str
    quality_basis: str | None
    transferability: str
    transferability_basis: str | None
    trial_id: str | None
    document_id: str | None
    source_id: str
    source_name: str
    locator: str
    vote_unit: str
    unit_kind: str
    siblings: list[dict[str, str]]
    finding_ids: list[str]
    claim_ids: list[str]
    finding_directions: list[str]
    claim_directions: list[str]
    intervention_ids: list[str]


class StudiesOfSourceRow(TypedDict):
    """A document with its counts."""

    source_id: str
    studies: int
    findings: int
    claims: int
    caveats: int
    practice_figures: int


class StudyClaimsRow(TypedDict):
    """A conclusion, in the order of the given studies."""

    claim_id: str
    study_id: str
    citation: str
    intervention_id: str
    intervention: str
    target_group: str
    comparison: str
    direction: str
    stated_level: str | None
    stated_words: str | None
    review_studies: int | None
    review_positive: int | None
    review_none: int | None
    review_negative: int | None
    statement: str
    source_id: str
    source_name: str
    locator: str


class StudyCountsRow(TypedDict):
    """A printed count: the periods in order, then what they consist of."""

    period_from: int
    period_to: int
    grouping: str
    n_positive: int | None
    n_negative: int | None
    n_total: int
    unit: str
    study_id: str | None
    source_id: str
    source_name: str
    locator: str
    derived: bool


class StudyDisagreementsRow(TypedDict):
    """A disagreement, those a reader should see first and the editorial ones last."""

    disagreement_id: str
    topic: str
    kind: str
    position_a: str
    source_a: str
    locator_a: str
    position_b: str
    source_b: str
    locator_b: str
    handling: str
    visibility: str


class StudyFacetsRow(TypedDict):
    """A value of a filter."""

    facet: str
    code: str


class StudyFindingsRow(TypedDict):
    """A result, in the order of the given studies."""

    finding_id: str
    study_id: str
    citation: str
    intervention_id: str
    intervention: str
    target_group: str
    comparison: str
    comparator: str
    outcome: str
    effect_type: str
    horizon_from_months: float | None
    horizon_to_months: float | None
    direction: str
    effect_low: float | None
    effect_high: float | None
    unit: str
    significant: bool | None
    causal: bool
    statement: str
    source_id: str
    source_name: str
    locator: str
    derived: bool


class StudyPracticeRow(TypedDict):
    """An intervention (or none) with its number of practice figures, most first."""

    intervention_id: str | None
    intervention: str | None
    figures: int


class StudyRelationsRow(TypedDict):
    """Another study: of the same trial, on the same data, a review that counts it, or one it counts itself."""

    relation: str
    study_id: str
    citation: str
    title: str | None
    year: int | None
    source_name: str
    locator: str


class StudyTotalsRow(TypedDict):
    """The whole selection."""

    studies: int
    effect_studies: int
    units: int
    without_year: int
    findings: int
    claims: int


class SynonymsRow(TypedDict):
    """A word or a phrase and one thing it means."""

    word: str
    means: str
    explained: str


class TallyRow(TypedDict):
    """Target group × intervention × comparison × directness × steps × direction of the vote × its quality; the direction is null for trials of which no result votes."""

    target_group_id: str
    intervention_id: str
    comparison: str
    directness: str
    steps: int
    direction: str | None
    is_high_quality: bool
    is_unappraised_rct: bool
    trials: int
    publications: int
    results: int
    insignificant: int
    others: int
    depends_on: list[str]
    ways: list[str]
    evidence_groups: list[str]
    barred_by: str | None
    finding_ids: list[str]
    other_finding_ids: list[str]


class TargetGroupsRow(TypedDict):
    """A target group, in page order."""

    target_group_id: str
    name: str
    plain_name: str | None
    definition: str
    is_selectable: bool
    is_front: bool
    spell_from_months: float | None
    months_left: float | None
    sort_order: int


class UnstatedRow(TypedDict):
    """The whole store."""

    country: int
    year: int
    design: int
    risk_of_bias: int
    transferability: int


class VocabularyRow(TypedDict):
    """A code of a vocabulary, in order."""

    vocabulary: str
    code: str
    label: str
    symbol: str | None
    explanation: str
    sort_order: int


class Rows(Protocol):
    """Asks a query by its name; parameters it does not know are left out."""

    @overload
    def __call__(self, name: Literal["agenda"], **parameters: object) -> list[AgendaRow]: ...

    @overload
    def __call__(self, name: Literal["caveats"], **parameters: object) -> list[CaveatsRow]: ...

    @overload
    def __call__(self, name: Literal["cell_votes"], **parameters: object) -> list[CellVotesRow]: ...

    @overload
    def __call__(self, name: Literal["claim_reach"], **parameters: object) -> list[ClaimReachRow]: ...

    @overload
    def __call__(self, name: Literal["columns"], **parameters: object) -> list[ColumnsRow]: ...

    @overload
    def __call__(self, name: Literal["compared_findings"], **parameters: object) -> list[ComparedFindingsRow]: ...

    @overload
    def __call__(self, name: Literal["contrary_parts"], **parameters: object) -> list[ContraryPartsRow]: ...

    @overload
    def __call__(self, name: Literal["conversation_items"], **parameters: object) -> list[ConversationItemsRow]: ...

    @overload
    def __call__(self, name: Literal["costs"], **parameters: object) -> list[CostsRow]: ...

    @overload
    def __call__(self, name: Literal["demo_steps"], **parameters: object) -> list[DemoStepsRow]: ...

    @overload
    def __call__(self, name: Literal["disagreements"], **parameters: object) -> list[DisagreementsRow]: ...

    @overload
    def __call__(self, name: Literal["displacement_sizes"], **parameters: object) -> list[DisplacementSizesRow]: ...

    @overload
    def __call__(self, name: Literal["disputed"], **parameters: object) -> list[DisputedRow]: ...

    @overload
    def __call__(self, name: Literal["editions"], **parameters: object) -> list[EditionsRow]: ...

    @overload
    def __call__(self, name: Literal["finding_reach"], **parameters: object) -> list[FindingReachRow]: ...

    @overload
    def __call__(self, name: Literal["group_warnings"], **parameters: object) -> list[GroupWarningsRow]: ...

    @overload
    def __call__(
        self, name: Literal["intervention_assessments"], **parameters: object
    ) -> list[InterventionAssessmentsRow]: ...

    @overload
    def __call__(self, name: Literal["intervention_claims"], **parameters: object) -> list[InterventionClaimsRow]: ...

    @overload
    def __call__(
        self, name: Literal["intervention_disagreements"], **parameters: object
    ) -> list[InterventionDisagreementsRow]: ...

    @overload
    def __call__(
        self, name: Literal["intervention_findings"], **parameters: object
    ) -> list[InterventionFindingsRow]: ...

    @overload
    def __call__(
        self, name: Literal["intervention_practice"], **parameters: object
    ) -> list[InterventionPracticeRow]: ...

    @overload
    def __call__(self, name: Literal["interventions"], **parameters: object) -> list[InterventionsRow]: ...

    @overload
    def __call__(self, name: Literal["judged_interventions"], **parameters: object) -> list[JudgedInterventionsRow]: ...

    @overload
    def __call__(self, name: Literal["legal_rules"], **parameters: object) -> list[LegalRulesRow]: ...

    @overload
    def __call__(self, name: Literal["limited_claims"], **parameters: object) -> list[LimitedClaimsRow]: ...

    @overload
    def __call__(self, name: Literal["limited_findings"], **parameters: object) -> list[LimitedFindingsRow]: ...

    @overload
    def __call__(self, name: Literal["moves"], **parameters: object) -> list[MovesRow]: ...

    @overload
    def __call__(self, name: Literal["near_groups"], **parameters: object) -> list[NearGroupsRow]: ...

    @overload
    def __call__(self, name: Literal["plain_words"], **parameters: object) -> list[PlainWordsRow]: ...

    @overload
    def __call__(
        self, name: Literal["practice_disagreements"], **parameters: object
    ) -> list[PracticeDisagreementsRow]: ...

    @overload
    def __call__(self, name: Literal["practice_figures"], **parameters: object) -> list[PracticeFiguresRow]: ...

    @overload
    def __call__(
        self, name: Literal["practice_figures_beside"], **parameters: object
    ) -> list[PracticeFiguresBesideRow]: ...

    @overload
    def __call__(self, name: Literal["practice_law"], **parameters: object) -> list[PracticeLawRow]: ...

    @overload
    def __call__(self, name: Literal["practice_reach"], **parameters: object) -> list[PracticeReachRow]: ...

    @overload
    def __call__(self, name: Literal["practice_topics"], **parameters: object) -> list[PracticeTopicsRow]: ...

    @overload
    def __call__(self, name: Literal["reviews"], **parameters: object) -> list[ReviewsRow]: ...

    @overload
    def __call__(self, name: Literal["search"], **parameters: object) -> list[SearchRow]: ...

    @overload
    def __call__(self, name: Literal["search_documents"], **parameters: object) -> list[SearchDocumentsRow]: ...

    @overload
    def __call__(self, name: Literal["search_studies"], **parameters: object) -> list[SearchStudiesRow]: ...

    @overload
    def __call__(self, name: Literal["search_words"], **parameters: object) -> list[SearchWordsRow]: ...

    @overload
    def __call__(self, name: Literal["second_disagreements"], **parameters: object) -> list[SecondDisagreementsRow]: ...

    @overload
    def __call__(self, name: Literal["second_findings"], **parameters: object) -> list[SecondFindingsRow]: ...

    @overload
    def __call__(self, name: Literal["second_groups"], **parameters: object) -> list[SecondGroupsRow]: ...

    @overload
    def __call__(self, name: Literal["second_left_out"], **parameters: object) -> list[SecondLeftOutRow]: ...

    @overload
    def __call__(self, name: Literal["silent_groups"], **parameters: object) -> list[SilentGroupsRow]: ...

    @overload
    def __call__(self, name: Literal["sources"], **parameters: object) -> list[SourcesRow]: ...

    @overload
    def __call__(self, name: Literal["store_version"], **parameters: object) -> list[StoreVersionRow]: ...

    @overload
    def __call__(self, name: Literal["studies"], **parameters: object) -> list[StudiesRow]: ...

    @overload
    def __call__(self, name: Literal["studies_of_source"], **parameters: object) -> list[StudiesOfSourceRow]: ...

    @overload
    def __call__(self, name: Literal["study_claims"], **parameters: object) -> list[StudyClaimsRow]: ...

    @overload
    def __call__(self, name: Literal["study_counts"], **parameters: object) -> list[StudyCountsRow]: ...

    @overload
    def __call__(self, name: Literal["study_disagreements"], **parameters: object) -> list[StudyDisagreementsRow]: ...

    @overload
    def __call__(self, name: Literal["study_facets"], **parameters: object) -> list[StudyFacetsRow]: ...

    @overload
    def __call__(self, name: Literal["study_findings"], **parameters: object) -> list[StudyFindingsRow]: ...

    @overload
    def __call__(self, name: Literal["study_practice"], **parameters: object) -> list[StudyPracticeRow]: ...

    @overload
    def __call__(self, name: Literal["study_relations"], **parameters: object) -> list[StudyRelationsRow]: ...

    @overload
    def __call__(self, name: Literal["study_totals"], **parameters: object) -> list[StudyTotalsRow]: ...

    @overload
    def __call__(self, name: Literal["synonyms"], **parameters: object) -> list[SynonymsRow]: ...

    @overload
    def __call__(self, name: Literal["tally"], **parameters: object) -> list[TallyRow]: ...

    @overload
    def __call__(self, name: Literal["target_groups"], **parameters: object) -> list[TargetGroupsRow]: ...

    @overload
    def __call__(self, name: Literal["unstated"], **parameters: object) -> list[UnstatedRow]: ...

    @overload
    def __call__(self, name: Literal["vocabulary"], **parameters: object) -> list[VocabularyRow]: ...
