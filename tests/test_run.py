"""Setting up: what is installed is what is pinned, and by its hashes once it is locked."""

from __future__ import annotations

import re
import sys
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
    monkeypatch.setattr(run.venv, "create", lambda *given, **named: None)
    monkeypatch.setattr(run.subprocess, "check_call", lambda command, **named: ran.append(list(map(str, command))))
    run.REQUIREMENTS.write_text("a==1\n", encoding="utf-8")
    return ran


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
