"""Every chart becomes a valid specification and its words say what it shows."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterable
from itertools import cycle

import altair as alt
import pytest

from core.charts import counts_by_period, direction_by_horizon, effect_direction, evidence_map, picture, size_range
from core.charts.marks import SHAPES
from core.model import State

RESULT = {"study": "A (2010) · Ledige", "citation": "A (2010)", "outcome": "Beskæftigelse", "order": 0, "direction": "positive",
          "symbol": "▲", "word": "Positiv", "horizon": "efter 12 måneder", "short": "12 md."}  # fmt: skip
SIZE = {"label": "A (2010)", "low": 2.0, "high": 4.0, "shown": "2–4", "direction": "positive", "word": "Positiv"}
PERIOD = {"period": "2001–2010", "positive": 22, "total": 35, "low": 0.45, "high": 0.79}
LATER = {"period": "2016–2022", "positive": 8, "total": 12, "low": 0.35, "high": 0.9}
CELL = {"row": 0, "intervention": "Samtale", "is_head": False, "group": "Ledige", "code": "supported", "word": "Understøttet",
        "is_direct": True}  # fmt: skip
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
        [CELL, CELL | {"group": "Unge", "code": "unknown", "is_direct": False}], "Samtaler", ["Udvalg."]
    ),
    "size_range": size_range.draw([SIZE, SIZE | {"label": "B (2012)", "low": 5.9, "high": 5.9}], "dage"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_a_valid_specification(name: str) -> None:
    specification = CHARTS[name].to_dict()
    assert alt.Chart.from_dict(json.loads(json.dumps(specification))).to_dict()
    assert "http" not in json.dumps({key: value for key, value in specification.items() if key != "$schema"})


@pytest.mark.parametrize("name", CHARTS)
def test_no_field_of_the_data_is_told_under_the_mouse(name: str) -> None:
    """A tooltip is one with titles of its own; where a chart has none, Streamlit's page would list the fields."""
    specification = CHARTS[name].to_dict()
    assert specification["config"]["mark"]["tooltip"] is None
    told = [one for layer in specification.get("layer", [specification]) for one in _tooltip(layer)]
    assert all(one["title"][0].isupper() for one in told)


def _tooltip(layer: dict) -> list[dict]:
    return layer["encoding"].get("tooltip", [])


def test_words_count_results_and_publications() -> None:
    rows = [RESULT, RESULT | {"word": "Negativ"}, RESULT | {"citation": "B (2012)"}]
    assert effect_direction.describe(rows) == "3 resultater fra 2 publikationer: positiv 2 og negativ 1."


def test_words_give_the_span_in_danish() -> None:
    assert (
        size_range.describe([SIZE, SIZE | {"high": 5.9}], "dage")
        == "2 resultater i dage: 2 til 5,9. Størrelser lægges aldrig sammen."
    )


def test_map_says_where_the_group_itself_is_known_and_how_much_is_unknown() -> None:
    rows = [CELL, CELL | {"code": "promising", "is_direct": False}, CELL | {"code": "unknown", "is_direct": False}]
    empty = [CELL | {"code": ""}, CELL | {"code": "barred", "is_direct": False}]
    said = "I 1 af 4 felter er der viden om gruppen selv; i 2 er der ingen"
    assert evidence_map.describe([*rows, *empty]) == said


def test_map_of_the_group_alone_says_what_is_empty_and_why_in_png_and_svg_alike() -> None:
    unknown, hidden = (CELL | {"code": code, "word": "", "is_direct": False} for code in ("unknown", "hidden"))
    rows = [CELL, unknown, CELL | {"group": "Unge"}, hidden | {"group": "Unge"}, hidden | {"group": "Ældre"}]
    why = "3 felter står tomme: 1 uden viden og 2 med viden, der kun er om andre grupper eller om praksis"
    assert evidence_map.empty_words(rows) == why
    assert evidence_map.describe(rows) == f"I 2 af 5 felter er der viden om gruppen selv; {why}"
    drawn = picture.svg(evidence_map.draw(rows)).decode()
    assert "Stort tegn med ramme" in drawn and "Tomt felt: ingen viden" not in drawn and "Lille tegn" not in drawn
    assert evidence_map.empty_words([hidden]).startswith("ét felt står tomt: 1 med viden")
    assert "Tomt felt: ingen viden" in picture.svg(evidence_map.draw([CELL, unknown])).decode()


