"""The page of studies: the list and its filters, one study, and links that lead nowhere."""

from __future__ import annotations

import re
from html import unescape

import pytest
from lxml import html

from core.store import Selection, Store
from core.text import Labels, lower_first
from tests import files
from tests.pages.test_pages import kept, open_page, shown


def cited(text: str) -> list[str]:
    """The studies of the list, in order, by their links."""
    return re.findall(r'<h3><a href="./studier\?studie=([a-z0-9-]+)"', text)


def sentence(text: str) -> str:
    """The sentence that says what is shown."""
    return unescape(re.search(r'class="shown"[^>]*>(.*?)</p>', text, re.DOTALL).group(1))


def test_list_says_what_it_shows_and_shows_twenty(store: Store) -> None:
    text = shown(open_page("studier"))
    assert "Du ser 69 studier: 43 effektstudier fra 37 forsøg eller datasæt og 26 andre uden stemme" in sentence(text)
    assert len(cited(text)) == 20


@pytest.mark.parametrize(
    ("query", "study_ids"),
    [
        ({"land": "FR"}, ["ferracci-martin-2015"]),
        ({"land": "SE", "design": "rct"}, ["cheung-2017", "cheung-2019", "cheung-2025", "joona-nekby-2012"]),
        ({"soeg": "losholm", "indsats": "loentilskud"}, ["rosholm-svarer-2011", "rosholm-svarer-2020"]),
        ({"skaevhed": "high"}, ["johansen-2009", "weatherall-2010"]),
        ({"overfoer": "low"}, ["ferracci-martin-2015"]),
        ({"kilde": "mploy-2017"}, ["mploy-2017-undersoegelse"]),
        ({"udfald": "health"}, ["ips-rct"]),
        ({"maalgruppe": "nyankomne", "retning": "positive"}, ["joona-nekby-2012"]),
        ({"fra": "2024", "til": "2024"}, ["star-2024"]),
    ],
)
def test_filter_in_the_link_narrows_the_list(query: dict[str, str], study_ids: list[str]) -> None:
    page = open_page("studier", **query)
    assert not page.exception
    assert cited(shown(page)) == study_ids
    assert "Valgt: " in sentence(shown(page))


def test_choosing_a_filter_starts_from_the_first_page() -> None:
    page = open_page("studier", side="4")
    assert len(cited(shown(page))) == 9
    page.multiselect(key="url_land").set_value(["DK", "SE", "not_stated"]).run()
    assert page.session_state["url_side"] == "1"
    assert "side" not in page.query_params
    assert len(cited(shown(page))) == 20


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"soeg": "zzzzqqq"}, "Ingen studier har alle ordene i »zzzzqqq«"),
        ({"land": "FR", "design": "correlation"}, "Fjern et valg"),
        ({"fra": "2020", "til": "2010"}, "det første år ligger efter det sidste"),
    ],
)
def test_nothing_found_says_why_and_gives_a_way_on(query: dict[str, str], why: str) -> None:
    page = open_page("studier", **query)
    assert not page.exception
    text = shown(page)
    assert why in unescape(text)
    assert 'href="./studier" target="_self">Vis alle studier' in text


def test_unknown_study_gets_a_kind_sentence_and_the_list() -> None:
    page = open_page("studier", studie="findes-ikke")
    assert not page.exception
    assert "Linket nævner et studie" in shown(page)
    assert len(cited(shown(page))) == 20
    assert "studie" not in page.query_params


@pytest.mark.parametrize(
    "query", [{"land": "xx"}, {"side": "99"}, {"fra": "1066"}, {"studie": "<script>alert(1)</script>"}]
)
def test_wrong_link_is_told(query: dict[str, str]) -> None:
    page = open_page("studier", **query)
    assert not page.exception
    assert "Linket nævner" in shown(page)
    assert "<script>alert" not in shown(page)


@pytest.mark.parametrize("text", ["010190-1234", "ring til hans@post.dk"])
def test_personal_data_in_the_search_is_refused_and_kept_nowhere(text: str) -> None:
    for page in (open_page("studier", soeg=text), open_page("studier").text_input[0].set_value(text).run()):
        assert "ligner et CPR-nummer eller en e-mailadresse" in page.error[0].value
        assert text not in str(page.query_params) + kept(page) + shown(page)


def test_every_study_opens_with_all_that_limits_it_and_each_of_its_rows_as_the_file_has_it(store: Store) -> None:
    for study in store.rows("studies", **Selection().parameters, top=None, skip=0):
        page = open_page("studier", studie=study["study_id"])
        assert not page.exception, study["study_id"]
        text = shown(page)
        assert study["citation"] in unescape(text)
        for caveat in store.caveats.for_study(study):
            assert caveat.statement in unescape(text), study["study_id"]
        own = [row for row in files.rows("finding") if row["study_id"] == study["study_id"]]
        told = told_rows(text, "results-table")
        assert list(told) and set(told) == {row["finding_id"] for row in own} if own else not told
        for row in own:
            said, marks = told[row["finding_id"]]
            assert [part for part in facts_of(row, store.labels) if " ".join(part.split()) not in said] == [], said
            assert marks == marks_of(row), row["finding_id"]


