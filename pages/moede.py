"""Mødevisning: one card at a time in large type, for a projector or a screen turned to the citizen; and the guided demo."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from core.export.slides import Deck, Slide, compose_slides, plain_slides
from core.model import Answer, Comparison, State
from core.store import Store
from core.ui import url
from core.ui.answers import anchor, general_caveats
from core.ui.frame import show_notices
from core.ui.html import link, render
from core.ui.session import answers_for, the_store

AUDIENCE = {"os": "Skærmen er til os", "borger": "Skærmen er til borgeren"}
REST = (State.CONFLICTING, State.NO_EFFECT, State.FEW_STUDIES, State.PRACTICE_ONLY, State.UNKNOWN)
# The demo: which cards of which group, and what to say. About fifteen seconds a card.
DEMO = (
    ("dagpenge-16-mdr", 0, "Vi begynder med ledige på dagpenge i 16 måneder. Her er, hvad forskningen støtter."),
    ("dagpenge-16-mdr", 1, "Ét kort ad gangen: svaret i én sætning, hvor sikkert det er, og alle forbehold åbne ved siden af."),
    ("dagpenge-16-mdr", 2, "Læg mærke til, om det er målt på netop gruppen. Det står altid ved mærket."),
    ("dagpenge-16-mdr", -1, "Noget gælder alt. Det følger med på skærm, papir og link."),
    ("jobparate", 0, "Samme spørgsmål for jobparate: der er flere svar, og nogle er målt på gruppen selv."),
    ("jobparate", 1, "Samtaler er understøttet her. Husk forbeholdene til højre."),
    ("jobparate", 2, "Kilderne nederst fører til tabel eller afsnit."),
    ("sygemeldte", 0, "For sygemeldte er svaret et andet: viden om jobparate må ikke overføres."),
    ("sygemeldte", 1, "Det, der advarer, kommer først. Det er ikke det samme som »ingen viden«."),
    ("sygemeldte", -2, "Hvor ingen ved noget, står det også. Et tomt felt skjules ikke."),
    ("sygemeldte", -1, "Til sidst det, der gælder alt. Det var demoen: prøv selv med pil frem og tilbage."),
)  # fmt: skip


def deck_of(store: Store, group_id: str, wanted: Sequence[str], audience: str) -> Deck:
    """A group's answers as a deck; ``wanted`` narrows the recommended ones, never the warnings."""
    answers = [answer for answer in answers_for(group_id) if audience == "os" or is_for_citizen(answer, store, wanted)]
    found = [a for a in answers if a.assessment.is_recommended]
    levers = store.labels.codes("lever")
    found.sort(key=lambda answer: levers.index(answer.lever))
    if wanted:
        by_key = {anchor(answer): answer for answer in found}
        found = [by_key[key] for key in wanted if key in by_key]
    warned = [a for a in answers if a.assessment.state is State.NEGATIVE]
    rest = {state: [a for a in answers if a.assessment.state is state and is_asked(a)] for state in REST}
    return Deck(
        group=store.target_groups[group_id],
        recommended=found,
        warned=warned,
        rest={state: part for state, part in rest.items() if part},
        general=general_caveats(store, [*found, *warned] or answers, group_id),
        interventions=store.interventions,
    )


def is_for_citizen(answer: Answer, store: Store, wanted: Sequence[str]) -> bool:
    """True for what can be brought up with the citizen; another form only when it was picked."""
    can_be_said = store.interventions[answer.assessment.intervention_id]["in_conversation"]
    return can_be_said and (is_asked(answer) or anchor(answer) in wanted)


def is_asked(answer: Answer) -> bool:
    """True for answers to "does it help?"; which form is better is for the table, not the screen."""
    return answer.assessment.comparison is Comparison.ABSOLUTE


def slides_of(store: Store, group_id: str, wanted: Sequence[str], audience: str) -> list[Slide]:
    """The cards of a group for an audience."""
    deck = deck_of(store, group_id, wanted, audience)
    return plain_slides(deck, store.labels) if audience == "borger" else compose_slides(deck, store.labels)


def step_to(number: int) -> None:
    """Go to a card."""
    url.choose(nr=str(number))


def draw_steps(number: int, total: int, way_out: str, is_demo: bool) -> None:
    """Back, forward, place, who is looking, and out: by mouse or by the arrow keys."""
    back, forward, place, who, out = st.columns([3, 3, 3, 5, 2], vertical_alignment="center")
    given = {"width": "stretch", "on_click": step_to}
    back.button("Forrige", shortcut="Left", disabled=number == 1, args=(max(1, number - 1),), **given)
    forward.button(
        "Næste", shortcut="Right", disabled=number == total, args=(min(total, number + 1),), type="primary", **given
    )
    place.html(f'<p class="slide-place" role="status">Kort {number} af {total}</p>')
    out.html(f'<p class="slide-out"><a href="{way_out}" target="_self">Luk visningen</a></p>')
    if not is_demo:
        with who:
            given = {"label": "Hvem ser skærmen?", "label_visibility": "collapsed", "required": True}
            url.one("til", AUDIENCE, "os", "en modtager", st.segmented_control, **given)


store = the_store()
groups = {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}


def hidden(key: str, **_: object) -> object:
    """A choice that is in the address only."""
    return st.session_state[key]


group_id = url.one("gruppe", groups, "dagpenge-16-mdr", "en målgruppe", hidden)
names = {anchor(a): a.name for a in answers_for(group_id) if a.assessment.is_recommended}
wanted = url.many("tagop", names, "en indsats", hidden, keep_order=True)
is_demo = url.flag("demo", hidden)
audience = url.one("til", AUDIENCE, "os", "en modtager", hidden)
if is_demo:
    steps = [(slides_of(store, group, (), audience)[card], groups[group], said) for group, card, said in DEMO]
else:
    steps = [(slide, groups[group_id], "") for slide in slides_of(store, group_id, wanted, audience)]
numbers = {str(n): str(n) for n in range(1, len(steps) + 1)}
number = int(url.one("nr", numbers, "1", "et kort", hidden))
slide, group, said = steps[number - 1]

st.html('<div class="meeting"></div>')
show_notices()
warns = slide.is_front and group == groups["sygemeldte"] and audience == "os"
warning = Markup(render("sick_leave.html.j2", store.labels)) if warns else ""
place = "" if audience == "borger" else group
st.html(
    render(
        "slide.html.j2",
        store.labels,
        slide=slide,
        number=number,
        total=len(steps),
        demo=said,
        place=place,
        warning=warning,
        caveats_title="Det skal du også vide" if audience == "borger" else "Det skal siges samtidig",
    )
)
draw_steps(number, len(steps), link("", gruppe=group_id), is_demo)
