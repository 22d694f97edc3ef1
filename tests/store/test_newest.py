"""The data changes while the app runs: what is shown changes in one step, to a whole store, and never in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from core.store import Newest, Store, StoreUnavailable
from core.store.shelf import is_whole
from tests import tiny

GROUPS = [{"target_group_id": "ledige"}, {"target_group_id": "unge"}, {"target_group_id": "nye"}]
FAULTY = [{"finding_id": "a-1", "study_id": "nobody", "direction": "op"}]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny data and its store; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("built")
    Newest(tiny.write(folder / "data")).get()
    return folder


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A data folder with its store beside it."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


def groups(store: Store) -> int:
    """How many target groups a store has."""
    return len(store.rows("target_groups"))


def look_twice(newest: Newest) -> None:
    """The first look sees a change, the second that it lies still."""
    newest.look()
    newest.look()


def test_nothing_new_is_the_same_store(data: Path) -> None:
    newest = Newest(data)
    shown = newest.get()
    look_twice(newest)
    assert newest.get() is shown and shown.hindrance is None


def test_new_data_is_shown_and_what_runs_keeps_its_own_store(data: Path) -> None:
    newest = Newest(data)
    running = newest.get().store
    tiny.write(data, target_group=GROUPS)
    newest.look()
    assert newest.get().store is running, "it may be half saved: only at the next look is it taken in"
    newest.look()
    assert groups(newest.get().store) == 3
    assert groups(running) == 2
    assert running.version != newest.get().store.version == newest.get().store.rows("store_version")[0]["version"]


def test_data_that_goes_on_changing_is_not_taken_in(data: Path) -> None:
    newest = Newest(data)
    running = newest.get().store
    for number in range(3):
        tiny.write(data, source=[{"title": f"Udgave {number}"}])
        newest.look()
    assert newest.get().store is running


def test_change_of_the_same_length_is_noticed(data: Path) -> None:
    newest = Newest(data)
    before = newest.get().store
    path = data / "target_group.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Unge", "Unga"), encoding="utf-8")
    look_twice(newest)
    assert newest.get().store.version != before.version


def test_faulty_data_leaves_what_is_shown_and_says_how_many_faults(data: Path) -> None:
    newest = Newest(data)
    before = newest.get().store
    tiny.write(data, finding=FAULTY)
    look_twice(newest)
    assert newest.get().store is before
    assert len(newest.get().hindrance.faults) == 2
    tiny.write(data)
    look_twice(newest)
    assert (newest.get().store, newest.get().hindrance) == (before, None)


def test_faulty_data_at_start_shows_the_last_store_and_says_so(data: Path) -> None:
    version = Newest(data).get().store.version
    tiny.write(data, finding=FAULTY)
    shown = Newest(data).get()
    assert shown.store.version == version
    assert len(shown.hindrance.faults) == 2


def test_the_store_that_was_used_last_is_the_one_to_fall_back_on(data: Path) -> None:
    first = Newest(data).get().store.version
    tiny.write(data, target_group=GROUPS)
    Newest(data).get()
    tiny.write(data)  # the analyst goes back to the first
    Newest(data).get()
    tiny.write(data, finding=FAULTY)
    assert Newest(data).get().store.version == first


def test_a_store_of_other_code_is_never_fallen_back_on(data: Path) -> None:
    path = Newest(data).get().store.path
    path.rename(path.with_name(path.name.replace(path.name.split("-")[1], "0" * 8)))
    tiny.write(data, finding=FAULTY)
    with pytest.raises(StoreUnavailable) as error:
        Newest(data).get()
    assert len(error.value.faults) == 2


def test_a_damaged_store_is_never_fallen_back_on(data: Path) -> None:
    os.truncate(Newest(data).get().store.path, 50_000)
    tiny.write(data, finding=FAULTY)
    with pytest.raises(StoreUnavailable):
        Newest(data).get()


def test_mended_data_is_shown_without_a_restart(tmp_path: Path) -> None:
    newest = Newest(tiny.write(tmp_path / "data", finding=FAULTY))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            newest.get()
    tiny.write(tmp_path / "data")
    assert groups(newest.get().store) == 2


def test_faulty_data_is_not_read_again_before_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = Newest(tiny.write(tmp_path / "data", finding=FAULTY))
    with pytest.raises(StoreUnavailable):
        newest.get()
    monkeypatch.setattr("core.store.newest.ready", lambda *_: pytest.fail("read again"))
    with pytest.raises(StoreUnavailable) as error:
        newest.get()
    assert error.value.faults


def test_a_folder_that_disappears_leaves_what_is_shown(data: Path) -> None:
    newest = Newest(data)
    before = newest.get().store
    data.rename(data.with_name("elsewhere"))
    look_twice(newest)
    assert newest.get().store is before
    assert "no data folder" in str(newest.get().hindrance)
    data.with_name("elsewhere").rename(data)
    look_twice(newest)
    assert newest.get().hindrance is None


def test_what_cannot_be_built_is_tried_again_after_a_while(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = Newest(data)
    before = newest.get().store
    tiny.write(data, target_group=GROUPS)
    with monkeypatch.context() as patch:
        patch.setattr("core.store.shelf.build_file", _disk_is_full)
        look_twice(newest)
        assert newest.get().store is before
        assert "No space left" in str(newest.get().hindrance) and not newest.get().hindrance.faults
    newest.look()
    assert newest.get().store is before, "not at once: a full disk stays full for a while"
    newest._retry_at = 0
    newest.look()
    assert groups(newest.get().store) == 3


def test_whatever_goes_wrong_with_new_data_leaves_what_is_shown(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = Newest(data)
    before = newest.get().store
    tiny.write(data, target_group=GROUPS)
    monkeypatch.setattr("core.store.shelf.build_file", lambda *_: {}["a mistake of ours"])
    look_twice(newest)
    assert newest.get().store is before
    assert "a mistake of ours" in str(newest.get().hindrance)


def _disk_is_full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def _cut(store: Store) -> None:
    os.truncate(store.path, 50_000)


@pytest.mark.parametrize("damage", [_cut, lambda store: store.path.unlink()], ids=["cut", "deleted"])
def test_store_that_is_damaged_while_it_is_open_is_replaced(data: Path, damage) -> None:
    newest = Newest(data)
    before = newest.get().store
    damage(before)
    newest.look()
    after = newest.get().store
    assert after is not before and after.version == before.version
    assert groups(after) == 2 and is_whole(after.path)


def test_deleted_store_that_cannot_be_built_again_is_still_open_and_whole(data: Path) -> None:
    newest = Newest(data)
    newest.get().store.path.unlink()
    tiny.write(data, finding=FAULTY)
    look_twice(newest)
    assert groups(newest.get().store) == 2


def test_damaged_store_that_cannot_be_built_again_is_not_shown(data: Path) -> None:
    newest = Newest(data)
    _cut(newest.get().store)
    tiny.write(data, finding=FAULTY)
    look_twice(newest)
    with pytest.raises(StoreUnavailable) as error:
        newest.get()
    assert error.value.faults


def test_discarded_store_is_replaced_at_once(data: Path) -> None:
    newest = Newest(data)
    before = newest.get().store
    known = before.path.stat()
    _cut(before)
    os.truncate(before.path, known.st_size)
    os.utime(before.path, ns=(known.st_atime_ns, known.st_mtime_ns))
    newest.look()
    assert newest.get().store is before, "same size and time: only the query finds out"
    newest.discard(before)
    assert newest.get().store is not before
    assert groups(newest.get().store) == 2


def test_downloaded_file_is_the_one_that_answered(data: Path) -> None:
    newest = Newest(data)
    before = newest.get().store
    content = before.path.read_bytes()
    before.path.unlink()
    assert before.file_bytes() == content
