"""A console of any code page: what it cannot show is written plainly, and never stops a command."""

from __future__ import annotations

import codecs
import sys

PLAIN = {"–": "-", "—": "-", "−": "-", "»": '"', "«": '"', "…": "...", "’": "'", "½": "1/2"}


def speak_any_code_page() -> None:
    """Let standard output and errors take every text, whatever the code page they are shown in."""
    codecs.register_error("plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plainly")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """A sign by its plain one, a letter by its number, for what a code page has not."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # A name that Python could not read in this console's code page holds its bytes as they are.
    text = error.object[error.start : error.end].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in text), error.end
