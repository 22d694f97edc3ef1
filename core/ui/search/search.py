"""The search field and its hits, shared by the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from core.evidence.family import short_name
from core.evidence.law import dated
from core.evidence.practice import Question, headline
from core.export.plan import owner_of
from core.model import Caveat
from core.rows import LegalRulesRow
from core.store import Store
from core.store.lexicon import Found, Reading, Stemmed, Understood, stands_for, stemmed, stems, telling, words
from core.text import count, lower_first, upper_first
from core.ui.browser.html import link, render
from core.ui.frame import url
from core.ui.frame.session import answers_of, practice_questions_of
from core.ui.parts import second_layer

KIND_WORDS = {
    "group": "Målgruppe",
    "intervention": "Indsats",
    "study": "Studie",
    "finding": "Resultat",
    "claim": "Konklusion",
    "practice": "Praksis",
    "law": "Lov",
    "caveat": "Forbehold",
    "disagreement": "Uenighed",
    "advice": "Samtalen",
}
# The parts of the page of an intervention that a hit opens: with any group it stands in one of them. The place there is
# the hit itself, by its id.
PARTS = {
    "finding": "resultater",
    "claim": "konklusioner.andre-resultater",
    "caveat": "forbehold.andre-forbehold",
    "disagreement": "uenigheder",
}
GENERAL = "gaelder-alt"  # the place on Studier for what holds for everything
METHOD_ROWS = 20  # disagreements on one page of Metode
FIRST, MOST = 6, 30  # hits at once, and with those that are opened
MOST_SECOND = 6  # of the second layer, below them


@dataclass(frozen=True)
class Hit:
    """One hit as it is shown: what it is, what it says and the address of its place."""

    kind: str
    title: str
    body: str
    about: str
    address: str


def meant_intervention(store: Store, asked: str) -> str:
    """The intervention that everyday words mean, best first; an empty string where they are not about one."""
    found, _ = store.search(asked)
    whole = (row for row in found if row["kind"] == "intervention" and not row["missing"])
    return next((row["intervention_id"] or "" for row in whole), "")


def search_field(placeholder: str = "Søg: løntilskud, Cheung, unge …") -> str:
    """The field for search words; returns what is asked for."""
    return url.words(
        "soeg",
        st.text_input,
        label="Søg",
        placeholder=placeholder,
        type="search",
        label_visibility="collapsed",
    )


def draw_hits(store: Store, asked: str, group_id: str = "") -> None:
    """The best hits, how what was typed was understood, and the way on; every link keeps the chosen group."""
    if asked:
        st.html(hits_html(store, asked, group_id))


def hits_html(store: Store, asked: str, group_id: str) -> str:
    """The hits as HTML. ``group_id`` is the chosen group, or empty."""
    rows, understood = store.search(asked, top=MOST + 1)
    beside = second_hits(store, understood.readings, group_id)
    if beside and rows and rows[0]["missing"]:
        rows = []  # what holds all that was typed stands before what holds a part of it, also where it counts in nothing
    questions, rules = questions_of(rows), rules_of(store, rows)
    hits = [
        hit_of(store, row, group_id, rules.get(row["ref_id"]), questions.get(row["figure_id"] or ""))
        for row in rows[:MOST]
    ]
    guesses = {text: link("", soeg=text, gruppe=group_id) for text in understood.perhaps}
    given = {"asked": asked, "said": said(asked, rows, understood), "guesses": guesses, "kinds": KIND_WORDS}
    ways = {
        "elsewhere": link("studier", soeg=asked, gruppe=group_id),
        "everything": link("evidenskort", gruppe=group_id),
    }
    parts = {"hits": hits[:FIRST], "more": hits[FIRST:], "second": beside, **ways}
    return render("search/hits.html.j2", store.labels, **given, **parts)


def second_hits(store: Store, readings: Sequence[Reading], group_id: str) -> list[Hit]:
    """The efforts and studies of the second layer that hold what was typed: shown apart, for they count in no answer.

    An effort leads to the page of the chosen group where that shows its layer, else to its studies. Those whose name is
    what was typed stand first.
    """
    found = []
    asked = [stemmed(reading.asked) for reading in readings if reading.asked]
    for layer_id in dict.fromkeys(key for keys in store.second_groups.values() for key in keys):
        layer, group = store.second_layer(layer_id), store.target_groups[layer_id]["name"]
        is_shown = layer_id in store.second_groups.get(group_id, ())
        listed = link("studier", lag="second", laggruppe=layer_id, gruppe=group_id)
        for topic in layer.topics:
            if _holds(f"{topic.name} {topic.summary}", asked):
                here = _at(link("", gruppe=group_id, aaben=second_layer.PART), f"lag-{topic.topic_id}")
                said = store.labels("second_direction", topic.direction)
                found.append(
                    Hit("second", topic.name, "", f"{group}: {lower_first(said)}", here if is_shown else listed)
                )
        for study in layer.studies:
            if _holds(f"{study.citation} {study.title}", asked):
                address = link("studier", lag="second", studie=study.study_id, gruppe=group_id)
                found.append(Hit("second", study.citation, "", group, address))
    named = [set(stems(reading.asked)) for reading in readings]

    def is_not_named(hit: Hit) -> bool:
        return set(stems(telling(hit.title.split(" (")[0]))) not in named

    return sorted(found, key=is_not_named)[:MOST_SECOND]


def _holds(text: str, asked: Iterable[Sequence[Stemmed]]) -> bool:
    """True when every word of a reading stands for a word of the text, as in the search of what counts."""
    known = _known(text)
    return any(all(any(stands_for(word, one) for one in known) for word in reading) for reading in asked)


@lru_cache(maxsize=2000)
def _known(text: str) -> tuple[Stemmed, ...]:
    """The words of a text of the data: stemming them anew takes longer than the rest of a search."""
    return stemmed(words(text))


def questions_of(rows: Sequence[Found]) -> dict[str, Question]:
    """The questions of practice that hits are, or are about, by figure."""
    figures = [row["figure_id"] for row in rows if row["figure_id"]]
    questions = practice_questions_of(*figures) if figures else ()
    return {figure.figure_id: question for question in questions for figure in question.figures}


def rules_of(store: Store, rows: Sequence[Found]) -> dict[str, LegalRulesRow]:
    """The rules of the law by id, when there are any among the hits."""
    has_law = any(row["kind"] == "law" for row in rows)
    return {rule["rule_id"]: rule for rule in store.rows("legal_rules")} if has_law else {}


def said(asked: str, rows: Sequence[Found], understood: Understood) -> list[str]:
    """Sentences on how much was found and how what was typed was understood."""
    read_as = [f"»{written}« er læst som »{meant}«." for written, meant in understood.read_as.items()]
    if not rows:
        return [f"Ingen fund på »{asked}«. Det står ikke i det, vi har fra kilderne.", *read_as]
    found = count(len(rows), "fund", "fund") if len(rows) <= MOST else f"Over {MOST} fund"
    found = f"{upper_first(found)} på »{asked}«."
    if rows[0]["missing"]:
        found = f"Intet har alle ordene i »{asked}«. Her er det, der har flest af dem."
    used = [one for row in rows[:FIRST] for one in understood.readings[row["reading"]].synonyms]
    return list(dict.fromkeys([found, *read_as, *(one.explained for one in used)]))


def hit_of(store: Store, row: Found, group_id: str, rule: LegalRulesRow | None, question: Question | None) -> Hit:
    """A row of the search as it is shown; ``rule`` and ``question`` are those of law and practice that it is or is about."""
    title, body = row["title"], row["body"]
    if row["kind"] == "practice" and question:
        body = headline(question, store.labels)
    if not title:
        title, body = body, ""
    return Hit(row["kind"], title, body, about(store, row, rule, question), address_of(store, row, group_id, question))


def about(store: Store, row: Found, rule: LegalRulesRow | None, question: Question | None) -> str:
    """What a hit is about, beside what it says itself: intervention and group, theme, or when a rule holds."""
    if rule:
        return dated(rule)
    if row["kind"] in ("intervention", "group", "study"):
        return ""
    theme = store.labels("practice_topic", question.topic) if question else None
    intervention = short_name(row["intervention"] or "")
    return " · ".join(name for name in (intervention, row["target_group"], theme) if name)


def address_of(store: Store, row: Found, group_id: str, question: Question | None) -> str:
    """The address of the place a hit stands at, with the chosen group; empty where it needs one and there is none."""
    own = row["target_group_id"]
    group = group_id or (own if own in store.group_names else "")
    if row["kind"] == "group":
        return link("", gruppe=own or "")
    if row["kind"] == "finding" and not _is_held(store, row, group_id):
        return _at(link("studier", studie=row["study_id"] or "", gruppe=group_id), row["ref_id"])
    if row["page"] == "indsats":
        part = PARTS.get(row["kind"], "")
        return _at(link("indsats", indsats=row["intervention_id"] or "", gruppe=group, aaben=part), _place(row))
    if row["page"] == "studier":
        return link("studier", studie=row["study_id"] or "", gruppe=group)
    if row["page"] == "faellessamtale":
        return _plan_address(store, row["ref_id"], group)
    if row["page"] == "praksis" and question:
        return _practice_address(store, row, question, group)
    if row["page"] == "metode":
        return _method_address(row, group)
    return _general_address(store, row["ref_id"], group)


def _place(row: Found) -> str:
    """Where a hit stands on the page of an intervention; that of the intervention itself is its top."""
    return {"intervention": "", "caveat": f"forbehold-{row['ref_id']}"}.get(row["kind"], row["ref_id"])


def _is_held(store: Store, row: Found, group_id: str) -> bool:
    """True when the chosen group's answer about the intervention rests on a result: only then it is on that page."""
    cells = [answer.assessment for answer in answers_of(store, group_id)] if group_id else []
    return any(cell.intervention_id == row["intervention_id"] and row["ref_id"] in cell.finding_ids for cell in cells)


