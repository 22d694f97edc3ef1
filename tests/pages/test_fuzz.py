"""Every parameter of every page, given what no reader would write: no failure, no markup, no path, nothing kept.

``FUZZ=10000 python -m pytest tests/pages/test_fuzz.py tests/api/test_api.py -k fuzz`` gives every page ten
thousand values; the ordinary run gives it a hundred odd.
"""

from __future__ import annotations

import os
import re
from itertools import islice

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from core.ui.frame import url
from tests.nasty import ROOT_PATHS, values
from tests.pages.test_pages import PAGES, open_page, shown

COUNT = int(os.environ.get("FUZZ", 120))
SOURCES = [*PAGES.glob("*.py"), *(PAGES.parent / "core" / "ui").glob("*.py")]
NAMES = sorted(
    {
        name
        for path in SOURCES
        for pattern in (r'url\.\w+\(\s*"([a-z_]+)"', r'query_params(?:\.get\(|\[)\s*"([a-z_]+)"')
        for name in re.findall(pattern, path.read_text(encoding="utf-8"))
    }
    | {url.EDITION}
)
NEVER_OURS = {"img", "iframe", "svg", "object", "embed", "form", "base", "meta", "link", "video", "math", "template"}


def sendable(value: str) -> str:
    """The value as a browser can send it: halves of a character become a mark."""
    return value.encode("utf-8", "replace").decode()


def harm(page: AppTest) -> list[str]:
    """What a fuzzed value has managed to do on a page; empty when nothing."""
    if page.exception:
        return ["failed"]
    text = shown(page)
    found = [root for root in ROOT_PATHS if root in text]
    for element in html.fromstring(text).iter(html.etree.Element):
        found += [element.tag] if element.tag in NEVER_OURS else []
        found += [name for name in element.attrib if name.startswith("on") or name == "style"]
        found += [element.get("href")] if "script:" in element.get("href", "").lower() else []
        found += ["script"] if element.tag == "script" and "__xss" in element.text_content() else []
    spoken = [
        element.value for kind in ("info", "error", "warning", "markdown", "caption") for element in page.get(kind)
    ]
    return found + [words for words in spoken if "xss" in words.lower()] + ([] if "<h1" in text else ["no heading"])


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.py")))
def test_fuzzed_parameters_do_no_harm(name: str) -> None:
    assert len(NAMES) > 10
    given = map(sendable, values(COUNT, seed=sum(map(ord, name))))
    while part := list(islice(given, len(NAMES))):
        turn = len(part[0]) % len(NAMES)  # so that the first values do not always meet the same parameter
        query = dict(zip([*NAMES[turn:], *NAMES[:turn]], part, strict=False))
        assert harm(open_page(name, **query)) == [], query


def test_harm_is_seen() -> None:
    def bad() -> None:
        import streamlit as st

        st.html("<h1>x</h1><img src=x onerror=1><a href='JavaScript:1'>y</a>")
        st.info("xss")

    assert harm(AppTest.from_function(bad).run()) == ["img", "onerror", "JavaScript:1", "xss"]
    assert harm(AppTest.from_string("raise ValueError").run()) == ["failed"]


@pytest.mark.parametrize("query", [{"gruppe": "010190-1234"}, {"x": "ring til hans@post.dk"}, {"010190-1234": "1"}])
def test_personal_data_in_any_parameter_is_refused_and_kept_nowhere(query: dict[str, str]) -> None:
    page = AppTest.from_file(str(PAGES.parent / "core" / "ui" / "router.py"), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert "ligner et CPR-nummer eller en e-mailadresse" in page.info[0].value
    kept = str(page.session_state._state.filtered_state) + str(page.query_params)
    assert "1234" not in kept and "hans" not in kept
