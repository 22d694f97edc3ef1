"""What would change an answer, as a table an analyst can check by hand, and against stores that hold the new studies."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from core.evidence.assess import Cell
from core.evidence.turning import NOTHING, Turn, find_turns, said_of, turn_words
from core.model import Claim, Comparison, Direction, Directness, Level, Pool, Tally
from core.store import Store, open_store
from core.store.schema import BY_NAME
from tests import tiny

STRONG = Tally(positive=3, positive_high=3, results=3, finding_ids=("a", "b", "c"))
TWO_HIGH = Tally(positive=2, positive_high=2, results=2, finding_ids=("a", "b"))
ONE_HIGH = Tally(positive=1, positive_high=1, results=1, finding_ids=("a",))
LIMITED = Tally(positive=1, results=1, finding_ids=("a",))
SPLIT = Tally(positive=1, none=1, positive_high=1, none_high=1, results=2, finding_ids=("a", "b"))


def cell(tally: Tally | None = None, directness: Directness = Directness.DIRECT, *claims: Claim) -> Cell:
    steps = 0 if directness is Directness.DIRECT else 1
    pools = (Pool(directness, tally or Tally(), claims, steps),) if tally or claims else ()
    return Cell("ledige", "samtale", Comparison.ABSOLUTE, pools)


CASES = [
    (
        "two studies of high quality that agree: one more makes the level strong, one that differs is a minority",
        cell(TWO_HIGH),
        [
            "Ét studie af høj kvalitet med positiv effekt hæver niveauet til stærk evidens.",
            "To studier uden påvist eller med negativ effekt gør svaret til »Modstridende viden«.",
        ],
    ),
    (
        "one study of high quality: one more of high quality gives moderate evidence",
        cell(ONE_HIGH),
        [
            "Ét studie af høj kvalitet med positiv effekt gør svaret til »Understøttet« (moderat evidens).",
            "Ét studie uden påvist eller med negativ effekt gør svaret til »Modstridende viden«.",
        ],
    ),
    (
        "one study of limited quality: one more of limited quality is an indication",
        cell(LIMITED),
        [
            "Ét studie med positiv effekt gør svaret til »Lovende« (indikation).",
            "To studier uden påvist effekt gør svaret til »Ingen påvist effekt« (indikation).",
            "To studier med negativ effekt gør svaret til »Pas på« (indikation).",
        ],
    ),
    (
        "one each way: one more of either gives that way two of three; a third way needs three of five",
        cell(SPLIT),
        [
            "Ét studie med positiv effekt gør svaret til »Lovende« (indikation).",
            "Ét studie uden påvist effekt gør svaret til »Ingen påvist effekt« (indikation).",
            "Tre studier med negativ effekt gør svaret til »Pas på« (indikation).",
        ],
    ),
    (
        "nothing known: one study of high quality is an indication, whichever way it points",
        cell(),
        ["Ét studie af høj kvalitet afgør det, efter hvad det finder: »Lovende«, »Ingen påvist effekt« eller »Pas på« (indikation)."],
    ),
    (
        "measured on a broader group: a study of the group itself makes it direct",
        cell(STRONG, Directness.BROADER),
        [
            "Ét studie af høj kvalitet med positiv effekt giver viden om gruppen selv (indikation).",
            "Ét studie uden påvist eller med negativ effekt gør svaret til »Modstridende viden«.",
        ],
    ),
    (
        "a level the source states itself is not lifted; three against three have no majority",
        cell(STRONG, Directness.DIRECT, Claim("c", Direction.POSITIVE, stated_level=Level.MODERATE)),
        ["Tre studier uden påvist eller med negativ effekt gør svaret til »Modstridende viden«."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "given", "said"), CASES, ids=[case[0] for case in CASES])
def test_the_smallest_evidence_that_changes_an_answer(why: str, given: Cell, said: list[str], labels) -> None:
    assert turn_words(find_turns(given, labels), labels) == said, why


def test_a_supported_answer_is_lowered_by_a_danish_study_of_a_part_of_the_group(labels) -> None:
    said = "Ét dansk studie uden gevinst for en del af gruppen gør svaret til »Lovende« (moderat evidens)."
    assert said in turn_words(find_turns(cell(TWO_HIGH), labels, has_parts=True), labels)
    assert said not in turn_words(find_turns(cell(TWO_HIGH), labels), labels)
    assert len(find_turns(cell(LIMITED), labels, has_parts=True)) == 3


def test_what_three_studies_do_not_move_is_said(labels) -> None:
    many = Tally(positive=9, positive_high=9, results=9, finding_ids=tuple("abcdefghi"))
    assert said_of(find_turns(cell(many), labels), labels) == [NOTHING]


def test_a_new_result_backs_a_guarded_conclusion(tiny_store) -> None:
    """One of limited quality alone would not do: with it, what the source says with reservation can carry an answer."""
    claim = {"claim_id": "k", "firmness": "hedged", "stated_level": ""}
    store = tiny_store(finding=[], study=[], claim=[claim])
    (first, *_) = store.turns("ledige", {"samtale"})["samtale", Comparison.ABSOLUTE]
    assert (first.addition.studies, first.addition.is_high, first.after.state) == (1, False, "promising")


STUDY = {
    "citation": "Nyt (2026)", "year": "2026", "kind": "effect_study", "country": "SE", "design": "rct", "quality_basis": "Prøve.",
    "transferability": "high", "source_id": "ny-kilde", "locator": "Tabel 1",
}  # fmt: skip
FINDING = {
    "comparator": "sædvanlig indsats", "outcome": "employment", "effect_type": "net", "role": "effect", "unit": "none",
    "causal": "true", "statement": "Prøve.", "source_id": "ny-kilde", "locator": "Tabel 1", "derived": "false",
}  # fmt: skip


def added(turn: Turn, group: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of the new studies and of their results."""
    cell, high = turn.before, turn.addition.is_high
    about = {"intervention_id": cell.intervention_id, "comparison": cell.comparison.value, "target_group_id": group}
    ids = [f"nyt-{cell.intervention_id}-{number}" for number in range(turn.addition.studies)]
    bias = {"risk_of_bias": "low" if high else "medium", "quality": "high" if high else "limited"}
    studies = [{**STUDY, **bias, "study_id": key, "trial_id": key} for key in ids]
    way = turn.addition.direction.value
    return studies, [{**FINDING, **about, "finding_id": key, "study_id": key, "direction": way} for key in ids]