def _general_address(store: Store, caveat_id: str, group: str) -> str:
    """The studies of the document the caveat limits, or all of them: whatever the group, it stands below them in full."""
    limited = (key for key in store.sources if _holds_caveat(store.caveats.limiting(("source", key)), caveat_id))
    return _at(link("studier", kilde=next(limited, ""), gruppe=group), GENERAL)


def _holds_caveat(caveats: Iterable[Caveat], caveat_id: str) -> bool:
    return any(caveat.caveat_id == caveat_id for caveat in caveats)


def _plan_address(store: Store, item_id: str, group: str) -> str:
    """The longest conversation, at the stage the advice is for; empty where the plan of the group does not say it."""
    agenda = store.rows("agenda")
    owner = owner_of(agenda, store.near(group))
    row = next((row for row in agenda if row["item_id"] == item_id and row["target_group_id"] == owner), None)
    if row is None:
        return ""
    given = {"igang": "ja" if row["mode"] == "status" else "", "akasse": "nej" if row["part"] == "no_fund" else ""}
    return link("faellessamtale", gruppe=group, minutter="60", **given)


def _practice_address(store: Store, row: Found, question: Question, group: str) -> str:
    """A question that is drawn is asked for; others stand in a table.

    A caveat stands where the theme is limited, else below the numbers of its question or those of the table.
    """
    theme = store.caveats.limiting(("practice_topic", question.topic), ("source", question.source_id))
    is_caveat = row["kind"] == "caveat"
    is_of_theme = is_caveat and _holds_caveat(theme, row["ref_id"])
    chosen = question.question_id if question.is_drawn and not is_of_theme else ""
    limits = "forbehold" if is_of_theme else f"forbehold-{chosen or 'enkelte'}"
    place = limits if is_caveat else question.question_id
    return _at(link("praksis", tema=question.topic, spm=chosen, gruppe=group), place)


def _method_address(row: Found, group: str) -> str:
    if row["kind"] == "law":
        return _at(link("metode", gruppe=group), row["ref_id"])
    number = ((row["page_row"] or 1) - 1) // METHOD_ROWS + 1
    side = str(number) if number > 1 else ""
    return _at(link("metode", gruppe=group, vis="main.note", side=side), row["ref_id"])


def _at(address: str, place: str) -> str:
    return f"{address}#{place}" if place else address
