"""The types hold over the whole tree. Settings stand in ``pyproject.toml``; the same as ``.venv/bin/mypy``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_type_checker_is_silent() -> None:
    # Its cache lies in the tree, so that a second run reads only what has changed.
    checked = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_nothing_is_left_unchecked_without_a_reason() -> None:
    files = [path for folder in ("core", "pages", "bench") for path in (ROOT / folder).rglob("*.py")]
    ignored = [line for path in files for line in path.read_text("utf-8").splitlines() if "type: " + "ignore" in line]
    assert [line for line in ignored if not re.search(r"# type: ignore\[[a-z-]+\]  # \w", line)] == []
