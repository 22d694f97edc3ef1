"""The answers of a group as a page without script: as a file to keep, and to read where the app cannot be reached.

A network that blocks the WebSocket or the scripts of the app blocks no ordinary page: ``/laes`` shows the same answers
with the same caveats as the main page.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.store import StoreUnavailable
from core.text import today
from core.ui.find.overview import file_html
from core.ui.frame.address import public_address
from core.ui.frame.session import NEWEST, answers_of

NO_STORE = "Siden kan ikke vises lige nu, for viden kan ikke vises. Prøv igen om lidt."


def saved_page(request: Request) -> Response:
    """A group's main page as one file that asks for nothing from anywhere (``/gem?gruppe=…``)."""
    try:
        store = NEWEST.get().store
    except StoreUnavailable:
        return PlainTextResponse(NO_STORE, 503)
    group_id = request.query_params.get("gruppe", "")
    if group_id not in store.group_names:
        return PlainTextResponse("Målgruppen findes ikke her. Gå til forsiden, og vælg en.", 404)
    address = public_address(f"/?gruppe={group_id}")
    page = file_html(store, answers_of(store, group_id), group_id, today(), address)
    name = f"hvad-virker-{group_id}-{store.version}.html"
    return Response(page, media_type="text/html", headers={"content-disposition": f'attachment; filename="{name}"'})


def read_page(request: Request) -> Response:
    """The same page to read without script (``/laes?gruppe=…``), with the groups to choose among."""
    try:
        store = NEWEST.get().store
    except StoreUnavailable:
        return PlainTextResponse(NO_STORE, 503)
    group_id = request.query_params.get("gruppe", "")
    chosen = group_id if group_id in store.group_names else ""
    answers = answers_of(store, chosen) if chosen else ()
    return Response(
        file_html(store, answers, chosen, today(), groups=list(store.selectable_groups.values())),
        media_type="text/html; charset=utf-8",
    )
