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

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from core.api import documents
from core.api.problem import Problem
from core.api.question import SWITCHES, read_code, read_parameters, read_study, read_switches
from core.model import Answer
from core.store import Filters, Store, StoreUnavailable

BASE = "/api/v1"
Compose = Callable[[Request], tuple[Store, dict[str, object]]]
Answers = Callable[[Store, str, Filters], tuple[Answer, ...]]


@cache
def openapi() -> dict[str, object]:
    """The OpenAPI 3.1 description of these routes, written by hand beside this file."""
    return json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))


def api_routes(get_store: Callable[[], Store], get_answers: Answers) -> list[Route]:
    """The routes. ``get_store`` may raise ``StoreUnavailable``; ``get_answers`` gives what the pages show."""

    def plain(document: Callable[[Store, date], dict[str, object]]) -> Compose:
        def compose(request: Request) -> tuple[Store, dict[str, object]]:
            read_parameters(request, ())
            return (store := get_store()), document(store, date.today())

        return compose

    def answers(request: Request) -> tuple[Store, dict[str, object]]:
        given = read_parameters(request, {"target_group", "intervention", *SWITCHES}, ("target_group",))
        store = get_store()
        groups = {key for key, row in store.target_groups.items() if row["is_selectable"]}
        group = read_code(given, "target_group", groups, f"{BASE}/target-groups")
        wanted = read_code(given, "intervention", store.interventions, f"{BASE}/interventions")
        filters = read_switches(given, store)
        found = [a for a in get_answers(store, group, filters) if wanted in ("", a.assessment.intervention_id)]
        return store, documents.answers_document(store, found, group, filters, date.today())

    def study(request: Request) -> tuple[Store, dict[str, object]]:
        read_parameters(request, ())
        store = get_store()
        row = read_study(request.path_params["study_id"], store)
        if row is None:
            raise Problem("not_found", "Der er ikke noget studie med den kode.")
        return store, documents.study_document(store, row, date.today())

    def description(request: Request) -> tuple[Store, dict[str, object]]:
        read_parameters(request, ())
        return get_store(), openapi()

    composed: Mapping[str, Compose] = {
        f"{BASE}/version": plain(documents.version_document),
        f"{BASE}/target-groups": plain(documents.target_groups_document),
        f"{BASE}/interventions": plain(documents.interventions_document),
        f"{BASE}/answers": answers,
        f"{BASE}/studies/{{study_id}}": study,
        f"{BASE}/openapi.json": description,
        "/api": nothing_here,
        "/api/{rest:path}": nothing_here,
    }
    return [Route(path, Door(compose)) for path, compose in composed.items()]


def nothing_here(request: Request) -> tuple[Store, dict[str, object]]:
    """Every other address below ``/api``."""
    raise Problem("not_found", f"Adressen findes ikke. Se {BASE}/openapi.json.")


class Door:
    """One route as an ASGI app: GET and HEAD only, problems as documents, nothing about the server in them."""

    def __init__(self, compose: Compose) -> None:
        self.compose = compose

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self.answer, Request(scope))
        await response(scope, receive, send)

    def answer(self, request: Request) -> Response:
        """The document, 304 when the client has it already, or a problem."""
        try:
            if request.method not in ("GET", "HEAD"):
                raise Problem("method_not_allowed", "Brug GET eller HEAD.", {"allow": "GET, HEAD"})
            store, document = self.compose(request)
        except Problem as problem:
            return problem.response()
        except StoreUnavailable:
            return Problem("unavailable", "Datalageret kan ikke åbnes. Prøv igen om lidt.").response()
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            logging.getLogger(__name__).error("the API failed with %s\n%s", type(error).__name__, where)
            return Problem("failed", "Der er sket en fejl hos os. Ingen data er gået tabt.").response()
        return _fresh_or_not(request, store, document)


def _fresh_or_not(request: Request, store: Store, document: dict[str, object]) -> Response:
    # Weak, because the same answer may be sent compressed.
    tag = f'W/"{openapi()["info"]["version"]}-{store.version}-{date.today().isoformat()}"'
    headers = {
        "cache-control": "public, no-cache",
        "content-language": "da",
        "etag": tag,
        "link": f'<{BASE}/openapi.json>; rel="service-desc"',
    }
    known = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if {"*", tag} & set(known):
        return Response(status_code=304, headers=headers)
    return JSONResponse(document, headers=headers)
