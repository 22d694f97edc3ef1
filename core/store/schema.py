"""The tables of the store: one line a column, documentation and rule together.

Everything that must agree is derived from this list: the header a CSV file must
have, the checks of :mod:`core.store.check`, the DDL with its constraints and
comments, and the ``datapackage.json`` of the download.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Kind = str  # text, words, id, code, symbol, url, integer, number, boolean, date


@dataclass(frozen=True)
class Column:
    """One column: what it means and what a value must be.

    ``vocabulary`` names a list of codes in ``vocabulary.csv``; ``references``
    is ``table.column``; ``low``/``high`` bound a number; ``is_foreign`` allows the letters
    and quotation marks of other languages: names, titles, words quoted as they stand.
    ``is_stored`` is false for what is only there to be checked: it stays in the file and
    out of the store.
    """

    name: str
    doc: str
    kind: Kind = "text"
    is_required: bool = False
    vocabulary: str = ""
    references: str = ""
    low: float | None = None
    high: float | None = None
    is_foreign: bool = False
    is_stored: bool = True

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the column."""
        return {"integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}.get(
            self.kind, "VARCHAR"
        )


@dataclass(frozen=True)
class Table:
    """One table and its key (empty for link tables, whose key is all columns)."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """Column names in order: the first line of the CSV file."""
        return [column.name for column in self.columns]

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns of the table in the store."""
        return tuple(column for column in self.columns if column.is_stored)


def _id(name: str, doc: str) -> Column:
    return Column(name, doc, kind="id", is_required=True)


def _ref(name: str, doc: str, table: str, is_required: bool = True, key: str = "") -> Column:
    references = f"{table}.{key or f'{table}_id'}"
    return Column(name, doc, kind="id", is_required=is_required, references=references)


def _code(name: str, doc: str, vocabulary: str = "", is_required: bool = True) -> Column:
    return Column(name, doc, is_required=is_required, vocabulary=vocabulary or name)


def _text(name: str, doc: str, is_required: bool = True, is_foreign: bool = False) -> Column:
    return Column(name, doc, is_required=is_required, is_foreign=is_foreign)


def _int(name: str, doc: str, low: float = 0, high: float = 10_000_000, is_required: bool = False) -> Column:
    return Column(name, doc, kind="integer", is_required=is_required, low=low, high=high)


def _number(name: str, doc: str, low: float = 0, high: float = 10_000_000) -> Column:
    return Column(name, doc, kind="number", low=low, high=high)


def _flag(name: str, doc: str, is_required: bool = True) -> Column:
    return Column(name, doc, kind="boolean", is_required=is_required)


def _unstored(name: str, doc: str, is_required: bool = False) -> Column:
    return Column(name, doc, is_required=is_required, is_foreign=True, is_stored=False)


def _date(name: str, doc: str, is_required: bool = False) -> Column:
    return Column(name, doc, kind="date", is_required=is_required)


_SOURCE = _ref("source_id", "the document the row is taken from", "source")
_LOCATOR = _text("locator", "table, figure, box, section or conclusion, as printed")
_STATEMENT = _text("statement", "one plain Danish sentence in our own words")
_DERIVED = _flag("derived", "true when the value is computed by us, and the row says how")
_ORDER = _int("sort_order", "order on a page", is_required=True)

