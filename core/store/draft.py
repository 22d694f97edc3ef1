"""Data that is looked at before it counts: the app shows it under a mark that nothing it prints or sends is without.

``python -m core.run app --data DIR`` sets the environment variable ``EVIDENCE_DRAFT``; for a workbook,
``python -m core.store.draft FILE`` writes its rows into a folder first and prints which. The draft's stores lie in a
folder of their own, so that neither a draft is ever shown as the data that counts, nor that data as the draft.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from core.store.newest import Newest
from core.store.reader import DATA
from core.store.sheets import NoWorkbook
from core.store.shelf import store_folder
from core.store.take import take, write_files
from core.text import DRAFT

SETTING = "EVIDENCE_DRAFT"


def chosen_data() -> Newest:
    """The data the app was started with: the draft somebody named, else the data that counts."""
    if draft := os.environ.get(SETTING, "").strip():
        return Newest(Path(draft), store_folder() / "udkast", DRAFT)
    return Newest()


def draft_name() -> str:
    """The name of the draft's folder or workbook, without the path to it; empty when the data counts."""
    return Path(os.environ.get(SETTING, "").strip()).name


def unpack(workbook: Path, data: Path = DATA) -> tuple[Path | None, list[str]]:
    """A folder with the rows of a workbook, named after it, or every fault in it."""
    try:
        taken = take(workbook, data, is_fewer_meant=True)
    except NoWorkbook as error:
        return None, [str(error)]
    if taken.faults:
        return None, [str(fault) for fault in taken.faults]
    folder = store_folder() / "udkast" / workbook.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in data.glob("*.csv"):
        shutil.copy(path, folder)
    write_files(folder, taken.files)
    return folder, []


def main(arguments: list[str]) -> int:
    """Unpack a workbook and print the folder; 1 with every fault where it has any."""
    folder, faults = unpack(Path(arguments[0]))
    if folder is None:
        print("\n".join(faults), file=sys.stderr)
        return 1
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
