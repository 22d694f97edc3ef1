"""Markup from templates: nothing between blocks, everything between words."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from core.ui.browser.html import Tight
from core.ui.browser.markup import carried
from tests.written import written


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


def test_what_is_carried_is_what_was_written_and_a_text_cannot_smuggle_markup() -> None:
    markup = '<p class="a">b &amp; c – d</p>\n<!--shut--><i>e</i><!--/shut-->'
    assert written([carried(markup, ["f"])]) == markup
    assert written([carried("\x01script\x02 & \x03")]) == "script & "
    assert not set('<>"&') & set(carried(markup).split('"')[1])
