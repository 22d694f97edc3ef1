"""The method page: each example shows its rule, every number is the code's, and a cell can be opened to its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from itertools import pairwise

import pytest

from core.evidence.caveats import MOST_DECISIVE, decisive_caveats
from core.evidence.level import MIN_REVIEW_MAJORITY, grade_review, grade_votes
from core.evidence.words import level_words
from core.model import (
    Answer,
    Claim,
    Comparison,
    Conclusion,
    Direction,
    Directness,
    Firmness,
    Level,
    Listed,
    NotRecommended,
    State,
    Tally,
)
from core.store import Store
from core.store.query import QUERIES
from core.text import Labels
from core.ui.browser.html import ROOMS
from core.ui.metode.rule_examples import EXAMPLES
from tests.pages.test_pages import open_page, shown

RULES = (ROOMS / "metode/rules.html.j2").read_text(encoding="utf-8")


@cache
def answers(store: Store, group: str) -> tuple[Answer, ...]:
    """Every answer for a group, in the order of the page."""
    return tuple(store.answers(group))


def answer_of(store: Store, group: str, intervention: str, comparison: Comparison = Comparison.ABSOLUTE) -> Answer:
    """One answer of the store."""
    key = (intervention, comparison)
    return next(a for a in answers(store, group) if (a.assessment.intervention_id, a.assessment.comparison) == key)


def other(store: Store, answer: Answer, **place: str) -> Answer:
    """The answer about another group or intervention, else the same."""
    cell = answer.assessment
    return answer_of(store, place.get("group", cell.target_group_id), place.get("intervention", cell.intervention_id))


def votes(answer: Answer) -> list:
    """The results that vote."""
    return [result for result in answer.results if result.is_vote]


def deciding(answer: Answer) -> list[Conclusion]:
    """The conclusions that decide."""
    return [conclusion for conclusion in answer.conclusions if conclusion.decides]


# What it takes for an answer to show a rule, as an analyst would check it in the cell.
SHOWS: dict[str, Callable[[Store, Answer], bool]] = {
    "stemme": lambda _, a: a.assessment.publications > a.assessment.trials > 0,
    "usikkert": lambda _, a: a.assessment.state is State.FEW_STUDIES and len(votes(a)) == 1 and not deciding(a),
    "virkemaade": lambda _, a: a.results and not votes(a) and a.assessment.state is State.FEW_STUDIES,
    "afhaenger": lambda _, a: a.assessment.depends_on and a.message.startswith("Det afhænger af"),
    "former": lambda _, a: (
        a.assessment.comparison is Comparison.RELATIVE
        and a.assessment.state is State.NEGATIVE
        and not a.assessment.is_recommended
    ),
    "praksis": lambda _, a: a.assessment.state is State.PRACTICE_ONLY and a.assessment.direction is None,
    "nuance": lambda _, a: (
        a.assessment.state is State.PROMISING
        and any(said.direction is Direction.NONE and not said.decides for said in a.conclusions)
    ),
    "blandet": lambda _, a: (
        a.assessment.state is State.CONFLICTING and any(said.direction is Direction.MIXED for said in deciding(a))
    ),
    "genfortaelling": lambda _, a: a.assessment.trials == 1 and a.conclusions and not deciding(a),
    "kan": lambda _, a: (
        a.assessment.state is State.FEW_STUDIES
        and not votes(a)
        and {said.firmness for said in deciding(a)} == {Firmness.HEDGED}
    ),
    "betingelse": lambda _, a: a.assessment.condition and a.assessment.condition in a.message,
    "naermest": lambda store, a: (
        a.assessment.steps == 1
        and a.assessment.level is Level.MODERATE
        and other(store, a, group="jobparate").assessment.level is None
    ),
    "skader-ikke": lambda _, a: (
        a.assessment.state is State.PROMISING
        and a.assessment.steps > 0
        and any(not said.steps for said in (*a.results, *a.conclusions))
    ),
    "dokument": lambda store, a: (
        a.assessment.state is State.UNKNOWN and other(store, a, group="jobparate").assessment.is_recommended
    ),
    "spaerret": lambda store, a: (
        a.assessment.state is State.NEGATIVE and other(store, a, group="jobparate").assessment.is_recommended
    ),
    "tidspunkt": lambda _, a: a.assessment.state is State.UNKNOWN and a.assessment.directness is Directness.BARRED,
    "arv": lambda store, a: (
        a.assessment.state is State.UNKNOWN
        and other(store, a, intervention="virksomhedsrettet").assessment.condition
        and other(store, a, group="laengere-fra").assessment.is_recommended
    ),
    "imod": lambda _, a: a.assessment.state is State.PROMISING and a.assessment.contrary,
    "angivet": lambda _, a: (
        a.assessment.level is a.assessment.level_stated is Level.MODERATE
        and a.assessment.level_computed is not Level.MODERATE
    ),
    "talt": lambda _, a: (
        a.assessment.level is Level.STRONG
        and a.assessment.level_stated is None
        and any(said.has_counts for said in deciding(a))
    ),
    "lodtraekning": lambda _, a: (
        a.assessment.level is Level.INDICATION and a.assessment.level_stated is None and a.assessment.trials == 1
    ),
    "niveaugruppe": lambda _, a: a.assessment.level and a.assessment.level_groups and a.assessment.steps > 0,
    "kildens-ord": lambda _, a: a.assessment.level is None and a.assessment.level_words.startswith("»"),
    "aldrig": lambda _, a: (
        a.assessment.state.is_recommended
        and a.assessment.not_recommended is NotRecommended.LAW
        and not a.assessment.is_recommended
    ),
    "droeft": lambda _, a: a.assessment.listed is Listed.DISCUSS,
    "familie": lambda store, a: (
        len(recommended_in_family(store, a)) > 2
        and deciding(a)
        and store.interventions[a.assessment.intervention_id]["family_id"] == a.assessment.intervention_id
    ),
    "overskrift": lambda _, a: (
        isinstance(a.headline, Conclusion)
        and a.headline.has_counts
        and a.headline.year == max(said.year for said in deciding(a) if said.has_counts)
    ),
    "raekkefoelge": lambda store, a: answers(store, a.assessment.target_group_id)[0] is a,
    "senere": lambda _, a: a.is_late and a.message.startswith("Negativ først, positiv senere."),
    "hoejst-tre": lambda _, a: (
        len(decisive_caveats(a)) == MOST_DECISIVE < len(a.caveats)
        and all(one.changes.rank <= two.changes.rank for one, two in pairwise(decisive_caveats(a)))
    ),
}


def recommended_in_family(store: Store, answer: Answer) -> list[Answer]:
    """What is recommended in the family of an answer, for its group."""
    family = store.interventions[answer.assessment.intervention_id]["family_id"]
    return [
        a
        for a in answers(store, answer.assessment.target_group_id)
        if a.assessment.is_recommended and store.interventions[a.assessment.intervention_id]["family_id"] == family
    ]


@pytest.fixture(scope="module")
def page() -> str:
    """The method page as a visitor opens it."""
    return unescape(shown(open_page("metode")))


def rule_on(page: str, rule: str) -> str:
    """What the page says of one rule."""
    return re.search(rf'<li id="regel-{rule}">(.*?)</li>', page, re.DOTALL)[1]


def test_every_rule_of_the_page_has_an_example_and_a_check() -> None:
    asked = re.findall(r'call rule\("([^"]+)"', RULES)
    assert len(asked) == len(set(asked))
    assert set(asked) == set(EXAMPLES) == set(SHOWS)


@pytest.mark.parametrize("rule", SHOWS)
def test_example_shows_its_rule(store: Store, rule: str) -> None:
    group, intervention, comparison, _ = EXAMPLES[rule]
    assert SHOWS[rule](store, answer_of(store, group, intervention, comparison)), rule


@pytest.mark.parametrize("rule", EXAMPLES)
def test_page_tells_the_example_as_the_store_has_it(store: Store, page: str, rule: str) -> None:
    group, intervention, comparison, _ = EXAMPLES[rule]
    answer = answer_of(store, group, intervention, comparison)
    said = rule_on(page, rule)
    assert f"{store.target_groups[group]['name']} · {answer.name}" in said
    assert store.labels.state(answer.assessment.state, comparison is Comparison.RELATIVE) in said
    # The words that show the rule, the first sentence, or both.
    assert len(re.sub(r"<[^>]+>", "", said.split("</a>")[-1]).split()) > 4, said


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_level_that_no_source_states_is_marked_as_our_reading(store: Store, page: str, rule: str) -> None:
    group, intervention, comparison, _ = EXAMPLES[rule]
    cell = answer_of(store, group, intervention, comparison).assessment
    is_counted = cell.is_level_ours
    assert not is_counted or (cell.level is not None and cell.level.is_conclusive and cell.level_stated is None)
    assert ("(vores læsning" in level_words(cell, store.labels)) is is_counted
    assert ('class="ours"' in rule_on(page, rule)) is is_counted


def test_numbers_on_the_page_are_those_of_the_code(page: str, labels: Labels) -> None:
    shares = set(re.findall(r">= (0\.\d+) \* results", (QUERIES.parent / "views.sql").read_text(encoding="utf-8")))
    assert shares == {"0.7"}
    assert "mindst 70 procent af resultaterne" in rule_on(page, "stemme")
    assert MIN_REVIEW_MAJORITY == 3
    assert "over halvdelen af dens studier, og mindst tre," in rule_on(page, "talt")
    assert MOST_DECISIVE == 3
    assert "Højst tre forbehold" in rule_on(page, "hoejst-tre")
    assert "højst tre forbehold" in page
    assert page.count('<details class="rules">') == 6
    assert "Seks spørgsmål" in page
    assert len(State) == len(labels.codes("state")) == 8
    assert "De otte tilstande" in page


def test_rules_print_no_other_number() -> None:
    words = re.sub(r"\{[%{].*?[%}]\}|<[^>]+>", " ", RULES)
    # 70 is checked above; 2019 and 1.1 name the table; 1 and 55 are those of Jobeffekter.dk.
    assert set(re.findall(r"\d[\d.,]*\d|\d", words)) == {"70", "2019", "1.1", "1", "55"}


@pytest.mark.parametrize(
    ("positive", "studies", "level"),
    [(3, 5, Level.STRONG), (3, 6, None), (2, 3, None), (4, 7, Level.STRONG)],
)
def test_review_is_strong_with_over_half_and_at_least_three(
    labels: Labels, positive: int, studies: int, level: Level | None
) -> None:
    claim = Claim("c", Direction.POSITIVE, review_studies=studies, review_positive=positive)
    grade = grade_review(claim, labels)
    assert (grade.level if grade else None) is level


def test_unassessed_randomised_trial_gives_at_most_an_indication(labels: Labels) -> None:
    assert grade_votes(Tally(positive=1, positive_randomised=1), labels).level is Level.INDICATION


def test_hierarchy_states_and_the_other_portal_stand_on_the_page(page: str, labels: Labels) -> None:
    for code in labels.codes("state"):
        assert labels.explanation("state", code) in page
    for level in Level:
        assert labels.explanation("level", level) in page
    assert "VIVE 2019, Tabel 1.1" in page
    assert "Jobeffekter.dk regner på en anden måde" in page


def said_of_cell(group: str, intervention: str) -> str:
    """What the page says of one cell, without markup."""
    text = unescape(shown(open_page("metode", gruppe=group, indsats=intervention)))
    return " ".join(re.sub(r"<[^>]+>", " ", text.split('<section class="block cell">', 1)[1]).split())


@pytest.mark.parametrize(
    ("group", "intervention", "parts"),
    [
        ("dagpenge-16-mdr", "samtaler", ["Niveauet gælder jobparate", "Bredere gruppe, 2 led væk", "Kan anbefales"]),
        ("dagpenge-16-mdr", "virksomhedspraktik", ["Kan drøftes: effekt ikke målt"]),
        ("psykiske-lidelser", "virksomhedsrettet", ["Betingelse når den kombineres med behandling og støtte"]),
        (
            "psykiske-lidelser",
            "loentimer",
            ["Spærret: viden findes, men er ikke brugt", "Nej, svaret peger ikke på det"],
        ),
        ("jobparate", "privat-loentilskud", ["Afhænger af konjunkturen"]),
        ("jobparate", "uddannelse", ["Dansk viden imod dagpengemodtagere"]),
        ("jobparate", "loentilskud", ["Kildens egne ord »bred evidens«"]),
        ("jobparate", "samtaler", ["Stærk evidens (vores læsning)", "Nærhed Direkte"]),
        ("ledige", "lavere-sagsstamme", ["Vist niveau Moderat evidens Angivet af kilder Moderat evidens"]),
        ("flygtninge", "ydelsesniveau", ["Nej. Viden om regler – ikke et valg her."]),
        ("flygtninge", "konkrete-jobforslag", ["Intet at bruge"]),
    ],
)
def test_cell_says_how_it_came_about(store: Store, group: str, intervention: str, parts: list[str]) -> None:
    said = said_of_cell(group, intervention)
    answer = answer_of(store, group, intervention)
    for part in [*parts, level_words(answer.assessment, store.labels), *answer.assessment.reasons]:
        assert " ".join(part.split()) in said, part


def test_link_to_a_cell_says_at_the_top_where_it_stands() -> None:
    assert "Valgt: unge ledige og samtaler." in shown(open_page("metode", gruppe="unge", indsats="samtaler"))
    assert "Valgt:" not in shown(open_page("metode"))
