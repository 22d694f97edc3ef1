"""``python -m bench.architecture``: draw which room imports which, from the imports, into ``.github/ARCHITECTURE.md``."""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_imports import FILES, ROOT, imported, place

PAGE = ROOT / ".github" / "ARCHITECTURE.md"
MARKED = re.compile(r"(?s)(?<=```mermaid\n).*?(?=```)")
LEFT_OUT = ("__init__", "run", "lock")  # commands of their own; nothing imports them


def picture(files: list[Path] = FILES) -> str:
    """A Mermaid graph: a node a room, an arrow to each room that one of its files imports."""
    arrows = {
        (place(path), room)
        for path in files
        for room in {name.split(".")[1] for name in imported(path) if name.startswith("core.")}
        if place(path) not in (room, *LEFT_OUT)
    }
    return "\n".join(["graph TD", *(f"  {here} --> {there}" for here, there in sorted(arrows))]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(MARKED.sub(picture(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
