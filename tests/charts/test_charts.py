"""Every chart becomes a valid specification and its words say what it shows."""

from __future__ import annotations

import json
import re

import altair as alt
import pytest

from core.charts import counts_by_period, direction_by_horizon, effect_direction, evidence_map, picture, size_range

RESULT = {"study": "A (2010) · Ledige", "citation": "A (2010)", "outcome": "Beskæftigelse", "order": 0, "direction": "positive",
          "symbol": "▲", "word": "Positiv", "horizon": "efter 12 måneder", "short": "12 md."}  # fmt: skip
SIZE = {"label": "A (2010)", "low": 2.0, "high": 4.0, "shown": "2–4", "direction": "positive", "word": "Positiv"}
PERIOD = {"period": "2001–2010", "positive": 22, "total": 35, "low": 0.45, "high": 0.79}
LATER = {"period": "2016–2022", "positive": 8, "total": 12, "low": 0.35, "high": 0.9}
CELL = {"intervention": "Samtale", "group": "Ledige", "state": "supported", "word": "Understøttet", "symbol": "●", "small": "S3", "is_direct": True}  # fmt: skip
AT = {"name": "Samtaler", "when": "efter 12 måneder", "order": 0, "direction": "positive", "symbol": "▲", "word": "Positiv",
      "citation": "A (2010)"}  # fmt: skip
NAMES = ["Samtaler", "Korte erhvervsrettede kurser (AMU og VEU)"]
CHARTS = {
    "counts_by_period": counts_by_period.draw([PERIOD, LATER], "studieresultater"),
    "direction_by_horizon": direction_by_horizon.draw([AT, AT | {"when": "efter 24 måneder"}], NAMES),
    "effect_direction": effect_direction.draw(
        [RESULT, RESULT | {"order": 1, "direction": "none", "symbol": "○", "word": "Ingen påvist"}]
    ),
    "evidence_map": evidence_map.draw(
        [CELL, CELL | {"group": "Unge", "state": "unknown", "symbol": "·", "is_direct": False}], ["Udvalg."]
    ),
    "size_range": size_range.draw([SIZE, SIZE | {"label": "B (2012)", "low": 5.9, "high": 5.9}], "dage"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_a_valid_specification(name: str) -> None:
    specification = CHARTS[name].to_dict()
    assert alt.Chart.from_dict(json.loads(json.dumps(specification))).to_dict()
    assert "http" not in json.dumps({key: value for key, value in specification.items() if key != "$schema"})


def test_words_count_results_and_publications() -> None:
    rows = [RESULT, RESULT | {"word": "Negativ"}, RESULT | {"citation": "B (2012)"}]
    assert effect_direction.describe(rows) == "3 resultater fra 2 publikationer: positiv 2 og negativ 1."


def test_words_give_the_span_in_danish() -> None:
    assert (
        size_range.describe([SIZE, SIZE | {"high": 5.9}], "dage")
        == "2 resultater i dage: 2 til 5,9. Størrelser lægges aldrig sammen."
    )


def test_map_says_how_much_is_unknown() -> None:
    rows = [CELL, CELL | {"state": "promising"}, CELL | {"state": "unknown"}]
    assert evidence_map.describe(rows) == "Af 3 felter er 1 understøttet og 1 lovende; 1 er uden viden, der kan bruges"


def test_counts_are_said_and_periods_that_cannot_be_told_apart() -> None:
    words = "22 af 35 og 8 af 12 studieresultater er positive. Intervallerne overlapper."
    assert counts_by_period.describe([PERIOD, LATER], "studieresultater") == words
    apart = counts_by_period.describe([PERIOD, LATER | {"low": 0.8}], "studieresultater")
    assert apart.endswith("Intervallerne overlapper ikke alle.")
    assert counts_by_period.describe([PERIOD], "studier") == "22 af 35 studier er positive."


def test_counts_are_written_beside_their_marks() -> None:
    texts = json.dumps(CHARTS["counts_by_period"].to_dict(), ensure_ascii=False)
    assert "22 af 35" in texts and "8 af 12" in texts


def test_words_name_also_the_intervention_without_results() -> None:
    said = direction_by_horizon.describe([AT, AT | {"word": "Ingen påvist"}], NAMES)
    assert said == (
        "Samtaler: positiv 1 og ingen påvist 1. Korte erhvervsrettede kurser (AMU og VEU): "
        "ingen målte resultater bag svaret."
    )
    domain = CHARTS["direction_by_horizon"].to_dict()["encoding"]["x"]["scale"]["domain"]
    assert [name.replace("\n", " ") for name in domain] == NAMES


NOTHING = [
    evidence_map.draw,
    lambda rows: counts_by_period.draw(rows, "studier"),
    effect_direction.draw,
    lambda rows: size_range.draw(rows, "dage"),
    lambda rows: direction_by_horizon.draw(rows, NAMES),
]


@pytest.mark.parametrize("draw", NOTHING)
def test_nothing_to_draw_is_an_error(draw) -> None:
    with pytest.raises(ValueError, match="no"):
        draw([])


@pytest.mark.parametrize("name", CHARTS)
def test_chart_becomes_a_picture_without_the_network(name: str) -> None:
    assert picture.png(CHARTS[name]).startswith(b"\x89PNG")
    assert b"<svg" in picture.svg(CHARTS[name], 600)


def test_picture_can_be_lower_and_without_its_title() -> None:
    whole, small = (
        picture.svg(CHARTS["size_range"], 300, **given) for given in ({}, {"squeeze": 0.5, "has_title": False})
    )
    assert b"2 resultater i dage" in whole and b"2 resultater i dage" not in small
    heights = [float(re.search(rb'height="([\d.]+)"', drawn).group(1)) for drawn in (whole, small)]
    assert heights[1] < heights[0]
