"""Every choice lives in the address: read with checking, written when the reader chooses.

The address wins when it says something new (a link, Back, Forward); a choice made in
this very run wins over what the app itself wrote before. Untouched pages keep a bare
address, so that Back leaves them; the first choice writes every value, so that a link
does not depend on defaults. Unknown values are replaced and reported in a kind sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict, Unpack

import streamlit as st

from core.privacy import REFUSAL, has_personal_data
from core.text import number, read_number, visible

LONGEST = 100
LONGEST_NUMBERS = 12_000
KEPT = ("gruppe", "tagop")  # carried to the next page when its address does not say
FILTER = "contains"  # the library's own guess offers IPS (Individuelt Planlagt job med Støtte) to who writes "video"
EDITION = "udgave"  # the edition of the data a link was made on
_NOTICES, _NAMES, _WRITTEN, _CHOSE, _CHOSE_NOW = "_notices", "_names", "_written", "_chose", "_chose_now"
_PAGE, _ENTERED = "_page", "_entered"

Widget = Callable[..., Any]  # of Streamlit, which says of each what it returns


class Look(TypedDict, total=False):
    """What a field may be told beside its choice: what stands on it and how wide it is."""

    label: str
    label_visibility: Literal["visible", "hidden", "collapsed"]
    placeholder: str
    required: bool
    selection_mode: Literal["single", "multi"]
    help: str
    icon: str
    type: Literal["default", "search"]
    width: int | Literal["stretch", "content"]


def begin(page: str) -> None:
    """Start a run of a page: forget notices, remember whether a choice caused it, and keep nothing about a person.

    The names of a page are kept from run to run: a choice may stop a run before it has
    come to the others, and every one of them must still be written.
    """
    st.session_state[_NOTICES] = []
    st.session_state[_ENTERED] = st.session_state.get(_PAGE) != page
    if st.session_state[_ENTERED]:
        st.session_state[_PAGE], st.session_state[_NAMES] = page, []
    st.session_state[_CHOSE_NOW] = st.session_state.pop(_CHOSE, False)
    _drop_personal_data()
    for name in KEPT:  # also where the page itself does not ask for it
        if given := st.query_params.get(name):
            st.session_state[f"_kept_{name}"] = given.split(".")


def _drop_personal_data() -> None:
    """Take what looks like personal data out of the address, also where no page would read it."""
    personal = [name for name in st.query_params if _is_personal(name, *st.query_params.get_all(name))]
    for name in personal:
        del st.query_params[name]
    if personal:
        notify(REFUSAL)


def _is_personal(*texts: str) -> bool:
    # An underscore parts the numbers of a long list; no CPR number and no address needs one.
    return any(has_personal_data(part) for text in texts for part in text.split("_"))


def made_on(edition: int) -> str:
    """The edition the address was made on, or an empty string; what is chosen from now on is on ``edition``."""
    st.session_state[f"_{EDITION}"] = str(edition)
    return st.query_params.get(EDITION, "")


def notices() -> list[str]:
    """What the reader must be told about the link, in order."""
    said: list[str] = st.session_state.get(_NOTICES, [])
    return said


def notify(sentence: str) -> None:
    """Add a kind sentence about the link to this run."""
    st.session_state.setdefault(_NOTICES, []).append(sentence)


def hidden(key: str, **_: object) -> Any:
    """The widget of a choice that stands in the address only."""
    return st.session_state[key]


def send_again(*names: str) -> None:
    """Tell the browser the value of some choices once more, where their fields were out of its sight until now.

    A field in a closed popover is not there: what was sent to it in an earlier run is lost.
    """
    for key in map(_key, names):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def send_all_again() -> None:
    """The same for every choice of the page."""
    send_again(*st.session_state.get(_NAMES, ()))


def one(name: str, options: Mapping[str, str], default: str, what: str, widget: Widget, **given: Unpack[Look]) -> str:
    """One choice among ``options`` (id → label), kept in the address under ``name``."""
    key = _sync_one(name, options, default, what)
    narrowed = {"filter_mode": FILTER} if widget is st.selectbox else {}
    chosen: str = widget(
        options=list(options), format_func=options.get, key=key, on_change=_choose, **narrowed, **given
    )
    return chosen


def many(
    name: str,
    options: Mapping[str, str],
    what: str,
    widget: Widget,
    keep_order: bool = False,
    default: Sequence[str] = (),
    most: int | None = None,
    understand: Callable[[str], str] | None = None,
    **given: Unpack[Look],
) -> list[str]:
    """Any number of choices among ``options``, kept in the address separated by full stops.

    ``keep_order`` keeps the order they were chosen in; otherwise it is that of the options.
    ``most`` is how many there may be. ``understand`` says which option is meant by words that are none (an empty string:
    none is); what was written is kept nowhere.
    """

    def read(raw: str) -> list[str]:
        asked = list(dict.fromkeys(raw.split(".")))
        if unknown := [item for item in asked if item not in options]:
            notify(f"Linket nævner {what}, som ikke findes her, og det er sprunget over ({len(unknown)}).")
        found = [item for item in (asked if keep_order else options) if item in asked and item in options]
        if most and len(found) > most:
            notify(f"Linket nævner {len(found)}, men der kan højst vises {most} ad gangen. De første {most} er vist.")
        return found[:most] or list(default)

    default = [item for item in _kept(name) if item in options] or default
    # The label of "select all" cannot be changed.
    bounds = {"select_all": False, "max_selections": most, "filter_mode": FILTER} if widget is st.multiselect else {}
    if understand:
        bounds["accept_new_options"] = True
    key = _sync(name, list(default), read)
    kept = [item for item in st.session_state[key] or [] if item in options]
    if stale := len(st.session_state[key] or []) - len(kept):
        st.session_state[key] = kept
        notify(f"Noget af det valgte passer ikke til gruppen og er taget ud ({stale}).")
    _keep(name, kept)
    if st.session_state.pop(unknown := f"_unknown_{name}", False):
        notify("Det, du skrev, passer ikke på noget på listen. Prøv et andet ord, eller vælg på listen.")

    def choose() -> None:
        if understand:
            meant = [item if item in options else understand(item) for item in st.session_state[key]]
            st.session_state[unknown] = "" in meant
            st.session_state[key] = list(dict.fromkeys(filter(None, meant)))
        _choose()

    def named(item: str) -> str:
        return options.get(item, item)  # words that are no option are looked up after the library has named them

    chosen: list[str] = widget(options=list(options), format_func=named, key=key, on_change=choose, **bounds, **given)
    return chosen


def amount(name: str, low: int, high: int, default: int, what: str, widget: Widget, **given: Unpack[Look]) -> int:
    """A whole number from ``low`` to ``high`` in a text field, kept in the address.

    Anything else is put back to the number before and explained: the number field of the library explains in English.
    """
    key, before, wrong = _key(name), f"_before_{name}", f"_wrong_{name}"

    def is_valid(text: str) -> bool:
        return text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high

    def read(raw: str) -> str:
        if is_valid(raw):
            return raw
        notify(f"Linket nævner {what}, som ikke kan bruges. Vi viser {default} i stedet.")
        del st.query_params[name]  # whatever was written there does not stay in the address
        return str(default)

    def choose() -> None:
        written = st.session_state[key].strip().replace(".", "")
        st.session_state[wrong] = not is_valid(written)
        st.session_state[key] = written if is_valid(written) else st.session_state[before]
        _choose()

    _sync(name, str(default), read)
    st.session_state[before] = st.session_state[key]
    value = int(widget(key=key, on_change=choose, max_chars=len(number(high)), **given))
    if st.session_state.pop(wrong, False):
        st.error(f"Skriv et helt tal fra {number(low)} til {number(high)}. Vi regner videre med {number(value)}.")
    return value


def choose(**values: object) -> None:
    """Take a choice made outside the widgets, such as a click in the map. Only from a callback."""
    for name, value in values.items():
        st.session_state[_key(name)] = value
    _choose()


def flag(name: str, widget: Widget, **given: Unpack[Look]) -> bool:
    """A switch, kept in the address as ``1`` while it is on."""
    key = _sync(name, False, lambda raw: raw == "1")
    is_on: bool = widget(key=key, on_change=_choose, **given)
    return is_on


def page(name: str, last: int, label: str, width: int) -> int:
    """A page of a list of ``last`` pages, kept in the address; the first is not written."""

    def read(raw: str) -> int:
        if raw.isascii() and raw.isdigit() and 1 <= int(raw) <= last:
            return int(raw)
        notify("Linket nævner en side i en liste, som ikke findes her. Vi viser side 1 i stedet.")
        return 1

    key = _sync(name, 1, read)
    st.session_state[key] = min(st.session_state[key], last)
    return st.number_input(label, min_value=1, max_value=last, step=1, key=key, on_change=_choose, width=width)


def words(name: str, widget: Widget, **given: Unpack[Look]) -> str:
    """Search words, kept in the address; personal data is refused and kept nowhere."""
    refused = f"_refused_{name}"

    def read(raw: str) -> str:
        if has_personal_data(raw):
            st.session_state[refused] = True
            del st.query_params[name]
            return ""
        return visible(raw)[:LONGEST]

    def choose() -> None:
        if has_personal_data(st.session_state[_key(name)]):
            st.session_state[refused] = True
            st.session_state[_key(name)] = ""
        _choose()

    key = _sync(name, "", read)
    value = widget(key=key, on_change=choose, max_chars=LONGEST, **given)
    if st.session_state.pop(refused, False):
        st.error(REFUSAL)
    return visible(value)[:LONGEST]  # the field counts its letters in the browser, where anybody can count otherwise


def numbers(name: str, limits_of: Callable[[Sequence[str]], Mapping[str, float]], what: str) -> dict[str, float]:
    """Numbers by id, each from 0 to its limit, kept in the address as ``id.number`` joined by ``_``.

    ``limits_of`` gives the limits of those ids that are known. The numbers are written in fields (:func:`number_field`)
    or all at once (:func:`choose`).
    """

    def read(raw: str) -> dict[str, float]:
        pairs = [pair.partition(".") for pair in raw.split("_")] if len(raw) <= LONGEST_NUMBERS else []
        found = {item: read_number(written) for item, _, written in pairs}
        limits = limits_of(list(found))
        kept = {
            item: value for item, value in found.items() if value is not None and _is_within(value, limits.get(item))
        }
        if len(kept) < len(pairs) or not pairs:
            notify(
                f"Linket nævner {what}, som ikke kan bruges her, og de er sprunget over ({raw.count('_') + 1 - len(kept)})."
            )
            query = st.query_params.to_dict() | {name: _shown(kept)}
            st.query_params.from_dict({key: value for key, value in query.items() if value})
        return kept

    kept: dict[str, float] = st.session_state[_sync(name, {}, read)]
    return kept


def number_field(name: str, item: str, limit: float, unit: str, label: str) -> None:
    """A field for one of the :func:`numbers`. What is no number within the limit is refused and kept nowhere."""
    field, refused = f"field_{name}_{item}", f"_refused_{name}_{item}"

    def choose() -> None:
        kept, written = st.session_state[_key(name)], st.session_state[field].strip()
        value = read_number(written)
        if not written:
            st.session_state[_key(name)] = {key: kept[key] for key in kept if key != item}
        elif _is_within(value, limit):
            st.session_state[_key(name)] = kept | {item: value}
        else:
            st.session_state[refused] = True
            return
        _choose()

    shown = _decimal(st.session_state[_key(name)].get(item))
    if st.session_state.get(field) != shown:
        st.session_state[field] = shown
    st.text_input(label, key=field, on_change=choose, max_chars=8, placeholder=unit)
    if st.session_state.pop(refused, False):
        st.error(f"Skriv et tal fra 0 til {number(limit)}, fx 42 eller 42,5. Det, der stod, er ikke gemt.")


def _is_within(value: float | None, limit: float | None) -> bool:
    return value is not None and limit is not None and 0 <= value <= limit


def _decimal(value: float | None) -> str:
    """A number as written in a field: with a comma, without a thousands dot."""
    return "" if value is None else f"{value:g}".replace(".", ",")


def forget(name: str) -> None:
    """Drop a choice that lost its meaning when another was made, such as a page number after a new filter."""
    st.session_state.pop(_key(name), None)
    st.session_state.pop(f"_seen_{name}", None)
    st.query_params.pop(name, None)


def _key(name: str) -> str:
    return f"url_{name}"


def _sync_one(name: str, options: Mapping[str, str], default: str, what: str) -> str:
    start = next((item for item in _kept(name) if item in options), default)

    def read(raw: str) -> str:
        if raw in options:
            return raw
        instead = f" I stedet er valgt »{options[start]}«." if start else ""  # an empty choice is a question of its own
        notify(f"Linket nævner {what}, som ikke findes her.{instead}")
        return start

    key = _sync(name, start, read)
    if st.session_state[key] not in options:
        st.session_state[key] = start
        _correct(name, start)
    _keep(name, [st.session_state[key]])
    return key


def _kept(name: str) -> Sequence[str]:
    """What another page left of a choice; nothing once this page has been entered."""
    return st.session_state.get(f"_kept_{name}", ()) if st.session_state.get(_ENTERED) else ()


def _keep(name: str, values: Sequence[str]) -> None:
    if name in KEPT:
        st.session_state[f"_kept_{name}"] = list(values)


def _sync(name: str, default: object, read: Callable[[str], object]) -> str:
    """Bring the session in step with the address and return the widget's key."""
    key, seen = _key(name), f"_seen_{name}"
    raw = st.query_params.get(name)
    names = st.session_state.setdefault(_NAMES, [])
    if name not in names:
        names.append(name)
    is_new = raw != st.session_state.get(seen)
    is_own = st.session_state.get(_CHOSE_NOW) and raw in st.session_state.get(_WRITTEN, {}).get(name, ())
    if key not in st.session_state or (is_new and not is_own):
        st.session_state[key] = read(raw) if raw else default
        st.session_state[seen] = st.query_params.get(name)
    return key


def _correct(name: str, shown: str) -> None:
    """Write what is shown where the address names a choice that another choice has made impossible."""
    if name in st.query_params:
        st.session_state.setdefault(_WRITTEN, {}).setdefault(name, []).append(shown)
        st.session_state[f"_seen_{name}"] = shown
        st.query_params[name] = shown


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
    if edition := st.session_state.get(f"_{EDITION}"):
        query[EDITION] = edition
    st.query_params.from_dict(query)


def _shown(value: str | bool | int | Sequence[str] | Mapping[str, float] | None) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, int):
        return str(value) if value > 1 else ""
    if isinstance(value, Mapping):
        return "_".join(f"{item}.{value[item]:g}" for item in value)
    if isinstance(value, str) or value is None:
        return value or ""
    return ".".join(value)
