"""One answer of the store for each rule on the method page: which one, and the words of it that show the rule.

What an example says is read from the store at run time; ``tests/data/test_rules_page.py`` asserts that it shows its rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.evidence.caveats import decisive_caveats
from core.evidence.family import group_families
from core.evidence.words import level_words
from core.model import Answer, Assessment, Comparison, Listed
from core.store import Store
from core.text import count, join_words, lower_first, number, trial_count, upper_first
from core.ui.browser.html import link

FIRST_FEW = 3
ABSOLUTE, RELATIVE = Comparison.ABSOLUTE, Comparison.RELATIVE
AnswersFor = Callable[[str], tuple[Answer, ...]]


@dataclass(frozen=True)
class Seen:
    """One answer, with all answers of its group and of the others beside it."""

    answer: Answer
    answers_for: AnswersFor
    store: Store

    @property
    def cell(self) -> Assessment:
        """The assessment of the answer."""
        return self.answer.assessment

    @property
    def recommended(self) -> list[Answer]:
        """What may be recommended for the group, in the order of the page."""
        return [answer for answer in self.answers_for(self.cell.target_group_id) if answer.assessment.is_recommended]

    def family(self, answer: Answer) -> str:
        """The id of the family an answer belongs to."""
        return self.store.interventions[answer.assessment.intervention_id]["family_id"]


@dataclass(frozen=True)
class Example:
    """An example as the page tells it: whose answer it is, the words that show the rule, and where to follow it.

    ``message`` is the first sentence of the answer; empty where the answer rests on nothing, or the sentence stands at
    another rule.
    """

    group: str
    answer: Answer
    words: str
    message: str
    address: str


def reason(part: str) -> Callable[[Seen], str]:
    """The reason of the answer in which ``part`` stands."""
    return lambda seen: next((said for said in seen.cell.reasons if part in said), "")


def votes(seen: Seen) -> str:
    """``4 publikationer, 2 forsøg``."""
    return f"{upper_first(trial_count(seen.cell.trials, seen.cell.publications))}."


def caveats(seen: Seen) -> str:
    """The decisive caveats in a few words each."""
    return f"{join_words(f'»{caveat.short}«' for caveat in decisive_caveats(seen.answer))}."


def first_caveat(seen: Seen) -> str:
    """The most decisive caveat in a few words."""
    return next((f"Forbehold: »{caveat.short}«." for caveat in decisive_caveats(seen.answer)), "")


def in_its_own_words(seen: Seen) -> str:
    """Nothing: the first sentence and the state say it."""
    return ""


def not_significant(seen: Seen) -> str:
    """What the rules say of results that are not significant."""
    return next(
        (caveat.statement for caveat in seen.answer.caveats if caveat.caveat_id == "regel-ikke-signifikant"), ""
    )


def distance(seen: Seen) -> str:
    """How far away the evidence is, and whom it is about."""
    about = join_words(map(lower_first, seen.cell.level_groups))
    return f"{upper_first(count(seen.cell.steps, 'led', 'led'))} væk: {about}."


def for_job_ready(seen: Seen) -> str:
    """What is answered for job-ready people about the same intervention."""
    key = (seen.cell.intervention_id, ABSOLUTE)
    states = [a.assessment.state for a in seen.answers_for("jobparate") if _key(a) == key]
    return f"For jobparate hedder det »{seen.store.labels.state(states[0])}«." if states else ""


def level(seen: Seen) -> str:
    """The level in words, with its group or in the source's own words."""
    return f"{level_words(seen.cell, seen.store.labels)}."


def not_recommended(seen: Seen) -> str:
    """Why the answer is no recommendation."""
    code = seen.cell.not_recommended
    return f"{seen.store.labels.explanation('not_recommended', code)}" if code else ""


def to_discuss(seen: Seen) -> str:
    """What may be brought up although its effect is not measured."""
    listed = [answer.assessment.listed for answer in seen.answers_for(seen.cell.target_group_id)]
    if seen.cell.listed is not Listed.DISCUSS:
        return ""
    return f"En af {listed.count(Listed.DISCUSS)}, der kan drøftes for gruppen: effekt ikke målt."


def forms(seen: Seen) -> str:
    """The other recommended members of the family."""
    family = seen.family(seen.answer)
    named = [lower_first(a.name) for a in seen.recommended if a is not seen.answer and seen.family(a) == family]
    return f"Linjer på kortet: {join_words(named)}." if named else ""


def first_families(seen: Seen) -> str:
    """The families that stand first for the group."""
    overview = group_families(seen.answers_for(seen.cell.target_group_id), seen.store.interventions, ())
    named = [lower_first(family.name) for family in overview.telling if family.recommended]
    return f"Først står {join_words(named[:FIRST_FEW])}." if named else ""


def time_left(seen: Seen) -> str:
    """How long the group has left on benefit, where the gain comes later."""
    months = seen.store.target_groups[seen.cell.target_group_id]["months_left"]
    return f"Gruppen har ca. {number(months)} måneder tilbage på dagpenge." if months and seen.answer.is_late else ""


