"""HTML from Jinja templates with autoescape on: no value reaches a page as markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from core import text
from core.evidence.answer import anchor
from core.evidence.caveats import decisive_caveats
from core.evidence.family import by_theme, first_steps, headline_words, in_lines, is_telling, short_name
from core.evidence.law import dated
from core.evidence.listing import NO_CHOICE_WORD, is_no_choice
from core.evidence.measured import printed_size
from core.evidence.second_places import by_way
from core.evidence.words import against, level_said, level_words, nearness_words, parted, sure_words, whence
from core.text import Labels

ROOMS = Path(__file__).parents[1]  # a template is named by its room: "find/page.html.j2"
# A line break beside one of these shows nothing, but the browser makes, cleans and keeps a node for it.
_BLOCK = r"</?(?:article|caption|d[dlt]|details|div|footer|h[1-6]|header|li|nav|[ou]l|p|section|summary|t(?:able|body|d|h|head|r))\b"
BREAK_BEFORE = re.compile(rf"\s*\n\s*(?={_BLOCK})")
BREAK_AFTER = re.compile(rf"({_BLOCK}[^<>]*>)\s*\n\s*")


class Tight(Extension):
    """Leaves line breaks between blocks out of a template, once and before any value is in it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template without them."""
        return BREAK_AFTER.sub(r"\1", BREAK_BEFORE.sub("", source))


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(ROOMS)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Tight],
    )
    environment.filters |= {
        "number": text.number,
        "lower_first": text.lower_first,
        "upper_first": text.upper_first,
        "join_words": text.join_words,
        "long_date": text.long_date,
        "month_year": text.month_year,
        "of": lambda key, table: table[key],
        "short_name": short_name,
        "headline": headline_words,
        "anchor": anchor,
        "themes": by_theme,
        "lines": in_lines,
        "steps": first_steps,
        "decisive": decisive_caveats,
        "whence": whence,
        "parted": parted,
        "by_way": by_way,
    }
    environment.tests["telling"] = is_telling
    environment.globals |= {
        "link": link,
        "is_no_choice": is_no_choice,
        "no_choice_word": NO_CHOICE_WORD,
        "count": text.count,
        "dated": dated,
        "trial_count": text.trial_count,
        "horizon": text.horizon,
        "printed_size": printed_size,
        "against": against,
        "level_words": level_words,
        "level_said": level_said,
        "nearness_words": nearness_words,
        "sure_words": sure_words,
    }
    return environment


def render(template: str, labels: Labels, **values: object) -> str:
    """One template with its values. Raises ``jinja2.UndefinedError`` for a value left out."""
    return _environment().get_template(template).render(label=labels, symbol=labels.symbol, **values)


def link(page: str, **parameters: str) -> str:
    """An address inside the app: ``./indsats?indsats=privat-loentilskud``.

    Relative, and every page stands at the same level, so it holds wherever the app is put: at the top of a host, or
    below a path that a proxy keeps or takes away.
    """
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"./{page}" + (f"?{query}" if query else "")


class Ready(str):
    """Markup that ``st.html`` sends as it is: it else looks through every line for indentation to remove."""

    def _repr_html_(self) -> str:
        return str(self)


# Hides what stands above a failure: half a page may lack a caveat. On its own, since a browser that must look for the
# mark on every page takes as long for it as for half of what a click changes (bench.pages).
HALF_PAGE_STYLE = """
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] > :has(~ * .half-page) { display: none !important; }
"""


# In what order the parts of the style sheet stand: what the others build on first, then each room; print changes all of
# them, and the reader's own colours change print too. The box of ``waiting.css`` comes before the page has a style.
FIRST_STYLES = ("frame/tokens", "frame/streamlit", "frame/base", "parts/state", "parts/style", "parts/family")
LAST_STYLES = ("frame/print", "frame/contrast")
OWN_SHEET = "browser/waiting"


def style_files() -> list[Path]:
    """The files of the style sheet in their order."""
    named = {f"{path.parent.name}/{path.stem}": path for path in sorted(ROOMS.glob("*/*.css"))}
    rooms = [name for name in named if name not in (*FIRST_STYLES, *LAST_STYLES, OWN_SHEET)]
    return [named[name] for name in (*FIRST_STYLES, *rooms, *LAST_STYLES)]


@cache
def style_text() -> str:
    """The text of the one style sheet, which the page asks for as a file (``scripts.style_name``)."""
    return "\n".join(path.read_text(encoding="utf-8") for path in style_files())
