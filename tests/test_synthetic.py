"""The synthetic evidence of the benchmarks obeys the contract of the data, and is the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.synthetic import write
from core.store import read_data


@pytest.mark.parametrize("factor", [1, 5])
def test_synthetic_evidence_has_no_faults_and_so_many_rows(tmp_path: Path, factor: int) -> None:
    shipped, data = read_data(write(tmp_path / "one", 1)), read_data(write(tmp_path / "many", factor))
    assert [str(fault) for fault in data.faults] == []
    for table in ("study", "finding", "claim", "caveat", "practice_figure", "disagreement"):
        assert len(data.rows[table]) == factor * len(shipped.rows[table]), table


def test_the_first_copy_is_the_shipped_data(tmp_path: Path) -> None:
    data, shipped = read_data(write(tmp_path, 1)), read_data(Path(__file__).parents[1] / "data")
    assert [row.text for row in data.rows["finding"]] == [row.text for row in shipped.rows["finding"]]


def test_the_same_seed_gives_the_same_evidence(tmp_path: Path) -> None:
    first, again, other = (write(tmp_path / name, 3, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    findings = [(folder / "finding.csv").read_bytes() for folder in (first, again, other)]
    assert findings[0] == findings[1] != findings[2]
