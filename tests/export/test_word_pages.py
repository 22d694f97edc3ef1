"""What is made for a page count has it in a word processor too: LibreOffice sets every Word file once, all in one run.

Skipped without LibreOffice Writer, and without letters as wide as those of the file (Carlito stands in for Calibri).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from core.export import memo_writers, writers
from core.export.fit import fit
from core.export.memo_writers import page_count
from core.store import open_store
from tests.export.test_memo import PAIRS, made
from tests.export.test_sheet import COMPOSERS, SITUATIONS, prepare
from tests.office import OFFICE, saved


def has_letters() -> bool:
    """True where Calibri, or what is as wide, is installed."""
    if not (lister := shutil.which("fc-list")):
        return False
    return any(name in subprocess.check_output([lister], text=True) for name in ("Carlito", "Calibri"))


needs_writer = pytest.mark.skipif(
    OFFICE is None or not Path(OFFICE).resolve().with_name("libswlo.so").exists() or not has_letters(),
    reason="LibreOffice Writer or Carlito is not installed (Debian: libreoffice-writer-nogui fonts-crosextra-carlito)",
)


@needs_writer
def test_memos_and_sheets_are_two_pages_in_a_word_processor(tmp_path: Path) -> None:
    written = {}
    for number, pair in enumerate(PAIRS):
        written[f"memo-{number}"] = memo_writers.write_docx(made(*pair)[2])
    for number, situation in enumerate(SITUATIONS.values()):
        for audience, compose in COMPOSERS.items():
            written[f"{audience}-{number}"] = writers.write_docx(fit(compose, prepare(open_store(), *situation)))
    files = [tmp_path / f"{name}.docx" for name in written]
    for file in files:
        file.write_bytes(written[file.stem])
    folder = saved(tmp_path, "da-DK", files, "--convert-to", "pdf")
    pages = {name: page_count((folder / f"{name}.pdf").read_bytes()) for name in written}
    assert {name: count for name, count in pages.items() if count not in (1, 2)} == {}
