"""Set everything up and run: ``python -m core.run app`` opens the app, ``python -m core.run test`` passes the tests.

``python -m core.run app --data DIR`` shows the data of another folder, marked as a draft everywhere.

Standard library only, so that it works before anything is installed. A virtual
environment in ``.venv`` is made once and renewed when ``requirements.txt`` or ``requirements.lock`` changes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REQUIREMENTS = ROOT / "requirements.txt"
LOCK = ROOT / ".deploy" / "requirements.lock"
STAMP = VENV / "requirements.sha256"
COMMANDS = {
    "app": ["-m", "streamlit", "run", "app.py"],
    "test": ["-m", "pytest"],
}


def main(arguments: list[str]) -> int:
    """Set up and run one of the commands; returns its exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: python -m core.run {'|'.join(COMMANDS)} [more arguments]", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - a newcomer may start it with an older Python
        print("error: Python 3.11 or newer is needed", file=sys.stderr)
        return 2
    name, *rest = arguments
    try:
        draft, rest = take_draft(rest)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    set_up()
    if draft and draft.is_file() and not (draft := unpack(draft)):
        return 1
    # The app itself says when it is ready, and where: only it knows its port.
    asked = {"OPEN_WHEN_READY": "1"} if name == "app" else {}
    asked |= {"EVIDENCE_DRAFT": str(draft)} if draft else {}
    running = subprocess.Popen([PYTHON, *COMMANDS[name], *rest], cwd=ROOT, env=os.environ | asked)
    try:
        return running.wait()
    except KeyboardInterrupt:
        return 0


def take_draft(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """The folder or workbook that ``--data`` names, and the arguments without it.

    Raises ``ValueError`` where nothing is named, or nothing is there.
    """
    if "--data" not in arguments:
        return None, arguments
    at = arguments.index("--data")
    named = arguments[at + 1] if at + 1 < len(arguments) else ""
    if not named or not Path(named).exists():
        raise ValueError(
            f"--data needs a folder with the CSV files, or a workbook; there is nothing at {named or '(no name)'}"
        )
    return Path(named).resolve(), arguments[:at] + arguments[at + 2 :]


def unpack(workbook: Path) -> Path | None:
    """The folder with the rows of a workbook; None where it has faults, which have been told."""
    asked: list[str | Path] = [PYTHON, "-m", "core.store.draft", str(workbook)]
    told = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    return Path(told.stdout.strip()) if told.returncode == 0 else None


def set_up() -> None:
    """Make ``.venv`` and install the pinned requirements, by their hashes where they are locked, unless that is done."""
    pinned = [file for file in (REQUIREMENTS, LOCK) if file.exists()]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in pinned)).hexdigest()
    is_sound = runs(PYTHON)
    if is_sound and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    print("Setting up .venv (once; about a minute)")
    # Of a Python that is gone (upgraded, removed) nothing can be kept, and its links lead nowhere. One that works
    # may be the one this runs in, which cannot be made over itself.
    if not is_sound:
        venv.create(VENV, with_pip=True, clear=True)
    checked = ["--require-hashes"] if LOCK in pinned else []
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *checked,
        "-r",
        pinned[-1],
    ]
    subprocess.check_call(pip, cwd=ROOT)
    STAMP.write_text(wanted, encoding="ascii")


def runs(python: Path) -> bool:
    """True for a Python that is there and starts, with what installs packages."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
