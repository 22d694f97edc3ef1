"""What is wrong with a request, as ``application/problem+json`` (RFC 9457): an English code and Danish words."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

# code → status and Danish title. Nothing the caller wrote is repeated in an answer.
KINDS: Mapping[str, tuple[int, str]] = {
    "unknown_parameter": (400, "Ukendt parameter"),
    "repeated_parameter": (400, "Parameteren er givet flere gange"),
    "missing_parameter": (400, "Der mangler en parameter"),
    "unknown_value": (400, "Ukendt værdi"),
    "not_found": (404, "Findes ikke"),
    "method_not_allowed": (405, "Her kan man kun læse"),
    "query_too_long": (414, "Forespørgslen er for lang"),
    "failed": (500, "Fejlen er vores"),
    "unavailable": (503, "Viden kan ikke vises lige nu"),
}


class Problem(Exception):
    """A request that cannot be answered; ``detail`` is a Danish sentence that says what to do."""

    def __init__(self, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.headers = headers or {}

    def response(self) -> Response:
        """The problem document, which no cache may keep."""
        status, title = KINDS[self.code]
        body = {"type": "about:blank", "title": title, "status": status, "code": self.code, "detail": self.detail}
        headers = {"cache-control": "no-store", "content-language": "da", **self.headers}
        text = json.dumps(body, ensure_ascii=False)
        return Response(text, status, headers, media_type="application/problem+json")
