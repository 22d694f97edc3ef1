"""``python -m core.store check | build | diff | workbook | take | tidy``: what the analyst who keeps the data needs. See data/README.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from core.store.build import build_file, content_hash
from core.store.check import Data, read_data
from core.store.console import speak_any_code_page
from core.store.diff_command import add_diff
from core.store.fewer import lost
from core.store.reader import DATA, StoreUnavailable
from core.store.shelf import WAY_OUT, build_new, known, lock, store_folder
from core.store.tables import left_out
from core.store.take import take as read_workbook
from core.store.take import tidied, write_files
from core.store.workbook import write_workbook


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the data has faults or the file cannot be written."""
    speak_any_code_page()
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except (OSError, StoreUnavailable, duckdb.Error) as error:
        way_out = f" {WAY_OUT}, or --out to a file there" if isinstance(error, duckdb.IOException) else ""
        print(f"error: {error}{way_out}", file=sys.stderr)
        return 1


def check(options: argparse.Namespace) -> int:
    """Say every fault, or that there is none."""
    data = checked(options.data, options.fewer)
    if data.faults:
        return report(data.faults)
    unread = len(left_out(options.data))
    files = f"; {unread} files of the folder are not read (see the notes)" if unread else ""
    print(f"{options.data}: no faults in {sum(map(len, data.rows.values()))} rows{files}")
    return 0


def build(options: argparse.Namespace) -> int:
    """The same, then the store, then how many rows each table has."""
    data = checked(options.data, options.fewer)
    if data.faults:
        return report(data.faults)
    target, counts = _built(data, options.out, store_folder(options.data))
    width = max(map(len, counts))
    for name, rows in counts.items():
        print(f"{name:<{width}}  {rows:>7}")
    print(f"built {target} (data version {content_hash(data.files)})")
    return 0


def workbook(options: argparse.Namespace) -> int:
    """Write the data as a workbook, to be edited in a spreadsheet."""
    data = checked(options.data, is_fewer_meant=True)
    if data.faults:
        return report(data.faults, "no workbook was written")
    write_workbook(data, options.file)
    print(f"{options.file}: {len(data.rows)} sheets, {sum(map(len, data.rows.values()))} rows")
    return 0


def take(options: argparse.Namespace) -> int:
    """Take an edited workbook back into the data."""
    taken = read_workbook(options.file, options.data, options.fewer)
    for said in taken.notes:
        print(f"note: {said}", file=sys.stderr)
    if taken.faults:
        return report(taken.faults, "nothing was written")
    write_files(options.data, taken.files)
    for name, changed in taken.changes.items():
        print(f"{options.data / name}.csv: {changed}")
    print(f"{options.file}: no faults; {len(taken.files)} tables written, the others are as they were")
    return 0


def tidy(options: argparse.Namespace) -> int:
    """Write the files as the store writes them, so that no spreadsheet changes them: what they say stays the same."""
    data = checked(options.data, options.fewer)
    if data.faults:
        return report(data.faults, "nothing was written")
    files = tidied(data)
    write_files(options.data, files)
    print(f"{options.data}: {', '.join(files) or 'nothing'} written anew")
    return 0


def checked(folder: Path, is_fewer_meant: bool) -> Data:
    """The data of a folder, held against what was there before; says what was taken for granted and what is not read."""
    data = read_data(folder)
    for said in (*left_out(folder), *data.taken):
        print(f"note: {said}", file=sys.stderr)
    data.faults += [] if data.faults else lost(data, known(folder), is_fewer_meant)
    return data


def report(faults: Iterable[object], outcome: str = "nothing was built") -> int:
    """Print every fault and that nothing came of it."""
    said = [str(fault) for fault in faults]
    print("\n".join(said), file=sys.stderr)
    print(f"{len(said)} faults; {outcome}", file=sys.stderr)
    return 1


def _built(data: Data, out: Path | None, shelf: Path) -> tuple[Path, dict[str, int]]:
    if out:
        return out, build_file(data, out, content_hash(data.files))
    with lock(shelf):
        return build_new(data, shelf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.store", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(run.__name__, help=what)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, default=DATA, help="folder with the CSV files")
        command.add_argument("--fewer", action="store_true", help="rows are gone, and that is meant")
        return command

    add(build, "check the data and build the store").add_argument("--out", type=Path, help="file; default in .store/")
    add(check, "check the data only")
    add_diff(commands)
    add(workbook, "write the data as a workbook").add_argument("file", type=Path, help="the .xlsx file to write")
    add(take, "take an edited workbook back").add_argument("file", type=Path, help="the .xlsx or .ods file")
    add(tidy, "write the files as the store writes them")
    return parser


if __name__ == "__main__":
    sys.exit(main())
