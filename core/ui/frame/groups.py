"""The group a page is about: chosen from those that can be, and whom a page begins with."""

from __future__ import annotations

from typing import Unpack

import streamlit as st

from core.evidence.law import is_joint
from core.store import Store
from core.ui.frame import url
from core.ui.frame.session import answers_for


def first_group(store: Store) -> str:
    """Whom a page is about while nobody is chosen: the group the joint conversation is held for, where there is one."""
    joint = (key for key, row in store.selectable_groups.items() if is_joint(row))
    return next(joint, next(iter(store.group_names), ""))


def first_intervention(store: Store) -> str:
    """What a page is about while nothing is chosen: the best supported of what can be brought up with that group."""
    pickable = (a.assessment for a in answers_for(first_group(store)) if store.is_pickable(a.assessment))
    return next((cell.intervention_id for cell in pickable), next(iter(store.interventions), ""))


def choose_group(store: Store, widget: url.Widget = st.selectbox, **given: Unpack[url.Look]) -> str:
    """The group of the address, chosen with a field."""
    return url.one("gruppe", store.group_names, first_group(store), "en målgruppe", widget, **given)
