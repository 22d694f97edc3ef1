"""A store that is always whole: killed builds, damaged files, full disks, many processes, old files."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from core.store import Store, StoreUnavailable, open_store
from core.store.__main__ import main
from core.store.build import content_hash
from core.store.check import read_files
from core.store.shelf import is_intact, is_whole, lock
from tests import tiny
from tests.conftest import ROOT
from tests.store.kills import WRITING

KILLS = int(os.environ.get("KILLS", "4"))
OLD, NEW = 2, 3  # target groups in the two versions of the data

GROUPS = [{"target_group_id": "ledige"}, {"target_group_id": "unge"}, {"target_group_id": "nye"}]


def version(number: int, folder: Path) -> Path:
    """The tiny data with so many target groups."""
    return tiny.write(folder, target_group=GROUPS[:number])


def groups(store: Store) -> int:
    """How many target groups a store has."""
    return len(store.rows("target_groups"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny data and a shelf with its store; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("built")
    open_store(tiny.write(folder / "data"), folder / "store")
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    """A data folder, its shelf, and the store on it."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data", tmp_path / "store", next((tmp_path / "store").glob("*.duckdb"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing builds needs fork")
def test_a_build_killed_at_any_moment_leaves_a_whole_store_of_one_version(tmp_path: Path) -> None:
    folders = version(OLD, tmp_path / "old"), version(NEW, tmp_path / "new")
    command = [sys.executable, "-m", "tests.store.kills", str(KILLS), *map(str, folders)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert WRITING in run.stdout, run.stdout


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5_000)
        byte = file.read(1)[0]
        file.seek(5_000)
        file.write(bytes([byte ^ 1]))


def _in_its_place(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


DAMAGES = {
    "cut in half": _cut,
    "emptied": lambda path: os.truncate(path, 0),
    "one bit flipped": _flip,
    "filled with zeros": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "deleted": Path.unlink,
    "a folder in its place": _in_its_place(Path.mkdir),
    "unreadable, a link to itself": _in_its_place(lambda path: path.symlink_to(path)),
    "a dangling link in its place": _in_its_place(lambda path: path.symlink_to("nowhere")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_store_is_noticed_and_rebuilt(copied: tuple[Path, Path, Path], damage: str) -> None:
    data, shelf, path = copied
    assert is_whole(path)
    DAMAGES[damage](path)
    assert not is_whole(path)
    mended = open_store(data, shelf)
    assert groups(mended) == 2 and is_whole(mended.path)


def test_a_flipped_bit_is_noticed_wherever_it_is(copied: tuple[Path, Path, Path]) -> None:
    path = copied[2]
    size = path.stat().st_size
    offsets = [0, 1, 8, 4096, size - 1, *range(7, size, size // 60)]
    with path.open("r+b", buffering=0) as file:
        for offset in offsets:
            byte = os.pread(file.fileno(), 1, offset)[0]
            os.pwrite(file.fileno(), bytes([byte ^ 0x10]), offset)
            assert not is_whole(path), offset
            os.pwrite(file.fileno(), bytes([byte]), offset)
    assert is_whole(path)


def test_a_store_under_the_name_of_another_is_not_taken_for_it(copied: tuple[Path, Path, Path]) -> None:
    data, shelf, old = copied
    new = open_store(version(NEW, data), shelf).path
    shutil.copy(old, new)
    assert groups(open_store(data, shelf)) == NEW


def test_damage_of_an_open_store_is_told_from_other_errors(copied: tuple[Path, Path, Path]) -> None:
    store = open_store(*copied[:2])
    os.truncate(store.path, 20_000)
    with pytest.raises(StoreUnavailable, match="damaged while it was open"):
        store.rows("target_groups")
    with pytest.raises(FileNotFoundError):
        store.rows("no_such_query")


def test_four_processes_may_start_at_once_on_an_empty_folder(tmp_path: Path) -> None:
    data, shelf = tiny.write(tmp_path / "data"), tmp_path / "store"
    code = f"from pathlib import Path; from core.store import open_store; print(len(open_store(Path({str(data)!r}), Path({str(shelf)!r})).rows('target_groups')))"
    given = {"cwd": tiny.ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([sys.executable, "-c", code], **given) for _ in range(4)]
    assert [process.communicate() for process in running] == [("2\n", "")] * 4
    assert len(list(shelf.glob("*.duckdb"))) == 1


def test_data_that_changes_while_it_is_read_is_never_named_after_other_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, shelf = version(OLD, tmp_path / "data"), tmp_path / "store"

    def change_first(folder: Path) -> FileLock:
        version(NEW, data)  # somebody saves between the first look and the reading
        return lock(folder)

    monkeypatch.setattr("core.store.shelf.lock", change_first)
    store = open_store(data, shelf)
    assert groups(store) == NEW
    assert store.version == content_hash(read_files(data))


def test_only_the_last_used_stores_are_kept_and_an_open_one_goes_on(
    copied: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.shelf.KEPT", 1)
    shelf = tmp_path / "store"
    first = open_store(tmp_path / "data", shelf)
    for number in range(2):
        source = [{"title": f"Kilde {number}"}]
        newest = open_store(tiny.write(tmp_path / "data", source=source), shelf)
    (shelf / "evidence-0123.duckdb.77-aaaaaaaa.tmp").write_bytes(b"left by a killed build")
    assert len(list(shelf.glob("*.duckdb"))) == 2
    assert not first.path.exists() and newest.path.exists()
    assert groups(first) == 2
    assert is_intact(first)
    open_store(tiny.write(tmp_path / "data", source=[{"title": "Ny"}]), shelf)
    assert not list(shelf.glob("*.tmp"))


def test_the_version_that_is_used_again_is_not_cleared_away(
    copied: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.shelf.KEPT", 1)
    data, shelf, often = copied
    for number in range(2):
        open_store(tiny.write(tmp_path / "other", source=[{"title": f"Kilde {number}"}]), shelf)
        open_store(data, shelf)
    assert often.exists()


def test_a_file_that_cannot_be_removed_is_left(
    copied: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, shelf, path = copied

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError("another process has it open")  # as Windows does

    monkeypatch.setattr(Path, "unlink", refuse)
    _cut(path)
    assert groups(open_store(data, shelf)) == 2
    assert path.exists()


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to(path)], ids=["a file", "a link to itself"])
def test_folder_that_cannot_be_used_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "store")
    with pytest.raises(StoreUnavailable, match="cannot be built"):
        open_store(tiny.write(tmp_path / "data"), tmp_path / "store")


def test_lock_that_cannot_be_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "store" / "build.lock").mkdir(parents=True)
    with pytest.raises(StoreUnavailable, match="cannot be built"):
        open_store(tiny.write(tmp_path / "data"), tmp_path / "store")


def test_unreadable_data_is_named_with_its_file(tmp_path: Path) -> None:
    data = tiny.write(tmp_path / "data")
    (data / "claim.csv").unlink()
    (data / "claim.csv").mkdir()
    with pytest.raises(StoreUnavailable) as error:
        open_store(data, tmp_path / "store")
    assert [(Path(f.file).name, f.column) for f in error.value.faults] == [("claim.csv", "file")]


@pytest.fixture(params=[1, 4, 8])
def small_disk(tmp_path: Path, request: pytest.FixtureRequest):
    """A disk of a few megabytes; skips where it cannot be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={request.param}m", "tmpfs", str(disk)], capture_output=True
        ).returncode
    ):
        pytest.skip("a small tmpfs cannot be mounted here (it takes root and CAP_SYS_ADMIN)")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_full_disk_is_said_and_nothing_half_is_left(tmp_path: Path, small_disk: Path) -> None:
    data = tiny.write(tmp_path / "data")
    with pytest.raises(StoreUnavailable, match="cannot be built"):
        open_store(data, small_disk)
    assert [path.name for path in small_disk.iterdir()] == ["build.lock"]


@pytest.mark.skipif(not shutil.which("prlimit"), reason="limiting the size of a file needs prlimit")
def test_write_that_fails_half_way_is_said_and_nothing_half_is_left(tmp_path: Path) -> None:
    data, shelf = tiny.write(tmp_path / "data"), tmp_path / "store"
    command = ["prlimit", "--fsize=3000000", sys.executable, "-m", "core.store", "build", "--data", str(data)]
    where = os.environ | {"EVIDENCE_STORE": str(shelf)}
    done = subprocess.run(command, cwd=tiny.ROOT, env=where, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("error: ") and "Traceback" not in done.stderr
    assert [path.name for path in shelf.iterdir()] == ["build.lock"]
    assert groups(open_store(data, shelf)) == 2


def test_leftovers_of_a_killed_build_elsewhere_are_swept_after_an_hour(tmp_path: Path) -> None:
    data, out = tiny.write(tmp_path / "data"), tmp_path / "x.duckdb"
    stale, fresh, own = (
        tmp_path / f"x.duckdb{name}" for name in (".1-aaaaaaaa.tmp", ".2-bbbbbbbb.tmp.wal", ".notes.tmp")
    )
    for path in (stale, fresh, own):
        path.write_text("x", encoding="utf-8")
    os.utime(stale, (0, 0))
    os.utime(own, (0, 0))
    assert main(["build", "--data", str(data), "--out", str(out)]) == 0
    assert (stale.exists(), fresh.exists(), own.exists()) == (False, True, True)


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.EOPNOTSUPP, "no file locks"), (errno.EROFS, "may not write"), (errno.EACCES, "may not write")],
)
def test_a_folder_that_cannot_hold_a_store_is_named_with_a_way_out(
    number: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(number, os.strerror(number))

    data, shelf = tiny.write(tmp_path / "data"), tmp_path / "share"
    monkeypatch.setattr("core.store.shelf.FileLock.acquire", refuse)
    with pytest.raises(StoreUnavailable) as caught:
        open_store(data, shelf)
    monkeypatch.setenv("EVIDENCE_STORE", str(shelf))
    assert main(["build", "--data", str(data)]) == 1
    for said in (str(caught.value), capsys.readouterr().err):
        assert str(shelf) in said and why in said and "Set EVIDENCE_STORE" in said


NO_LOCKS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
int flock(int fd, int op) { errno = EOPNOTSUPP; return -1; }
static int go(const char *name, int fd, int cmd, void *a) {
  if (cmd == F_SETLK || cmd == F_SETLKW || cmd == F_GETLK || cmd == F_OFD_SETLK) { errno = EOPNOTSUPP; return -1; }
  int (*real)(int, int, ...) = dlsym(RTLD_NEXT, name);
  return real(fd, cmd, a);
}
int fcntl(int fd, int cmd, ...) { va_list l; va_start(l, cmd); void *a = va_arg(l, void *); va_end(l); return go("fcntl", fd, cmd, a); }
int fcntl64(int fd, int cmd, ...) { va_list l; va_start(l, cmd); void *a = va_arg(l, void *); va_end(l); return go("fcntl64", fd, cmd, a); }
"""


@pytest.mark.skipif(not shutil.which("gcc"), reason="a share without locks is made with gcc")
@pytest.mark.parametrize("out", [False, True])
def test_a_share_without_locks_gets_a_sentence(tmp_path: Path, out: bool) -> None:
    (tmp_path / "nolock.c").write_text(NO_LOCKS, encoding="ascii")
    library = tmp_path / "nolock.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, tmp_path / "nolock.c", "-ldl"], check=True)
    data, shelf = tiny.write(tmp_path / "data"), tmp_path / "share"
    command = [sys.executable, "-m", "core.store", "build", "--data", str(data)]
    command += ["--out", str(shelf / "x.duckdb")] if out else []
    where = os.environ | {"EVIDENCE_STORE": str(shelf), "LD_PRELOAD": str(library)}
    done = subprocess.run(command, cwd=tiny.ROOT, env=where, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert str(shelf) in done.stderr and "Set EVIDENCE_STORE to a folder on a local disk" in done.stderr
