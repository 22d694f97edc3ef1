"""Markup from templates: nothing between blocks, everything between words."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from core.ui.browser.html import Tight


@pytest.mark.parametrize(
    ("source", "tight"),
    [
        ("<ul>\n  <li>a</li>\n<li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ('<p class="x">\nword</p>', '<p class="x">word</p>'),
        ("{% for x in y %}\n<li>{{ x }}</li>\n{% endfor %}", "{% for x in y %}<li>{{ x }}</li>{% endfor %}"),
        ("<b>a</b>\n<i>b</i>", "<b>a</b>\n<i>b</i>"),
        ("a\nb <span>c</span>\nd", "a\nb <span>c</span>\nd"),
        ("<link>\n<pre>a\n</pre>", "<link>\n<pre>a\n</pre>"),
    ],
)
def test_only_line_breaks_beside_blocks_are_left_out(source: str, tight: str) -> None:
    assert Tight(Environment()).preprocess(source, None) == tight


def test_a_value_keeps_its_line_breaks() -> None:
    template = Environment(autoescape=True, extensions=[Tight]).from_string("<p>\n{{ value }}\n</p>")
    assert template.render(value="a\n<p>\nb") == "<p>a\n&lt;p&gt;\nb</p>"
