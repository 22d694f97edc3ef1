"""What a request asks, checked: every parameter is known, given once, and one of the values there are."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import fields

from starlette.requests import Request

from core.api.problem import Problem
from core.rows import StudiesRow
from core.store import Filters, Selection, Store

LONGEST_QUERY = 1_000
CODE = re.compile(r"[a-z0-9-]{1,100}")
FLAGS = {"true": True, "false": False}
SWITCHES = tuple(field.name for field in fields(Filters))


def read_parameters(request: Request, allowed: Container[str], required: tuple[str, ...] = ()) -> dict[str, str]:
    """The parameters by name. Raises :class:`Problem` for one that is unknown, repeated or missing."""
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise Problem("query_too_long", f"En forespørgsel kan højst fylde {LONGEST_QUERY} tegn.")
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            raise Problem("unknown_parameter", "En af parametrene findes ikke. Se openapi.json.")
        if name in given:
            raise Problem("repeated_parameter", f"Giv {name} én gang.")
        given[name] = value
    for name in required:
        if not given.get(name):
            raise Problem("missing_parameter", f"Angiv {name}. Se openapi.json.")
    return given


def read_code(parameters: Mapping[str, str], name: str, known: Container[str], where: str) -> str:
    """The value of a parameter that must be one of the known ids; ``where`` lists them. Empty when not given."""
    if name in parameters and parameters[name] not in known:
        raise Problem("unknown_value", f"{name} skal være en kode fra {where}.")
    return parameters.get(name, "")


def read_switches(parameters: Mapping[str, str], store: Store) -> Filters:
    """Which evidence counts: the same robustness switches as on the pages."""
    return Filters(
        only_danish=_read_flag(parameters, "only_danish"),
        without_high_bias=_read_flag(parameters, "without_high_bias"),
        after_2010=_read_flag(parameters, "after_2010"),
        only_randomised=_read_flag(parameters, "only_randomised"),
        without_review=_read_review(parameters, "without_review", store),
    )


def read_study(value: str, store: Store) -> StudiesRow:
    """The study with that code. Raises :class:`Problem`; what is no code at all is not asked for."""
    chosen = Selection(found=(value,)).parameters
    found = store.rows("studies", **chosen, top=1, skip=0) if CODE.fullmatch(value) else []
    if not found:
        raise Problem("not_found", "Der er ikke noget studie med den kode.")
    return found[0]


def _read_flag(parameters: Mapping[str, str], name: str) -> bool:
    value = parameters.get(name, "false")
    if value not in FLAGS:
        raise Problem("unknown_value", f"{name} skal være true eller false.")
    return FLAGS[value]


def _read_review(parameters: Mapping[str, str], name: str, store: Store) -> str:
    if name in parameters and parameters[name] not in {row["study_id"] for row in store.reviews}:
        raise Problem("unknown_value", f"{name} skal være koden på en litteraturgennemgang.")
    return parameters.get(name, "")