TABLES: tuple[Table, ...] = (
    Table(
        "vocabulary",
        "Every code with its Danish label, symbol and explanation.",
        (
            Column("vocabulary", "which list the code belongs to", kind="code", is_required=True),
            Column("code", "the code used in the tables", kind="code", is_required=True),
            _text("label", "Danish label shown to a reader"),
            Column("symbol", "symbol shown beside the label", kind="symbol"),
            _text("explanation", "one Danish sentence that explains the label"),
            _ORDER,
        ),
        ("vocabulary", "code"),
    ),
    Table(
        "target_group",
        "A group of citizens.",
        (
            _id("target_group_id", "key"),
            _text("name", "Danish name"),
            _text(
                "plain_name", "how to say it to the citizen's face; empty for groups only studied", is_required=False
            ),
            _text("definition", "who belongs to it"),
            _flag("is_selectable", "true when a reader can choose it; false for groups only studied"),
            _number(
                "spell_from_months", "months of unemployment the group has behind it at least; empty when open", 0, 600
            ),
            _number("months_left", "months of benefit the group has left, when its definition says so", 0, 600),
            _flag("is_front", "true for the groups that stand with their answers on the front page"),
            _ORDER,
        ),
        ("target_group_id",),
    ),
    Table(
        "source",
        "The five documents.",
        (
            _id("source_id", "key"),
            _text("title", "title as printed"),
            _text("short_name", "short Danish name shown beside a locator"),
            _text("publisher", "who published it"),
            _int("year", "year of publication", 1990, 2100, is_required=True),
            _text("year_note", "how the year is known, when it is not printed", is_required=False),
            _code("kind", "kind of document", "source_kind"),
            Column("url", "public address, when known", kind="url"),
            _text("covers", "what the document is about"),
            _ref(
                "covers_group_id",
                "the group it is about, which bounds what it can say; empty when each study names its own",
                "target_group",
                is_required=False,
                key="target_group_id",
            ),
        ),
        ("source_id",),
    ),
    Table(
        "study",
        "A primary study, review, expert group, analysis or survey.",
        (
            _id("study_id", "key"),
            _text("citation", "author and year as cited", is_foreign=True),
            _text("authors", "authors", is_required=False, is_foreign=True),
            _int("year", "year of publication", 1950, 2100),
            _text("title", "title, when printed", is_required=False, is_foreign=True),
            _code("kind", "effect_study votes; the others never do", "study_kind"),
            _code("country", "country studied", is_required=False),
            _code("design", "how it compares"),
            _text("population", "who was studied, in our words", is_required=False),
            _int("sample_size", "number of persons, when one total is printed"),
            _flag("peer_reviewed", "published in a peer-reviewed journal, when the source says", is_required=False),
            _code("risk_of_bias", "as assessed by the source"),
            _code("quality", "high, limited or not_assessed"),
            _text("quality_basis", "the words the quality rests on", is_required=False),
            _code("transferability", "to Danish conditions, as assessed by the source"),
            _text("transferability_basis", "the words it rests on", is_required=False),
            Column("trial_id", "publications of one trial share it", kind="id"),
            Column("cohort_id", "studies on the same data share it", kind="id"),
            _ref("document_id", "the document itself, when the study is one of the five", "source", is_required=False),
            _SOURCE,
            _LOCATOR,
        ),
        ("study_id",),
    ),
    Table(
        "intervention",
        "What can be done: a tree of families and members, with who can act.",
        (
            _id("intervention_id", "key"),
            _ref("parent_id", "the family it belongs to", "intervention", is_required=False),
            _text("name", "Danish name"),
            _text("summary", "what it is, in one plain sentence"),
            _text("plain_name", "everyday name on the citizen's sheet"),
            _text("plain_summary", "what it is, said to the citizen"),
            _code(
                "kind", "an effort, a form of one, an explanation, or what only the law decides", "intervention_kind"
            ),
            _int("existed_until", "last year a scheme that has ended can have existed", 1950, 2100),
            _code("lever", "who can act"),
            _flag("in_conversation", "true when it can be brought up in the conversation"),
            _flag("is_actionable", "false for a trait, or a whole field, that nobody can choose as an effort"),
            _ORDER,
        ),
        ("intervention_id",),
    ),
    Table(
        "target_group_relation",
        "Edges of the target-group graph; broader is followed upwards, narrower is its reverse; excludes: nobody is in both.",
        (
            _ref("target_group_id", "the citizen's group", "target_group"),
            _ref("evidence_group_id", "the group studied", "target_group"),
            _code("relation", "broader, related, barred or excludes"),
            _ref("intervention_id", "only for this intervention and its members", "intervention", is_required=False),
            _text("reason", "why, in a Danish sentence"),
            _ref("source_id", "the document that says so, when one does", "source", is_required=False),
            _text("locator", "where it says so", is_required=False),
        ),
        ("target_group_id", "evidence_group_id", "relation", "intervention_id"),
    ),
    Table(
        "group_warning",
        "What must be said to whoever chooses a group before she reads about an intervention, beside its caveats.",
        (
            _ref("target_group_id", "the group", "target_group"),
            _ref("intervention_id", "the intervention", "intervention"),
            _text("title", "the warning as a heading"),
            _text("statement", "what it rests on, in plain Danish sentences"),
            _text("reassurance", "what it does not mean, in one Danish sentence"),
            _SOURCE,
            _LOCATOR,
        ),
        ("target_group_id", "intervention_id"),
    ),
    Table(
        "finding",
        "One result of one primary study.",
        (
            _id("finding_id", "key"),
            _ref("study_id", "the study", "study"),
            _ref("intervention_id", "what was done", "intervention"),
            _ref("target_group_id", "for whom it was measured", "target_group"),
            _code("comparison", "absolute or relative"),
            _text("comparator", "compared with what, in Danish"),
            _code("outcome", "what was measured"),
            _code("effect_type", "kind of effect"),
            _code(
                "role", "an effect on the end outcome votes; the others explain it or stand beside it", "finding_role"
            ),
            _number("horizon_from_months", "from month", 0, 600),
            _number("horizon_to_months", "to month", 0, 600),
            _code(
                "phase",
                "the part of the unemployment spell it is about, when the source says so",
                "finding_phase",
                False,
            ),
            _number("phase_months", "the first n months (newly), or from month n on (from_month)", 0, 600),
            _code(
                "condition_on",
                "what the result depends on, when the source gives it under conditions",
                is_required=False,
            ),
            _text("condition", "the condition, as a Danish clause after 'gælder'", is_required=False),
            _code("direction", "seen from the way to work"),
            _number("effect_low", "printed size, or the low end of a printed range"),
            _number("effect_high", "the high end of a printed range"),
            _code("unit", "unit of the size"),
            _flag("significant", "when the source says so", is_required=False),
            _flag("causal", "false when the source calls it a mere association"),
            _STATEMENT,
            _SOURCE,
            _LOCATOR,
            _DERIVED,
        ),
        ("finding_id",),
    ),
    Table(
        "finding_intervention",
        "Further interventions a result belongs to, beside its own: it votes in each of them.",
        (
            _ref("finding_id", "the result", "finding"),
            _ref("intervention_id", "the further intervention", "intervention"),
            _text("reason", "why, in a Danish sentence"),
        ),
        ("finding_id", "intervention_id"),
    ),
    Table(
        "claim",
        "A conclusion across studies, drawn by a document or a review.",
        (
            _id("claim_id", "key"),
            _ref("intervention_id", "about what", "intervention"),
            _ref("target_group_id", "for whom", "target_group"),
            _code("comparison", "absolute or relative"),
            _code("direction", "which way it points"),
            _code("role", "overall decides; a nuance qualifies an overall claim and decides nothing", "claim_role"),
            _ref(
                "overall_claim_id", "the overall claim a nuance belongs to", "claim", is_required=False, key="claim_id"
            ),
            _ref(
                "rests_on_study_id", "the one study it retells; it then lifts nothing", "study", False, key="study_id"
            ),
            _code("firmness", "how firmly the source says it"),
            _text(
                "condition", "the condition it holds under, as a Danish clause after 'det gælder'", is_required=False
            ),
            _code("stated_level", "only where the source uses the ministry's scale", "level", is_required=False),
            _text("stated_words", "the source's own words for how sure it is", is_required=False),
            _ref(
                "review_study_id", "the review that concludes, when a document quotes one", "study", is_required=False
            ),
            _code("review_unit", "what the review counts: only studies set a level", is_required=False),
            _int("review_studies", "studies (or study results) counted by the review"),
            _int("review_positive", "of which positive; the lower end of a printed range"),
            _int("review_none", "of which without effect"),
            _int("review_negative", "of which negative"),
            _STATEMENT,
            _SOURCE,
            _LOCATOR,
            _DERIVED,
            _ORDER,
        ),
        ("claim_id",),
    ),
    Table(
        "caveat",
        "A limitation that must travel with what it limits.",
        (
            _id("caveat_id", "key"),
            _code("kind", "kind of limitation", "caveat_kind"),
            _STATEMENT,
            _text("plain", "the same limitation, said to the citizen"),
            _text("short", "the same in a few words, for one line of a card"),
            _code("changes", "what knowing it changes", "changes"),
            _ref(
                "about_group_id",
                "the group it is about, when it is about one",
                "target_group",
                False,
                "target_group_id",
            ),
            _SOURCE,
            _LOCATOR,
            _code("circumstance", "the situation in which it matters most", is_required=False),
        ),
        ("caveat_id",),
    ),
    Table(
        "caveat_scope",
        "What a caveat limits.",
        (
            _ref("caveat_id", "the caveat", "caveat"),
            _code("scope", "kind of thing limited", "caveat_scope"),
            _text("ref_id", "its id; a cell is target_group_id/intervention_id; all has none", is_required=False),
        ),
        ("caveat_id", "scope", "ref_id"),
    ),
    Table(
        "practice_figure",
        "What job centres do. It has no effect direction and never votes.",
        (
            _id("figure_id", "key"),
            _code("topic", "theme", "practice_topic"),
            _text("question", "what was asked"),
            _text("answer", "the answer category"),
            _code("answer_kind", "how the number stands to the others of its question"),
            _number("value", "the printed number"),
            _code("unit", "unit", "practice_unit"),
            _int("n", "how many answered, when printed"),
            _code("method", "survey, register or interview", "practice_method"),
            _STATEMENT,
            _SOURCE,
            _LOCATOR,
            _DERIVED,
            _ref("intervention_id", "the intervention it is about", "intervention", is_required=False),
            _ref("target_group_id", "the group it is about", "target_group"),
            _ORDER,
        ),
        ("figure_id",),
    ),
    Table(
        "study_count",
        "How many study results pointed which way, by period.",
        (
            _int("period_from", "first year", 1950, 2100, is_required=True),
            _int("period_to", "last year", 1950, 2100, is_required=True),
            _text("grouping", "what is counted"),
            _int("n_positive", "positive results"),
            _int("n_negative", "negative results"),
            _int("n_total", "all results", is_required=True),
            _text("unit", "what one of them is"),
            _ref("study_id", "the review or search whose material is counted", "study", is_required=False),
            _SOURCE,
            _LOCATOR,
            _DERIVED,
        ),
        ("period_from", "period_to", "grouping"),
    ),
    Table(
        "disagreement",
        "Two places in the sources that say different things.",
        (
            _id("disagreement_id", "key"),
            _text("topic", "what it is about"),
            _code("kind", "kind of disagreement", "disagreement_kind"),
            _text("position_a", "what one place says"),
            _ref("source_a", "where", "source"),
            _text("locator_a", "where in it"),
            _text("position_b", "what the other place says"),
            _ref("source_b", "where", "source"),
            _text("locator_b", "where in it"),
            _text("handling", "what this tool does about it"),
            _code("visibility", "who should see it"),
        ),
        ("disagreement_id",),
    ),
    Table(
        "disagreement_ref",
        "What a disagreement is about.",
        (
            _ref("disagreement_id", "the disagreement", "disagreement"),
            _text("scope", "source, intervention, target_group, study, finding, claim or practice_figure"),
            _text("ref_id", "its id"),
        ),
        ("disagreement_id", "scope", "ref_id"),
    ),
    Table(
        "legal_rule",
        "What the law requires, from when to when; what is only said of it, expected or not known is marked as such.",
        (
            _id("rule_id", "key"),
            _text("topic", "what it is about"),
            _code("kind", "a rule, one abolished, a statement, something expected, or what is not known", "rule_kind"),
            _code("side", "whose right or duty it is", "rule_side"),
            _ref("target_group_id", "the group it is about; empty for everybody", "target_group", is_required=False),
            _date(
                "valid_from",
                "first day; of a statement the day it was made, of what is not known the day it is about",
                is_required=True,
            ),
            _date("valid_to", "last day; empty while in force"),
            _STATEMENT,
            _text("basis", "act and section"),
            _text("address", "where it was read"),
            _flag("is_expected", "true when it is expected and not yet law"),
            _date("checked_on", "when it was read", is_required=True),
            _date(
                "text_before",
                "the text that was read is from before this day; empty where it is of the day it was read",
            ),
            _ref("replaced_by", "what comes after it, decided or expected", "legal_rule", False, "rule_id"),
            _unstored("read_file", "the file of what was read (not shipped)"),
            _unstored("quotation", "the passage it rests on, word for word; only for the check"),
        ),
        ("rule_id",),
    ),
    Table(
        "legal_rule_topic",
        "Which themes of practice a rule matters for: the figures were collected under other rules.",
        (
            _ref("rule_id", "the rule", "legal_rule", key="rule_id"),
            _code("topic", "the theme", "practice_topic"),
        ),
        ("rule_id", "topic"),
    ),
    Table(
        "conversation_item",
        "What is done before, during and after a conversation, and by whom.",
        (
            _id("item_id", "key"),
            _code("phase", "before, during or after"),
            _code("actor", "who does it"),
            _code("kind", "a step, something often missing, or a named model", "item_kind"),
            _STATEMENT,
            _text("short", "the same in a few words, on the sheet; empty where no plan uses it", is_required=False),
            _ref("intervention_id", "the intervention it belongs to", "intervention", is_required=False),
            _ref(
                "about_group_id",
                "the group it was said of; empty for everybody",
                "target_group",
                is_required=False,
                key="target_group_id",
            ),
            _SOURCE,
            _LOCATOR,
            _ORDER,
        ),
        ("item_id",),
    ),
    Table(
        "agenda_point",
        "The points of the conversation plans, in order; the minutes are shared out by weight and are our suggestion.",
        (
            _id("agenda_id", "key"),
            _text("title", "Danish heading"),
            _text(
                "plain_title", "the same as said to the citizen; empty for what is not talked about", is_required=False
            ),
            _ref("target_group_id", "whose plan it is; empty for everybody else", "target_group", is_required=False),
            _code("part", "before the talk, a point of it, or about the fund", "agenda_part"),
            _code("mode", "both, or only when the effort starts now (course) or already runs (status)", "agenda_mode"),
            _int("weight", "share of the minutes; 0 for what is no point of the talk", 0, 100, is_required=True),
            _int(
                "least_minutes", "the shortest talk it has a place in; else it is for when there is time", 0, 480, True
            ),
            _ORDER,
        ),
        ("agenda_id",),
    ),
    Table(
        "agenda_item",
        "Which conversation items stand under which point.",
        (
            _ref("agenda_id", "the point", "agenda_point", key="agenda_id"),
            _ref("item_id", "the item", "conversation_item", key="item_id"),
            _flag("needs_fund", "true when it makes sense only with the fund in the room"),
            _ORDER,
        ),
        ("agenda_id", "item_id"),
    ),
    Table(
        "demo_step",
        "The guided demo of the meeting mode: a card at a time, with what to say.",
        (
            _int("step", "number, counted from 1", 1, 100, is_required=True),
            _ref("target_group_id", "whose cards", "target_group"),
            _int("card", "which of them, counted from 1", 1, 100, is_required=True),
            _flag("from_end", "true when counted from the last one backwards"),
            _flag("is_opened", "true for all its caveats, false for the card"),
            _text("words", "what to say, in a Danish sentence or two"),
        ),
        ("step",),
    ),
    Table(
        "plain_words",
        "What is known, as it is said to the citizen: by the row an answer's first sentence comes from, else by the intervention.",
        (
            _text("scope", "claim, finding, intervention or legal_rule"),
            _text("ref_id", "its id"),
            _ref(
                "intervention_id",
                "where a result is about several: the one it is said of here",
                "intervention",
                is_required=False,
            ),
            _text("plain", "what is known, in short sentences of everyday words"),
            _text("say", "how the caseworker may say it with its caveat, in a breath", is_required=False),
        ),
        ("scope", "ref_id", "intervention_id"),
    ),
    Table(
        "synonym",
        "Words readers type for what the evidence calls something else; the search looks for both.",
        (
            Column(
                "word", "what is typed: a word or a phrase, in any form of its words", kind="words", is_required=True
            ),
            Column(
                "means",
                "words the evidence has for it: some text must hold all of them",
                kind="words",
                is_required=True,
            ),
            _text("explained", "one short Danish sentence that tells the reader how the word was understood"),
        ),
        ("word", "means"),
    ),
    Table(
        "edition",
        "The history of the data: one row an edition, with what the editor wrote.",
        (
            _int("edition", "number, counted from 1; links say it", 1, 9_999, is_required=True),
            _date("published_on", "the day readers got it", is_required=True),
            _code("cause", "whether other rules or other rows moved the answers", "edition_cause"),
            _text("note", "what is new, in one or two plain Danish sentences to a reader"),
            _text("replaces", "the data version it replaced, as documents print it", is_required=False),
        ),
        ("edition",),
    ),
    Table(
        "edition_move",
        "Answers that moved with an edition, as `python -m core.store diff --note` writes them; empty before or after where there is no answer.",
        (
            Column(
                "edition",
                "the edition they moved with",
                kind="integer",
                is_required=True,
                references="edition.edition",
                low=1,
                high=9_999,
            ),
            _id("target_group_id", "the group; it may be gone since"),
            _id("intervention_id", "the intervention; it may be gone since"),
            _code("comparison", "which question"),
            _code("state_before", "what the answer was", "state", is_required=False),
            _code("level_before", "how sure it was", "level", is_required=False),
            _flag("recommended_before", "true when it could be recommended", is_required=False),
            _code("state_after", "what the answer became", "state", is_required=False),
            _code("level_after", "how sure it became", "level", is_required=False),
            _flag("recommended_after", "true when it can be recommended", is_required=False),
        ),
        ("edition", "target_group_id", "intervention_id", "comparison"),
    ),
    Table(
        "second_group",
        "The second layer (METHOD section 7): which of its groups a reader's group is shown.",
        (
            _ref("target_group_id", "the group a reader chooses", "target_group"),
            _ref("layer_group_id", "the group the topics are kept for", "target_group", key="target_group_id"),
            _text("reason", "why what is kept for the one is shown to the other, in a Danish sentence"),
        ),
        ("target_group_id", "layer_group_id"),
    ),
    Table(
        "second_topic",
        "The second layer: one effort for one group, and what its rows say together. Nothing here is counted or judged.",
        (
            _id("second_topic_id", "key"),
            _ref("target_group_id", "the group it is kept for", "target_group"),
            _code("kind", "an effort, or a caution beside all of them", "second_kind"),
            _ref(
                "intervention_id",
                "the intervention of the tree; empty for one known from this layer only, and for a caution",
                "intervention",
                is_required=False,
            ),
            _ref("family_id", "the family of the tree it is listed under", "intervention", False, "intervention_id"),
            _text("name", "Danish name"),
            _text("summary", "what it is, in one plain sentence"),
            _code("direction", "the word it is listed under: that of one of its rows, or unclear", "second_direction"),
            _text("agreement", "one Danish sentence: where its rows agree, where they do not, and what bounds them"),
            _text(
                "question", "what it makes worth asking in the conversation, in one plain question", is_required=False
            ),
            _ref(
                "documented_id",
                "where the five documents know it in another form for another group: the intervention",
                "intervention",
                is_required=False,
                key="intervention_id",
            ),
            _ref(
                "documented_for_id",
                "and the group; the question then asks whether the citizen is one of them",
                "target_group",
                is_required=False,
                key="target_group_id",
            ),
            _ORDER,
        ),
        ("second_topic_id",),
    ),
    Table(
        "second_study",
        "The second layer: a study read outside the five documents, and how it was read. It never votes.",
        (
            _id("second_study_id", "key"),
            _text("citation", "author and year", is_foreign=True),
            _text("authors", "authors, as read", is_required=False, is_foreign=True),
            _int("year", "year of publication, as read", 1950, 2100),
            _text("title", "title, as read", is_required=False, is_foreign=True),
            _text("published_in", "journal or publisher, as read", is_required=False),
            _code("country", "country studied"),
            _text("period", "when it was done, as far as read", is_required=False),
            _code("design", "how it compares"),
            _text("sample", "how many took part, as read", is_required=False),
            _text("assessed", "who assessed its quality and how, as read", is_required=False),
            Column(
                "trial_id",
                "publications of one trial share it, also with study.trial_id",
                kind="id",
                is_required=True,
            ),
            Column("address", "its DOI, or its publisher's own page", kind="url", is_required=True),
            _text("address_note", "how the address is known, when it is not the page that was read", False),
            _unstored("read_at", "the page that was read, without https://", is_required=True),
            _code("read_as", "how much of it was read"),
            _date("read_on", "when it was read", is_required=True),
            _unstored("read_file", "the files of what was read (not shipped), with ; between them", is_required=True),
        ),
        ("second_study_id",),
    ),
    Table(
        "second_finding",
        "The second layer: one result or conclusion of one of its studies. It never votes and changes no answer.",
        (
            _id("second_finding_id", "key"),
            _ref("second_study_id", "the study", "second_study"),
            _ref("second_topic_id", "the effort it is about", "second_topic"),
            _ref("target_group_id", "the group studied, or the nearest one of the tree", "target_group"),
            _text("studied", "who was studied, in our words"),
            _code("has_employer", "whether those studied had an employer to go back to"),
            _text("comparator", "compared with what, in Danish"),
            _text("outcome", "what was measured, in Danish"),
            _text("horizon", "after how long, as far as read", is_required=False),
            _code("direction", "seen from the way to work, in four words", "second_direction"),
            _text("figure", "the printed figure with its comparison, in Danish; empty where none is printed", False),
            _unstored("figure_printed", "the passage the figure is taken from, word for word; only for the check"),
            _STATEMENT,
            _unstored("quotation", "the passage the direction rests on, word for word; only for the check", True),
            _ORDER,
        ),
        ("second_finding_id",),
    ),
    Table(
        "second_disagreement",
        "The second layer: rows that say different things, side by side.",
        (
            _id("second_disagreement_id", "key"),
            _ref("target_group_id", "the group it is kept for", "target_group"),
            _text("topic", "what it is about"),
            _text("position_a", "what one side finds"),
            _text("position_b", "what the other side finds"),
            _text("handling", "what a reader should make of it"),
            _ORDER,
        ),
        ("second_disagreement_id",),
    ),
    Table(
        "second_disagreement_ref",
        "The second layer: the rows on each side of a disagreement.",
        (
            _ref("second_disagreement_id", "the disagreement", "second_disagreement"),
            _ref("second_finding_id", "the row", "second_finding"),
            _code("side", "a or b"),
        ),
        ("second_disagreement_id", "second_finding_id"),
    ),
    Table(
        "second_left_out",
        "The second layer: what was looked at and left out, and why.",
        (
            _id("second_left_out_id", "key"),
            _ref("target_group_id", "the group it was looked at for", "target_group"),
            _text("citation", "author and year, or the document"),
            _text("subject", "what it is about"),
            _code("why", "kind of reason", "left_out_why"),
            _text("reason", "why, in a Danish sentence"),
            _ORDER,
        ),
        ("second_left_out_id",),
    ),
)

