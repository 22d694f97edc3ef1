"""Data that is looked at before it counts: the app shows it under a mark that nothing it prints or sends is without.

``python -m core.run app --data DIR`` sets the environment variable ``EVIDENCE_DRAFT``. The draft's stores lie in a folder
of their own, so that neither a draft is ever shown as the data that counts, nor that data as the draft.
"""

from __future__ import annotations

import os
from pathlib import Path

from core.store.newest import Newest
from core.store.shelf import store_folder
from core.text import DRAFT

SETTING = "EVIDENCE_DRAFT"


def chosen_data() -> Newest:
    """The data the app was started with: the draft somebody named, else the data that counts."""
    if draft := os.environ.get(SETTING, "").strip():
        return Newest(Path(draft), store_folder() / "udkast", DRAFT)
    return Newest()


def draft_name() -> str:
    """The name of the draft's folder, without the path to it; empty when the data counts."""
    return Path(os.environ.get(SETTING, "").strip()).name
