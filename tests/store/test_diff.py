"""What an edit does, told from data that can be checked by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from core.store.__main__ import main
from core.store.diff import Diff, compare_sides
from core.store.diff_words import UNCHANGED, write_json, write_markdown, write_text
from core.store.sides import Side, open_side
from tests import tiny

A, B = {"finding_id": "a-1", "study_id": "a-2010"}, {"finding_id": "b-1", "study_id": "b-2015"}


@pytest.fixture
def difference(tiny_store):
    """The difference between two tiny stores, each given by the tables that differ from the usual."""

    def compared(old: dict, new: dict) -> Diff:
        return compare_sides(Side("før", tiny_store(**old)), Side("nu", tiny_store(**new)))

    return compared


def moved(diff: Diff) -> dict[str, tuple]:
    """What moved for each group and intervention."""
    return {"/".join(one.moved.key[:2]): one.moved.aspects for one in diff.answers}


def test_one_row_is_told_with_the_answer_it_moves_the_rule_and_itself(difference, labels) -> None:
    # Two trials agree (indication); the limited one turns, and no direction has the majority any more.
    diff = difference({"finding": [A, B]}, {"finding": [A, B | {"direction": "none"}]})
    assert [(row.name, row.cells) for row in diff.rows] == [("finding/b-1", {"direction": ("positive", "none")})]
    assert moved(diff)["ledige/samtale"][:3] == ("state", "level", "listed")
    told = write_text(diff, labels)
    assert "svaret: Lovende, indikation → Modstridende viden" in told
    assert "reglen: Egen optælling: 2 studier peger hver sin vej uden overvægt." in told
    assert "rækker: finding/b-1 (ændret)" in told


def test_rows_added_and_removed_are_told_by_table(difference, labels) -> None:
    diff = difference({"finding": [A]}, {"finding": [B]})
    assert {(row.name, row.how) for row in diff.rows} == {("finding/a-1", "removed"), ("finding/b-1", "added")}
    assert "- finding: 1 ny, 1 fjernet" in write_markdown(diff, labels)


def test_the_same_data_says_that_nothing_is_changed(difference, labels) -> None:
    diff = difference({}, {})
    assert diff.is_empty
    assert UNCHANGED in write_text(diff, labels)
    assert json.loads(write_json(diff, labels))["is_unchanged"] is True


def test_a_row_no_answer_rests_on_moves_none(difference) -> None:
    diff = difference({}, {"legal_rule": [{"rule_id": "samtale"}]})
    assert [row.name for row in diff.rows] == ["legal_rule/samtale"]
    assert moved(diff) == {}


def test_a_decisive_caveat_is_told_though_the_answer_is_the_same(difference, labels) -> None:
    extra = {
        "caveat_id": "kun-unge",
        "changes": "for_whom",
        "short": "Kun unge: ikke andre",
        "statement": "Kun for unge.",
    }
    scope = {"caveat_id": "kun-unge", "scope": "intervention", "ref_id": "samtale"}
    rows = {"caveat": [{"caveat_id": "gennemsnit"}, extra], "caveat_scope": [{"caveat_id": "gennemsnit"}, scope]}
    diff = difference({}, rows)
    assert set(moved(diff).values()) == {("decisive",)}
    assert "afgørende forbehold: + Kun unge: ikke andre" in write_text(diff, labels)
    assert {row.table for one in diff.answers for row in one.behind} == {"caveat", "caveat_scope"}


def test_a_change_of_place_names_the_part_of_the_order_that_decided(difference, labels) -> None:
    course = {"finding_id": "k-1", "study_id": "b-2015", "intervention_id": "kursus"}
    before = [{"finding_id": "s-1", "study_id": "a-2010"}, course]
    after = [{"finding_id": "s-1", "study_id": "b-2015"}, course | {"study_id": "a-2010"}]
    told = write_text(difference({"finding": before}, {"finding": after}), labels)
    assert told.count("plads: 2 → 1 (reglen: om det kan anbefales)") == 1


def test_a_store_file_is_compared_as_the_rules_of_its_time_judged_it(tiny_store, tmp_path: Path, labels) -> None:
    store = tiny_store()
    copy = shutil.copy(store.path, tmp_path / "then.duckdb")
    with duckdb.connect(str(copy)) as con:
        con.execute(
            "update assessment set state = 'supported' where intervention_id = 'samtale' and target_group_id = 'ledige'"
        )
        con.execute("update store_version set version = 'then'")
    diff = compare_sides(open_side(str(copy)), Side("nu", store))
    assert diff.has_other_rules
    assert list(moved(diff)) == ["ledige/samtale"]
    assert "Understøttet" in write_text(diff, labels)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with the tiny data committed; returns the data folder."""
    folder = tiny.write(tmp_path / "data", finding=[A, B])
    asked = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@x"]
    for command in (["init", "-q"], ["add", "data"], ["commit", "-qm", "first"]):
        subprocess.run([*asked, *command], check=True)
    return folder


def test_what_stands_is_compared_with_what_is_committed(repository: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["diff", "--data", str(repository)]) == 0
    assert UNCHANGED in capsys.readouterr().out
    tiny.write(repository, finding=[A, B | {"direction": "none"}])
    assert main(["diff", "--data", str(repository), "--as", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    answers = {(a["target_group_id"], a["intervention_id"]): a for a in document["answers"]}
    assert answers["ledige", "samtale"]["after"]["state"] == "conflicting"
    assert answers["ledige", "samtale"]["rows"] == ["finding/b-1"]


def test_faulty_data_and_unknown_names_are_told_and_nothing_is_compared(
    repository: Path, capsys: pytest.CaptureFixture
) -> None:
    tiny.write(repository, finding=[A, B | {"direction": "positv"}])
    assert main(["diff", "--data", str(repository)]) == 1
    assert 'direction: "positv" – one of' in capsys.readouterr().err
    assert main(["diff", "ukendt-gren", "--data", str(repository)]) == 1
    assert "no such folder, store file or git revision" in capsys.readouterr().err


def test_a_note_writes_the_edition_once_with_the_answers_that_moved(
    repository: Path, capsys: pytest.CaptureFixture
) -> None:
    tiny.write(repository, finding=[A, B | {"direction": "none"}])
    for note in ("Første forsøg.", "Et studie er rettet."):
        assert main(["diff", "--data", str(repository), "--note", note]) == 0
    side = open_side(str(repository), repository)
    (edition,) = side.store.editions
    assert (edition.number, edition.note, edition.cause) == (1, "Et studie er rettet.", "rows")
    (move, *_) = side.store.moves(["ledige"])
    assert (move.before.state, move.after.state, move.intervention_id) == ("promising", "conflicting", "samtale")


def test_a_note_with_a_fault_leaves_the_history_as_it_was(repository: Path, capsys: pytest.CaptureFixture) -> None:
    before = (repository / "edition.csv").read_bytes()
    tiny.write(repository, finding=[A])
    assert main(["diff", "--data", str(repository), "--note", "<b>Nyt</b>"]) == 1
    assert "looks like markup" in capsys.readouterr().err
    assert (repository / "edition.csv").read_bytes() == before