BY_NAME = {table.name: table for table in TABLES}

# Tables that name a thing by scope and id, and the table and column each scope points at.
SCOPES: dict[str, tuple[str, str]] = {
    "source": ("source", "source_id"),
    "intervention": ("intervention", "intervention_id"),
    "target_group": ("target_group", "target_group_id"),
    "study": ("study", "study_id"),
    "trial": ("study", "trial_id"),
    "finding": ("finding", "finding_id"),
    "claim": ("claim", "claim_id"),
    "practice_figure": ("practice_figure", "figure_id"),
    "legal_rule": ("legal_rule", "rule_id"),
}


def ddl(table: Table, codes: dict[str, list[str]]) -> str:
    """The ``create table`` statement with keys, foreign keys and allowed codes.

    ``codes`` gives the codes of each vocabulary. It raises ``KeyError`` for a
    column whose vocabulary has none.
    """
    lines = [_column_ddl(column, codes) for column in table.stored]
    if all(_column(table, name).is_required for name in table.key):
        lines.append(f"primary key ({', '.join(table.key)})")
    for column in table.stored:
        if column.references:
            target, key = column.references.split(".")
            lines.append(f"foreign key ({column.name}) references {target} ({key})")
    return f"create table {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def comments(table: Table) -> list[str]:
    """``comment on`` statements that document the table and its columns."""
    docs = {column.name: column.doc for column in table.stored}
    return [f"comment on table {table.name} is {_quote(table.doc)}", *column_comments(table.name, docs)]


def column_comments(table: str, docs: Mapping[str, str]) -> list[str]:
    """``comment on column`` statements for the columns of a table."""
    return [f"comment on column {table}.{name} is {_quote(doc)}" for name, doc in docs.items()]


def _column_ddl(column: Column, codes: dict[str, list[str]]) -> str:
    parts = [column.name, column.sql_type]
    if column.is_required:
        parts.append("not null")
    if column.vocabulary:
        allowed = ", ".join(_quote(code) for code in codes[column.vocabulary])
        parts.append(f"check ({column.name} in ({allowed}))")
    return " ".join(parts)


def _column(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
