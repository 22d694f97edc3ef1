"""What the server sends in place of Streamlit's own script files, and the scripts and the style sheet that are ours.

Two things cannot be asked of Streamlit by a setting, so they are mended in its files as they are served: each change is
an exact phrase of the pinned version, and a test fails when one is gone. Everything is served from the app's own
address, never from a ``blob:`` one: a gateway's own policy seldom allows those.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit

from core.ui.browser.danish import FILES, PHRASES
from core.ui.browser.html import style_text

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
ROOMS = Path(__file__).parents[1]
COMPONENTS = ("browser/markup", "evidenskort/grid", "praksis/file_field")
WAITING = ("waiting.js", "waiting.css")
CHANGES = {
    # A connection that comes back may lead to a server that knows nothing of the page (a laptop that slept, a restart):
    # the page asks for a run at once, so that its downloads and choices are of a session that is there.
    "!this.sessionInfo.last||e||t||": "!0||e||t||",
    # The script of a component is a file of the app, named by the hash that Streamlit makes of its text.
    "o=URL.createObjectURL(a);return this.cache.set(n,o)": "o=new URL(`own-${n}.js`,import.meta.url).href;return this.cache.set(n,o)",
}


def script_files() -> list[Path]:
    """The script files of Streamlit that are changed; their names carry a hash."""
    return [path for name in FILES for path in sorted(SCRIPTS.glob(f"{name}.*.js"))]


def component_script(name: str) -> str:
    """The script of one of our components, named by its room: ``browser/markup``."""
    return "".join((ROOMS / f"{part}.js").read_text(encoding="utf-8") for part in ("browser/connected", name))


@cache
def served_scripts() -> dict[str, bytes]:
    """Script file name → its text, packed with gzip; only files that are changed or ours."""
    found = {f"own-{name_hash(text)}.js": text for text in map(component_script, COMPONENTS)}
    found |= {name: (ROOMS / "browser" / name).read_text(encoding="utf-8") for name in WAITING}
    found[style_name()] = style_text()
    for path in script_files():
        text = path.read_text(encoding="utf-8")
        changed = text
        for phrase, words in (PHRASES | CHANGES).items():
            changed = changed.replace(phrase, words)
        if changed != text:
            found[path.name] = changed
    return {name: gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0) for name, text in found.items()}


@cache
def style_name() -> str:
    """The file name of the one style sheet. Asked for by the page itself it is read once, not sent with every run."""
    return f"own-{name_hash(style_text())}.css"


def name_hash(script: str) -> str:
    """The hash by which Streamlit's page names a component's script: FNV-1a over its UTF-16 units, 32 bits, in hex."""
    units = script.encode("utf-16-le")
    found = 2166136261
    for low, high in zip(units[::2], units[1::2], strict=True):
        found = (found ^ (low | high << 8)) * 16777619 & 0xFFFFFFFF
    return f"{found:x}"