def headline(seen: Seen) -> str:
    """Where the first sentence comes from."""
    said = seen.answer.headline
    return f"Fra {said.reference.source_name}." if said else ""


# Rule → target group, intervention, comparison, and the words that show it.
EXAMPLES: dict[str, tuple[str, str, Comparison, Callable[[Seen], str]]] = {
    "stemme": ("nyledige", "hyppige-samtaler", ABSOLUTE, votes),
    "usikkert": ("jobparate", "generel-vejledning", ABSOLUTE, not_significant),
    "virkemaade": ("nyledige", "konkrete-jobforslag", ABSOLUTE, reason("noget andet end job")),
    "afhaenger": ("jobparate", "privat-loentilskud", ABSOLUTE, reason("under hver sin betingelse")),
    "former": ("jobparate", "kontrolsamtaler", RELATIVE, in_its_own_words),
    "praksis": ("dagpenge-16-mdr", "personlig-jobformidler", ABSOLUTE, reason("hvad jobcentre gør")),
    "nuance": ("unge", "samtaler", ABSOLUTE, first_caveat),
    "blandet": ("ikke-vestlige", "samtaler", ABSOLUTE, reason("blandede.")),
    "genfortaelling": ("aktivitetsparate", "jobfirst", ABSOLUTE, reason("gengiver ét studie")),
    "kan": ("aktivitetsparate", "arbejdsgiverkontakt", ABSOLUTE, reason("siger det med forbehold")),
    "betingelse": ("psykiske-lidelser", "virksomhedsrettet", ABSOLUTE, in_its_own_words),
    "naermest": ("dagpenge-16-mdr", "loentilskud", ABSOLUTE, distance),
    "skader-ikke": ("langtidsledige", "samtaler", ABSOLUTE, reason("For lidt viden om netop gruppen")),
    "dokument": ("aktivitetsparate", "konkrete-jobforslag", ABSOLUTE, for_job_ready),
    "spaerret": ("sygemeldte", "samtaler", ABSOLUTE, reason("kan ikke overføres")),
    "tidspunkt": ("dagpenge-16-mdr", "undgaa-aflysninger", ABSOLUTE, reason("tidligere del af ledigheden")),
    "arv": ("psykiske-lidelser", "loentimer", ABSOLUTE, reason("konkluderer om netop denne gruppe")),
    "imod": ("jobparate", "uddannelse", ABSOLUTE, reason("finder ingen gevinst")),
    "angivet": ("ledige", "lavere-sagsstamme", ABSOLUTE, reason("angiver selv")),
    "talt": ("jobparate", "samtaler", ABSOLUTE, reason("vores læsning")),
    "lodtraekning": ("jobparate", "digital-jobvejledning", ABSOLUTE, reason("lodtrækningsforsøg")),
    "niveaugruppe": ("dagpenge-16-mdr", "samtaler", ABSOLUTE, in_its_own_words),
    "kildens-ord": ("jobparate", "loentilskud", ABSOLUTE, level),
    "aldrig": ("dagpenge-16-mdr", "ydelsesniveau", ABSOLUTE, not_recommended),
    "droeft": ("dagpenge-16-mdr", "virksomhedspraktik", ABSOLUTE, to_discuss),
    "familie": ("jobparate", "samtaler", ABSOLUTE, forms),
    "overskrift": ("jobparate", "samtaler", ABSOLUTE, headline),
    "raekkefoelge": ("dagpenge-16-mdr", "samtaler", ABSOLUTE, first_families),
    "senere": ("dagpenge-16-mdr", "erhvervsrettede-kurser", ABSOLUTE, time_left),
    "hoejst-tre": ("dagpenge-16-mdr", "privat-loentilskud", ABSOLUTE, caveats),
}
# Their first sentence stands at another rule, or says nothing of this one.
WITHOUT_MESSAGE = ("afhaenger", "talt", "skader-ikke", "familie", "raekkefoelge", "lodtraekning", "niveaugruppe")


def read_examples(store: Store, answers_for: AnswersFor) -> dict[str, Example]:
    """Every example by its rule, with what its answer says in the store; one the store does not hold is left out."""
    found = {}
    for rule, (group, intervention, comparison, words) in EXAMPLES.items():
        answers = answers_for(group) if group in store.target_groups else ()
        answer = next((a for a in answers if _key(a) == (intervention, comparison)), None)
        if answer is not None:
            name = store.target_groups[group]["name"]
            address = link("metode", gruppe=group, indsats=intervention)
            message = answer.message if answer.headline and rule not in WITHOUT_MESSAGE else ""
            found[rule] = Example(name, answer, words(Seen(answer, answers_for, store)), message, address)
    return found


def _key(answer: Answer) -> tuple[str, Comparison]:
    return answer.assessment.intervention_id, answer.assessment.comparison
