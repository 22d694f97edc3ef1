"""What stands around every page: footer, notices and the page for a missing store."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import streamlit as st

from core.store import Shown, StoreUnavailable
from core.store.draft import draft_name
from core.text import count, day_of, is_draft, long_date, today
from core.ui.browser.html import HALF_PAGE_STYLE, Ready, render
from core.ui.frame import url
from core.ui.frame.news import link_words
from core.ui.frame.session import remembered, the_store

FAILED = (
    '<section class="plainbox" role="alert"><h1>Siden kunne ikke vises</h1>'
    "<p>Fejlen er vores, og ingen data er gået tabt.</p>"
    '<p>Prøv at genindlæse siden, eller <a href="./" target="_self">begynd forfra på forsiden</a>. '
    "Sker det igen, så fortæl den, der driver værktøjet, hvad du valgte.</p></section>"
)
# What the pages that show answers say in their address: the group, and the interventions where they are about some.
LINKED = {
    "": ("gruppe", ""),
    "faellessamtale": ("gruppe", ""),
    "moede": ("gruppe", ""),
    "indsats": ("gruppe", "indsats"),
    "sammenlign": ("gruppe", "indsatser"),
    "metode": ("gruppe", "indsats"),
    "evidenskort": ("", ""),
}
# The lists whose words a reader meets, explained at the foot of every page.
WORDS = (
    ("state", "Tilstande"),
    ("level", "Hvor sikkert"),
    ("directness", "Hvem er målt"),
    ("direction", "Retning"),
    ("design", "Hvordan et studie er lavet"),
    ("caveat_kind", "Forbehold"),
)


def show_notices() -> None:
    """Tell the reader what in the link could not be followed."""
    for sentence in url.notices():
        st.info(sentence, icon="ℹ️")


def page_footer() -> None:
    """Data version, date, and the lines that must stand under everything; in print also the address of the view."""
    st.html(Ready(remembered(footer_html, today())), unsafe_allow_javascript=True)


def footer_html(today: date) -> str:
    """The footer of a day; the same for every view."""
    store = the_store()
    about = {"version": store.version, "built": day_of(store.built_at), "today": long_date(today)}
    about["edition"] = next(iter(store.editions), None)
    return render("frame/footer.html.j2", store.labels, words=WORDS, **about)


def say_link_age(page: str) -> None:
    """Say of a link made on an older edition whether what it shows has moved since."""
    store = the_store()
    if not store.editions:
        return
    made_on = url.made_on(store.editions[0].number)
    if made_on and (asked := linked(page, st.query_params)) and (sentence := link_words(store, made_on, *asked)):
        url.notify(sentence)


def linked(page: str, query: Mapping[str, str]) -> tuple[str, list[str]] | None:
    """The group (empty for all) and the interventions a link is about; None for a page that shows no answers."""
    names = LINKED.get(page)
    if names is None:
        return None
    group, interventions = (query.get(name, "") for name in names)
    return group, interventions.split(".") if interventions else []


def show_draft(shown: Shown) -> None:
    """Say on every page, on screen and in print, that the data is only tried."""
    if is_draft(shown.store.version):
        st.html(render("frame/draft.html.j2", shown.store.labels, name=draft_name()))


def show_hindrance(shown: Shown) -> None:
    """Say on every page when what is shown is older than the data, and why."""
    if shown.hindrance is None:
        return
    built = day_of(shown.store.built_at)
    faults = len(shown.hindrance.faults)
    st.html(render("frame/older.html.j2", shown.store.labels, version=shown.store.version, built=built, faults=faults))


def show_unavailable(error: StoreUnavailable) -> None:
    """A page for a store that can neither be opened nor built: what happened and what to do."""
    hide_half_page()
    st.title("Viden kan ikke vises lige nu")
    if error.faults:
        found = count(len(error.faults), "fejl", "fejl", is_common=True)
        st.error(f"Der er {found} i data, så et nyt datalager ikke kan bygges. Ingen data er gået tabt.")
        st.markdown("Den, der holder data, kan se alle fejl med kommandoen `python -m core.store check`.")
    else:
        st.error("Datalageret kan hverken åbnes eller bygges. Ingen data er gået tabt.")
        st.markdown(
            "Prøv at genindlæse siden om lidt. Hjælper det ikke, så kontakt den, der driver værktøjet: "
            "kommandoen `python -m core.store build` viser årsagen, fx at disken er fuld, eller at mappen til datalageret (`EVIDENCE_STORE`) ikke kan bruges."
        )


def hide_half_page() -> None:
    """Take away what was drawn above this."""
    st.html(f"<style>{HALF_PAGE_STYLE}</style>")
    st.html('<span class="half-page" hidden></span>')


@contextmanager
def failing_kindly() -> Iterator[None]:
    """Show a failure of the page as one; a lost store is for the router. Streamlit's stop and rerun are no Exception."""
    try:
        yield
    except StoreUnavailable:
        raise
    except Exception as error:
        show_failure(error)


def show_failure(error: Exception) -> bool:
    """A kind sentence instead of Streamlit's own box when a page fails; the log gets the place and nothing a reader wrote.

    Returns True, which tells Streamlit that the error is shown.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    logging.getLogger(__name__).error("a page failed with %s\n%s", type(error).__name__, where)
    hide_half_page()
    st.html(FAILED)
    return True
