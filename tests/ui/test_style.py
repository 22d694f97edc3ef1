"""The style sheet: what leans on Streamlit's page stands in one file, print in one, and every part is in the sheet."""

from __future__ import annotations

import re

import pytest

from core.ui.browser.html import OWN_SHEET, ROOMS, style_files, style_text

FILES = {f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8") for path in ROOMS.glob("*/*.css")}
OURS = {name: text for name, text in FILES.items() if name != "frame/streamlit"}
# Test ids, its classes (stApp), its generated ones, and weight that only its own rules make necessary.
STREAMLIT = re.compile(r"data-testid|\.st(?!-key-)[A-Z-]|react-aria|emotion|!important")
CLASS = re.compile(r"\.([a-z][\w-]*)(?=[^{}]*\{)")


def test_every_file_is_in_the_sheet_but_the_box_that_comes_before_it() -> None:
    inside = [f"{path.parent.name}/{path.stem}" for path in style_files()]
    assert sorted(inside) == sorted(FILES.keys() - {OWN_SHEET})
    assert inside[-2:] == ["frame/print", "frame/contrast"]


@pytest.mark.parametrize("name", OURS)
def test_only_one_file_knows_what_streamlit_is_made_of(name: str) -> None:
    assert STREAMLIT.findall(re.sub(r"/\*.*?\*/", "", OURS[name], flags=re.DOTALL)) == []


def test_print_is_composed_in_one_place() -> None:
    allowed = {"frame/print", "frame/streamlit", OWN_SHEET}
    assert {name for name, text in FILES.items() if "@media print" in text} == allowed
    assert {name for name, text in FILES.items() if "@page" in text} == {"frame/print"}


def test_lines_can_be_read() -> None:
    long = {name: line for name, text in FILES.items() for line in text.splitlines() if len(line) > 120}
    assert long == {}


def test_every_class_is_one_that_a_page_may_have() -> None:
    """A class that no template, script or page writes is a rule nobody sees."""
    sources = [path for kind in ("j2", "py", "js") for path in ROOMS.rglob(f"*.{kind}")]
    sources += ROOMS.parents[1].glob("pages/*.py")
    written = " ".join(path.read_text(encoding="utf-8") for path in sources)
    selectors = re.sub(r'/\*.*?\*/|url\(".*?"\)|\[data-testid.*?\]', "", style_text(), flags=re.DOTALL)
    classes = {name for name in CLASS.findall(selectors) if not name.startswith(("st-key-", "st"))}
    prefixes = ("state-", "mark-", "form-", "slide-", "glyph-", "dir-", "depth-")  # ended by a code of the data
    words = set(re.findall(r"[\w-]+", written))
    assert {name for name in classes - words if not name.startswith(prefixes)} == set()


def test_sizes_of_text_come_from_one_scale() -> None:
    """But those of meeting mode, which follow the screen, and what stands before the sheet is there."""
    own = {"frame/tokens", "moede/style", OWN_SHEET}
    written = {name: re.findall(r"font-size: [\d.]+rem", text) for name, text in FILES.items() if name not in own}
    assert {name: sizes for name, sizes in written.items() if sizes} == {}
