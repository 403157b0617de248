"""A request of the bot, as the handlers see it, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_CONTENT = 204


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """`params` are the path's, by the names in the route's template; `body` is parsed JSON, or None."""

    method: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: Mapping[int, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Request], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """`template` is the path as Discord's OpenAPI names it. `by_token`: the interaction's token in the path is the key;
    neither the bot's token nor the global rate limit applies.
    """

    method: str
    template: str
    handler: Handler
    by_token: bool = False
