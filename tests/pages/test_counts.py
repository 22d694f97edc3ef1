"""A number and its noun agree: »ét studie«, never »1 studier«, wherever a page counts."""

from __future__ import annotations

import re

import pytest

from core.charts import effect_direction, size_range
from core.text import count
from tests.charts.test_charts import RESULT, SIZE
from tests.pages.test_pages import open_page, shown

PLURALS = (
    "andre studier resultater konklusioner forbehold uenigheder publikationer udgivelser undersøgelser indsatser grupper "
    "målgrupper felter rækker kilder steder sider emner former tal praksistal forsøg stemmer størrelser fund måneder "
    "minutter dage uger effektstudier træf svar"
)
WRONG = re.compile(rf"(?<![\d.,–/-])(?<!af )1 (?:{'|'.join(PLURALS.split())})\b")
PLACES = [
    *[("find", {"gruppe": group}) for group in ("jobparate", "unge", "sygemeldte", "flygtninge", "enlige-forsoergere")],
    *[("indsats", {"indsats": key, "gruppe": "ledige"}) for key in ("samtaler", "ips", "distancesamtaler", "jobpraemie", "profilering")],
    *[("evidenskort", {"gruppe": "unge", "indsats": key, "dansk": "1"}) for key in ("samtaler", "lavere-sagsstamme", "ips")],
    ("evidenskort", {"gruppe": "jobparate", "spoergsmaal": "form", "ord": "1"}),
    *[("moede", {"gruppe": group, "nr": nr, "vis": "alle"}) for group in ("jobparate", "sygemeldte") for nr in ("1", "2", "9")],
    ("metode", {}),
    ("metode", {"gruppe": "ledige", "indsats": "samtaler", "slags": "count"}),
    *[("studier", {"studie": key}) for key in ("cheung-2017", "mploy-2017", "rosholm-svarer-2010")],
    *[("studier", {"soeg": words}) for words in ("cheung", "sagsstamme", "ips")],
    ("studier", {"lag": "second"}),
    ("praksis", {"tema": "length", "egne": "mploy-fig18-45.60"}),
    ("faellessamtale", {"gruppe": "dagpenge-16-mdr", "igang": "1"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "query"), PLACES, ids=lambda part: part if isinstance(part, str) else "&".join(part.values())
)
def test_no_one_of_several(name: str, query: dict[str, str]) -> None:
    page = open_page(name, **query)
    options = [option for field in (*page.selectbox, *page.multiselect) for option in field.options]
    said = " ".join([re.sub(r"<[^>]+>", "", shown(page)), "; ".join(options)]).replace("\n", " ")
    assert [said[max(0, place.start() - 40) : place.end() + 20] for place in WRONG.finditer(said)] == []


def test_words_of_charts_count_too() -> None:
    said = " ".join([effect_direction.describe([RESULT]), size_range.describe([SIZE], "dage")])
    assert said.startswith("Ét resultat fra én publikation") and "Ét resultat i dage" in said


def test_rule_finds_what_is_wrong_and_nothing_else() -> None:
    wrong = ("1 studier", "og 1 andre", "(1 forbehold)")
    right = ("11 studier", "0,1 dage", "Figur 2.1 tal", count(1, "studie", "studier"), "1 af 7 felter", "2–1 dage")
    assert all(map(WRONG.search, wrong)) and not any(map(WRONG.search, right))
