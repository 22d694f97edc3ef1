"""Write ``requirements.lock``: every pinned package for every system, each with its hashes. ``python -m core.lock``

``requirements.txt`` stays the file that people write, with a reason for each package; run this after changing it.
Standard library only; ``uv`` is fetched for the moment, because it knows the files of other systems too.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
UV = "uv==0.13.8"
COMPILE = [
    "pip", "compile", "requirements.txt", "--output-file", "requirements.lock", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-annotate", "--no-emit-index-url", "--custom-compile-command", "python -m core.lock", "--quiet",
]  # fmt: skip


def main() -> int:
    """Write the file and return 0, or the exit code of what failed."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        installed = subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", UV], check=False)
        return installed.returncode or subprocess.run([programs / "uv", *COMPILE], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
