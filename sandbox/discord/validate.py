"""Every body against Discord's own OpenAPI, with errors that name the field; in tests the sandbox's answers too."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from sandbox.discord.errors import Problem
from sandbox.discord.request import Route
from sandbox.kit import Json

BASE = "urn:discord"
NOTICE = "sandbox: no Discord OpenAPI here, so its check is skipped; the rules by hand still run.\n"
Steps = tuple[str | int, ...]


def relax(spec: Json) -> None:
    """Where Discord itself is more lenient than its specification, or discord.py sends what it does not list."""
    schemas = spec["components"]["schemas"]
    # Discord takes ids as integers too; discord.py sends `recipient_id` and the users of `allowed_mentions` so.
    schemas["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}
    # discord.py sends an embed's flags along; Discord ignores them
    schemas["RichEmbed"]["properties"]["flags"] = {"type": ["integer", "null"]}
    # discord.py names a kept attachment by all that it knows of it; Discord reads the id
    schemas["MessageAttachmentRequest"]["additionalProperties"] = True
    callback_edit = "IncomingWebhookUpdateForInteractionCallbackRequestPartial"
    for name in ("MessageEditRequestPartial", "IncomingWebhookUpdateRequestPartial", callback_edit):
        # discord.py sends it with every edit that has content; Discord ignores it there
        schemas[name]["properties"]["tts"] = {"type": ["boolean", "null"]}
    for name in ("ApplicationCommandUpdateRequest", "ApplicationCommandCreateRequest"):
        # documented for commands, sent by discord.py, and missing in the specification
        schemas[name]["properties"]["nsfw"] = {"type": ["boolean", "null"]}


def close(spec: Json) -> None:
    """A field that no schema knows is a mistake: Discord would drop it silently."""
    for schema in spec["components"]["schemas"].values():
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)


def load_schemas(spec: Path | None, routes: Iterable[Route]) -> Schemas | None:
    """Discord's schemas for these routes; None, and a notice on stderr, where the specification is not at hand."""
    if spec is None:
        sys.stderr.write(NOTICE)
        return None
    return _load(spec, tuple((route.method, route.template) for route in routes))


@lru_cache(maxsize=2)
def _load(spec: Path, operations: tuple[tuple[str, str], ...]) -> Schemas:
    """Once in a process: compiling takes a tenth of a second, and what is compiled does not change."""
    return Schemas(json.loads(spec.read_text()), operations)


class Schemas:
    """The bodies of requests, compiled for the given methods and path templates."""

    def __init__(self, document: Json, operations: Iterable[tuple[str, str]]) -> None:
        relax(document)
        close(document)
        self._document = document
        self._registry = jsonschema_rs.Registry([(BASE, document)], draft=jsonschema_rs.Draft202012)
        self._bodies: dict[tuple[str, str], tuple[Json, jsonschema_rs.Validator]] = {}
        for method, template in operations:
            operation = document["paths"].get(template, {}).get(method.lower(), {})
            content = operation.get("requestBody", {}).get("content", {})
            if schema := content.get("application/json", {}).get("schema"):
                self._bodies[method, template] = (schema, self._validator(schema))

    def check(self, method: str, template: str, body: Any) -> list[Problem]:
        """What is wrong with it, field by field; nothing where Discord's specification has no body."""
        if (method, template) not in self._bodies:
            return []
        schema, validator = self._bodies[method, template]
        if validator.is_valid(body):
            return []
        found = list(dict.fromkeys(self._explain(schema, body, ())))
        return found or [Problem((), "OpenAPI", "does not fit Discord's schema")]

    def _validator(self, schema: Json) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator(
            _absolute(schema), registry=self._registry, validate_formats=True, ignore_unknown_formats=True
        )

    def _explain(self, schema: Json, value: Any, path: Steps) -> Iterator[Problem]:
        """The errors of `value`; of a choice between schemas, those of the branch that its `type` means."""
        schema = self._resolve(schema)
        branches = schema.get("oneOf") or schema.get("anyOf")
        if branches and not _is_enumeration(branches):
            branch = self._pick(branches, value)
            if branch is None:
                yield Problem(path, "OpenAPI type", _no_branch(value))
            else:
                yield from self._explain(branch, value, path)
            return
        inside = list(self._inside(schema, value, path))
        for key, step, inner in inside:
            yield from self._explain(inner, value[key], step)
        flat = {key: each for key, each in schema.items() if key not in ("properties", "items")}
        if "properties" in schema:
            flat["properties"] = dict.fromkeys(schema["properties"], True)
        for error in self._validator(flat).iter_errors(value):
            yield Problem((*path, *error.instance_path), f"OpenAPI {_keyword(error)}", str(error.message))

    def _inside(self, schema: Json, value: Any, path: Steps) -> Iterator[tuple[Any, Steps, Json]]:
        if isinstance(value, dict):
            for key, inner in schema.get("properties", {}).items():
                if key in value:
                    yield key, (*path, key), inner
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for index in range(len(value)):
                yield index, (*path, index), schema["items"]

    def _resolve(self, schema: Json) -> Json:
        while "$ref" in schema:
            found: Any = self._document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[step.replace("~1", "/").replace("~0", "~")]
            schema = found
        return schema

    def _pick(self, branches: list[Json], value: Any) -> Json | None:
        resolved = [self._resolve(branch) for branch in branches]
        if value is not None:
            resolved = [branch for branch in resolved if branch.get("type") != "null"]
        if len(resolved) > 1 and isinstance(value, dict):
            named = [branch for branch in resolved if self._names_type(branch, value)]
            if not named:
                return None
            resolved = named
        return min(resolved, key=lambda branch: len(list(self._validator(branch).iter_errors(value))), default=None)

    def _names_type(self, branch: Json, value: Json) -> bool:
        """Whether the branch's `type` (or `entity_type`) is the value's; true when the branch has none."""
        for key in ("type", "entity_type"):
            allowed = branch.get("properties", {}).get(key, {}).get("enum")
            if allowed is not None:
                return value.get(key) in allowed
        return True


class Answers:
    """The strict side: what the sandbox itself answers, against the response schemas. For tests."""

    def __init__(self, spec: Path) -> None:
        self._document = json.loads(spec.read_text())
        self._registry = jsonschema_rs.Registry([(BASE, self._document)], draft=jsonschema_rs.Draft202012)

    def errors(self, method: str, template: str, status: int, body: Any) -> list[str]:
        steps = ("paths", template, method.lower(), "responses", str(status), "content", "application/json", "schema")
        validator = jsonschema_rs.Draft202012Validator({"$ref": pointer(steps)}, registry=self._registry)
        return [f"{'.'.join(map(str, error.instance_path))}: {error.message}" for error in validator.iter_errors(body)]


def pointer(steps: Steps) -> str:
    """A JSON pointer, with what URIs do not allow percent-encoded."""
    quoted = (str(step).replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D") for step in steps)
    return f"{BASE}#/" + "/".join(quoted)


def _absolute(schema: Any) -> Any:
    """The same schema with its references leading into the document, so that it can be compiled on its own."""
    if isinstance(schema, dict):
        return {
            key: BASE + value if key == "$ref" and str(value).startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(each) for each in schema] if isinstance(schema, list) else schema


def _is_enumeration(branches: list[Json]) -> bool:
    return all("const" in branch for branch in branches)


def _keyword(error: jsonschema_rs.ValidationError) -> str:
    return next((str(step) for step in reversed(error.schema_path) if isinstance(step, str)), "schema")


def _no_branch(value: Any) -> str:
    kind = value.get("type") if isinstance(value, dict) else type(value).__name__
    return f"type {kind!r} is not allowed here"
