"""How sure an answer is, in words: one way to say it, for every page and document."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Assessment, Caveat, Directness
from core.text import Labels, join_words, lower_first, upper_first

MOST_GROUPS = 2
DISAGREE = "kilderne er uenige"
OURS = "vores læsning"  # of the ministry's table, where no source states a level itself
# Where our own count gives no more than this, a source's strength word off the scale stands in the level's place.
QUOTED = (None, "none", "indication")


def level_words(cell: Assessment, labels: Labels) -> str:
    """``Stærk evidens for jobparate``, the source's own words in quotation marks, or ``Niveau ikke angivet``."""
    words = "" if cell.level_stated else cell.level_words
    return level_said(cell.level, cell.is_level_ours, words, cell.level_groups, labels)


def level_said(level: str | None, is_ours: bool, words: str, groups: Sequence[str], labels: Labels) -> str:
    """The same from the columns of the table ``assessment``: with the group it was found for, and that it is ours."""
    if words and level in QUOTED:
        counted = f" ({OURS}: {lower_first(labels('level', level))})" if level else ""
        return words[:1] + upper_first(words[1:]) + counted
    said = labels("level", level or "not_stated") + (f" ({OURS})" if is_ours else "")
    if not groups or level in (None, "none"):
        return said
    named = [lower_first(group) for group in groups[:MOST_GROUPS]]
    return f"{said} for {join_words([*named, *(['andre'] if len(groups) > MOST_GROUPS else [])])}"


def nearness_words(cell: Assessment) -> str:
    """``målt på gruppen``, concluded about it, or ``ikke målt på gruppen``; empty where nothing is known."""
    if cell.directness in (None, Directness.BARRED):
        return ""
    if cell.directness is not Directness.DIRECT:
        return "ikke målt på gruppen"
    is_measured = cell.trials or (cell.level is not None and not cell.level_groups)
    return "målt på gruppen" if is_measured else "konkluderet om gruppen"


def sure_words(cell: Assessment, labels: Labels) -> str:
    """Both in one line: ``Stærk evidens for jobparate; ikke målt på gruppen``."""
    return "; ".join(part for part in (level_words(cell, labels), nearness_words(cell)) if part)


def sure_in_full(cell: Assessment, labels: Labels) -> str:
    """The same with what must not be missing away from the page: that the sources disagree."""
    return sure_words(cell, labels) + (f"; {DISAGREE}" if cell.has_source_disagreement else "")


def is_stated(comparator: str) -> bool:
    """True where the source says what a result is measured against; the rows say »ikke oplyst …« where it does not."""
    return not comparator.lower().startswith("ikke oplyst")


def against(comparator: str) -> str:
    """What a result is measured against: ``mod intet tilbud``; empty where the source does not say."""
    return f"mod {lower_first(comparator)}" if is_stated(comparator) else ""


def parted(short: str, group_name: str = "") -> tuple[str, str]:
    """``Tid: virker senere`` as its word and the rest; the group that all around it is about is not named again."""
    word, colon, rest = short.partition(":")
    if not colon:
        return "", short
    return ("", upper_first(rest.strip())) if word == group_name else (word + colon, rest.strip())


def whence(caveat: Caveat) -> str:
    """Where a caveat is found, or the rule that made it."""
    if caveat.reference is None:
        return f"Vores regel: {caveat.rule}"
    return f"{caveat.reference.source_name}, {caveat.reference.locator}"
