"""The charts of practice: valid, told apart without colour, and their words say every number."""

from __future__ import annotations

import json
import subprocess
import sys

import altair as alt
import pytest

from core.charts import picture, practice_shares, practice_spread

TITLE = "Det hyppigste svar er »30 minutter« (43 procent), tæt fulgt af »45 minutter« (42 procent)."
BAR = {"label": "30 minutter", "value": 43, "shown": "43 % (32–55)", "low": 32.4, "high": 55.3, "is_total": False,
       "own": None, "own_shown": ""}  # fmt: skip
BARS = [
    BAR,
    BAR | {"label": "45 minutter", "value": 42, "shown": "42 %", "low": None, "high": None},
    BAR | {"label": "Et langt svar, der ikke kan stå på én linje ved siden af", "is_total": True},
]
OWN = [BARS[0] | {"own": 10.0, "own_shown": "Jeres 10 %"}, *BARS[1:]]
SPAN = [
    {"label": "Laveste", "value": 5, "shown": "5 %", "mark": "end"},
    {"label": "På tværs", "value": 34, "shown": "34 %", "mark": "overall"},
    {"label": "Højeste", "value": 68, "shown": "68 %", "mark": "end"},
    {"label": "Jeres tal", "value": 41.5, "shown": "Jeres 41,5 %", "mark": "own"},
]
CHARTS = {
    "bars": practice_shares.draw(BARS, "procent", TITLE),
    "bars with own": practice_shares.draw(OWN, "procent", TITLE),
    "hours": practice_shares.draw([row | {"low": None, "high": None} for row in BARS], "timer", TITLE),
    "span": practice_spread.draw(SPAN, "procent", TITLE),
}


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_a_valid_specification(name: str) -> None:
    specification = CHARTS[name].to_dict()
    assert alt.Chart.from_dict(json.loads(json.dumps(specification))).to_dict()
    assert "http" not in json.dumps({key: value for key, value in specification.items() if key != "$schema"})


@pytest.mark.parametrize("name", CHARTS)
def test_chart_becomes_a_picture_without_the_network(name: str) -> None:
    assert picture.png(CHARTS[name]).startswith(b"\x89PNG")


def test_answers_keep_the_order_of_the_question_and_the_words_are_in_the_picture() -> None:
    drawn = picture.svg(CHARTS["bars with own"], 900).decode()
    places = [drawn.index(f">{row['shown']}<") for row in BARS[:2]]
    assert places == sorted(places)
    assert "Jeres 10 %" in drawn and "Det hyppigste svar er" in drawn


def test_own_number_has_a_shape_of_its_own() -> None:
    marks = json.dumps(CHARTS["bars with own"].to_dict()["layer"])
    assert '"diamond"' in marks
    assert '"diamond"' not in json.dumps(CHARTS["bars"].to_dict()["layer"])


def test_shares_are_drawn_from_0_to_100_whatever_they_are() -> None:
    axis = CHARTS["bars"].to_dict()["layer"][0]["encoding"]["x"]
    assert axis["axis"]["values"] == [0, 25, 50, 75, 100]
    assert axis["scale"]["domain"][0] == 0


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (practice_shares.describe(OWN, TITLE), [TITLE, "30 minutter: 43 % (32–55)", "45 minutter: 42 %", "Jeres tal: 30 minutter: Jeres 10 %."]),
        (practice_shares.describe(BARS, TITLE), [TITLE, "45 minutter: 42 %"]),
        (practice_spread.describe(SPAN, TITLE), [TITLE, "Laveste: 5 %", "Jeres tal: Jeres 41,5 %."]),
    ],
)  # fmt: skip
def test_words_say_every_number(words: str, parts: list[str]) -> None:
    assert all(part in words for part in parts)


@pytest.mark.parametrize(
    "draw",
    [lambda: practice_shares.draw([], "procent", TITLE), lambda: practice_spread.draw(SPAN[:1], "procent", TITLE)],
)
def test_nothing_to_draw_is_an_error(draw) -> None:
    with pytest.raises(ValueError, match="no"):
        draw()


def test_pandas_is_whole_before_a_chart_is_drawn() -> None:
    code = "import sys, core.charts.practice_shares; sys.exit(not hasattr(sys.modules.get('pandas'), 'Timestamp'))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
