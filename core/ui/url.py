"""Every choice lives in the address: read with checking, written when the reader chooses.

The address wins when it says something new (a link, Back, Forward); a choice made in
this very run wins over what the app itself wrote before. Untouched pages keep a bare
address, so that Back leaves them; the first choice writes every value, so that a link
does not depend on defaults. Unknown values are replaced and reported in a kind sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.privacy import REFUSAL, has_personal_data
from core.text import lower_first

LONGEST = 100
KEPT = ("gruppe",)  # carried from page to page when the address does not say
_NOTICES, _NAMES, _WRITTEN, _CHOSE, _CHOSE_NOW = "_notices", "_names", "_written", "_chose", "_chose_now"


def begin() -> None:
    """Start a run: forget notices and names, and remember whether a choice caused it."""
    st.session_state[_NOTICES] = []
    st.session_state[_NAMES] = []
    st.session_state[_CHOSE_NOW] = st.session_state.pop(_CHOSE, False)


def notices() -> list[str]:
    """What the reader must be told about the link, in order."""
    return st.session_state.get(_NOTICES, [])


def notify(sentence: str) -> None:
    """Add a kind sentence about the link to this run."""
    st.session_state.setdefault(_NOTICES, []).append(sentence)


def one(name: str, options: Mapping[str, str], default: str, what: str, widget: Callable, **given: object) -> str:
    """One choice among ``options`` (id → label), kept in the address under ``name``."""
    key = _sync_one(name, options, default, what)
    return widget(options=list(options), format_func=options.get, key=key, on_change=_choose, **given)


def one_of_two(
    name: str, front: Sequence[str], options: Mapping[str, str], default: str, what: str, labels: tuple[str, str]
) -> str:
    """One choice among ``options``: the ``front`` ones as buttons, the others in a list beside them."""
    key = _sync_one(name, options, default, what)
    value = st.session_state[key]
    buttons, others = f"front_{name}", f"others_{name}"
    st.session_state[buttons] = value if value in front else None
    st.session_state[others] = None if value in front else value

    def choose(part: str) -> None:
        st.session_state[key] = st.session_state[part] or value
        _choose()

    first, second = st.columns([3, 2], vertical_alignment="bottom")
    rest = [option for option in options if option not in front]
    with first:
        given = {"format_func": options.get, "key": buttons, "on_change": choose, "args": (buttons,)}
        st.segmented_control(labels[0], list(front), width="stretch", **given)
    with second:
        given = {"format_func": options.get, "key": others, "on_change": choose, "args": (others,)}
        st.selectbox(labels[1], rest, placeholder="Vælg en anden gruppe", **given)
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
        return [item for item in (asked if keep_order else options) if item in asked and item in options]

    if widget is st.multiselect:
        given = {"select_all": False, **given}  # its label is English and cannot be changed
    key = _sync(name, [], read)
    kept = [item for item in st.session_state[key] or [] if item in options]
    if stale := len(st.session_state[key] or []) - len(kept):
        st.session_state[key] = kept
        notify(f"Noget af det valgte passer ikke til gruppen og er taget ud ({stale}).")
    return widget(options=list(options), format_func=options.get, key=key, on_change=_choose, **given)


def flag(name: str, widget: Callable, **given: object) -> bool:
    """A switch, kept in the address as ``1`` while it is on."""
    key = _sync(name, False, lambda raw: raw == "1")
    return widget(key=key, on_change=_choose, **given)


def page(name: str, last: int, **given: object) -> int:
    """A page of a list of ``last`` pages, kept in the address; the first is not written."""

    def read(raw: str) -> int:
        if raw.isascii() and raw.isdigit() and 1 <= int(raw) <= last:
            return int(raw)
        notify("Linket nævner en side i en liste, som ikke findes her. Vi viser side 1 i stedet.")
        return 1

    key = _sync(name, 1, read)
    st.session_state[key] = min(st.session_state[key], last)
    return st.number_input(min_value=1, max_value=last, step=1, key=key, on_change=_choose, **given)


def words(name: str, widget: Callable, **given: object) -> str:
    """Search words, kept in the address; personal data is refused and kept nowhere."""
    refused = f"_refused_{name}"

    def read(raw: str) -> str:
        if has_personal_data(raw):
            st.session_state[refused] = True
            del st.query_params[name]
            return ""
        return raw[:LONGEST]

    def choose() -> None:
        if has_personal_data(st.session_state[_key(name)]):
            st.session_state[refused] = True
            st.session_state[_key(name)] = ""
        _choose()

    key = _sync(name, "", read)
    value = widget(key=key, on_change=choose, max_chars=LONGEST, **given)
    if st.session_state.pop(refused, False):
        st.error(REFUSAL)
    return value


def _key(name: str) -> str:
    return f"url_{name}"


def _sync_one(name: str, options: Mapping[str, str], default: str, what: str) -> str:
    kept = st.session_state.get(f"_kept_{name}")
    start = kept if kept in options else default

    def read(raw: str) -> str:
        if raw in options:
            return raw
        notify(f"Linket nævner {what}, som ikke findes her. Vi viser {lower_first(options[start])} i stedet.")
        return start

    key = _sync(name, start, read)
    if st.session_state[key] not in options:
        st.session_state[key] = start
    if name in KEPT:
        st.session_state[f"_kept_{name}"] = st.session_state[key]
    return key


def _sync(name: str, default: object, read: Callable[[str], object]) -> str:
    """Bring the session in step with the address and return the widget's key."""
    key, seen = _key(name), f"_seen_{name}"
    raw = st.query_params.get(name)
    names = st.session_state.setdefault(_NAMES, [])
    names.append(name)
    is_new = raw != st.session_state.get(seen)
    is_own = st.session_state.get(_CHOSE_NOW) and raw in st.session_state.get(_WRITTEN, {}).get(name, ())
    if key not in st.session_state or (is_new and not is_own):
        st.session_state[key] = read(raw) if raw else default
        st.session_state[seen] = st.query_params.get(name)
    return key


def _choose() -> None:
    """The reader chose: write every value of the page in one step, and remember what was written."""
    st.session_state[_CHOSE] = True
    written = st.session_state.setdefault(_WRITTEN, {})
    query = st.query_params.to_dict()
    for name in st.session_state.get(_NAMES, []):
        before, shown = query.pop(name, None), _shown(st.session_state.get(_key(name)))
        written[name] = [*written.get(name, []), before, shown or None][-8:]
        st.session_state[f"_seen_{name}"] = shown or None
        if shown:
            query[name] = shown
    st.query_params.from_dict(query)


def _shown(value: str | bool | int | Sequence[str] | None) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, int):
        return str(value) if value > 1 else ""
    if isinstance(value, str) or value is None:
        return value or ""
    return ".".join(value)
