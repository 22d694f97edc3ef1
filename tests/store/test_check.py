"""Every broken row is refused with file, line, column, value and rule, all at once."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from core.store.check import KNOWN_CODES, NAMED_CODES, read_data
from core.store.schema import SCOPES, TABLES
from tests import tiny

FINDING = {"finding_id": "a-1", "study_id": "a-2010"}


def faults(folder: Path, **tables: list[dict[str, str]]) -> list[str]:
    """The fault lines of the tiny data with the given tables, without the folder."""
    data = read_data(tiny.write(folder, **tables))
    return [str(fault).replace(f"{folder}/", "") for fault in data.faults]


def test_tiny_data_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("finding_id", "", "must not be empty"),
        ("finding_id", "A 1", "an id is a–z"),
        ("finding_id", "x" * 101, "at most 100 characters"),
        ("study_id", "nobody-1999", "not in study.csv"),
        ("intervention_id", "ukendt", "not in intervention.csv"),
        ("direction", "positv", "one of positive, none, negative, mixed, unclear, not_measured"),
        ("statement", "", "must not be empty"),
        ("statement", "=1+1", "looks like a spreadsheet formula"),
        ("statement", "-2+3+cmd|' /C calc'!A0", "looks like a spreadsheet formula"),
        ("statement", "＝1+1", "looks like a spreadsheet formula"),
        ("statement", " mellemrum", "has space at the start or end"),
        ("statement", "to\nlinjer", "control or invisible character"),
        ("statement", "skjult\u202etekst", "control or invisible character"),
        ("statement", "\ufeffmærke", "control or invisible character"),
        ("statement", "x" * 2001, "longer than 2000 characters"),
        ("effect_low", "0.041", "a spreadsheet makes 41 of it; write 41/1000"),
        ("effect_low", "99999999", "between 0 and 1e+07"),
        ("effect_low", "nan", "a number with a dot for decimals"),
        ("effect_low", "٥", "a number with a dot for decimals"),
        ("horizon_from_months", "-1", "between 0 and 600"),
        ("causal", "ja", "true or false"),
    ],
)
def test_broken_value_is_named(tmp_path: Path, column: str, value: str, rule: str) -> None:
    row = FINDING | {"unit": "pp", "effect_low": "5"} | {column: value}
    found = faults(tmp_path, finding=[row])
    shown = value if len(value) <= 80 else value[:77] + "…"
    for unseen in ("\n", "\u202e", "\ufeff"):
        shown = shown.replace(unseen, f"\\u{ord(unseen):04x}")
    assert any(line.startswith(f'finding.csv:2 {column}: "{shown}"') and rule in line for line in found), found


SECOND_ROW = {"second_finding_id": "f-1"}
SECOND = {"second_topic": [{}], "second_study": [{}], "second_finding": [SECOND_ROW]}


@pytest.mark.parametrize(
    ("tables", "rule"),
    [
        ({"finding": [FINDING, FINDING]}, "already used on line 2"),
        (
            {"finding": [FINDING | {"horizon_from_months": "24", "horizon_to_months": "12"}]},
            "must not be above horizon_to_months (12)",
        ),
        ({"finding": [FINDING | {"effect_low": "5", "unit": "none"}]}, "a size needs its unit"),
        ({"finding": [FINDING | {"unit": "pp"}]}, "unit pp needs a size"),
        ({"study": [{"study_id": "a-2010"}], "finding": [FINDING]}, "needs a trial_id, or it cannot vote"),
        (
            {"study_count": [{"period_from": "2001", "period_to": "2010", "n_positive": "40", "n_total": "35"}]},
            "must not be above n_total (35)",
        ),
        ({"practice_figure": [{"figure_id": "f", "value": "101"}]}, "a percentage is at most 100"),
        ({"practice_figure": [{"figure_id": "f", "answer_kind": "lowest"}]}, "needs both its lowest and its highest"),
        (
            {
                "practice_figure": [
                    {"figure_id": "f", "answer_kind": "lowest", "value": ""},
                    {"figure_id": "g", "answer_kind": "highest"},
                ]
            },
            "a number of a span must be there",
        ),
        ({"practice_figure": [{"figure_id": "f", "answer_kind": "del"}]}, "one of part, several, group"),
        ({"legal_rule_topic": [{"rule_id": "r"}]}, "not in legal_rule.csv"),
        ({"caveat_scope": [{"caveat_id": "gennemsnit", "scope": "study", "ref_id": "nobody"}]}, "no such study"),
        ({"caveat_scope": []}, "limits nothing"),
        (
            {"caveat_scope": [{"caveat_id": "gennemsnit", "scope": "study", "ref_id": "a-2010"}]},
            "must limit everything",
        ),
        (
            {
                "target_group_relation": [
                    {"target_group_id": "unge", "evidence_group_id": "ledige", "relation": "barred"}
                ]
            },
            "a bar names its intervention",
        ),
        (
            {
                "study": [
                    {"study_id": "a-2010", "trial_id": "t", "cohort_id": "c"},
                    {"study_id": "a-2012", "trial_id": "t"},
                    {"study_id": "b-2015", "trial_id": "b"},
                ]
            },
            "must share one cohort_id",
        ),
        (
            {
                "claim": [
                    {
                        "claim_id": "k",
                        "review_unit": "studies",
                        "review_studies": "5",
                        "review_positive": "4",
                        "review_negative": "4",
                    }
                ]
            },
            "must be at least 8",
        ),
        ({"legal_rule": [{"rule_id": "r", "valid_from": "2020-13-01"}]}, "a date as 2026-11-20"),
        ({"legal_rule": [{"rule_id": "r", "kind": "expected"}]}, "true for kind expected"),
        (
            {
                "legal_rule": [
                    {"rule_id": "r", "replaced_by": "s"},
                    {"rule_id": "s", "valid_from": "2019-01-01"},
                ]
            },
            "must begin later",
        ),
        ({"second_topic": [{}]}, "has no row in second_finding.csv"),
        ({**SECOND, "second_topic": [{"direction": "against"}]}, "no row of it points this way"),
        ({**SECOND, "second_topic": [{"family_id": "kursus", "intervention_id": "samtale"}]}, "is not the family of"),
        ({**SECOND, "second_topic": [{"kind": "caution"}]}, "an effort has a family"),
        ({**SECOND, "second_finding": [SECOND_ROW | {"figure": "5 mod 4"}]}, "stands where a figure does"),
        (
            {**SECOND, "second_finding": [SECOND_ROW | {"figure": "5 mod 4", "figure_printed": "5 versus 3"}]},
            "is not in the passage that was read",
        ),
        (
            {**SECOND, "second_finding": [SECOND_ROW | {"statement": "Af 1.893 kom flere i job."}]},
            "is not in the passage that was read",
        ),
        ({**SECOND, "second_group": [{"layer_group_id": "unge"}]}, "no topic is kept for this group"),
        (
            {
                **SECOND,
                "second_disagreement": [{"second_disagreement_id": "d-1"}],
                "second_disagreement_ref": [{"second_finding_id": "f-1"}],
            },
            "needs rows on side a and on side b",
        ),
        ({"legal_rule": [{"rule_id": "r", "valid_from": "2020-W01-1"}]}, "a date as 2026-11-20"),
        ({"source": [{"url": "javascript:alert(1)"}]}, "an address begins with https://"),
        ({"finding": [FINDING | {"effect_low": "101", "unit": "pp"}]}, "a percentage is at most 100"),
        ({"finding": [FINDING | {"effect_high": "101", "unit": "percent_share"}]}, "a percentage is at most 100"),
        (
            {
                "study_count": [
                    {"period_from": "2001", "period_to": "2010", "n_positive": "3", "n_negative": "3", "n_total": "5"}
                ]
            },
            "must be at least 6",
        ),
        (
            {
                "study": [
                    {"study_id": "a-2010", "trial_id": "t"},
                    {"study_id": "a-2012", "trial_id": "u", "cohort_id": "t"},
                    {"study_id": "b-2015", "trial_id": "b"},
                ]
            },
            "the two would share one vote",
        ),
        (
            {"caveat": [{"caveat_id": "gennemsnit"}], "source": [{"kind": "practice_study"}]},
            "must not come from a practice",
        ),
        (
            {"target_group": [{"target_group_id": "ledige", "is_selectable": "false"}]},
            "at least one group must be selectable",
        ),
        ({"target_group": [{"target_group_id": "ledige", "plain_name": ""}]}, "needs it for the citizen's sheet"),
        ({"intervention": []}, "at least one row is needed"),
        (
            {
                "target_group_relation": [
                    {"target_group_id": "unge", "evidence_group_id": "unge", "relation": "related"}
                ]
            },
            "not related to itself",
        ),
        (
            {
                "target_group_relation": [
                    {"target_group_id": "unge", "evidence_group_id": "ledige", "source_id": "kilde"}
                ]
            },
            "a source and its locator stand together",
        ),
        (
            {
                "intervention": [
                    {"intervention_id": "samtale", "parent_id": "kursus"},
                    {"intervention_id": "kursus", "parent_id": "samtale"},
                ]
            },
            "is its own ancestor",
        ),
        (
            {
                "target_group_relation": [
                    {"target_group_id": "unge", "evidence_group_id": "ledige"},
                    {"target_group_id": "ledige", "evidence_group_id": "unge"},
                ]
            },
            "is its own ancestor",
        ),
    ],
)
def test_broken_rule_is_named(tmp_path: Path, tables: dict, rule: str) -> None:
    assert any(rule in line for line in faults(tmp_path, **tables))


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    rows = [FINDING | {"direction": "op"}, FINDING | {"finding_id": "a-2", "outcome": "lykke"}]
    found = faults(tmp_path, finding=rows, claim=[{"claim_id": "k", "direction": "ned"}])
    assert [line.split(":")[0] for line in found] == ["claim.csv", "finding.csv", "finding.csv"]
    assert found[1].startswith('finding.csv:2 direction: "op" – one of')


def test_rows_above_a_line_that_cannot_be_read_are_checked_too(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, finding=[FINDING | {"direction": "op"}])
    with (folder / "finding.csv").open("a", encoding="utf-8") as file:
        file.write('a-2,"uden ende\n')
    found = [str(fault) for fault in read_data(folder).faults]
    assert 'direction: "op"' in found[0] and "not valid CSV" in found[1]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "must be caveat_id,kind,statement"),
        (b"caveat_id,kind\n", "must be caveat_id,kind,statement"),
        (
            "caveat_id,kind,statement,plain,short,changes,about_group_id,source_id,locator,circumstance\na,b,ø,d,e,f,g,h,i,j\n".encode(
                "latin-1"
            ),
            "not UTF-8: Windows-1252 by its letters",
        ),
        (
            b'caveat_id,kind,statement,plain,short,changes,about_group_id,source_id,locator,circumstance\na,"b,c\n',
            "not valid CSV",
        ),
        (
            b"caveat_id,kind,statement,plain,short,changes,about_group_id,source_id,locator,circumstance\na,b\n",
            "has 2 cells, must have 10",
        ),
    ],
)
def test_broken_file_is_named(tmp_path: Path, content: bytes, rule: str) -> None:
    folder = tiny.write(tmp_path)
    (folder / "caveat.csv").write_bytes(content)
    assert any(rule in str(fault) for fault in read_data(folder).faults)


@pytest.mark.parametrize(
    ("dates", "read"),
    [
        (["01-02-2020", "31-12-2020"], "2020-02-01"),
        (["1/2/2020", "12/31/2020"], "2020-01-02"),
        (["01-02-2020", "11-12-2020"], None),
        (["31-01-2020", "12-31-2020"], None),
    ],
    ids=["day first", "month first", "nothing tells", "they disagree"],
)
def test_dates_as_a_spreadsheet_shows_them_are_read_where_the_table_tells_which_is_the_day(
    tmp_path: Path, dates: list[str], read: str | None
) -> None:
    rows = [{"rule_id": f"r-{n}", "valid_from": day} for n, day in enumerate(dates)]
    data = read_data(tiny.write(tmp_path, legal_rule=rows))
    assert (data.rows["legal_rule"][0].text["valid_from"] if not data.faults else None) == read
    assert any("a date as 2026-11-20; a spreadsheet has put this" in str(f) for f in data.faults) == (read is None)
    assert any("dates read as shown in a spreadsheet (2, first in line 2" in said for said in data.taken) == bool(read)


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / "claim.csv").unlink()
    assert any("the file is missing" in str(fault) for fault in read_data(folder).faults)
    with pytest.raises(FileNotFoundError):
        read_data(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("drop", "add", "rule"),
    [
        ("state,unknown", "", "missing in vocabulary state"),
        ("", "direction,op,Op,,Op.,9", "the rules know no such code in vocabulary direction"),
        ("circumstance,", "", "the list has no codes"),
        ("relation,broader", "", "missing in vocabulary relation"),
        ("caveat_kind,indirect", "", "missing in vocabulary caveat_kind"),
        ("level,strong", "level,strong,Stærk evidens,,Overvægt.,9", "moderate must come after strong"),
    ],
)
def test_vocabulary_and_rules_keep_in_step(tmp_path: Path, drop: str, add: str, rule: str) -> None:
    folder = tiny.write(tmp_path)
    lines = (folder / "vocabulary.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not drop or not line.startswith(drop)] + ([add] if add else [])
    (folder / "vocabulary.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert any(rule in str(fault) for fault in read_data(folder).faults)


def test_every_code_that_code_names_is_known_to_the_check() -> None:
    """A code that a rule, a query or a page names must not vanish from the vocabulary unnoticed."""
    lists: dict[str, set[str]] = {}
    with (tiny.ROOT / "data" / "vocabulary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["code"], set()).add(row["vocabulary"])
    core = tiny.ROOT / "core"
    sql = [core / "store" / "views.sql", *(core / "store" / "queries").glob("*.sql")]
    python = [*(core / "evidence").glob("*.py"), *(core / "export").glob("*.py")]
    named = {word for path in sql for word in re.findall(r"'(\w+)'", path.read_text(encoding="utf-8"))}
    named |= {word for path in python for word in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))}
    held = {code for codes in (*KNOWN_CODES.values(), *NAMED_CODES.values()) for code in codes}
    # Names of tables, scopes and columns that happen to be codes too.
    others = {table.name for table in TABLES} | {*SCOPES} | {name for table in TABLES for name in table.header}
    missing = {code: sorted(lists[code]) for code in sorted(named & set(lists) - held - others)}
    assert missing == {}, "add them to NAMED_CODES in core/store/check.py"
    # Where a query compares a column with a code, the list is known: it has the name of the column.
    compared = {
        pair for path in sql for pair in re.findall(r"(\w+) (?:=|<>) '(\w+)'", path.read_text(encoding="utf-8"))
    }
    known = {**NAMED_CODES, **KNOWN_CODES}
    unheld = {
        (name, code) for name, code in compared if name in lists.get(code, ()) and code not in known.get(name, ())
    }
    assert unheld == set(), "add them to NAMED_CODES in core/store/check.py"
