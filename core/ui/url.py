"""Every choice lives in the address: read with checking, written when it changes.

The address wins when it differs from what the app wrote last (a new link, Back,
Forward); otherwise the widget does. Values the app does not know are reported in
a kind sentence and replaced by the default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.privacy import REFUSAL, has_personal_data
from core.text import lower_first

LONGEST = 100
_NOTICES = "_notices"


def begin() -> None:
    """Forget the notices of the run before."""
    st.session_state[_NOTICES] = []


def notices() -> list[str]:
    """What the reader must be told about the link, in order."""
    return st.session_state.get(_NOTICES, [])


def notify(sentence: str) -> None:
    """Add a kind sentence about the link to this run."""
    st.session_state.setdefault(_NOTICES, []).append(sentence)


def one(name: str, options: Mapping[str, str], default: str, what: str, widget: Callable, **given: object) -> str:
    """One choice among ``options`` (id → label), kept in the address under ``name``."""

    def read(raw: str) -> str:
        if raw in options:
            return raw
        notify(f"Linket nævner {what}, som ikke findes her. Vi viser {lower_first(options[default])} i stedet.")
        return default

    key = _sync(name, default, read)
    return widget(options=list(options), format_func=options.get, key=key, on_change=_push, args=(name,), **given)


def one_of_two(
    name: str, front: Sequence[str], options: Mapping[str, str], default: str, what: str, labels: tuple[str, str]
) -> str:
    """One choice among ``options``: the ``front`` ones as buttons, the others in a list beside them."""
    raw = st.query_params.get(name, "")
    if raw and raw not in options:
        notify(f"Linket nævner {what}, som ikke findes her. Vi viser {lower_first(options[default])} i stedet.")
    value = raw if raw in options else default
    buttons, others = f"front_{name}", f"others_{name}"
    st.session_state[buttons] = value if value in front else None
    st.session_state[others] = None if value in front else value

    def choose(key: str) -> None:
        st.query_params[name] = st.session_state[key] or value

    first, second = st.columns([3, 2], vertical_alignment="bottom")
    rest = [key for key in options if key not in front]
    with first:
        given = {"format_func": options.get, "key": buttons, "on_change": choose, "args": (buttons,)}
        st.segmented_control(labels[0], list(front), width="stretch", **given)
    with second:
        given = {"format_func": options.get, "key": others, "on_change": choose, "args": (others,)}
        st.selectbox(labels[1], rest, placeholder="Vælg en anden gruppe", **given)
    st.query_params[name] = value
    return value


def many(
    name: str, options: Mapping[str, str], what: str, widget: Callable, keep_order: bool = False, **given: object
) -> list[str]:
    """Any number of choices among ``options``, kept in the address separated by full stops.

    ``keep_order`` keeps the order they were chosen in; otherwise it is that of the options.
    """

    def read(raw: str) -> list[str]:
        asked = list(dict.fromkeys(raw.split(".")))
        if unknown := [item for item in asked if item not in options]:
            notify(f"Linket nævner {what}, som ikke findes her, og det er sprunget over ({len(unknown)}).")
        return (
            [item for item in asked if item in options] if keep_order else [item for item in options if item in asked]
        )

    if widget is st.multiselect:
        given = {"select_all": False, **given}  # its label is English and cannot be changed
    key = _sync(name, [], read)
    if stale := [item for item in st.session_state[key] if item not in options]:
        st.session_state[key] = [item for item in st.session_state[key] if item not in stale]
        _push(name)
    return widget(options=list(options), format_func=options.get, key=key, on_change=_push, args=(name,), **given)


def flag(name: str, widget: Callable, **given: object) -> bool:
    """A switch, kept in the address as ``1`` while it is on."""
    key = _sync(name, False, lambda raw: raw == "1")
    return widget(key=key, on_change=_push, args=(name,), **given)


def words(name: str, widget: Callable, **given: object) -> str:
    """Search words, kept in the address; personal data is refused and kept nowhere."""
    refused = f"_refused_{name}"

    def read(raw: str) -> str:
        if has_personal_data(raw):
            st.session_state[refused] = True
            return ""
        return raw[:LONGEST]

    def push() -> None:
        if has_personal_data(st.session_state[_key(name)]):
            st.session_state[refused] = True
            st.session_state[_key(name)] = ""
        _push(name)

    key = _sync(name, "", read)
    value = widget(key=key, on_change=push, max_chars=LONGEST, **given)
    if st.session_state.pop(refused, False):
        st.error(REFUSAL)
    return value


def _key(name: str) -> str:
    return f"url_{name}"


def _sync(name: str, default: object, read: Callable[[str], object]) -> str:
    """Bring address and session in step and return the widget's key."""
    key, seen = _key(name), f"_seen_{name}"
    raw = st.query_params.get(name)
    if key not in st.session_state or raw != st.session_state.get(seen):
        st.session_state[key] = read(raw) if raw else default
    _push(name)
    return key


def _push(name: str) -> None:
    value = st.session_state[_key(name)]
    shown = _shown(value)
    if shown:
        if st.query_params.get(name) != shown:
            st.query_params[name] = shown
    elif name in st.query_params:
        del st.query_params[name]
    st.session_state[f"_seen_{name}"] = shown or None


def _shown(value: str | bool | Sequence[str] | None) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, str) or value is None:
        return value or ""
    return ".".join(value)
