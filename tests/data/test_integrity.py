"""The real data: no faults, the known traps, and the rules on the store's own rows."""

from __future__ import annotations

import ast
import re

import duckdb
import pytest

from core.evidence.level import grade_votes
from core.model import Recommendation, State, Tally
from core.store import Filters, Store, read_data
from core.store.reader import DATA, ROOT
from core.store.schema import BY_NAME
from core.text import Labels
from tests import files
from tests.practice import every_figure

# VIVE 2019's own stated levels (Tabel 1 and chapter 2) and where its studies stand in the store.
VIVE_LEVELS = [
    ("lavere-sagsstamme", "absolute", "moderate"),
    ("relativ-effektivitet", "relative", "indication"),
    ("profilering", "relative", "indication"),
    ("visitering", "relative", "indication"),
    ("distancesamtaler", "relative", "indication"),
]

VIVE_VOTES = """
with per_trial as (
    select coalesce(cohort_id, trial_id) as unit,
        case when count(*) filter (direction = 'positive') >= 0.7 * count(*) then 'positive'
             when count(*) filter (direction = 'none') >= 0.7 * count(*) then 'none'
             when count(*) filter (direction = 'negative') >= 0.7 * count(*) then 'negative'
             when count(*) filter (direction = 'unclear') >= 0.7 * count(*) then 'unclear'
             else 'mixed' end as direction,
        bool_or(quality = 'high' or risk_of_bias = 'low') as is_high
    from finding join study using (study_id)
    where finding.source_id = 'vive-2019' and study.kind = 'effect_study' and causal
      and finding.intervention_id = $intervention and finding.comparison = $comparison
      and outcome in ('employment', 'self_support', 'unemployment', 'employment_or_education')
    group by 1
)
select direction, count(*), count(*) filter (is_high) from per_trial group by 1
"""


def test_real_data_has_no_faults() -> None:
    assert [str(fault) for fault in read_data(DATA).faults] == []


@pytest.mark.parametrize(
    ("table", "least"),
    [("study", 65), ("finding", 200), ("claim", 70), ("practice_figure", 180), ("caveat", 100), ("disagreement", 60)],
)
def test_reading_is_complete_in_scale(store: Store, table: str, least: int) -> None:
    with store._con.cursor() as cursor:
        assert cursor.execute(f"select count(*) from {table}").fetchone()[0] >= least


@pytest.mark.parametrize(("intervention", "comparison", "level"), VIVE_LEVELS)
def test_vives_stated_levels_are_reproduced_from_its_own_rows(
    store: Store, labels: Labels, intervention: str, comparison: str, level: str
) -> None:
    with store._con.cursor() as cursor:
        rows = cursor.execute(VIVE_VOTES, {"intervention": intervention, "comparison": comparison}).fetchall()
    votes = {direction: n for direction, n, _ in rows}
    high = {f"{direction}_high": n for direction, _, n in rows if direction in ("positive", "none", "negative")}
    assert grade_votes(Tally(**votes, **high), labels).level == level


def test_swedish_trial_has_one_vote_under_three_citations(store: Store) -> None:
    with store._con.cursor() as cursor:
        cited = cursor.execute("select count(*) from study where trial_id = 'swedish-2015'").fetchone()[0]
        most = cursor.execute(
            "select max(n) from (select count(*) as n from vote where vote_unit = 'swedish-2015' "
            "group by target_group_id, intervention_id, comparison, directness)"
        ).fetchone()[0]
    assert (cited, most) == (3, 1)


def test_displacement_follows_the_swedish_trial_everywhere(store: Store) -> None:
    for group in store.target_groups:
        for answer in store.answers(group):
            trials = {result.citation for result in answer.results}
            if any(citation.startswith("Cheung") for citation in trials):
                assert any(caveat.kind == "displacement" for caveat in answer.caveats), (group, answer.name)


@pytest.mark.parametrize("group", ["sygemeldte", "laengere-fra", "psykiske-lidelser"])
def test_conversations_are_never_recommended_on_evidence_from_job_ready_people(store: Store, group: str) -> None:
    conversations = {row["member_id"] for row in members(store, "samtaler")}
    for filters in (Filters(), Filters(only_danish=True), Filters(after_2010=True), Filters(only_randomised=True)):
        for answer in store.answers(group, filters):
            if answer.assessment.intervention_id in conversations:
                assert not answer.assessment.is_recommended, answer.name


def members(store: Store, intervention: str) -> list[dict]:
    """An intervention and its members."""
    with store._con.cursor() as cursor:
        rows = cursor.execute(
            "select member_id from intervention_member where intervention_id = ?", [intervention]
        ).fetchall()
    return [{"member_id": row[0]} for row in rows]