def told_rows(text: str, table: str) -> dict[str, tuple[str, list[str]]]:
    """The rows of a table of the page by their id: what each says, and its marks."""
    found = html.fromstring(f"<main>{text}</main>").xpath(f"//table[contains(@class, '{table}')]//tr[@id]")
    return {
        row.get("id"): (" ".join(row.text_content().split()), [mark.text for mark in row.xpath(".//strong")])
        for row in found
    }


def facts_of(row: files.Row, labels: Labels) -> list[str]:
    """What a reader must see of a result: what it says, which way, of what, how much, when, against what, and where."""
    size = files.size_of(row)
    return [
        row["statement"],
        labels("direction", row["direction"]),
        labels("outcome", row["outcome"]),
        f"{size} {labels('unit', row['unit'])}" if size else "ikke oplyst",
        files.when_of(row) or "ikke oplyst",
        f"Sammenligning: {lower_first(row['comparator'])}. {files.place_of(row)}",
        files.by_id("target_group")[row["target_group_id"]]["name"],
        files.by_id("intervention")[row["intervention_id"]]["name"],
    ]


def marks_of(row: files.Row) -> list[str]:
    """What must be said beside a result."""
    sure = {"true": "Statistisk sikkert.", "false": "Ikke statistisk sikkert."}.get(row["significant"])
    only = None if row["causal"] == "true" else "Kun en sammenhæng."
    ours = "Beregnet af os." if row["derived"] == "true" else None
    return [mark for mark in (sure, only, ours) if mark]


def test_list_carries_what_limits_the_studies_on_it(store: Store) -> None:
    text = unescape(shown(open_page("studier", land="SE")))
    for study in store.rows("studies", **Selection(countries=("SE",)).parameters, top=None, skip=0):
        for caveat in store.caveats.for_study(study):
            assert caveat.statement in text, study["study_id"]


def test_trial_is_told_side_by_side_with_its_disagreements() -> None:
    text = unescape(shown(open_page("studier", studie="cheung-2017")))
    assert "3 publikationer, ét forsøg: én stemme" in text
    told = text[text.index("Samme forsøg, som kilderne fortæller det") :]
    for source in ("VIVE 2019", "STAR 2026: Viden om samtaler", "STAR 2025: Tæt på arbejdsmarkedet"):
        assert f'<th scope="col">{source}</th>' in told
    assert "Fortæller ikke om det" in told  # nobody but VIVE tells of displacement
    assert "Er de tre svenske udgivelser ét forsøg?" in told


def test_study_told_by_one_document_has_nothing_side_by_side() -> None:
    assert "som kilderne fortæller det" not in shown(open_page("studier", studie="ips-rct"))


def test_review_shows_its_conclusions_levels_and_the_studies_it_counts() -> None:
    text = unescape(shown(open_page("studier", studie="vive-2019-review")))
    assert "Ingen stemme" in text and "Moderat evidens" in text
    assert 'href="./studier?studie=cheung-2017"' in text
    assert "Møder på distance og sagsbehandlerrelaterede forhold" in text


def test_survey_says_where_its_practice_figures_stand_and_that_they_are_no_effects() -> None:
    text = unescape(shown(open_page("studier", studie="mploy-2017-undersoegelse")))
    assert "209 tal" in text and "ikke hvad der virker" in text
    assert 'href="./indsats?indsats=personlig-jobformidler"' in text
    assert 'href="./praksis"' in text
    assert text.count("Spørgeskemaet er besvaret i december 2016") == 1  # said once, not as a general one too


def test_counts_stand_with_intervals_and_what_they_cannot_say() -> None:
    for page in (open_page("studier"), open_page("studier", studie="jobeffekter-2026")):
        text = unescape(shown(page))
        assert text.index("▲ 22") < text.index("▲ 19") < text.index("▲ 8")  # as the figure runs
        for figures in ("▲ 22", "▲ 19", "▲ 8", "45–79 %", "55–91 %", "35–90 %"):
            assert figures in text
        assert "Det kan optællingen ikke sige" in text
        assert "den siger ikke noget om, hvor stor effekten er" in text  # the source's own caveat
        assert "Studier eller studieresultater?" in text  # and where the documents disagree


def test_counts_do_not_stand_where_they_do_not_belong() -> None:
    assert "Optalt over tid" not in shown(open_page("studier", studie="cheung-2017"))


def test_no_raw_code_reaches_the_page() -> None:
    text = " ".join(
        shown(open_page("studier", **query)) for query in ({}, {"studie": "cheung-2017"}, {"studie": "star-2024"})
    )
    for code in (
        "not_stated",
        "not_assessed",
        "not_measured",
        "medium_high",
        "effect_study",
        "None",
        "search_behaviour",
    ):
        assert f">{code}" not in text and f" {code} " not in text and f" {code}." not in text


def test_hit_on_a_study_leads_to_its_page() -> None:
    text = shown(open_page("find", soeg="Cheung 2017"))
    assert "/studier?studie=cheung-2017" in text
    assert "/studier?soeg=Cheung+2017" in text


def test_citations_on_an_interventions_page_lead_to_the_study() -> None:
    text = shown(open_page("indsats", indsats="lavere-sagsstamme", gruppe="ikke-vestlige"))
    assert "/studier?studie=joona-nekby-2012" in text
    assert "/studier?studie=vive-2019-review" in text  # the review a conclusion is quoted from
