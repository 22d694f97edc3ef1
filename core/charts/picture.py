"""A chart as a picture for documents and downloads, drawn offline."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import altair as alt
import vl_convert

WIDTH = 900


def png(chart: alt.TopLevelMixin, width: int = WIDTH) -> bytes:
    """The chart as PNG, ``width`` pixels wide inside the axes and drawn at double density for print."""
    return vl_convert.vegalite_to_png(_sized(chart, width), scale=2)


def svg(chart: alt.TopLevelMixin, width: int = WIDTH) -> bytes:
    """The chart as SVG in UTF-8."""
    return vl_convert.vegalite_to_svg(_sized(chart, width)).encode("utf-8")


def bundle(pictures: Mapping[str, bytes]) -> bytes:
    """Several pictures in one zip, by file name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, picture in pictures.items():
            archive.writestr(name, picture)
    return buffer.getvalue()


def _sized(chart: alt.TopLevelMixin, width: int) -> dict[str, Any]:
    """The specification with a width of its own where the page would decide it."""
    specification = chart.to_dict()
    if specification.get("width") == "container":
        specification["width"] = width
    return specification