def test_practice_figures_change_no_state(store: Store, tmp_path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(store.path.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute("delete from practice_figure")
    without = {key(cell): cell.state for cell in Store(copy, "x").assess(["dagpenge-16-mdr"])}
    for cell in store.assess(["dagpenge-16-mdr"]):
        if cell.state is State.PRACTICE_ONLY:
            assert without[key(cell)] is State.UNKNOWN
        else:
            assert without[key(cell)] is cell.state


def key(cell) -> tuple:
    """What identifies a cell of a group."""
    return cell.intervention_id, cell.comparison


def test_every_recommendation_of_every_group_carries_caveats_and_sources(store: Store) -> None:
    found = 0
    for group in store.target_groups:
        for answer in store.answers(group):
            if isinstance(answer, Recommendation):
                found += 1
                assert answer.caveats and answer.references and answer.message
    assert found > 100


def test_built_assessments_are_those_the_rules_give_now(store: Store) -> None:
    with store._con.cursor() as cursor:
        rows = cursor.execute(
            "select target_group_id, intervention_id, comparison, state, level, trials from assessment"
        ).fetchall()
    built = {row[:3]: row[3:] for row in rows}
    for group in ("jobparate", "sygemeldte", "dagpenge-16-mdr"):
        for cell in store.assess([group]):
            now = (cell.state.value, cell.level.value if cell.level else None, cell.trials)
            assert built[group, cell.intervention_id, cell.comparison.value] == now


def test_law_says_obligatory_since_2020(store: Store) -> None:
    rules = {row["rule_id"]: row for row in store.rows("legal_rules")}
    assert "obligatorisk" in rules["faellessamtale-2020"]["statement"]
    assert "frivillig" in rules["faellessamtale-2015"]["statement"]
    assert all(row["address"] and row["checked_on"] for row in rules.values())


def test_every_caveat_reaches_a_reader(store: Store) -> None:
    shown = set()
    for group in store.target_groups:
        for answer in store.answers(group):
            shown |= {caveat.caveat_id for caveat in answer.caveats}
        shown |= {caveat.caveat_id for caveat in store.caveats.limiting(("target_group", group))}
    shown |= {caveat.caveat_id for caveat in store.caveats.general(store.sources)}
    for intervention in store.interventions:
        shown |= {caveat.caveat_id for caveat in store.caveats.limiting(("intervention", intervention))}
        for row in store.rows("intervention_practice", intervention=intervention):
            scopes = [("practice_topic", row["topic"]), ("practice_figure", row["figure_id"])]
            shown |= {caveat.caveat_id for caveat in store.caveats.limiting(*scopes)}
    for row in every_figure(store):
        scopes = [("practice_topic", row["topic"]), ("practice_figure", row["figure_id"])]
        shown |= {caveat.caveat_id for caveat in store.caveats.limiting(*scopes)}
    hidden = {caveat_id for caveat_id, _, _ in store.tables()["caveat_scope"]["rows"]} - shown
    assert len(hidden) < 12


def test_answers_that_exclude_each_other_give_at_most_100_and_rounding(store: Store) -> None:
    totals: dict[str, list[float]] = {}
    for row in every_figure(store):
        if row["answer_kind"] == "part" and row["unit"] == "percent":
            totals.setdefault(row["question"], []).append(row["value"])
    assert len(totals) > 15
    assert {question: parts for question, parts in totals.items() if sum(parts) > 100 + len(parts) / 2} == {}


def test_figures_of_one_question_share_method_and_source(store: Store) -> None:
    shared: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in every_figure(store):
        shared.setdefault((row["topic"], row["question"]), set()).add((row["method"], row["source_id"]))
    assert all(len(kinds) == 1 for kinds in shared.values())


QUOTED = ("stated_words", "quotation", "figure_printed", "word", "phrase", "read_as")  # what others wrote


@pytest.mark.parametrize("hurtful", ["svage ledige", "lette sager"])
def test_nobody_is_called_what_hurts_but_in_quotation_marks(hurtful: str) -> None:
    said = [
        (table, row.line, column)
        for table, rows in read_data(DATA).rows.items()
        for row in rows
        for column, text in row.text.items()
        if column not in QUOTED and hurtful in re.sub("»[^»«]*«", "", text).lower()
    ]
    assert said == []


# ---- Code names no row ---------------------------------------------------------------------------------------------

NAMED = {
    "faellessamtale": "the page of that name; and what is being prepared is no topic of its own",
    "saerlig-indsats": "what the law makes the joint conversation for",
    "mploy-svarprocent": "how many of all job centres answered, said with every figure of the survey",
}
ROWS_OF = ("target_group", "intervention", "source", "study", "finding", "claim", "caveat", "practice_figure", "legal_rule",
           "second_topic", "second_study", "second_finding")  # fmt: skip
EXAMPLES = ROOT / "core" / "ui" / "metode" / "rule_examples.py"  # each shows one rule, and fails when it does not


def test_code_and_templates_name_no_row_of_the_data() -> None:
    ids = {row[BY_NAME[name].key[0]] for name in ROWS_OF for row in files.rows(name)}
    code = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "core").rglob("*.py")]
    found = {
        node.value
        for path in code
        if path != EXAMPLES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for kind in ("j2", "sql", "js"):
        for path in (ROOT / "core").rglob(f"*.{kind}"):
            found |= set(re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8")))
    assert found & ids == NAMED.keys()


def test_quotation_marks_are_danish_where_we_write() -> None:
    """What is quoted word for word from a foreign text keeps its own."""
    foreign = {
        ("second_finding", "quotation"),
        ("second_finding", "figure_printed"),
        ("legal_rule", "quotation"),
        ("second_study", "title"),
    }
    found = {
        (name, column)
        for name in BY_NAME
        for row in files.rows(name)
        for column, text in row.items()
        if text and '"' in text
    }
    assert found <= foreign


def test_what_speaks_to_the_citizen_stands_only_on_the_citizens_sheet(store: Store) -> None:
    """What the citizen does is said to the citizen before the meeting; advice in a list for the caseworker says »borgeren«."""
    of_citizen = {row["statement"] for row in store.rows("conversation_items") if row["actor"] == "citizen"}
    before = {row["statement"] for row in store.rows("agenda") if row["part"] == "before"}
    assert of_citizen <= before


def test_a_result_can_be_read_alone(store: Store) -> None:
    """»Det er de samme 55 dage« leans on a row that may stand elsewhere."""
    rows = store._con.cursor().execute("select finding_id, statement from finding").fetchall()
    assert [key for key, said in rows if re.search(r"\bdet er (de|den|det) samme\b", said)] == []
