"""Setting up: what is installed is what is pinned, and by its hashes once it is locked."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from core import lock, run

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+?)(?:\s*;.*?)?(?:\s|$)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    """Package → version; names as package indexes compare them."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What setting up would run, in a folder of its own."""
    ran: list[list[str]] = []
    for name in ("REQUIREMENTS", "LOCK"):
        monkeypatch.setattr(run, name, tmp_path / getattr(run, name).name)
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run.venv, "create", lambda *given, **named: ran.append(["made over the one this runs in"]))
    monkeypatch.setattr(run.subprocess, "check_call", lambda command, **named: ran.append(list(map(str, command))))
    run.REQUIREMENTS.write_text("a==1\n", encoding="utf-8")
    return ran


@pytest.mark.skipif(os.name == "nt", reason="links of this kind are not made on Windows")
def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    for name in ("python", "python3"):
        (folder / "bin" / name).symlink_to("/opt/gone/python3")
    monkeypatch.setattr(run, "VENV", folder)
    monkeypatch.setattr(run, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(run, "STAMP", folder / "stamp")
    monkeypatch.setattr(run.subprocess, "check_call", lambda *given, **named: None)
    run.set_up()
    assert run.runs(folder / "bin" / "python") and (folder / "stamp").exists()


START = "from core import run; run.set_up = lambda: None; run.PYTHON = sys.executable; run.main(['app', *sys.argv[1:]])"
DEAD_PROXY = dict.fromkeys(("http_proxy", "HTTP_PROXY"), "http://127.0.0.1:9") | {"no_proxy": "", "NO_PROXY": ""}


def opened_by(folder: Path, *arguments: str) -> str:
    """The address that ``core.run app`` opens; it is also the one that it says, and it answers."""
    opened, browser = folder / "opened", folder / "browser"
    opened.unlink(missing_ok=True)
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    command = [sys.executable, "-c", f"import sys; {START}", *arguments]
    given = os.environ | DEAD_PROXY | {"BROWSER": f"{browser} %s"}
    server = subprocess.Popen(
        command, cwd=run.ROOT, env=given, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        said = next(line for line in server.stdout if "The app is open" in line)
        for _ in range(100):
            if opened.exists() and opened.read_text():
                break
            time.sleep(0.1)
        address = opened.read_text().strip()
        assert address in said
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        assert direct.open(f"{address}health", timeout=5).status == 200
        return address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.mark.skipif(os.name == "nt", reason="the browser of this test is a script")
def test_the_app_that_was_started_is_the_one_that_opens(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert opened_by(tmp_path, f"--server.port={port}", "--server.baseUrlPath=hv") == f"http://127.0.0.1:{port}/hv/"
    with socket.socket() as another:  # somebody else's copy, unless this machine has one already
        another.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            another.bind(("127.0.0.1", 8501))
            another.listen()
        assert opened_by(tmp_path) != "http://127.0.0.1:8501/"


def test_pinned_packages_are_installed_once(commands: list[list[str]]) -> None:
    run.set_up()
    run.set_up()
    assert [command[-1] for command in commands] == [str(run.REQUIREMENTS)]
    assert "--require-hashes" not in commands[0]


def test_locked_packages_are_installed_by_their_hashes_and_again_when_either_file_changes(
    commands: list[list[str]],
) -> None:
    run.LOCK.write_text("a==1 --hash=sha256:0\n", encoding="utf-8")
    run.set_up()
    assert commands[-1][-1] == str(run.LOCK) and "--require-hashes" in commands[-1]
    for file in (run.LOCK, run.REQUIREMENTS):
        file.write_text(file.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
        run.set_up()
    assert len(commands) == 3


def test_every_requirement_is_pinned_to_one_version() -> None:
    lines = (lock.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    assert [line for line in wanted if not re.match(r"[A-Za-z0-9_.-]+==[0-9][^\s;]*(\s+#.*)?$", line)] == []


@pytest.mark.skipif(not run.LOCK.exists(), reason="not locked yet: python -m core.lock")
def test_lock_holds_what_is_required_and_a_hash_for_each() -> None:
    required = pins(run.REQUIREMENTS.read_text(encoding="utf-8"))
    parts = re.split(r"\n(?=\S)", run.LOCK.read_text(encoding="utf-8"))
    locked = {name: part for part in parts for name in pins(part)}
    assert required.items() <= {name: pins(part)[name] for name, part in locked.items()}.items(), (
        "run python -m core.lock"
    )
    # What is there besides is for one system only, such as colours in a Windows console.
    assert [part for name, part in locked.items() if name not in required and "sys_platform" not in part] == []
    assert [name for name, part in locked.items() if not re.search(r"--hash=sha256:[0-9a-f]{64}", part)] == []


def test_the_image_holds_none_of_the_tools_of_the_tests() -> None:
    requirements = (lock.ROOT / "requirements.txt").read_text(encoding="utf-8")
    tools = requirements.partition("# Tests and tools.")[2].partition("\n\n")[0]
    removed = re.search(r"pip uninstall --yes (.+)", (lock.ROOT / ".deploy" / "Containerfile").read_text("utf-8"))
    assert removed.group(1).split() == sorted(pins(tools))
