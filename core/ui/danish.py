"""Streamlit's own English words in Danish: exact phrases of its script files, replaced as they are served.

Streamlit has no setting for its language. Each phrase is found in the files of the pinned version, and a
test fails when one is gone, so that an upgrade cannot bring English back unseen.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
FILES = (
    "ChatInput", "FileUploader", "InputInstructions", "Multiselect", "NumberInput", "Selectbox", "TextInput", "index",
    "useSyncComboBoxEnterTargetFocus", "utils",
)  # fmt: skip
PHRASES = {
    "`Skip to main content`": "`Gå til indholdet`",
    '"aria-label":`App pages`': '"aria-label":`Sider`',
    '"aria-label":`Main menu`': '"aria-label":`Menu`',
    '"aria-label":`Close`': '"aria-label":`Luk`',
    '"aria-label":`Running...`': '"aria-label":`Arbejder …`',
    '"aria-label":`Clear entry`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear value`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear all`': '"aria-label":`Ryd alle`',
    '"aria-label":`Selected values`': '"aria-label":`Valgte`',
    '"aria-label":`Remove ${e}`': '"aria-label":`Fjern ${e}`',
    '"aria-label":`Open`': '"aria-label":`Åbn`',
    '"aria-label":`Shortcut ${l}`': '"aria-label":`Genvej ${l}`',
    "`Choose an option`": "`Vælg`",
    "`Choose options`": "`Vælg`",
    "return`No results`": "return`Ingen træf`",
    "`Press Enter to ${e}`": "`Tryk Enter`",
    "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`": "`Du kan højst vælge ${t.maxSelections}. Fjern ét valg først.`",
    "{one:()=>`${t.number(e.optionCount)} option`,other:()=>`${t.number(e.optionCount)} options`})} available.`": "{one:()=>`${t.number(e.optionCount)} mulighed`,other:()=>`${t.number(e.optionCount)} muligheder`})}.`",
    "{dismiss:`Dismiss`}": "{dismiss:`Luk`}",
    "=`Connecting`": "=`Forbinder`",
    "=`Connecting to Streamlit server`": "=`Forbinder til serveren`",
    "=`Unable to connect to Streamlit server`": "=`Kan ikke få forbindelse til serveren`",
    "`Connection error`": "`Ingen forbindelse`",
    "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`": "`Værktøjet svarer ikke. Er det stoppet, så start det igen med samme kommando som før.`",
    "`Streamlit server is not responding. Are you connected to the internet?`": "`Serveren svarer ikke. Er du på nettet?`",
    "codeBlock:`streamlit run yourscript.py`": "codeBlock:`python3 -m core.run app`",
    "`Drag and drop ${D(a)} here`": "`Træk filen hertil`",
    "`Drag and drop a file here`": "`Træk en fil hertil`",
    "label:l?`Upload directories`:`Upload`": "label:l?`Vælg mapper`:`Vælg fil`",
    "`Cancel upload of ${e.name}`:`Remove ${e.name}`": "`Afbryd ${e.name}`:`Fjern ${e.name}`",
    "`${T(t,D.Byte,0)} per file`": "`Højst ${T(t,D.Byte,0)}`",
}  # fmt: skip


def script_files() -> list[Path]:
    """The script files that hold words a reader meets; their names carry a hash."""
    return [path for name in FILES for path in sorted(SCRIPTS.glob(f"{name}.*.js"))]


@cache
def translated() -> dict[str, bytes]:
    """Script file name → its text in Danish, packed with gzip; only files that hold a phrase."""
    found = {}
    for path in script_files():
        text = path.read_text(encoding="utf-8")
        danish = text
        for phrase, words in PHRASES.items():
            danish = danish.replace(phrase, words)
        if danish != text:
            found[path.name] = gzip.compress(danish.encode("utf-8"), compresslevel=6, mtime=0)
    return found
