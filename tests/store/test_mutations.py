"""Every table × every column × every kind of mistake: refused with file, line, column, value and rule, all at once."""

from __future__ import annotations

import pytest

from core.store.check import Data, check_files
from core.store.schema import BY_NAME, TABLES, Table
from tests.memory import MemoryStore
from tests.store import mutations
from tests.store.mutations import FOLDER, files, full_row, rows, write

# What looks odd and is right: it is only text. Pages, documents and exports must show it as it stands.
VALID_TEXTS = [
    "p < 0,05 og n > 30",
    "Smith & Sons's »citat« \"og\" 'citat'",
    "Robert'); drop table finding;--",
    "javascript:alert(1)",
    "{{ navn }} {% if x %} ${navn} %s \\n",
    "*fed* [link](https://eksempel.dk) $x^2$ # ikke overskrift",
    "æøå ÆØÅ é ü ß – − … ½ ± ≥ 100 % – ikke = en formel",
    "null",
    "None",
    "0",
    "Hvem? Det står på https://eksempel.dk/?q=1 – og i arbejdsgivers’ brev",
]


def test_tiny_data_is_right_and_full() -> None:
    assert [str(fault) for fault in check_files(FOLDER, files()).faults] == []
    assert all(full_row(table) is not None for table in TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_wrong_cell_of_a_table_is_named_at_once(table: Table) -> None:
    wrong = mutations.all_cells_at_once(table)
    data = wrong[0].check()
    named = {(fault.line, fault.column, fault.value) for fault in data.faults}
    rules: dict[tuple[int, str], list[str]] = {}
    for fault in data.faults:
        rules.setdefault((fault.line, fault.column), []).append(fault.rule)
    for mutation in wrong:
        found = rules.get((mutation.line, mutation.column), [])
        assert (mutation.line, mutation.column, mutation.value) in named, mutation.kind
        assert any(mutation.rule in rule for rule in found), (mutation.kind, found)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_wrong_row_and_file_is_named(table: Table) -> None:
    wrong = [*mutations.row_mutations(table), *mutations.file_mutations(table)]
    unnamed = [mutation.kind for mutation in wrong if not mutation.is_named(mutation.check())]
    assert unnamed == []


def test_thousands_of_mistakes_are_tried_on_every_column() -> None:
    tried = [(m.table, m.column) for table in TABLES for m in mutations.all_cells_at_once(table)]
    assert len(tried) > 6_500
    assert set(tried) == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_a_fault_is_one_short_line_without_a_character_that_cannot_be_seen() -> None:
    unseen = mutations.all_cells_at_once(BY_NAME["finding"])[0].check()
    huge = next(m for m in mutations.row_mutations(BY_NAME["finding"]) if m.kind == "huge cell").check()
    for fault in [*unseen.faults, *huge.faults]:
        assert str(fault).isprintable() and len(str(fault)) < 600


def test_one_mistake_in_every_table_is_named_at_once() -> None:
    wrong = {table.name: next(mutations.cell_mutations(table)) for table in TABLES if table.name != "vocabulary"}
    data = check_files(FOLDER, {**files(), **{name: mutation.content for name, mutation in wrong.items()}})
    assert [name for name, mutation in wrong.items() if not mutation.is_named(data)] == []


def test_a_table_that_cannot_be_read_does_not_hide_its_fault_among_those_who_refer_to_it() -> None:
    for table in TABLES:
        broken = next(m for m in mutations.file_mutations(table) if m.kind == "UTF-16 cut short")
        assert [(f.file, f.column) for f in broken.check().faults] == [(f"data/{table.name}.csv", "file")]


@pytest.mark.parametrize("text", VALID_TEXTS)
def test_odd_text_that_is_only_text_is_kept_as_it_stands(text: str) -> None:
    data = with_text_everywhere(text)
    assert [str(fault) for fault in data.faults] == []
    with MemoryStore(data) as store:
        for table, columns in text_columns().items():
            for column in {c.name for c in BY_NAME[table].stored}.intersection(columns):
                assert text in store.column(table, column)


def test_line_ends_of_windows_are_no_fault_and_change_no_value() -> None:
    unix, windows = files(), {name: content.replace(b"\n", b"\r\n") for name, content in files().items()}
    checked = [check_files(FOLDER, given) for given in (unix, windows)]
    assert checked[1].faults == []
    assert [[r.value for r in data.rows["finding"]] for data in checked] == [
        [r.value for r in checked[0].rows["finding"]]
    ] * 2


def text_columns() -> dict[str, list[str]]:
    """The columns that hold text a person reads, by table."""
    found = {t.name: [c.name for c in t.columns if c.kind == "text" and not c.vocabulary] for t in TABLES}
    found["caveat_scope"], found["disagreement_ref"] = [], []  # their text is the id of something
    found["plain_words"] = [name for name in found["plain_words"] if name not in ("scope", "ref_id")]
    return found


def with_text_everywhere(text: str) -> Data:
    """The tiny data with one text in every column that holds text."""
    changed = {}
    for name, columns in text_columns().items():
        changed_rows = [dict(row) for row in rows(name)]
        changed_rows[full_row(BY_NAME[name])] |= dict.fromkeys(columns, text)
        changed[name] = write(BY_NAME[name], changed_rows)
    return check_files(FOLDER, changed)
