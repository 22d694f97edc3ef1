"""The description is a valid OpenAPI 3.1 document, names every route, and every answer on the real data follows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from core.api import api_routes
from core.api.problem import KINDS
from core.api.question import SWITCHES
from core.api.routes import BASE, openapi
from core.model import Direction, Directness, Level, SecondDirection, State
from core.store import Filters, Store
from tests.api.test_api import Showing, served
from tests.asgi import ask

# The shape of OpenAPI 3.1 itself, for the parts used here (spec.openapis.org/oas/v3.1.0, section 4.8).
REF = {"type": "object", "required": ["$ref"], "properties": {"$ref": {"type": "string", "pattern": "^#/components/"}}}
RESPONSE = {
    "type": "object",
    "required": ["description"],
    "properties": {
        "description": {"type": "string"},
        "content": {"additionalProperties": {"required": ["schema"], "properties": {"schema": {"type": "object"}}}},
    },
    "additionalProperties": False,
}
PARAMETER = {
    "type": "object",
    "required": ["name", "in", "schema", "description"],
    "properties": {
        "name": {"type": "string"},
        "in": {"enum": ["query", "path"]},
        "required": {"type": "boolean"},
        "description": {"type": "string"},
        "schema": {"type": "object"},
        "example": True,
    },
    "additionalProperties": False,
    "if": {"properties": {"in": {"const": "path"}}},
    "then": {"required": ["required"], "properties": {"required": {"const": True}}},
}
OPERATION = {
    "type": "object",
    "required": ["operationId", "summary", "responses", "tags"],
    "properties": {
        "operationId": {"type": "string"},
        "summary": {"type": "string"},
        "description": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "parameters": {"type": "array", "items": PARAMETER},
        "responses": {
            "type": "object",
            "required": ["200"],
            "patternProperties": {"^[1-5][0-9][0-9]$": {"anyOf": [REF, RESPONSE]}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
OPENAPI = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string", "pattern": r"^3\.1\.\d+$"},
        "jsonSchemaDialect": {"const": "https://json-schema.org/draft/2020-12/schema"},
        "info": {"type": "object", "required": ["title", "version"]},
        "servers": {"type": "array", "items": {"required": ["url"]}},
        "tags": {"type": "array", "items": {"required": ["name"]}},
        "paths": {
            "patternProperties": {
                "^/": {
                    "type": "object",
                    "required": ["get"],
                    "properties": {"get": OPERATION},
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "components": {
            "type": "object",
            "properties": {
                "responses": {"additionalProperties": RESPONSE},
                "schemas": {"additionalProperties": {"$ref": "https://json-schema.org/draft/2020-12/schema"}},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def app(store: Store) -> Starlette:
    """The routes over the real data."""
    return served(Showing(store))


def validator(schema: dict) -> Draft202012Validator:
    """A validator of one schema of the description."""
    return Draft202012Validator(inlined(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)


def inlined(node: object) -> object:
    """The schema with every reference followed; none of them turns in a circle. Much faster than looking each up."""
    if isinstance(node, dict) and "$ref" in node:
        return inlined(openapi()["components"]["schemas"][node["$ref"].rsplit("/", 1)[1]])
    if isinstance(node, dict):
        return {key: inlined(value) for key, value in node.items()}
    return [inlined(item) for item in node] if isinstance(node, list) else node


def described(path: str, status: int) -> tuple[str, dict]:
    """The media type and schema that the description promises for an answer."""
    response = openapi()["paths"][path]["get"]["responses"][str(status)]
    if "$ref" in response:
        response = openapi()["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    [(media, content)] = response["content"].items()
    return media, content["schema"]


def asked(store: Store) -> Iterator[tuple[str, str, str]]:
    """Route, path and query of every answer there is without switches, and some with."""
    for path in openapi()["paths"]:
        if path == f"{BASE}/answers":
            groups = [key for key, row in store.target_groups.items() if row["is_selectable"]]
            yield from ((path, path, f"target_group={group}") for group in groups)
            yield from (
                (path, path, f"target_group=ledige&{name}=true") for name in SWITCHES if name != "without_review"
            )
            yield path, path, "target_group=ledige&intervention=privat-loentilskud"
            yield path, path, "target_group=ledige&without_review=rosholm-svarer-2010"
        elif path == f"{BASE}/second-layer":
            yield from (
                (path, path, f"target_group={group}") for group in ("sygemeldte", "dagpenge-16-mdr", "jobparate")
            )
        elif "{study_id}" in path:
            with store._con.cursor() as cursor:
                ids = [row[0] for row in cursor.execute("select study_id from study").fetchall()]
            yield from ((path, path.replace("{study_id}", study), "") for study in ids)
        else:
            yield path, path, ""


def references(node: object) -> Iterator[str]:
    """Every ``$ref`` in the description."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


