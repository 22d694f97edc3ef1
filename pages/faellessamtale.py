"""Forbered samtalen: from the situation to one sheet for the room. Choices only; nothing about a person."""

from collections.abc import Sequence

import streamlit as st

from core.evidence.answer import anchor
from core.export.sheet import Sheet, Situation, compose_sheet, decisive_first, plain_sheet
from core.export.writers import MIME, write_docx, write_pdf, write_text
from core.model import Answer, Caveat, State
from core.store import Store
from core.text import today
from core.ui import url
from core.ui.answers import general_html, rest_html
from core.ui.frame import show_notices
from core.ui.html import link, render
from core.ui.paging import part
from core.ui.session import answers_for, the_store

MINUTES = {"30": "30 minutter", "45": "45 minutter", "60": "60 minutter"}
EFFORT = {"nej": "Nej, den begynder nu", "ja": "Ja, vi gør status"}
FUND = {"ja": "Ja", "nej": "Nej, fravalgt"}
AUDIENCE = {"os": "Arket til jer", "borger": "Arket til borgeren"}


def choose_situation(store: Store) -> Situation:
    """Five choices, most with a usual answer already."""
    st.html('<h2 class="step">1. Situationen</h2>')
    groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    group = url.one("gruppe", groups, "dagpenge-16-mdr", "en målgruppe", st.selectbox, label="Hvem skal I tale med?")
    minutes = url.one(
        "minutter",
        MINUTES,
        "45",
        "en længde",
        st.segmented_control,
        label="Hvor lang tid er der?",
        required=True,
        width="stretch",
    )
    running = url.one(
        "igang",
        EFFORT,
        "nej",
        "et svar",
        st.segmented_control,
        label="Er indsatsen allerede i gang?",
        required=True,
        width="stretch",
    )
    on_benefit = Situation(group, 0, False, False).is_on_benefit
    fund = "nej"
    if on_benefit:
        fund = url.one(
            "akasse",
            FUND,
            "ja",
            "et svar",
            st.segmented_control,
            label="Er a-kassen med?",
            required=True,
            width="stretch",
        )
    conversational = {
        key: row["name"] for key, row in store.interventions.items() if row["in_conversation"] and row["parent_id"]
    }
    circumstances = {code: store.labels("circumstance", code) for code in store.labels.codes("circumstance")}
    with st.expander(
        "Flere forhold: hvad der er prøvet, og særlige forbehold",
        expanded=bool({"md", "proevet", "forhold"} & set(st.query_params)),
    ):
        months = {str(n): f"{n} måneder" if n else "Ikke oplyst" for n in range(0, 25)}
        since = (
            url.one("md", months, "0", "et antal måneder", st.selectbox, label="Hvor længe har indsatsen været i gang?")
            if running == "ja"
            else "0"
        )
        tried = url.many(
            "proevet",
            conversational,
            "en indsats",
            st.multiselect,
            label="Hvad er prøvet før?",
            placeholder="Vælg det, der er prøvet",
        )
        special = url.many(
            "forhold",
            circumstances,
            "et forhold",
            st.multiselect,
            label="Forhold, der gør nogle forbehold vigtige",
            placeholder="Fx høj lokal ledighed",
        )
    return Situation(group, int(minutes), running == "ja", fund == "ja", int(since), tuple(tried), tuple(special))


def pickable(store: Store, answers: Sequence[Answer]) -> dict[str, Answer]:
    """What may be recommended and can be brought up in the room, by its id on the page."""
    found = {}
    for answer in answers:
        row = store.interventions[answer.assessment.intervention_id]
        if answer.assessment.is_recommended and row["in_conversation"]:
            found[anchor(answer)] = answer
    return found


def choose_topics(store: Store, situation: Situation, picks: dict[str, Answer]) -> list[Answer]:
    """Her picks, in her order."""
    st.html('<h2 class="step">2. Hvad vil du tage op?</h2>')
    if not picks:
        if "tagop" in st.query_params:
            del st.query_params["tagop"]
            url.notify(
                "Linket nævner indsatser, som kilderne ikke giver grundlag for at tage op med gruppen. De er sprunget over."
            )
        st.info(
            "Kilderne giver ikke grundlag for at anbefale en indsats til gruppen. Arket viser planen, og hvad der ikke er viden om.",
            icon="ℹ️",
        )
        return []
    tried = set(situation.tried)
    names = {key: topic_name(answer, tried) for key, answer in picks.items()}
    chosen = url.many(
        "tagop",
        names,
        "en indsats",
        st.multiselect,
        label="Vælg i den rækkefølge, de skal stå på arket",
        placeholder="Vælg en eller flere indsatser",
        keep_order=True,
    )
    return [picks[key] for key in chosen]


def topic_name(answer: Answer, tried: set[str]) -> str:
    """The name in the list, with what must be known before it is proposed."""
    form = " (hvilken form?)" if answer.assessment.comparison == "relative" else ""
    return answer.name + form + (" – prøvet før" if answer.assessment.intervention_id in tried else "")


