"""Write an edition into the history: what the editor says is new, and the answers that moved."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from core.evidence.moved import Moved, Told
from core.store.diff import Diff
from core.store.schema import BY_NAME

EDITION, MOVE = "edition", "edition_move"
SEEN = {"state", "level", "listed"}  # what a reader is told of later: the answer itself, not its place or its words


def record_edition(diff: Diff, folder: Path, note: str, today: date) -> int:
    """Add an edition with its moves to the two files of the history and return its number.

    Where the newer side has one edition more than the older, it is the one being written: it is written again. The cause
    is the rules where the two sides were judged by different ones, else the rows.
    """
    known = _read(folder, EDITION)
    number = _number(diff, [int(row["edition"]) for row in known])
    row = {
        "edition": str(number),
        "published_on": today.isoformat(),
        "cause": "rules" if diff.has_other_rules else "rows",
        "note": note,
        "replaces": diff.old.version,
    }
    moves = [move for move in _read(folder, MOVE) if move["edition"] != row["edition"]]
    _write(folder, MOVE, [*moves, *move_rows(diff, number)])
    _write(folder, EDITION, [*(other for other in known if other["edition"] != row["edition"]), row])
    return number


def _number(diff: Diff, known: Sequence[int]) -> int:
    """The number of the edition being written."""
    last = max(known, default=0)
    of_old = diff.old.rows.get(EDITION)  # none where the older side has no history yet
    is_written = of_old is not None and max((int(key[0]) for key in of_old), default=0) + 1 == last
    return last if is_written else last + 1


def move_rows(diff: Diff, number: int) -> list[dict[str, str]]:
    """A row of ``edition_move`` for every answer whose state, level or recommendation moved."""
    return [_move_row(one.moved, number) for one in diff.answers if SEEN & set(one.moved.aspects)]


def _move_row(moved: Moved, number: int) -> dict[str, str]:
    keys = dict(zip(("target_group_id", "intervention_id", "comparison"), moved.key, strict=True))
    return {"edition": str(number), **keys, **_stand(moved.before, "before"), **_stand(moved.after, "after")}


def _stand(told: Told | None, side: str) -> dict[str, str]:
    if told is None:
        return {}
    is_recommended = "true" if told.listed == "recommend" else "false"
    return {f"state_{side}": told.state, f"level_{side}": told.level, f"recommended_{side}": is_recommended}


def _read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, table: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Replace the file in one step, so that a run of the app never reads half of it."""
    text = io.StringIO(newline="")
    header: Sequence[str] = BY_NAME[table].header
    writer = csv.DictWriter(text, header, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    scratch = folder / f".{table}.new"
    scratch.write_text(text.getvalue(), encoding="utf-8", newline="")
    os.replace(scratch, folder / f"{table}.csv")