def of_map(rows: int, groups: int, codes: Iterable[str] = ("supported", "unknown")) -> list[dict]:
    """A map of so many rows and groups, with the marks in turn."""
    turn = cycle(codes)
    return [
        CELL
        | {
            "row": row,
            "intervention": f"Indsats {row}",
            "group": f"Målgruppe {n}",
            "code": code,
            "word": code.replace("_", " "),
        }
        for row in range(rows)
        for n in range(groups)
        for code in [next(turn)]
    ]


def test_marks_are_paths_that_need_no_font() -> None:
    data = of_map(3, 4, [*SHAPES, "unknown"])
    drawn = picture.svg(evidence_map.draw(data, "Samtaler")).decode()
    told = "".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn, re.DOTALL))
    assert "Samtaler" in told and not re.search(r"[^A-Za-zÆØÅæøå0-9 .,:;()–<>=\"/-]", told)
    marks = re.search(r"mark-symbol role-mark[^>]*>(.*?)</g>", drawn, re.DOTALL).group(1)
    assert marks.count("<path") == sum(row["code"] in SHAPES for row in data)


def test_heading_without_an_answer_has_no_cells() -> None:
    heading = [row | {"row": 2, "intervention": "Jobsøgning"} for row in of_map(1, 3, [""])]
    drawn = picture.svg(evidence_map.draw([*of_map(2, 3), *heading])).decode()
    cells = re.search(r"mark-rect role-mark[^>]*>(.*?)</g>", drawn, re.DOTALL).group(1)
    assert cells.count("<path") == 6 and "Jobsøgning" in drawn


@pytest.mark.parametrize("name", SHAPES)
def test_every_mark_is_drawn_inside_its_box(name: str) -> None:
    numbers = [abs(float(n)) for n in re.findall(r"-?\d*\.?\d+", SHAPES[name])]
    assert max(numbers) <= 1 and SHAPES[name].startswith("M") and SHAPES[name].endswith("Z")


def test_every_state_but_the_unknown_has_a_mark() -> None:
    assert {state.value for state in State} - set(SHAPES) == {"unknown"}
    assert set(SHAPES) <= set(evidence_map.COLOURS) and set(SHAPES) <= set(evidence_map.FILLS)


@pytest.mark.parametrize(("rows", "groups"), [(1, 1), (24, 2), (24, 21), (10, 24)])
def test_picture_of_the_map_is_landscape(rows: int, groups: int) -> None:
    width, height = struct.unpack(">II", picture.png(evidence_map.draw(of_map(rows, groups), "Samtaler"))[16:24])
    assert width > height


@pytest.mark.parametrize("codes", [("unknown",), ("hidden",)])
def test_map_without_a_mark_is_drawn_too(codes: tuple[str, ...]) -> None:
    drawn = picture.svg(evidence_map.draw(of_map(2, 2, codes), "Samtaler")).decode()
    assert "Indsats 1" in drawn and "Samtaler" in drawn


def test_short_map_is_one_picture() -> None:
    assert evidence_map.parts([("A", [1, 2, 3]), ("B", [4])]) == [("", [1, 2, 3, 4])]


def test_long_map_is_a_picture_a_family_and_loses_no_row() -> None:
    found = evidence_map.parts([("A", range(20)), ("B", range(20, 25)), ("C", range(25, 85))])
    assert [(name, len(lines)) for name, lines in found] == [("A", 20), ("B", 5), ("C", 20), ("C", 20), ("C", 20)]
    assert [line for _, lines in found for line in lines] == list(range(85))


def test_bundle_holds_every_picture() -> None:
    with zipfile.ZipFile(io.BytesIO(picture.bundle({"1 Samtaler.png": b"a", "2 Løn.png": b"b"}))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"1 Samtaler.png": b"a", "2 Løn.png": b"b"}


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
