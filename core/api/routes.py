"""The routes under ``/api/v1``. They are given the open store and its answers, and only read.

A client that asks again with ``If-None-Match`` gets 304 until the data, the day or this interface changes.
No other site's scripts may read an answer: a case system asks from its own server.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from core.api import documents
from core.api.problem import Problem
from core.api.question import SWITCHES, read_code, read_parameters, read_study, read_switches
from core.api.second_layer import second_layer_document
from core.model import Answer
from core.store import Filters, Newest, Shown, Store, StoreUnavailable
from core.text import today

BASE = "/api/v1"
Document = dict[str, object]
Compose = Callable[[Request, Shown], Document]
Answers = Callable[[Store, str, Filters], tuple[Answer, ...]]


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 description of these routes, written by hand beside this file."""
    described: dict[str, Any] = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
    return described


def api_routes(newest: Newest, answers_of: Answers) -> list[Route]:
    """The routes over the store the pages show; ``answers_of`` gives the answers that the pages give."""

    def answers(request: Request, shown: Shown) -> Document:
        given = read_parameters(request, {"target_group", "intervention", *SWITCHES}, ("target_group",))
        store, group = shown.store, _group(given, shown.store)
        wanted = read_code(given, "intervention", store.interventions, f"{BASE}/interventions")
        filters = read_switches(given, store)
        found = [a for a in answers_of(store, group, filters) if wanted in ("", a.assessment.intervention_id)]
        return documents.answers_document(shown, found, group, filters, today())

    composed: Mapping[str, Compose] = {
        f"{BASE}/version": _plain(documents.version_document),
        f"{BASE}/target-groups": _plain(documents.target_groups_document),
        f"{BASE}/interventions": _plain(documents.interventions_document),
        f"{BASE}/answers": answers,
        f"{BASE}/second-layer": second_layer,
        f"{BASE}/studies/{{study_id}}": study,
        f"{BASE}/openapi.json": _plain(lambda shown, today: openapi()),
        "/api": nothing_here,
        "/api/{rest:path}": nothing_here,
    }
    return [Route(path, Door(newest, compose)) for path, compose in composed.items()]


def _plain(document: Callable[[Shown, date], Document]) -> Compose:
    """A document that takes no parameters."""

    def compose(request: Request, shown: Shown) -> Document:
        read_parameters(request, ())
        return document(shown, today())

    return compose


def _group(given: Mapping[str, str], store: Store) -> str:
    """The target group asked for, of those a reader can choose."""
    groups = {key for key, row in store.target_groups.items() if row["is_selectable"]}
    return read_code(given, "target_group", groups, f"{BASE}/target-groups")


def second_layer(request: Request, shown: Shown) -> Document:
    """What research outside the five documents points to for a group."""
    given = read_parameters(request, {"target_group"}, ("target_group",))
    return second_layer_document(shown, _group(given, shown.store), today())


def study(request: Request, shown: Shown) -> Document:
    """One study by its code."""
    read_parameters(request, ())
    found = read_study(request.path_params["study_id"], shown.store)
    return documents.study_document(shown, found, today())


def nothing_here(request: Request, shown: Shown) -> Document:
    """Every other address below ``/api``."""
    raise Problem("not_found", "Adressen findes ikke. Se openapi.json under /api/v1.")


class Door:
    """One route as an ASGI app: GET and HEAD only, problems as documents, nothing about the server in them."""

    def __init__(self, newest: Newest, compose: Compose) -> None:
        self.newest = newest
        self.compose = compose

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self.answer, Request(scope))
        await response(scope, receive, send)

    def answer(self, request: Request) -> Response:
        """The document, 304 when the client has it already, or a problem."""
        try:
            return self._found(request)
        except Problem as problem:
            return problem.response()
        except StoreUnavailable:
            return Problem("unavailable", "Datalageret kan ikke åbnes. Prøv igen om lidt.").response()
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            logging.getLogger(__name__).error("the API failed with %s\n%s", type(error).__name__, where)
            return Problem("failed", "Der er sket en fejl hos os. Ingen data er gået tabt.").response()

    def _found(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise Problem("method_not_allowed", "Brug GET eller HEAD.", {"allow": "GET, HEAD"})
        shown = self.newest.get()
        try:
            return _fresh_or_not(request, shown, self.compose(request, shown))
        except StoreUnavailable:
            self.newest.discard(shown.store)  # it turned out to be damaged; the next request gets another
            raise


def _fresh_or_not(request: Request, shown: Shown, document: Document) -> Response:
    # Weak, because the same answer may be sent compressed.
    parts = [openapi()["info"]["version"], shown.store.version, today().isoformat()]
    tag = f'W/"{"-".join(parts + ["older"] * bool(shown.hindrance))}"'
    up = "../" * request.url.path.removeprefix(f"{BASE}/").count("/")  # relative: the app may stand below a path
    headers = {
        "cache-control": "public, no-cache",
        "content-language": "da",
        "etag": tag,
        "link": f'<{up}openapi.json>; rel="service-desc"',
    }
    known = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if {"*", tag} & set(known):
        return Response(status_code=304, headers=headers)
    return JSONResponse(document, headers=headers)
