"""``python -m core.store build [--data DIR] [--out FILE]`` and ``python -m core.store check [--data DIR]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import duckdb

from core.store.build import build_file, content_hash
from core.store.check import Data, read_data
from core.store.diff_command import add_diff, tell_difference
from core.store.reader import DATA
from core.store.shelf import build_new, lock, store_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has faults or the file cannot be written."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "diff":
            return tell_difference(options)
        data = read_data(options.data)
        if data.faults:
            return _report(data)
        if options.command == "check":
            print(f"{options.data}: no faults in {sum(map(len, data.rows.values()))} rows")
            return 0
        target, counts = _build(data, options.out, store_folder(options.data))
    except (OSError, duckdb.Error) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    width = max(map(len, counts))
    for name, rows in counts.items():
        print(f"{name:<{width}}  {rows:>7}")
    print(f"built {target} (data version {content_hash(data.files)})")
    return 0


def _build(data: Data, out: Path | None, shelf: Path) -> tuple[Path, dict[str, int]]:
    if out:
        return out, build_file(data, out, content_hash(data.files))
    with lock(shelf):
        return build_new(data, shelf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.store", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (("build", "check the data and build the store"), ("check", "check the data only")):
        command = commands.add_parser(name, help=what)
        command.add_argument("--data", type=Path, default=DATA, help="folder with the CSV files")
        if name == "build":
            command.add_argument("--out", type=Path, help="file to write; default in .store/")
    add_diff(commands)
    return parser


def _report(data: Data) -> int:
    for fault in data.faults:
        print(fault, file=sys.stderr)
    print(f"{len(data.faults)} faults; nothing was built", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
