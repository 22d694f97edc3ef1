"""A chart as a picture for documents and downloads, drawn offline."""

from __future__ import annotations

import altair as alt
import vl_convert

WIDTH = 900


def png(chart: alt.TopLevelMixin, width: int = WIDTH, **given: object) -> bytes:
    """The chart as PNG, ``width`` pixels wide inside the axes and drawn at double density for print."""
    return vl_convert.vegalite_to_png(_sized(chart, width, **given), scale=2)


def svg(chart: alt.TopLevelMixin, width: int = WIDTH, **given: object) -> bytes:
    """The chart as SVG in UTF-8."""
    return vl_convert.vegalite_to_svg(_sized(chart, width, **given)).encode("utf-8")


def _sized(chart: alt.TopLevelMixin, width: int, squeeze: float = 1, has_title: bool = True) -> dict:
    """The specification with a width of its own where the page would decide it.

    ``squeeze`` is a share of the height; ``has_title`` is false where the text beside the picture says the same.
    """
    specification = chart.to_dict()
    if not has_title:
        specification.pop("title", None)
    if isinstance(specification.get("height"), (int, float)):
        specification["height"] *= squeeze
    if specification.get("width") == "container":
        specification["width"] = width
    return specification
