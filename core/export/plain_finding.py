"""What is known of an answer in the words of the citizen, and how the caseworker may say it with its caveat.

The words stand in the data (``plain_words.csv``), read against the sources; how sure it is and whether it was measured on
people like her follow from the answer.
"""

from __future__ import annotations

from core.evidence.words import nearness_words
from core.model import Answer, Conclusion, Firmness
from core.rows import TargetGroupsRow
from core.text import upper_first

QUESTION = "Hvad tænker du?"
SURE = {
    "strong": "Det ved vi ret sikkert",
    "moderate": "Det ved vi nogenlunde sikkert",
    "indication": "Det er ikke helt sikkert",
    "none": "Det er usikkert",
    "": "Forskningen siger ikke, hvor sikkert det er",
}
NEARNESS = {
    "målt på gruppen": "det er målt hos folk i din situation",
    "konkluderet om gruppen": "det handler om folk i din situation",
    "ikke målt på gruppen": "det er ikke målt hos folk i din situation",
}
FIRM = ("strong", "moderate")
# For an answer of new data that nobody has found words for yet.
POINTS = "Noget tyder på, at det kan hjælpe folk i arbejde."
NOT_KNOWN = "Vi ved ikke, om det hjælper dig hurtigere i job."
LONG = 12  # months of unemployment from which "so long" is said
DOUBT = "Vi ved ikke, om det også gælder for dig."
LONG_DOUBT = "Vi ved ikke, om det også gælder efter så lang tid."


def plain_finding(answer: Answer) -> str:
    """What is known about it, in the order she needs it; what is only practised has nothing to be sure of."""
    if not answer.assessment.is_recommended:
        return answer.plain or NOT_KNOWN
    return f"{answer.plain or POINTS} {_sure(answer)}"


def spoken(answer: Answer, group: TargetGroupsRow) -> str:
    """How it may be said with its caveat, in a breath, ending in a question to her; empty without words for it."""
    if not answer.say:
        return ""
    is_near = nearness_words(answer.assessment) != "ikke målt på gruppen"
    doubt = LONG_DOUBT if (group["spell_from_months"] or 0) >= LONG else DOUBT
    return " ".join(filter(None, (answer.say, "" if is_near else doubt, QUESTION)))


def _sure(answer: Answer) -> str:
    """How sure it is, and whether people like her were looked at; who is already said to be sure is not asked again."""
    level, near = answer.assessment.level or "", nearness_words(answer.assessment)
    firm = isinstance(answer.headline, Conclusion) and answer.headline.firmness is Firmness.STRENGTH
    if not near:
        return f"{SURE.get(level, SURE[''])}."
    if firm and level not in FIRM:
        return f"Men {NEARNESS[near]}." if near.startswith("ikke") else f"{upper_first(NEARNESS[near])}."
    is_alike = (level in FIRM) is not near.startswith("ikke")
    return f"{SURE.get(level, SURE[''])}, {'og' if is_alike else 'men'} {NEARNESS[near]}."
