"""The store of this run and what is computed from it, kept by the data version that answered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from core.evidence.practice import Question, group_questions
from core.model import Answer, Assessment
from core.store import Filters, Shown, Store
from core.store.draft import chosen_data

NEWEST = chosen_data()
_SHOWN, _AGAIN = "_shown", "_again"


def begin_run() -> Shown:
    """Choose the store of this run: the newest whole one there is now. Raises ``StoreUnavailable``."""
    st.session_state[_SHOWN] = shown = NEWEST.get()
    return shown


Result = TypeVar("Result")


def the_store() -> Store:
    """The store of this run: one whole version from its first line to its footer, whatever happens to the data."""
    return (st.session_state.get(_SHOWN) or NEWEST.get()).store


def give_up(store: Store) -> bool:
    """Stop showing a store that turned out to be damaged; True when the run should be tried once more with another."""
    NEWEST.discard(store)
    is_second = st.session_state.pop(_AGAIN, False)
    st.session_state[_AGAIN] = not is_second
    return not is_second


def end_run() -> None:
    """The run reached its footer: a later damage may be tried once more again."""
    st.session_state.pop(_AGAIN, None)


class _Kept:
    """A value, computed by the first who asks; the others wait for it."""

    def __init__(self) -> None:
        self._lock, self._found = Lock(), False
        self._value: Any = None

    def get(self, compute: Callable[[], Any]) -> Any:
        with self._lock:
            if not self._found:
                self._value, self._found = compute(), True
            return self._value


class Memory:
    """What was computed, by key, for all sessions: so it must be immutable. The longest unused of ``most`` goes.

    Looking up costs microseconds where ``st.cache_resource`` takes half a millisecond, several times a click.
    """

    def __init__(self, most: int) -> None:
        self._kept = lru_cache(most)(lambda *_: _Kept())
        self.forget = self._kept.cache_clear

    def get(self, compute: Callable[[], Result], *key: Hashable) -> Result:
        """What ``compute`` returns, or what it returned for the same key before; nothing is kept when it fails."""
        found: Result = self._kept(*key).get(compute)
        return found


COMPOSED, ANSWERS, ASSESSMENTS = Memory(300), Memory(200), Memory(60)


def forget() -> None:
    """Compute everything again."""
    for memory in (COMPOSED, ANSWERS, ASSESSMENTS):
        memory.forget()


def remembered(compose: Callable[..., Result], *arguments: object) -> Result:
    """What a function of the store returns, computed once for each data version and argument.

    Two arguments are the same when their ``repr`` is. The function is known by its place: that of a page is a new one
    at every run of the script.
    """
    where = f"{compose.__code__.co_filename}:{compose.__qualname__}"
    return COMPOSED.get(lambda: compose(*arguments), the_store().version, where, repr(arguments))


def assessments_for(
    groups: Sequence[str], interventions: Sequence[str], filters: Filters = Filters()
) -> tuple[Assessment, ...]:
    """Every cell of the target groups and interventions under the switches."""
    store = the_store()
    asked = (tuple(groups), tuple(interventions), filters)
    return ASSESSMENTS.get(
        lambda: tuple(store.assess(groups, filters, frozenset(interventions))), store.version, *asked
    )


def answers_for(target_group_id: str, filters: Filters = Filters()) -> tuple[Answer, ...]:
    """Every answer for a target group, in the page's order."""
    return answers_of(the_store(), target_group_id, filters)


def answers_of(store: Store, target_group_id: str, filters: Filters = Filters()) -> tuple[Answer, ...]:
    """The same from a given store, for those who are no page."""
    return ANSWERS.get(lambda: tuple(store.answers(target_group_id, filters)), store.version, target_group_id, filters)


def practice_topics() -> dict[str, int]:
    """The themes of practice in the order of the report, each with its number of questions."""
    return {row["topic"]: row["questions"] for row in the_store().rows("practice_topics")}


def practice_questions(topic: str, first: int, last: int) -> tuple[Question, ...]:
    """The questions of one theme of practice, from number to number (from 1), in the order of the report."""
    return tuple(group_questions(the_store().rows("practice_figures", topic=topic, first=first, last=last)))


def practice_questions_of(*figure_ids: str) -> tuple[Question, ...]:
    """The questions that some practice figures belong to; ids that are none are left out.

    Not to be remembered for ids that a reader wrote: nothing a reader writes is kept.
    """
    return tuple(group_questions(the_store().rows("practice_figures_beside", figures=list(figure_ids))))
