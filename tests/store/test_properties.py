"""What must hold for the rules whatever the data is, tried on data that is made up.

``EXAMPLES=200 python -m pytest tests/store/test_properties.py`` tries harder.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from core.evidence.assess import Cell, assess_cell
from core.evidence.level import grade_votes, majority
from core.model import Answer, Claim, Comparison, Direction, Directness, Level, Pool, Recommendation, State, Tally
from core.store import Filters
from core.store.check import Data, check_files
from core.store.judge import judge_cells
from core.store.schema import BY_NAME, TABLES
from core.text import Labels
from tests import tiny
from tests.evidence.test_answer import ASSESSMENT, CAVEAT, WHERE, WHOLE, result
from tests.memory import MemoryStore
from tests.store.mutations import FOLDER, files, full_row, rows, write

EXAMPLES = int(os.environ.get("EXAMPLES", "4"))
IS_THOROUGH = EXAMPLES > 4
PHASES = list(Phase) if IS_THOROUGH else [Phase.explicit, Phase.generate]  # looking for a smaller example takes minutes
given_data = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not IS_THOROUGH,
    phases=PHASES,
    database=None,
    suppress_health_check=list(HealthCheck),
)
given_counts = settings(
    max_examples=50 * EXAMPLES, deadline=None, derandomize=not IS_THOROUGH, phases=PHASES, database=None
)

DECIDED = (Direction.POSITIVE, Direction.NONE, Direction.NEGATIVE)
GROUPS = ("ledige", "unge", "syge")
INTERVENTIONS = ("samtaler", "samtale", "kursus")
TRIALS = {"t1": "k1", "t2": "k1", "t3": "", "t4": "", "t5": ""}  # trial → the cohort it belongs to
VOTING = ("employment", "unemployment")

Rows = dict[str, list[dict[str, str]]]


# ---- The judgement alone: counts in, state out --------------------------------------------------------------


@st.composite
def tallies(draw: st.DrawFn, most: int = 5) -> Tally:
    """Votes of so many trials a direction at most, some of high quality."""
    votes = {
        direction.value: draw(st.integers(0, most)) for direction in (*DECIDED, Direction.MIXED, Direction.UNCLEAR)
    }
    high = {f"{d.value}_high": draw(st.integers(0, votes[d.value])) for d in DECIDED}
    return Tally(**votes, **high, finding_ids=tuple(f"f{n}" for n in range(sum(votes.values()))))


claims = st.builds(
    Claim,
    claim_id=st.just("k"),
    direction=st.sampled_from(Direction),
    stated_level=st.none() | st.sampled_from(Level),
    review_level=st.none() | st.sampled_from(Level),
    review_studies=st.none() | st.integers(0, 9),
    review_positive=st.none() | st.integers(0, 9),
    source_name=st.just("Kilden"),
)
pools = st.builds(Pool, st.sampled_from(Directness), tallies(), st.lists(claims, max_size=3).map(tuple))
cells = st.builds(
    Cell,
    st.just("ledige"),
    st.just("samtale"),
    st.sampled_from(Comparison),
    st.lists(pools, max_size=4, unique_by=lambda pool: pool.directness).map(tuple),
)


@given_counts
@given(cells, st.integers(1, 500))
def test_a_practice_figure_never_changes_a_state(cell: Cell, figures: int) -> None:
    without = assess_cell(cell, labels())
    practised = assess_cell(replace(cell, practice_figures=figures), labels())
    if without.state is State.UNKNOWN:
        assert practised.state is State.PRACTICE_ONLY
    else:
        assert practised.state is without.state
    assert (practised.level, practised.direction, practised.trials) == (
        without.level,
        without.direction,
        without.trials,
    )


@given_counts
@given(cells)
def test_every_cell_has_a_state_with_reasons_whatever_was_counted(cell: Cell) -> None:
    found = assess_cell(cell, labels())
    assert found.reasons and all(found.reasons)
    if found.state.is_recommended:
        assert found.direction is Direction.POSITIVE
        assert found.directness is not Directness.BARRED
    if found.state is State.SUPPORTED:
        assert found.directness is Directness.DIRECT and found.level in (Level.STRONG, Level.MODERATE)


@given_counts
@given(tallies(most=2), st.sampled_from(DECIDED), st.integers(0, 4), st.integers(0, 4))
def test_removing_a_trial_never_raises_the_level_of_what_it_found(
    others: Tally, direction: Direction, high: int, limited: int
) -> None:
    """Only of what it found: without a trial that found something else, less speaks against the rest."""

    def with_votes(high: int, limited: int) -> Tally:
        return replace(others, **{direction.value: high + limited, f"{direction.value}_high": high})

    before = rank_for(with_votes(high, limited), direction)
    assert rank_for(with_votes(max(0, high - 1), limited), direction) >= before
    assert rank_for(with_votes(high, max(0, limited - 1)), direction) >= before


@given_counts
@given(tallies(), st.lists(claims, max_size=3).map(tuple))
@example(
    Tally(positive=1, negative=1, unclear=1, finding_ids=("a", "b", "c")),
    (Claim("k", Direction.POSITIVE, source_name="K"),),
)
def test_a_recommendation_never_appears_by_removing_what_was_positive(tally: Tally, said: tuple[Claim, ...]) -> None:
    if not tally.positive:
        return
    high = max(0, min(tally.positive_high, tally.positive - 1))
    fewer = replace(tally, positive=tally.positive - 1, positive_high=high)
    before, after = (direct_state(given, said) for given in (tally, fewer))
    if not before.is_recommended:
        assert not after.is_recommended
    if before is not State.SUPPORTED:
        assert after is not State.SUPPORTED


@given_counts
@given(st.sampled_from(State), st.booleans(), st.booleans(), st.booleans())
def test_no_recommendation_can_be_made_without_caveat_and_source(
    state: State, has_caveats: bool, has_sources: bool, has_results: bool
) -> None:
    values = whole_answer(state, has_caveats, has_sources, has_results)
    is_whole = state.is_recommended and has_caveats and has_sources
    if is_whole:
        assert Recommendation(**values).caveats
    else:
        with pytest.raises(ValueError, match=r"must carry|not a recommendation"):
            Recommendation(**values)
    if has_results and not (has_caveats and has_sources):
        with pytest.raises(ValueError, match="must carry"):
            Answer(**values)


# ---- The whole way: rows in, through the check and the counting, to states and answers -------------------------


@st.composite
def studies(draw: st.DrawFn, are_alike: bool) -> list[dict[str, str]]:
    """One or two publications of each of some trials; ``are_alike`` when those who share a vote are assessed alike."""
    assessed = st.fixed_dictionaries(
        {
            "quality": st.sampled_from(("high", "limited")),
            "risk_of_bias": st.sampled_from(("low", "medium", "high")),
            "kind": st.sampled_from(("effect_study", "effect_study", "survey")),
        }
    )
    of_unit = {unit: draw(assessed) for unit in (*TRIALS, "k1")}
    found = []
    for trial in draw(st.lists(st.sampled_from(list(TRIALS)), min_size=1, max_size=5, unique=True)):
        for number in range(draw(st.integers(1, 2))):
            own = of_unit[TRIALS[trial] or trial] if are_alike else draw(assessed)
            ids = {"study_id": f"{trial}-{number}", "trial_id": trial, "cohort_id": TRIALS[trial]}
            found.append({**ids, **own, "country": draw(st.sampled_from(("DK", "SE")))})
    return found


@st.composite
def findings(draw: st.DrawFn, of: list[dict[str, str]]) -> list[dict[str, str]]:
    """Results of the studies, on any group and intervention, pointing any way."""
    choices = {
        "study_id": [study["study_id"] for study in of],
        "intervention_id": INTERVENTIONS,
        "target_group_id": GROUPS,
        "comparison": ("absolute", "absolute", "relative"),
        "direction": list(Direction),
        "outcome": (*VOTING, "earnings"),
        "causal": ("true", "true", "false"),
        "significant": ("true", "false", ""),
    }
    row = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in choices.items()})
    found = draw(st.lists(row, min_size=3, max_size=25))
    return [{**values, "finding_id": f"f-{n}"} for n, values in enumerate(found)]


@st.composite
def conclusions(draw: st.DrawFn) -> list[dict[str, str]]:
    """Claims, most about the same, some with a level, some that quote a review and its counts."""
    found = []
    for number in range(draw(st.integers(2, 8))):
        positive = draw(st.integers(0, 6))
        found.append(
            {
                "claim_id": f"k-{number}",
                "intervention_id": draw(st.sampled_from(("samtale", "samtale", *INTERVENTIONS))),
                "target_group_id": draw(st.sampled_from(("ledige", "ledige", *GROUPS))),
                "comparison": draw(st.sampled_from(("absolute", "absolute", "relative"))),
                "direction": draw(st.sampled_from(Direction)),
                "stated_level": draw(st.sampled_from(("", *Level))),
                "stated_words": draw(st.sampled_from(("", "solid viden", "bred evidens"))),
                "review_study_id": draw(st.sampled_from(("", "oversigt"))),
                "review_unit": "studies",
                "review_studies": str(positive + draw(st.integers(0, 3))),
                "review_positive": str(positive),
                "sort_order": draw(st.sampled_from(("1", "2"))),
            }
        )
    return found


@st.composite
def data_sets(draw: st.DrawFn, are_alike: bool = False) -> Rows:
    """A valid data set: a group and its part, a related group, perhaps a bar, and any evidence."""
    made = draw(studies(are_alike))
    relations = [{"target_group_id": "unge", "evidence_group_id": "ledige"}]
    relations += [
        {
            "target_group_id": "syge",
            "evidence_group_id": "ledige",
            "relation": draw(st.sampled_from(("related", "broader"))),
        }
    ]
    if draw(st.booleans()):
        bar = {
            "target_group_id": "unge",
            "evidence_group_id": "syge",
            "relation": "barred",
            "intervention_id": "samtaler",
        }
        relations.append(bar)
    return {
        "source": [{}, {"source_id": "praksis", "kind": "practice_study"}],
        "intervention": [
            {"intervention_id": "samtaler", "name": "Samtaler"},
            {"intervention_id": "samtale", "name": "Samtale", "parent_id": "samtaler"},
            {"intervention_id": "kursus", "name": "Kursus"},
        ],
        "target_group": [{"target_group_id": name, "name": name.capitalize()} for name in GROUPS],
        "target_group_relation": relations,
        "study": [*made, {"study_id": "oversigt", "kind": "review", "trial_id": ""}],
        "finding": draw(findings(made)),
        "claim": draw(conclusions()),
        "caveat": [{"caveat_id": "gennemsnit"}, {"caveat_id": "praksis", "source_id": "praksis"}],
        "caveat_scope": [{"caveat_id": "gennemsnit"}, {"caveat_id": "praksis"}],
    }


@given_data
@given(data_sets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(made: Rows, shuffler: random.Random) -> None:
    shuffled = {name: shuffler.sample(part, len(part)) for name, part in made.items()}
    assert judged(made) == judged(shuffled)


@given_data
@given(data_sets(are_alike=True), st.data())
def test_one_more_publication_of_what_a_trial_found_changes_no_vote(made: Rows, data: st.DataObject) -> None:
    """All the results of one vote unit again, under a new publication that is assessed like the others."""
    study = data.draw(st.sampled_from([row for row in made["study"] if row["trial_id"]]))
    unit = {row["study_id"] for row in made["study"] if unit_of(row) == unit_of(study)}
    again = {**study, "study_id": "ny-udgivelse"}
    repeated = [
        {**row, "finding_id": f"{row['finding_id']}-igen", "study_id": again["study_id"]}
        for row in made["finding"]
        if row["study_id"] in unit
    ]
    before = judged(made)
    for extra in ([], repeated):
        after = judged(made | {"study": [*made["study"], again], "finding": [*made["finding"], *extra]})
        for key, cell in before.items():
            for field in ("state", "level", "direction", "trials"):
                assert getattr(after[key], field) == getattr(cell, field), (key, field)


@given_data
@given(data_sets(), st.data())
def test_a_known_trial_has_one_vote_however_much_it_publishes(made: Rows, data: st.DataObject) -> None:
    study = data.draw(st.sampled_from([row for row in made["study"] if row["kind"] == "effect_study"] or [None]))
    if study is None:
        return
    own = [row for row in voting(made) if unit_of(study_of(made, row)) == unit_of(study)]
    seen = {(row["target_group_id"], row["intervention_id"], row["comparison"]) for row in own}
    extra = [
        {"finding_id": f"ny-{n}", "study_id": study["study_id"], "target_group_id": group, "intervention_id": intervention,
         "comparison": comparison, "direction": data.draw(st.sampled_from(DECIDED))}
        for n, (group, intervention, comparison) in enumerate(sorted(seen))
    ]  # fmt: skip
    before, after = judged(made), judged(made | {"finding": [*made["finding"], *extra]})
    assert {key: cell.trials for key, cell in before.items()} == {key: after[key].trials for key in before}


@given_data
@given(data_sets(), st.integers(1, 9))
def test_practice_figures_change_no_state_of_the_store(made: Rows, many: int) -> None:
    figures = [
        {
            "figure_id": f"p-{n}",
            "source_id": "praksis",
            "intervention_id": INTERVENTIONS[n % 3],
            "target_group_id": GROUPS[n % 2],
        }
        for n in range(many)
    ]
    before, after = judged(made), judged(made | {"practice_figure": figures})
    for key, cell in before.items():
        expected = {State.UNKNOWN, State.PRACTICE_ONLY} if cell.state is State.UNKNOWN else {cell.state}
        assert after[key].state in expected
        assert after[key].level is cell.level


@given_data
@given(data_sets(), st.booleans(), st.booleans())
def test_no_recommendation_of_the_store_is_without_caveat_and_source(
    made: Rows, only_danish: bool, without_high_bias: bool
) -> None:
    with MemoryStore(checked(made)) as store:
        for group in GROUPS:
            for answer in store.answers(group, Filters(only_danish=only_danish, without_high_bias=without_high_bias)):
                assert answer.assessment.is_recommended == isinstance(answer, Recommendation)
                if answer.results or answer.conclusions or isinstance(answer, Recommendation):
                    assert any(caveat.caveat_id == "gennemsnit" for caveat in answer.caveats)
                    assert all(place.source_id and place.locator for place in answer.references)
                    assert answer.references


@given_data
@given(data_sets(), st.sampled_from(DECIDED), st.data())
def test_removing_a_result_never_raises_the_level_of_what_it_found(
    made: Rows, direction: Direction, data: st.DataObject
) -> None:
    pointing = [row for row in made["finding"] if row["direction"] == direction]
    if not pointing:
        return
    gone = data.draw(st.sampled_from(pointing))
    before = judged(made | {"claim": []})
    after = judged(made | {"claim": [], "finding": [row for row in made["finding"] if row is not gone]})
    for key, cell in before.items():
        if key in after and after[key].directness is cell.directness:
            assert rank_of(after[key], direction) >= rank_of(cell, direction)
        elif key in after:
            assert after[key].state is not State.SUPPORTED  # farther evidence speaks now, and only promises


# ---- What the check lets through can be built, and what it is given never makes it stumble ------------------------

texts = (
    st.text(max_size=60)
    | st.text("aåæøÅ1- .,;=+@<>/\"'\n\u202e\u00a0Ã¦", max_size=12)
    | st.sampled_from(["", "1", "true", "2020-01-01"])
)


@settings(given_data, max_examples=8 * EXAMPLES)
@given(st.data(), texts)
def test_any_text_in_any_cell_is_refused_or_kept_as_it_is(data: st.DataObject, text: str) -> None:
    table = data.draw(st.sampled_from(TABLES))
    column = data.draw(st.sampled_from(table.columns))
    changed = list(rows(table.name))
    number = full_row(table)
    changed[number] = {**changed[number], column.name: text}
    found = check_files(FOLDER, {**files(), table.name: write(table, changed)})
    if not found.faults:
        with MemoryStore(found, is_judged=True) as store:
            kept = store.column(table.name, column.name)
        assert found.rows[table.name][number].value[column.name] in kept
        if column.kind == "text" and text:
            assert text in kept


@settings(given_data, max_examples=20 * EXAMPLES)
@given(st.data(), st.binary(max_size=40))
def test_any_bytes_anywhere_in_a_file_never_make_the_check_stumble(data: st.DataObject, noise: bytes) -> None:
    table = data.draw(st.sampled_from(TABLES))
    right = files()[table.name]
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(right)), st.integers(0, len(right)))))
    found = check_files(FOLDER, {**files(), table.name: right[:begin] + noise + right[end:]})
    assert all(str(fault).isprintable() for fault in found.faults)


# ---- Words for the above --------------------------------------------------------------------------------------


@cache
def labels() -> Labels:
    """The real vocabulary."""
    return Labels(rows("vocabulary"))


def checked(made: Rows) -> Data:
    """The data set through the check, which must let it pass."""
    given_rows = {
        name: [{**tiny.DEFAULTS[name], **row} for row in made.get(name, [])] for name in BY_NAME if name != "vocabulary"
    }
    content = {name: write(BY_NAME[name], [_ordered(name, row) for row in part]) for name, part in given_rows.items()}
    data = check_files(FOLDER, {**content, "vocabulary": files()["vocabulary"]})
    assert [str(fault) for fault in data.faults] == []
    return data


def _ordered(name: str, row: dict[str, str]) -> dict[str, str]:
    return {column: row.get(column, "") for column in BY_NAME[name].header}


def judged(made: Rows) -> dict[tuple, object]:
    """Every assessment by cell, of every group."""
    with MemoryStore(checked(made)) as store:
        found = judge_cells(store.rows, labels(), sorted(store.column("target_group", "target_group_id")))
    return {(cell.target_group_id, cell.intervention_id, cell.comparison): cell for cell in found}


def rank_for(tally: Tally, direction: Direction) -> int:
    """How weak the level of a direction is; weakest where it has no majority."""
    return grade_votes(tally, labels()).level.rank if majority(tally) is direction else len(Level)


def rank_of(cell: object, direction: Direction) -> int:
    """How weak the computed level of a direction is in a cell; weakest where it points elsewhere."""
    return cell.level_computed.rank if cell.direction is direction and cell.level_computed else len(Level)


def direct_state(tally: Tally, said: tuple[Claim, ...]) -> State:
    """The state of a cell with this direct evidence."""
    pool = Pool(Directness.DIRECT, tally, said)
    return assess_cell(Cell("ledige", "samtale", Comparison.ABSOLUTE, (pool,)), labels()).state


def whole_answer(state: State, has_caveats: bool, has_sources: bool, has_results: bool) -> dict:
    """The parts of an answer, with some left out."""
    return WHOLE | {
        "assessment": replace(ASSESSMENT, state=state),
        "caveats": (CAVEAT,) if has_caveats else (),
        "references": (WHERE,) if has_sources else (),
        "results": (result(Direction.POSITIVE),) if has_results else (),
    }


def unit_of(study: dict[str, str]) -> str:
    """Who shares a vote: the cohort, else the trial."""
    return study.get("cohort_id") or study["trial_id"]


def study_of(made: Rows, finding: dict[str, str]) -> dict[str, str]:
    """The study of a finding."""
    return next(row for row in made["study"] if row["study_id"] == finding["study_id"])


def kind_of(made: Rows, study_id: str) -> str:
    """What kind of study it is."""
    return next(row["kind"] for row in made["study"] if row["study_id"] == study_id)


def voting(made: Rows) -> list[dict[str, str]]:
    """The findings that vote."""
    return [
        row
        for row in made["finding"]
        if row["outcome"] in VOTING
        and row["causal"] == "true"
        and row["direction"] != "not_measured"
        and kind_of(made, row["study_id"]) == "effect_study"
    ]
