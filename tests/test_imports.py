"""Arrows point one way: pages → core.ui → charts, export, store → evidence, text → model, rows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "core").rglob("*.py")])

# What the files of each place may import of the project, and the library only they may import.
ALLOWED = {
    "model": set(),
    "rows": set(),
    "text": {"rows"},
    "privacy": set(),
    "delimited": set(),
    "evidence": {"model", "rows", "text", "evidence"},
    "charts": {"model", "rows", "text", "charts"},
    "export": {"model", "rows", "text", "delimited", "evidence", "export"},
    "store": {"model", "rows", "text", "delimited", "evidence", "store"},
    "api": {"model", "rows", "text", "evidence", "export", "store", "api"},
    "ui": {"model", "rows", "text", "privacy", "evidence", "charts", "export", "store", "api", "ui"},
    "pages": {"model", "rows", "text", "privacy", "evidence", "charts", "export", "store", "ui"},
    "app": {"ui"},
    "run": set(),
    "lock": set(),
}
# The same inside core/ui, from what knows no page to what knows them all; a page has a room of its own name.
SHARED = {"browser", "frame", "parts"}
ROOMS = {
    "browser": set(),
    "frame": {"browser"},
    "parts": {"browser", "frame"},
    "search": SHARED,
    "find": SHARED,
    "server": {*SHARED, "find", "praksis"},
    "router": SHARED,
}
OF_A_PAGE = {*SHARED, "find"}  # a row of the main page stands on other pages too
ONLY_IN = {"duckdb": {"store"}, "altair": {"charts"}, "streamlit": {"ui", "pages", "app"}}


def place(path: Path) -> str:
    """The place of a file: the first part below core, or pages, or app."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "core" and len(parts) > 1 else parts[0]


def imported(path: Path) -> set[str]:
    """Dotted names of everything a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    here = place(path)
    if here == "__init__":
        return
    for name in imported(path):
        head, *rest = name.split(".")
        if head == "core":
            assert rest[0] in ALLOWED[here], f"{path.name} in {here} imports {name}"
        assert here in ONLY_IN.get(head, {here}), f"only {ONLY_IN.get(head)} may import {head}"


@pytest.mark.parametrize(
    "path", [path for path in FILES if place(path) in ("ui", "pages")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_page_imports_its_own_room_and_what_is_shared(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    here = parts[2 if parts[0] == "core" else 1]
    allowed = ROOMS.get(here, OF_A_PAGE) | {here} | ({"search"} if parts[0] == "pages" else set())
    rooms = {name.split(".")[2] for name in imported(path) if name.startswith("core.ui.")}
    assert rooms <= allowed


def test_picture_of_the_architecture_is_that_of_the_imports() -> None:
    from bench.architecture import PAGE, picture  # it draws with this file

    assert picture() in PAGE.read_text(encoding="utf-8")
