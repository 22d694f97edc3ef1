"""An answer's own finding in the words of the citizen: short sentences and nothing to look up.

Every part is drawn from the rows behind the answer: what speaks (a review that counts, a conclusion, one study), what was
measured and when, what it depends on, how sure it is, and whether it was measured on people like her.
"""

from __future__ import annotations

import re

from core.evidence.headline import turns_positive
from core.evidence.words import nearness_words
from core.model import Answer, Conclusion, Firmness, Result, State
from core.text import join_words, lower_first, upper_first

QUESTION = "Hvad tænker du?"
# What a positive result on an outcome says, after "I en undersøgelse".
MORE_OF = {
    "employment": "kom flere i job",
    "self_support": "klarede flere sig uden ydelse",
    "unemployment": "var færre stadig ledige",
    "employment_or_education": "kom flere i job eller uddannelse",
    "education": "begyndte flere på en uddannelse",
    "hours": "arbejdede folk flere timer",
    "earnings": "tjente folk mere",
    "job_stability": "blev folk længere i jobbet",
}
DEPENDS = {
    "business_cycle": "om der er mange eller få ledige job",
    "sex": "om man er mand eller kvinde",
    "spell_entry": "hvornår man blev ledig",
    "local_competition": "hvor mange andre der søger de samme job",
    "skill": "hvilken uddannelse man har",
    "age": "hvor gammel man er",
}
SURE = {
    "strong": "Det ved vi ret sikkert",
    "moderate": "Det ved vi nogenlunde sikkert",
    "indication": "Det er ikke helt sikkert",
    "none": "Det er usikkert",
    "": "Vi ved ikke, hvor sikkert det er",
}
NEARNESS = {
    "målt på gruppen": "det er målt hos folk i din situation",
    "konkluderet om gruppen": "det gælder folk i din situation",
    "ikke målt på gruppen": "det er ikke målt hos netop folk i din situation",
}
FIRM = ("strong", "moderate")
NOT_KNOWN = "Vi ved ikke, om det hjælper dig hurtigere i job. Nogle undersøgelser peger den anden vej. Derfor vil vi gerne høre, hvad der er godt for dig."
COUNTED = re.compile(r"(\d+) af (\d+)")
POINTS = re.compile(r"(\d+(?:[-–]\d+)?) procentpoint")


def plain_finding(answer: Answer, plain_name: str) -> str:
    """What the research says about it, in the order she needs it; the card asks :data:`QUESTION` after it."""
    if answer.assessment.state is State.NEGATIVE:
        return NOT_KNOWN
    said = [_found(answer, _subject(plain_name)), *_holds(answer), _sure(answer)]
    return " ".join(filter(None, said))


def _subject(plain_name: str) -> str:
    """The everyday name inside a sentence: ``en sagsbehandler, der kender arbejdspladser,``; a whole sentence is "det"."""
    name = lower_first(plain_name)
    if name.startswith(("du ", "din sagsbehandler ", "sådan ")):
        return "det"
    return ("det " if name.startswith("at ") else "") + name + ("," if ", " in name else "")


def _found(answer: Answer, subject: str) -> str:
    """The headline itself."""
    headline = answer.headline
    if isinstance(headline, Result):
        return _measured(headline, subject)
    if isinstance(headline, Conclusion):
        return _concluded(headline, subject)
    return f"Vi ved ikke, om {subject} hjælper folk i arbejde."


def _measured(result: Result, subject: str) -> str:
    """One study: what more there was of, when, and how many of a hundred where the source prints that."""
    said, points = MORE_OF.get(result.outcome, "kom flere videre"), POINTS.search(result.statement)
    if points and result.outcome in ("employment", "unemployment"):
        more, was = ("flere", "i job") if result.outcome == "employment" else ("færre", "stadig ledige")
        said = f"var {points[1].replace('-', '–')} {more} ud af 100 {was}"
    when = f" {result.horizon}" if result.horizon.startswith("efter") else ""
    return f"I en undersøgelse af {subject} {said}{when}."


def _concluded(said: Conclusion, subject: str) -> str:
    """Several studies read together: how many of them where they are counted, else how firmly it is said."""
    helps = "kan hjælpe" if said.firmness is Firmness.HEDGED or " kan " in said.statement else "hjælper"
    found = f"at {subject} {helps} folk i arbejde."
    counted = COUNTED.search(said.statement) if said.has_counts else None
    if counted:
        return f"{counted[1]} af {counted[2]} resultater peger på, {found}"
    if said.has_counts:
        return f"De fleste undersøgelser peger på, {found}"
    if said.firmness is Firmness.STRENGTH:
        return f"De, der har læst forskningen igennem, er ret sikre på, {found}"
    return f"De, der har læst forskningen igennem, siger, {found}"


def _holds(answer: Answer) -> list[str]:
    """What it holds under, what it depends on, and when the gain comes."""
    cell = answer.assessment
    depends = [DEPENDS[code] for code in cell.depends_on if code in DEPENDS]
    return [
        f"Det gælder, {cell.condition}." if cell.condition else "",
        f"Det afhænger af, {join_words(depends)}." if depends else "",
        "Først kan det gå langsommere. Senere er flere i job." if turns_positive(answer.results) else "",
    ]


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
