"""The whole store as CSV files in one zip, described by a ``datapackage.json``."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from core.text import draft_mark

FRICTIONLESS_TYPES = {"INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}


class Contents(TypedDict):
    """A table: what it is, its columns (name, type, comment), and its rows."""

    comment: str
    columns: list[dict[str, str]]
    rows: list[tuple[Any, ...]]


def csv_archive(tables: Mapping[str, Contents], version: str) -> bytes:
    """The bytes of the zip with the tables by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tables.items():
            header = [column["name"] for column in table["columns"]]
            archive.writestr(f"{name}.csv", _csv(header, table["rows"]))
        archive.writestr("datapackage.json", json.dumps(describe(tables, version), ensure_ascii=False, indent=2))
    return buffer.getvalue()


def describe(tables: Mapping[str, Contents], version: str) -> dict[str, object]:
    """The data package descriptor (Frictionless Data Package 1.0) of the tables."""
    resources = [
        {
            "name": name.replace("_", "-"),
            "path": f"{name}.csv",
            "description": table["comment"],
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {
                        "name": column["name"],
                        "type": FRICTIONLESS_TYPES.get(column["type"], "string"),
                        "description": column["comment"],
                    }
                    for column in table["columns"]
                ]
            },
        }
        for name, table in tables.items()
    ]
    return {
        "name": "hvad-virker-for-hvem",
        "title": f"{draft_mark(version)}Hvad virker for hvem? Evidens om beskæftigelsesindsatsen",
        "version": version,
        "resources": resources,
    }


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value