@pytest.mark.parametrize(("group", "n"), [("dagpenge-16-mdr", 0), ("ledige", 1)])
def test_a_store_that_holds_the_new_studies_gives_the_answer_that_was_foretold(
    store: Store, tmp_path: Path, group: str, n: int
) -> None:
    """One answer a family, so that no addition meets another; ``n`` is the direction that is tried."""
    foretold: dict[str, Turn] = {}
    for (intervention, _), turns in store.turns(group).items():
        if len(turns) > n and not turns[n].addition.in_a_part:
            foretold[store.interventions[intervention]["family_id"]] = turns[n]
    assert len(foretold) >= 6
    folder = shutil.copytree(tiny.ROOT / "data", tmp_path / "data")
    rows = [added(turn, group) for turn in foretold.values()]
    source = {**tiny.SOURCE, "source_id": "ny-kilde", "short_name": "Ny kilde"}
    for name, new in (
        ("source", [source]),
        ("study", [s for part in rows for s in part[0]]),
        ("finding", [f for part in rows for f in part[1]]),
    ):
        with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, BY_NAME[name].header, lineterminator="\n", restval="").writerows(new)
    then = open_store(folder, tmp_path / "store")
    cells = {(cell.intervention_id, cell.comparison): cell for cell in then.assess([group])}
    for turn in foretold.values():
        now = cells[turn.before.intervention_id, turn.before.comparison]
        assert (now.state, now.level, now.directness) == (turn.after.state, turn.after.level, turn.after.directness), (
            turn
        )