def evidence_rows(
    store: Store, situation: Situation, picks: dict[str, Answer], general: Sequence[Caveat], group: str
) -> dict[str, object]:
    """What the evidence says here: answers with the caveats that the situation triggers first."""
    rows, triggered = [], set()
    for answer in picks.values():
        own = [c for c in answer.caveats if c not in general or c.circumstance in situation.circumstances]
        triggered |= {caveat.circumstance for caveat in own}
        was_tried = answer.assessment.intervention_id in situation.tried
        rows.append((answer, decisive_first(answer, own, situation.circumstances), was_tried))
    silent = [code for code in situation.circumstances if code not in triggered]
    return {
        "rows": rows,
        "group_name": group,
        "circumstances": situation.circumstances,
        "silent": [store.labels("circumstance", code).lower() for code in silent],
    }


def draw_apart(store: Store, answers: Sequence[Answer], group: str, general: Sequence[Caveat]) -> None:
    """What practice does, what is not known and what may not be recommended: apart."""
    outside = [
        a
        for a in answers
        if not a.assessment.is_recommended and store.interventions[a.assessment.intervention_id]["in_conversation"]
    ]
    shown = part("side", outside, "svar")
    for state in State:
        if alike := [answer for answer in shown if answer.assessment.state is state]:
            st.html(rest_html(store, state, alike, group, general))


def draw_sheet(store: Store, sheet: Sheet, group_id: str, answers: Sequence[Answer]) -> None:
    """Downloads, the same on a screen, a button that copies the text, and the preview."""
    pdf, word, text = st.columns(3)
    given = {"on_click": "ignore", "width": "stretch"}
    pdf.download_button(
        "Hent PDF", lambda: write_pdf(sheet), f"{sheet.file_stem}.pdf", MIME["pdf"], type="primary", **given
    )
    word.download_button("Hent Word", lambda: write_docx(sheet), f"{sheet.file_stem}.docx", MIME["docx"], **given)
    text.download_button("Hent tekst", lambda: write_text(sheet), f"{sheet.file_stem}.txt", MIME["txt"], **given)
    picked = ".".join(anchor(answer) for answer in answers)
    for_citizen = {"gruppe": group_id, "tagop": picked, "til": "borger"}
    st.html(f'<p><a href="{link("moede", **for_citizen)}" target="_self">Vis det valgte på skærm for borgeren</a></p>')
    st.html(render("copy.html.j2", store.labels, text=write_text(sheet)), unsafe_allow_javascript=True)
    st.html(render("sheet.html.j2", store.labels, sheet=sheet, lines=range(5)))


store = the_store()
st.html(
    '<h1 class="title">Forbered samtalen</h1><p class="lede">Vælg situationen, vælg hvad I vil tage op, og tag ét ark med. Der skrives og gemmes intet om en person.</p>'
)
about_the_link = st.container()
left, right = st.columns([5, 7], gap="large")
with left:
    situation = choose_situation(store)
    group = store.target_groups[situation.target_group_id]
    answers = answers_for(situation.target_group_id)
    general = store.caveats.around(answers, situation.target_group_id)
    picks = pickable(store, answers)
    chosen = choose_topics(store, situation, picks)
    if situation.target_group_id == "sygemeldte":
        st.html(render("sick_leave.html.j2", store.labels))
    shown = dict(part("mulighedside", list(picks.items()), "muligheder"))
    evidence = evidence_rows(store, situation, shown, general, group["name"])
    if picks:
        st.html(render("pick_list.html.j2", store.labels, **evidence))
with right:
    st.html('<h2 class="step">3. Arket</h2>')
    audience = url.one(
        "ark",
        AUDIENCE,
        "os",
        "et ark",
        st.segmented_control,
        label="Hvem er arket til?",
        required=True,
        width="stretch",
    )
    about_chosen = store.caveats.around(chosen, situation.target_group_id)
    warned = [a for a in answers if a.assessment.state is State.NEGATIVE and a.assessment.comparison == "absolute"]
    warned = [a for a in warned if store.interventions[a.assessment.intervention_id]["in_conversation"]]
    rules, agenda = store.rows("legal_rules"), store.rows("agenda")
    sheet = compose_sheet(
        situation,
        group,
        chosen,
        warned,
        agenda,
        rules,
        about_chosen,
        store.labels,
        store.version,
        today(),
        bool(picks),
    )
    if audience == "borger":
        sheet = plain_sheet(sheet, situation, group, chosen, about_chosen, store.interventions)
    draw_sheet(store, sheet, situation.target_group_id, chosen)
if picks:
    st.html(render("picks.html.j2", store.labels, **evidence))
st.html('<h2 id="resten">Uden for anbefalingerne: det skal I også vide</h2>')
draw_apart(store, answers, group["name"], general)
st.html(general_html(store, general))
with about_the_link:
    show_notices()
