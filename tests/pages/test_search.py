"""The hits of a search: every link keeps the chosen group and leads to a place that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import lxml.html
import pytest

from core.evidence.family import short_name
from core.evidence.law import dated
from core.export.plan import Situation, plan_of
from core.store import Store
from core.ui.frame.session import practice_questions_of
from core.ui.indsats.one_intervention import LISTS, one_html
from core.ui.search.search import KIND_WORDS, MOST, address_of, hit_of, hits_html, second_hits
from tests import files
from tests.pages.test_pages import open_page, shown

ASKED = ("samtaler", "unge", "frivillig", "forskydning", "hvor lang tid", "Cheung", "algoritme", "løntilskkud", "sælge")

FIRST_PAGES = tuple((name, 0) for name in LISTS)
TODAY = date(2026, 11, 29)
GROUPS = ("sygemeldte", "dagpenge-16-mdr")


def links(html: str) -> list[str]:
    """Every address in some HTML."""
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', html)]


def query(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def addresses(store: Store, kind: str, group: str = "sygemeldte") -> dict[str, str]:
    """The address of every document of one kind, by its id."""
    found = {}
    for row in store.rows("search_documents", documents=list(range(1, 5000))):
        if row["kind"] == kind:
            questions = practice_questions_of(row["figure_id"]) if row["figure_id"] else ()
            found[row["ref_id"]] = address_of(store, row, group, next(iter(questions), None))
    return found


@pytest.mark.parametrize("asked", ASKED)
def test_the_chosen_group_is_in_every_link(store: Store, asked: str) -> None:
    selectable = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    found = links(hits_html(store, asked, "sygemeldte"))
    assert found
    for address in found:
        group = query(address)["gruppe"]
        is_group = set(query(address)) == {"gruppe"} and urlsplit(address).path == "./"
        assert group == "sygemeldte" or (is_group and group in selectable), address


@pytest.mark.parametrize("kind", [kind for kind in KIND_WORDS if kind not in ("group", "advice")])
def test_every_document_of_a_kind_has_a_place_and_keeps_the_group(store: Store, kind: str) -> None:
    found = addresses(store, kind)
    assert found
    assert {query(address).get("gruppe") for address in found.values()} == {"sygemeldte"}


def without(address: str, *names: str) -> str:
    """An address without some of its parameters and without its fragment."""
    kept = urlencode({name: value for name, value in query(address).items() if name not in names})
    return urlunsplit(urlsplit(address)._replace(query=kept, fragment=""))


def page_of(address: str) -> str:
    """The page that holds the same as the one a hit leads to, so that each is drawn once.

    A group changes what is seen on the page of an intervention alone; where none is chosen it opens for any of them, and
    every part a hit may stand in is opened.
    """
    asked = query(address)
    if urlsplit(address).path == "./indsats":
        return f"./indsats?indsats={asked['indsats']}&gruppe={asked.get('gruppe') or GROUPS[0]}"
    is_caveat = urlsplit(address).fragment.startswith("forbehold-")
    return without(address, "gruppe", *(() if is_caveat else ("spm",)))


@cache
def drawn(address: str) -> lxml.html.HtmlElement:
    """A page with everything it holds; that of an intervention as it is composed, for there are many."""
    asked, name = query(address), urlsplit(address).path.removeprefix("./") or "find"
    if name == "indsats":
        text = one_html(asked["indsats"], asked["gruppe"], FIRST_PAGES, TODAY)
    else:
        text = shown(open_page(name, **asked))
    assert "Linket nævner" not in text, address
    return lxml.html.fromstring(f"<div>{text}</div>")


def said_of(row: dict) -> list[str]:
    """What a document says that must stand where its hit leads."""
    if row["kind"] == "disagreement":
        of = files.by_id("disagreement")[row["ref_id"]]
        return [row["title"], of["position_a"], of["position_b"]]
    return [row["title"] if row["kind"] in ("practice", "study", "group") else row["body"]]


def plain(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def missing_at(page: lxml.html.HtmlElement, address: str, row: dict) -> list[str]:
    """What is not to be seen at the place of an address, with the parts open that it opens."""
    place = urlsplit(address).fragment
    found = page.xpath("//*[@id=$place]", place=place) if place else [page]
    if len(found) != 1:
        return [f"{len(found)} places"]
    opened = query(address).get("aaben", "").split(".")
    around = found[0].xpath("ancestor-or-self::details/@data-open") if place else []
    shut = [part for part in around if part not in opened]
    return [*shut, *(said for said in said_of(row) if " ".join(said.split()) not in plain(found[0]))]


def leading(store: Store, group: str) -> list[tuple[str, dict]]:
    """The address of every document with the document; but of advice, whose plan is told of below."""
    found = []
    for row in store.rows("search_documents", documents=list(range(1, 5000))):
        questions = practice_questions_of(row["figure_id"]) if row["figure_id"] else ()
        found.append((address_of(store, row, group, next(iter(questions), None)), row))
    return [(address, row) for address, row in found if row["kind"] != "advice"]


def wrong(places: Iterable[tuple[str, dict]]) -> list[tuple[str, str, list[str]]]:
    """The documents that are not where their address leads, with what is missing there."""
    found = [(row["ref_id"], address, missing_at(drawn(page_of(address)), address, row)) for address, row in places]
    return [one for one in found if one[-1]]


def is_on_one(address: str) -> bool:
    return urlsplit(address).path == "./indsats"


@pytest.mark.parametrize("group", [*GROUPS, ""])
def test_what_is_found_on_the_page_of_an_intervention_stands_there(store: Store, group: str) -> None:
    places = [(address, row) for address, row in leading(store, group) if is_on_one(address)]
    assert len(places) > 300
    if group:
        assert {query(address)["gruppe"] for address, _ in places} == {group}
    else:  # a conclusion or an intervention opens for a group of its own, or for the one the reader had
        places = [(without(address, "gruppe") + f"#{urlsplit(address).fragment}", row) for address, row in places]
    assert wrong(places) == []


def test_what_is_found_elsewhere_stands_there_whatever_the_group(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for drawer in ("studier.study.show_chart", "praksis.practice.draw_chart"):
        monkeypatch.setattr(f"core.ui.{drawer}", lambda *_: None)  # half of the time, and no sentence is in a chart
    places: dict[str, list] = {}
    for group in (*GROUPS, ""):
        for address, row in leading(store, group):
            if row["kind"] == "group":  # every one of them is drawn in test_pages
                assert address == f"./?gruppe={row['ref_id']}"
            elif not is_on_one(address):
                assert query(address).get("gruppe", "") == group
                places.setdefault(f"{row['kind']} {row['ref_id']} {without(address, 'gruppe')}", [address, row])
    assert len(places) > 400
    assert wrong(tuple(place) for place in places.values()) == []


def test_advice_leads_to_a_conversation_whose_plan_says_it(store: Store) -> None:
    said = {row["item_id"]: row["statement"] for row in files.rows("conversation_item")}
    for group in ("", "sygemeldte", "dagpenge-16-mdr"):
        found = addresses(store, "advice", group)
        asked = {item: query(address) for item, address in found.items() if address}
        assert asked and (group or len(asked) == len(found))
        for item, given in asked.items():
            situation = Situation(
                given["gruppe"], int(given["minutter"]), "igang" in given, given.get("akasse") != "nej"
            )
            plan = plan_of(store.rows("agenda"), situation, store.near(given["gruppe"]))
            assert said[item] in {one.text for one in plan.items}
            assert given["gruppe"] == group or not group


def test_a_result_or_conclusion_says_about_what_and_whom(store: Store) -> None:
    named = {kind: files.by_id(kind) for kind in ("finding", "claim")}
    rows = [row for row in store.rows("search_documents", documents=list(range(1, 5000))) if row["kind"] in named]
    assert len(rows) == sum(map(len, named.values()))
    for row in rows:
        of = named[row["kind"]][row["ref_id"]]
        said = hit_of(store, row, "", None, None).about.split(" · ")
        intervention = files.by_id("intervention")[of["intervention_id"]]["name"]
        assert said == [short_name(intervention), files.by_id("target_group")[of["target_group_id"]]["name"]]


def test_without_a_chosen_group_a_result_opens_for_its_own(store: Store) -> None:
    found = addresses(store, "claim", group="")
    assert query(found["taet-kraka-privat-unge"])["gruppe"] == "unge"


def test_a_disagreement_is_on_the_page_its_hit_leads_to(store: Store) -> None:
    found = addresses(store, "disagreement")
    assert len(found) == sum(row["visibility"] != "log" for row in told(store))
    for disagreement, address in found.items():
        asked, parts = query(address), urlsplit(address)
        assert parts.fragment == disagreement
        if parts.path == "./indsats":
            rows = store.rows("intervention_disagreements", intervention=asked["indsats"])
            assert disagreement in [row["disagreement_id"] for row in rows]
        else:
            assert f'id="{disagreement}"' in shown(open_page("metode", **asked)), address


def told(store: Store) -> list[dict]:
    """Every disagreement."""
    return store.rows("disagreements", visibilities=[], source_ids=[], kinds=[], skip=0, top=1000)


def test_a_question_of_practice_is_on_the_page_its_hit_leads_to(store: Store) -> None:
    found = addresses(store, "practice")
    assert len(found) == sum(row["questions"] for row in store.rows("practice_topics"))
    themes: dict[str, list[str]] = {}
    for address in found.values():
        themes.setdefault(query(address)["tema"], []).append(address)
    for theme, those in themes.items():
        page = shown(open_page("praksis", **query(those[0])))
        assert "Linket nævner" not in page
        assert [a for a in those if f'id="{urlsplit(a).fragment}"' not in page] == [], theme


def test_a_drawn_question_is_the_one_that_is_opened(store: Store) -> None:
    address = addresses(store, "practice")["mploy-fig18-30"]
    assert query(address) == {"tema": "length", "spm": "mploy-fig18-30", "gruppe": "sygemeldte"}


def test_law_leads_to_its_row_and_says_since_when(store: Store) -> None:
    rules = {row["rule_id"] for row in store.rows("legal_rules")}
    assert addresses(store, "law") == {rule: f"./metode?gruppe=sygemeldte#{rule}" for rule in rules}
    html = hits_html(store, "frivillig", "jobparate")
    assert "fra 1. januar 2015 til 31. december 2019" in html
    assert "fra 1. januar 2020" in html
    assert "oplyst den 1. juli 2025" in hits_html(store, "intensiveret indsats", "")  # a statement applies from no day
    assert {dated(rule) for rule in store.rows("legal_rules") if rule["is_expected"]} == {"ventes 1. januar 2027"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("video", "Kilderne skriver om samtaler på distance: telefon eller internet."),
        ("løntilskkud", "»løntilskkud« er læst som »løntilskud«."),
        ("videosamtale", "»videosamtale« er læst som »video samtale«."),
        ("barsel", "Ingen fund på »barsel«. Det står ikke i det, vi har fra kilderne."),
        ("sælge", "Mente du <a"),
        ("praktik flygtninge", "Intet har alle ordene i »praktik flygtninge«. Her er det, der har flest af dem."),
        ("samtaler", f"Over {MOST} fund på »samtaler«."),
        ("obligatorisk", "Ét fund på »obligatorisk«."),
    ],
)
def test_the_page_says_how_what_was_typed_was_understood(store: Store, asked: str, sentence: str) -> None:
    assert sentence in hits_html(store, asked, "")


def test_a_synonym_that_found_nothing_shown_is_not_told(store: Store) -> None:
    assert "Kilderne skriver om samtaler på distance" not in hits_html(store, "samtaler", "")


def test_six_hits_are_shown_and_the_rest_can_be_opened(store: Store) -> None:
    first, _, rest = hits_html(store, "samtaler", "").partition("<details")
    assert (first.count('class="hit-kind"'), rest.count('class="hit-kind"')) == (6, MOST - 6)


def test_the_main_page_shows_hits_with_the_group_of_the_address() -> None:
    page = open_page("find", soeg="video", gruppe="sygemeldte")
    assert not page.exception
    assert "/indsats?indsats=distancesamtaler&amp;gruppe=sygemeldte" in shown(page)


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", '"onmouseover="x', "a&b=c#d"])
def test_what_is_typed_is_only_text(store: Store, asked: str) -> None:
    html = hits_html(store, asked, "sygemeldte")
    assert "<script>" not in html and '"onmouseover' not in html
    assert all(query(address).get("soeg", asked) == asked for address in links(html))


@pytest.mark.parametrize(
    ("asked", "title", "said"),
    [
        ("mentor", "Mentor og karrierevejledning (IPS-MA)", "Sygemeldte: ingen påvist"),
        ("delvis raskmelding", "Delvis raskmelding", "Sygemeldte: peger mod"),
        ("Geus", "de Geus et al. (2025)", "Sygemeldte"),
    ],
)
def test_the_second_layer_is_found_apart_and_counts_in_nothing(store: Store, asked: str, title: str, said: str) -> None:
    html = hits_html(store, asked, "jobparate")
    counted, apart, second = html.partition("Tæller ikke med i noget svar:")
    assert apart and f">{title}</a> ({said})" in second and title not in counted
    assert {query(address)["gruppe"] for address in links(second)} == {"jobparate"}
    (own,) = [a for a in links(hits_html(store, asked, "sygemeldte")) if "lag-" in a] or [""]
    assert not own or query(own)["aaben"] == "supplerende"


def test_what_the_second_layer_holds_whole_stands_before_what_holds_a_part(store: Store) -> None:
    html = hits_html(store, "delvis raskmelding", "sygemeldte")
    assert "hit-kind" not in html and "Tæller ikke med i noget svar:" in html
    assert html.index(">Delvis raskmelding</a>") < html.index("Se alle indsatser")
    assert "hit-kind" in hits_html(store, "praktik flygtninge", "sygemeldte")  # where it holds nothing whole


def test_an_exact_name_in_the_second_layer_stands_above_what_only_mentions_it(store: Store) -> None:
    names = [topic.name for key in store.second_groups["sygemeldte"] for topic in store.second_layer(key).topics]
    asked = {name: name.split(" (")[0] for name in names}
    first = {name: second_hits(store, store.search(asked[name])[1].readings, "sygemeldte")[0].title for name in names}
    assert {name: title for name, title in first.items() if title.split(" (")[0] != asked[name]} == {}


@pytest.mark.parametrize("group", ["sygemeldte", ""])
def test_nothing_found_is_no_dead_end(store: Store, group: str) -> None:
    html = hits_html(store, "barsel", group)
    assert "Det står ikke i det, vi har fra kilderne." in html
    (way,) = links(html)
    assert way == ("./evidenskort?gruppe=sygemeldte" if group else "./evidenskort")
    assert "Se alle indsatser" not in hits_html(store, "samtaler", group)
