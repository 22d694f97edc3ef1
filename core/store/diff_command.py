"""``python -m core.store diff [OLD] [NEW]``: what an edit does to the rows and to the answers."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from typing import cast

from core.rows import VocabularyRow
from core.store.check import read_data
from core.store.diff import Diff, compare_sides
from core.store.diff_words import WRITERS
from core.store.reader import DATA, StoreUnavailable
from core.store.record import EDITION, MOVE, record_edition
from core.store.sides import COMMITTED, open_side
from core.text import Labels, today


def add_diff(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the others (``argparse``'s subparsers)."""
    command = commands.add_parser("diff", help="what differs between two folders, store files or git revisions")
    command.set_defaults(run=tell_difference)
    command.add_argument("old", nargs="?", default=COMMITTED, help="default: what is committed")
    command.add_argument("new", nargs="?", help="default: the data folder as it stands")
    command.add_argument("--data", type=Path, default=DATA, help="folder with the CSV files")
    command.add_argument(
        "--note", help="write an edition into the history: what is new, in one or two sentences to readers"
    )
    command.add_argument("--as", dest="kind", choices=WRITERS, default="text", help="how to write it")


def tell_difference(options: Namespace) -> int:
    """Print the difference; 0 when it could be told, 1 with every fault of data that cannot be built."""
    try:
        sides = [open_side(asked, options.data) for asked in (options.old, options.new or str(options.data))]
    except StoreUnavailable as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"error: {error}; there is nothing to compare", file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    diff = compare_sides(*sides)
    labels = Labels(cast(VocabularyRow, row) for row in sides[1].rows["vocabulary"].values())
    print(WRITERS[options.kind](diff, labels), end="")
    return 0 if options.note is None else _record(diff, options)


def _record(diff: Diff, options: Namespace) -> int:
    """Write the edition, and take it back where the data has a fault with it, such as a note that looks like markup."""
    if options.new:
        print("error: an edition is written into the data as it stands: name no NEW with --note", file=sys.stderr)
        return 1
    before = {table: (options.data / f"{table}.csv").read_bytes() for table in (EDITION, MOVE)}
    number = record_edition(diff, options.data, options.note, today())
    if faults := read_data(options.data).faults:
        for table, content in before.items():
            (options.data / f"{table}.csv").write_bytes(content)
        for fault in faults:
            print(fault, file=sys.stderr)
        print("error: the edition was not written", file=sys.stderr)
        return 1
    print(f"edition {number} is written in {options.data}")
    return 0
