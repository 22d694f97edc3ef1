"""The second layer against what was read: every figure and quotation, every address, every trial, and no answer moved."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from core.evidence.side_by_side import compare
from core.export.memo import compose_memo
from core.store import Filters, Store, open_store
from core.store.check_second import numbers
from core.store.query import QUERIES
from core.store.reader import DATA
from core.store.schema import BY_NAME
from core.ui.sammenlign.comparison import read_setting, read_subjects
from tests.store.test_queries import GIVEN

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 28)
READ = ROOT.parent / "shared" / "supplement" / "read"
SECOND = [name for name in BY_NAME if name.startswith("second_")]
# Copies of what somebody else published: a reader is never sent there.
MIRRORS = (
    "9pdf", "pdfslide", "vdocument", "medluna", "globalauthorid", "booksci", "tomesphere", "topsight", "cupdf",
    "1library", "beds.ac.uk", "blogspot", "vlex", "mysciencework", "econbeancount", "weglot", "scite", "repec",
)  # fmt: skip
needs_read = pytest.mark.skipif(not READ.is_dir(), reason=f"what was read is not here: {READ}")


def rows(table: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def plain(text: str) -> str:
    """The text with one space for any run of spaces, so that line breaks of a copy do not matter."""
    return re.sub(r"\s+", " ", text)


@cache
def what_was_read(names: str) -> str:
    return plain(" ".join((READ / name).read_text(encoding="utf-8") for name in names.split(";")))


@needs_read
def test_every_quotation_and_printed_figure_stands_in_what_was_read() -> None:
    files = {row["second_study_id"]: row["read_file"] for row in rows("second_study")}
    missing = [
        (row["second_finding_id"], column)
        for row in rows("second_finding")
        for column in ("quotation", "figure_printed")
        if plain(row[column]) not in what_was_read(files[row["second_study_id"]])
    ]
    assert missing == []


@needs_read
def test_every_number_of_a_row_and_its_study_stands_in_what_was_read() -> None:
    studies = {row["second_study_id"]: row for row in rows("second_study")}
    unread = []
    for row in rows("second_finding"):
        study = studies[row["second_study_id"]]
        read = numbers(what_was_read(study["read_file"]))
        said = " ".join([row["figure"], row["statement"], row["horizon"], study["sample"], study["period"]])
        unread += [(row["second_finding_id"], number) for number in numbers(said) - read]
    assert unread == []


@needs_read
def test_every_quotation_of_the_law_stands_in_what_was_read() -> None:
    quoted = [row for row in rows("legal_rule") if row["quotation"]]
    assert len(quoted) >= 10
    assert [row["rule_id"] for row in quoted if plain(row["quotation"]) not in what_was_read(row["read_file"])] == []


def test_a_quotation_is_short_and_stays_out_of_the_store(store: Store) -> None:
    assert [row["second_finding_id"] for row in rows("second_finding") if len(row["quotation"].split()) > 25] == []
    stored = {column["name"] for table in store.tables().values() for column in table["columns"]}
    assert not {"quotation", "figure_printed", "read_file", "read_at"} & stored


def test_every_address_is_a_doi_or_its_publishers_and_says_how_it_is_known_when_it_was_not_read() -> None:
    for row in rows("second_study"):
        assert not any(mirror in row["address"] for mirror in MIRRORS), row["address"]
        assert "doi.org/" not in row["address"] or re.fullmatch(r"https://doi\.org/10\.\d{4,5}/\S+", row["address"])
        host = row["address"].split("/")[2].removeprefix("www.")
        assert host in row["read_at"] or row["address_note"], row["second_study_id"]


def test_publications_of_one_trial_share_it_and_nothing_else_does() -> None:
    shared: dict[str, set[str]] = {}
    for row in rows("second_study"):
        shared.setdefault(row["trial_id"], set()).add(row["second_study_id"])
    assert {trial: ids for trial, ids in shared.items() if len(ids) > 1} == {
        "dk-sygedagpenge-survey": {"hoegelund-2010", "hoegelund-2012", "hoegelund-holm-2004"},
        "aht-2009": {"rehwald-2018", "aht-star"},
        "tta": {"poulsen-2014", "nielsen-2015"},
        "ibbis": {"hoff-2021", "hoff-2023"},
        "mi-nav": {"oeiestad-2025", "mi-nav-2023"},
        "holm-2017": {"holm-2017", "holm-2016"},
        "ltjs": {"ltjs-2019", "ltjs-2020"},
        "svltu": {"natcen-2012", "dwp-2013"},
    }
    first = {row["trial_id"] for row in rows("study")} - {""}
    assert first & shared.keys() == {"hagglund-2006"}  # the same Swedish experiments are told by a document


def test_no_study_of_the_five_documents_is_told_again() -> None:
    told = {row["study_id"] for row in rows("study")}
    assert told & {row["second_study_id"] for row in rows("second_study")} == set()


def test_rows_that_contradict_each_other_stand_side_by_side(store: Store) -> None:
    for group in ("sygemeldte", "langtidsledige-dagpenge"):
        layer = store.second_layer(group)
        assert all(row.finding_id in other.disagrees_with
                   for pair in layer.disagreements for row in pair.rows_a for other in pair.rows_b)  # fmt: skip
        for topic in layer.topics:
            ways = {row.direction for row in topic.findings}
            if {"towards", "against"} <= ways:
                assert topic.agreement  # a line says so, and the row is never alone


def test_what_is_shown_to_a_group_is_kept_for_it(store: Store) -> None:
    assert set(store.second_groups) == {"sygemeldte", "langtidsledige-dagpenge", "dagpenge-16-mdr", "langtidsledige"}
    assert not store.second_layer("jobparate")
    assert store.second_layer("sygemeldte") is store.second_layer("sygemeldte")  # composed once: the search asks often
    assert store.second_layer("dagpenge-16-mdr").findings == store.second_layer("langtidsledige").findings
    both = {row.finding_id for group in ("sygemeldte", "langtidsledige") for row in store.second_layer(group).findings}
    assert both == {row.finding_id for row in store.second_layer().findings}


@pytest.fixture(scope="module")
def without_second(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the same data with the tables of the second layer emptied."""
    folder = tmp_path_factory.mktemp("without") / "data"
    shutil.copytree(DATA, folder)
    for name in SECOND:
        (folder / f"{name}.csv").write_text(",".join(BY_NAME[name].header) + "\n", encoding="utf-8")
    return open_store(folder, folder.parent / "store")


