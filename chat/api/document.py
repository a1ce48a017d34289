"""The OpenAPI document of the API, made from the structs that it checks requests with."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from dmr.openapi import build_schema
from dmr.openapi.config import OpenAPIConfig

from chat.api.router import router
from chat.protocol.asyncapi import tidy

CONFIG = OpenAPIConfig(
    title="Chatsite",
    version="1",
    summary="The chat over HTTP: rooms, messages, search, tokens, webhooks.",
    description=(
        "The same commands as on the socket, with the same checks and refusals. docs/api.md tells "
        "how to use it. Files are sent to /files/ first, and named in `attachments` then."
    ),
)


@cache
def document() -> dict[str, Any]:
    """The document as Python has it."""
    made: Any = build_schema(router, config=CONFIG).convert()
    for schema in made["components"]["schemas"].values():
        tidy(schema)
        schema.get("properties", {}).pop("re", None)  # what a reply answers is plain in HTTP
    refusals = made["components"].setdefault("responses", {})
    for operation in operations(made):
        for status in [status for status in operation["responses"] if status >= "400"]:
            refusals.setdefault(status, operation["responses"][status])  # the same everywhere
            operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}
    return made


def operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each operation, with its method and path."""
    for path, item in made["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                yield {"method": method.upper(), "path": path} | operation


@cache
def encoded() -> str:
    """The document as it is served, and as docs/openapi.json keeps it."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
