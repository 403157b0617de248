"""What the control API takes: a JSON object with known keys, each of a known shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from sandbox.kit import Json, SandboxError

TEXT, NUMBER, OBJECT, TEXTS = "text", "a number", "an object", "a list of texts"
TEXT_OR_TEXTS = "text or a list of texts"
_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    TEXT: lambda value: isinstance(value, str),
    NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15,
    OBJECT: lambda value: isinstance(value, dict),
    TEXTS: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    TEXT_OR_TEXTS: lambda value: _SHAPES[TEXT](value) or _SHAPES[TEXTS](value),
}


async def read_body(request: web.Request, *, needs: Mapping[str, str], may: Mapping[str, str] | None = None) -> Json:
    """The body of `request` with exactly the keys it needs and may have; null counts as left out."""
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError) as error:  # also text that is not UTF-8, or is nested without end
        raise SandboxError(f"The body is not JSON: {error}.") from error
    if not isinstance(body, dict):
        raise SandboxError("The body must be a JSON object.")
    known = {**needs, **(may or {})}
    if unknown := [key for key in body if key not in known]:
        raise SandboxError(f"Unknown: {', '.join(unknown)}. This call takes {', '.join(known)}.")
    given = {key: value for key, value in body.items() if value is not None}
    if missing := [key for key in needs if key not in given]:
        raise SandboxError(f"Missing: {', '.join(missing)}.")
    for key, value in given.items():
        if not _SHAPES[known[key]](value):
            raise SandboxError(f"`{key}` must be {known[key]}.")
    return given


def read_moment(text: str) -> datetime:
    """An ISO time; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise SandboxError(f"{text!r} is not an ISO time such as 2030-03-01T18:30:00Z.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
