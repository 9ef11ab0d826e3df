"""The schema of rule files as JSON Schema, for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, create_model

from kjreport.ruleset.overlays import Off, changes
from kjreport.ruleset.schema import MODELS

SUFFIX = ".schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a rule file of a kind.

    >>> json_schema("labels")["required"]
    ['kind', 'labels']
    """
    rule = MODELS[kind]
    replacement = create_model(f"{rule.__name__}Replacement", __base__=rule, replace=(bool, True))
    entry: Any = TypeAdapter(rule | replacement | changes(kind) | Off)  # type: ignore[arg-type] # models made at run time
    entries = entry.json_schema()
    definitions = entries.pop("$defs", {})
    return {
        "$schema": _DIALECT,
        "title": f"kjreport rule file of kind {kind}",
        "type": "object",
        "properties": {"kind": {"const": kind}, kind: {"type": "array", "items": entries}},
        "required": ["kind", kind],
        "additionalProperties": False,
        "$defs": definitions,
    }


def schema_files() -> Iterator[tuple[str, str]]:
    """Return name and text of the schema file of each kind."""
    for kind in MODELS:
        yield f"{kind}{SUFFIX}", json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"
