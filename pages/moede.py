"""Mødevisning: a few cards in large type, for a projector or a screen turned to the citizen; and the guided demo."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from core.evidence.answer import anchor
from core.evidence.family import by_theme, group_families
from core.export.slides import FRONT, Deck, Slide, choose_cards, compose_slides, plain_slides
from core.model import Answer
from core.store import Store
from core.ui.browser.html import link, render
from core.ui.browser.markup import draw_markup
from core.ui.frame import url
from core.ui.frame.groups import choose_group
from core.ui.frame.page import show_notices
from core.ui.frame.session import answers_for, remembered, the_store

AUDIENCE = {"os": "Til os", "borger": "Til borgeren"}
PANELS = {"kort": "kortet", "alle": "alle forbehold"}


def is_for_citizen(answer: Answer, store: Store) -> bool:
    """True for what can be brought up with the citizen."""
    return bool(store.interventions[answer.assessment.intervention_id]["in_conversation"])


def slides_of(group_id: str, wanted: Sequence[str], audience: str) -> tuple[Slide, ...]:
    """The cards of a group for an audience: what was picked, else the first, and what warns."""
    store, plain = the_store(), audience == "borger"
    answers = [answer for answer in answers_for(group_id) if not plain or is_for_citizen(answer, store)]
    overview = group_families(answers, store.interventions, ())
    cards = choose_cards(overview, wanted, plain)
    general = store.caveats.around([answer for card in cards for answer in card.answers], group_id)
    deck = Deck(store.target_groups[group_id], overview, cards, tuple(general), store.interventions)
    return plain_slides(deck) if plain else compose_slides(deck, store.labels)


def demo_steps(store: Store) -> list[tuple[Slide, str, str, str]]:
    """The cards of the guided demo, each with its group, its panel and what to say; a card that is not there is left out."""
    found = []
    for row in store.rows("demo_steps"):
        slides = remembered(slides_of, row["target_group_id"], (), "os")
        if row["card"] <= len(slides):
            slide = slides[-row["card"] if row["from_end"] else row["card"] - 1]
            found.append((slide, row["target_group_id"], "alle" if row["is_opened"] else "kort", row["words"]))
    return found


def step_to(number: int, panel: str = "kort") -> None:
    """Go to a card; the next one begins with its first panel."""
    url.choose(nr=str(number), vis=panel)


def draw_bar(number: int, total: int, other: tuple[str, str], way_out: str, is_demo: bool) -> None:
    """Back, forward, the other panel, who is looking, and out: at the same place on every card."""
    back, forward, (words, panel) = max(1, number - 1), min(total, number + 1), other
    with st.container(key="meeting-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Forrige", shortcut="Left", disabled=number == 1, on_click=step_to, args=(back,), width="content")
        st.button(
            "Næste", shortcut="Right", disabled=number == total, type="primary",
            on_click=step_to, args=(forward,), width="content",
        )  # fmt: skip
        st.html(f'<p class="slide-count" role="status">{number} af {total}</p>')
        if words and not is_demo:
            st.button(words, shortcut="F", on_click=step_to, args=(number, panel), width="content")
        if not is_demo:
            shown: url.Look = {"label": "Hvem ser skærmen?", "label_visibility": "collapsed", "required": True}
            url.one("til", AUDIENCE, "os", "en modtager", st.segmented_control, **shown)
        st.html(f'<p class="slide-out"><a href="{way_out}" target="_self">Luk</a></p>')


def other_panel(slide: Slide, is_open: bool, is_plain: bool) -> tuple[str, str]:
    """The words of the button to the card's other panel, and which that is; no words where it has only one."""
    if is_open:
        return "Tilbage til kortet", "kort"
    return ("Mere at vide" if is_plain and slide.total else all_of_it(slide)), "alle"


def all_of_it(slide: Slide) -> str:
    """What the second panel holds."""
    return f"Alle {slide.total} forbehold" if slide.total > 1 else "Forbeholdet" if slide.total else ""


store = the_store()
group_id = choose_group(store, url.hidden)
names = {anchor(a): a.name for a in answers_for(group_id) if a.assessment.listed}
wanted = url.many("tagop", names, "en indsats", url.hidden, keep_order=True)
is_demo = url.flag("demo", url.hidden)
audience = url.one("til", AUDIENCE, "os", "en modtager", url.hidden)
panel = url.one("vis", PANELS, "kort", "en del af kortet", url.hidden)
if is_demo:
    steps = demo_steps(store)
else:
    slides = remembered(slides_of, group_id, tuple(wanted), audience)
    steps = [(slide, group_id, panel, "") for slide in slides]
numbers = {str(n): str(n) for n in range(1, len(steps) + 1)}
number = int(url.one("nr", numbers, "1", "et kort", url.hidden))
slide, at, part, said = steps[number - 1]

st.html(
    render("moede/scroll.html.j2", store.labels, card=f"{at} {number} {part} {audience}"), unsafe_allow_javascript=True
)
show_notices()
is_open, is_plain = part == "alle" and slide.total > 0, audience == "borger" and not is_demo
warnings = store.warnings_of(at) if slide.kind == FRONT and not is_plain else []
way_out = link("", gruppe=at, tagop="" if is_demo else ".".join(wanted))
addresses = {
    n: link("moede", gruppe=at, tagop=".".join(wanted), til=audience, nr=str(n)) for n in range(1, len(steps) + 1)
}
draw_markup(
    render(
        "moede/slide.html.j2",
        store.labels,
        slide=slide,
        themes=by_theme(slide.limits),
        is_open=is_open,
        all_words=all_of_it(slide),
        number=number,
        total=len(steps),
        demo=said,
        place="" if is_plain else store.group_names[at],
        plain=is_plain,
        addresses={} if is_demo else addresses,
        warning=Markup(render("parts/group_warnings.html.j2", store.labels, warnings=warnings)),
        way_out=way_out,
    ),
    on_chosen=lambda chosen: step_to(int(chosen)),
)
draw_bar(number, len(steps), other_panel(slide, is_open, is_plain), way_out, is_demo)