def told(store: Store, group: str) -> tuple[object, ...]:
    """All that the rules say to a group, what documents are made of, and a memo."""
    answers = store.answers(group)
    subjects = read_subjects(store, answers, group, ("samtaler", "lavere-sagsstamme"))
    memo = compose_memo(compare(subjects, read_setting(store, subjects, group)), store.labels, "", "v", TODAY)
    return answers, memo, store.assess([group], Filters(only_danish=True))


def asked(store: Store, name: str) -> list[dict]:
    """What a query answers, in the order of its own sorting, with the questions the query test asks."""
    return store.rows(name, **GIVEN)


def test_no_answer_count_or_document_moves_when_the_second_layer_is_emptied(
    store: Store, without_second: Store
) -> None:
    """Every page, sheet and document is made of these queries and answers."""
    assert without_second.second_layer().findings == ()
    queries = [path.stem for path in QUERIES.glob("*.sql") if not path.stem.startswith("second_")]
    moved = [name for name in queries if name != "store_version" and asked(store, name) != asked(without_second, name)]
    assert moved == []
    own = {*SECOND, "store_version"}
    with_it, without = ({name: table["rows"] for name, table in one.tables().items() if name not in own}
                        for one in (store, without_second))  # fmt: skip
    assert len(with_it["assessment"]) > 1_000 and "vote" in with_it
    assert [name for name in with_it if sorted(map(repr, with_it[name])) != sorted(map(repr, without[name]))] == []
    for group in ("sygemeldte", "dagpenge-16-mdr", "langtidsledige", "jobparate"):
        assert told(store, group) == told(without_second, group), group


def test_only_the_queries_of_the_second_layer_read_it() -> None:
    files = [*(ROOT / "core" / "store").rglob("*.sql"), *(ROOT / "core" / "export").rglob("*.py")]
    assert len(files) > 50
    reading = {path.name for path in files if re.search(r"second_(topic|study|finding|disagreement)", path.read_text())}
    assert reading == {"second_findings.sql", "second_disagreements.sql"}