def test_description_is_an_openapi_document() -> None:
    Draft202012Validator(OPENAPI).validate(openapi())
    for schema in openapi()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    found = set(references(openapi()))
    for reference in found:
        _, kind, name = reference.removeprefix("#/").split("/")
        assert name in openapi()["components"][kind]
    unused = {f"#/components/{kind}/{name}" for kind, part in openapi()["components"].items() for name in part} - found
    assert unused == set()


def test_every_route_is_described() -> None:
    routes = {route.path for route in api_routes(Showing(), lambda *given: ())}
    assert routes - {"/api", "/api/{rest:path}"} == set(openapi()["paths"])


def test_every_switch_and_code_is_described() -> None:
    parameters = {item["name"] for item in openapi()["paths"][f"{BASE}/answers"]["get"]["parameters"]}
    assert parameters == {"target_group", "intervention"} | {field.name for field in fields(Filters)}
    schemas = openapi()["components"]["schemas"]
    answer = schemas["Answer"]["properties"]
    assert answer["state"]["properties"]["code"]["enum"] == list(State)
    assert answer["directness"]["oneOf"][0]["allOf"][1]["properties"]["code"]["enum"] == list(Directness)
    assert schemas["DirectionCode"]["allOf"][1]["properties"]["code"]["enum"] == list(Direction)
    assert schemas["SecondDirection"]["allOf"][1]["properties"]["code"]["enum"] == list(SecondDirection)
    assert schemas["LevelCode"]["allOf"][1]["properties"]["code"]["enum"] == [*Level, "not_stated"]
    assert schemas["Problem"]["properties"]["code"]["enum"] == list(KINDS)


def thinned(document: dict, seen: set[str]) -> dict:
    """The document without list items that stood in an earlier one (the first of a list stays): each is checked once."""
    for answer in document.get("answers", []):
        for name in ("caveats", "results", "conclusions", "references"):
            fresh = [item for item in answer[name] if (text := json.dumps(item)) not in seen and not seen.add(text)]
            answer[name] = fresh or answer[name][:1]
    return document


def test_every_answer_follows_its_description(app: Starlette, store: Store) -> None:
    validators: dict[str, Draft202012Validator] = {}
    seen: set[str] = set()
    for route, path, query in asked(store):
        media, schema = described(route, 200)
        reply = ask(app, path, query)
        assert reply.status == 200, (path, query, reply.body)
        assert reply.headers["content-type"] == media
        assert len(reply.body) < 1_000_000
        if route not in validators:
            validators[route] = validator(schema)
        validators[route].validate(thinned(reply.json, seen))


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        (f"{BASE}/answers", "", 400, "missing_parameter"),
        (f"{BASE}/answers", "target_group=", 400, "missing_parameter"),
        (f"{BASE}/answers", "target_group=findes-ikke", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&target_group=unge", 400, "repeated_parameter"),
        (f"{BASE}/answers", "target_group=ledige&intervention=findes-ikke", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&intervention=", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&only_danish=ja", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&without_review=", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&without_review=cheung-2017", 400, "unknown_value"),
        (f"{BASE}/answers", "target_group=ledige&cpr=0101901234", 400, "unknown_parameter"),
        (f"{BASE}/answers", "target_group=" + "x" * 2000, 414, "query_too_long"),
        (f"{BASE}/second-layer", "", 400, "missing_parameter"),
        (f"{BASE}/version", "x=1", 400, "unknown_parameter"),
        (f"{BASE}/studies/findes-ikke", "", 404, "not_found"),
    ],
)
def test_problem_follows_its_description(app: Starlette, path: str, query: str, status: int, code: str) -> None:
    reply = ask(app, path, query)
    route = f"{BASE}/studies/{{study_id}}" if "studies" in path else path
    media, schema = described(route, status)
    assert (reply.status, reply.headers["content-type"]) == (status, media)
    validator(schema).validate(reply.json)
    assert (reply.json["status"], reply.json["code"]) == (status, code)
