"""Forbered samtalen: from the situation to one sheet for the room. Choices only; nothing about a person."""

from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from core.evidence.answer import anchor
from core.evidence.law import is_joint
from core.export.plan import Situation
from core.export.sheet import COLUMNS, Sheet
from core.export.writers import MIME, write_docx, write_note, write_pdf, write_text
from core.store import Store
from core.text import count, today
from core.ui.browser.html import Ready, link, render
from core.ui.browser.markup import draw_markup
from core.ui.faellessamtale.conversation import MOST_TOPICS, choices_html, moved, sheet_of, two_lists
from core.ui.frame import url
from core.ui.frame.address import public_address
from core.ui.frame.groups import choose_group
from core.ui.frame.page import show_notices
from core.ui.frame.paging import first_row
from core.ui.frame.session import answers_for, remembered, the_store

MINUTES = {"20": "20", "30": "30", "45": "45", "60": "60"}
EFFORT = {"nej": "Begynder nu", "ja": "Er i gang"}
FUND = {"ja": "Er med", "nej": "Ikke med"}
AUDIENCE = {"os": "Arket til jer", "borger": "Arket til borgeren"}


def choose_situation(store: Store) -> Situation:
    """Whom, how long, and for the joint conversation how far the effort is and whether the fund takes part."""
    whom, minutes_field, effort_field, fund_field = st.columns([4, 3, 3, 3], vertical_alignment="bottom")
    with whom:
        group = choose_group(store, label="Hvem skal I tale med?")
    with minutes_field:
        minutes = url.one(
            "minutter",
            MINUTES,
            "45",
            "en længde",
            st.segmented_control,
            label="Minutter",
            required=True,
            width="stretch",
        )
    running, fund = "nej", "nej"
    if is_joint(store.target_groups[group]):
        with effort_field:
            running = url.one(
                "igang",
                EFFORT,
                "nej",
                "et svar",
                st.segmented_control,
                label="Indsatsen",
                required=True,
                width="stretch",
            )
        with fund_field:
            fund = url.one(
                "akasse", FUND, "ja", "et svar", st.segmented_control, label="A-kassen", required=True, width="stretch"
            )
    months, tried, special = choose_more(store, running == "ja")
    return Situation(group, int(minutes), running == "ja", fund == "ja", months, tuple(tried), tuple(special))


def choose_more(store: Store, is_running: bool) -> tuple[int, list[str], list[str]]:
    """Months since it began, what was tried, and circumstances that make some caveats important."""
    own = {key: row["name"] for key, row in store.interventions.items() if row["in_conversation"] and row["parent_id"]}
    circumstances = {code: store.labels("circumstance", code) for code in store.labels.codes("circumstance")}
    is_used = bool({"md", "proevet", "forhold"} & set(st.query_params))
    with st.expander("Flere forhold: hvad der er prøvet, og særlige forbehold", expanded=is_used):
        first, second, third = st.columns(3)
        months = {str(n): count(n, "måned", "måneder", is_common=True) if n else "Ikke oplyst" for n in range(0, 25)}
        since = "0"
        if is_running:
            with first:
                since = url.one("md", months, "0", "et antal måneder", st.selectbox, label="Hvor længe i gang?")
        with second:
            given: url.Look = {"label": "Hvad er prøvet før?", "placeholder": "Vælg det, der er prøvet"}
            tried = url.many("proevet", own, "en indsats", st.multiselect, **given)
        with third:
            given = {"label": "Hvad gør nogle forbehold vigtige?", "placeholder": "Fx høj lokal ledighed"}
            special = url.many("forhold", circumstances, "et forhold", st.multiselect, **given)
    return int(since), tried, special


def pick(told: str) -> None:
    """Tick a topic, or move it."""
    url.choose(tagop=moved(st.session_state["url_tagop"], told))


def lists(situation: Situation, picked: tuple[str, ...], query: tuple[tuple[str, str], ...], skip: int) -> str:
    """A page of what can be brought up, as markup."""
    return choices_html(the_store(), situation, answers_for(situation.target_group_id), picked, dict(query), skip)


def sheets(
    situation: Situation, picked: tuple[str, ...], audience: str, day: date, address: str
) -> tuple[Sheet, Sheet]:
    """The sheet as it is printed, and in full."""
    answers = answers_for(situation.target_group_id)
    return sheet_of(the_store(), situation, answers, picked, audience, day, address)


def draw_sheet(store: Store, sheet: Sheet, full: Sheet, meeting: str) -> None:
    """Downloads, a button that copies the note, the same on a screen, and the preview."""
    pdf, word, text = st.columns(3)
    stem = sheet.file_stem
    pdf.download_button(
        "Hent PDF", partial(write_pdf, sheet), f"{stem}.pdf", MIME["pdf"],
        type="primary", on_click="ignore", width="stretch",
    )  # fmt: skip
    word.download_button(
        "Hent Word", partial(write_docx, sheet), f"{stem}.docx", MIME["docx"], on_click="ignore", width="stretch"
    )
    text.download_button(
        "Hent hele teksten", partial(write_text, full), f"{stem}.txt", MIME["txt"], on_click="ignore", width="stretch"
    )
    st.html(
        render("faellessamtale/copy.html.j2", store.labels, text=write_note(sheet), meeting=meeting),
        unsafe_allow_javascript=True,
    )
    st.html(render("faellessamtale/sheet.html.j2", store.labels, sheet=sheet, columns=COLUMNS))


store = the_store()
st.html(Ready('<h1 class="title">Forbered samtalen</h1>'))
about_the_link = st.container()
situation = choose_situation(store)
group_id = situation.target_group_id
pointing, unmeasured = two_lists(store, answers_for(group_id), group_id)
names = {anchor(answer): answer.name for answer in (*pointing, *unmeasured)}
picked = tuple(url.many("tagop", names, "en indsats", url.hidden, keep_order=True))
left, right = st.columns([1, 1], gap="large")
with right:
    st.html('<h2 class="step" id="arket">Arket</h2>')
    audience = url.one(
        "ark", AUDIENCE, "os", "et ark", st.segmented_control,
        label="Hvem er arket til?", label_visibility="collapsed", required=True, width="stretch",
    )  # fmt: skip
    query = st.query_params.to_dict()
    address = public_address(f"/faellessamtale?{urlencode(query)}") if query else ""
    sheet, full = remembered(sheets, situation, picked, audience, today(), address)
    draw_sheet(store, sheet, full, link("moede", gruppe=group_id, tagop=".".join(picked), til="borger"))
with left:
    st.html('<h2 class="step">Vælg emner</h2><p class="to-sheet"><a href="#arket" target="_self">Til arket</a></p>')
    rest = tuple((name, value) for name, value in query.items() if name != "tagop") or (("gruppe", group_id),)
    skip = first_row("side", len(names), "emner", MOST_TOPICS)
    draw_markup(remembered(lists, situation, picked, rest, skip), on_picked=pick)
with about_the_link:
    show_notices()
