"""Data that is only tried is marked as a draft in the frame, in print and in every file, and never takes the place of what counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from core.api.documents import version_document
from core.export.archive import describe
from core.run import take_draft
from core.store import Newest, Shown, Store, read_data
from core.store.draft import SETTING, chosen_data, unpack
from core.store.reader import DATA
from core.store.workbook import write_workbook
from core.text import DRAFT
from core.ui.server import asgi as server
from core.ui.server import reading
from tests import tiny
from tests.pages.test_pages import shown

ROUTER = server.ROUTER


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newest:
    """The app's data when it was started with a draft of the tiny data."""
    monkeypatch.setenv(SETTING, str(tiny.write(tmp_path / "forsøg")))
    monkeypatch.setenv("EVIDENCE_STORE", str(tmp_path / "store"))
    newest = chosen_data()
    monkeypatch.setattr("core.ui.frame.session.NEWEST", newest)
    for module in (server, reading):
        monkeypatch.setattr(module, "NEWEST", newest)
    return newest


def test_the_frame_says_draft_with_the_name_of_the_folder_and_not_its_path(draft: Newest, tmp_path: Path) -> None:
    page = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    said = shown(page)
    assert '<aside class="draft"' in said and "»forsøg«" in said
    assert str(tmp_path) not in said
    assert f"ataversion {DRAFT}" in said


def test_a_saved_page_the_api_and_the_download_say_draft(draft: Newest) -> None:
    request = Request({"type": "http", "method": "GET", "query_string": b"gruppe=ledige", "headers": []})
    saved = reading.saved_page(request)
    assert '<aside class="draft"' in saved.body.decode() and DRAFT in saved.headers["content-disposition"]
    assert version_document(Shown(draft.get().store), date.today())["data_version"].startswith(DRAFT)
    assert describe({}, draft.get().store.version)["title"].startswith("Udkast: ")
    assert json.loads(server.version(request).body)["data_version"].startswith(DRAFT)


def test_the_file_of_a_draft_says_so_inside_and_lies_apart(draft: Newest, tmp_path: Path) -> None:
    store = draft.get().store
    assert store.rows("store_version")[0]["version"] == store.version
    assert store.version.startswith(DRAFT)
    assert [path.name for path in (tmp_path / "store").glob("*.duckdb")] == []


def test_a_draft_with_faults_never_shows_the_data_that_counts(draft: Newest, tmp_path: Path) -> None:
    Newest(DATA, tmp_path / "store").look()
    tiny.write(tmp_path / "forsøg", finding=[{"finding_id": "a-1", "study_id": "ukendt"}])
    with pytest.raises(Exception, match="faults"):
        draft.get()


def test_without_a_draft_nothing_is_marked(store: Store) -> None:
    assert not store.version.startswith(DRAFT)
    said = shown(AppTest.from_file(str(ROUTER), default_timeout=60).run())
    assert 'class="draft"' not in said


def test_the_command_takes_a_folder_or_a_workbook_that_is_there(tmp_path: Path) -> None:
    assert take_draft(["--data", str(tmp_path), "--server.port", "8600"]) == (tmp_path, ["--server.port", "8600"])
    for wrong in (["--data"], ["--data", str(tmp_path / "nowhere")]):
        with pytest.raises(ValueError, match="--data needs a folder"):
            take_draft(wrong)


def test_a_workbook_becomes_a_draft_of_its_name_or_its_faults_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_STORE", str(tmp_path / "store"))
    data = tiny.write(tmp_path / "data")
    write_workbook(read_data(data), tmp_path / "forsøg.xlsx")
    tiny.write(
        data,
        intervention=[
            {"intervention_id": "samtale", "name": "Andet"},
            {"intervention_id": "kursus", "sort_order": "2"},
        ],
    )
    folder, faults = unpack(tmp_path / "forsøg.xlsx", data)
    assert (folder.name, faults) == ("forsøg.xlsx", [])
    names = [row.text["name"] for row in read_data(folder).rows["intervention"]]
    assert names == ["Samtale", "Kursus"]
    (tmp_path / "tom.xlsx").write_bytes(b"ingen")
    assert unpack(tmp_path / "tom.xlsx", data)[0] is None
