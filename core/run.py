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
import time
import urllib.request
import venv
import webbrowser
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
    running = subprocess.Popen([PYTHON, *COMMANDS[name], *rest], cwd=ROOT, env=os.environ | draft)
    if name == "app":
        show_when_ready(running, rest)
    try:
        return running.wait()
    except KeyboardInterrupt:
        return 0


def take_draft(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """What ``--data DIR`` sets in the environment (``core.store.draft``), and the arguments without it.

    Raises ``ValueError`` where no folder is named, or none is there.
    """
    if "--data" not in arguments:
        return {}, arguments
    at = arguments.index("--data")
    folder = Path(arguments[at + 1]) if at + 1 < len(arguments) else None
    if folder is None or not folder.is_dir():
        raise ValueError(f"--data needs a folder with the CSV files; there is none at {folder or '(nothing)'}")
    return {"EVIDENCE_DRAFT": str(folder.resolve())}, arguments[:at] + arguments[at + 2 :]


def show_when_ready(server: subprocess.Popen, arguments: list[str]) -> None:
    """Open the browser once the server answers. Streamlit's own way asks for an e-mail address first."""
    port = arguments[arguments.index("--server.port") + 1] if "--server.port" in arguments else "8501"
    address = f"http://localhost:{port}"
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.3)
        else:
            print(f"The app is open at {address} (Ctrl+C stops it)")
            webbrowser.open(address)
            return


def set_up() -> None:
    """Make ``.venv`` and install the pinned requirements, by their hashes where they are locked, unless that is done."""
    pinned = [file for file in (REQUIREMENTS, LOCK) if file.exists()]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in pinned)).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    print("Setting up .venv (once; about a minute)")
    venv.create(VENV, with_pip=True)
    checked = ["--require-hashes"] if LOCK in pinned else []
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *checked, "-r", pinned[-1]]
    subprocess.check_call(pip, cwd=ROOT)
    STAMP.write_text(wanted, encoding="ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
