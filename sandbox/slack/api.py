"""What every Web API method is handed, and how it refuses."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sandbox.kit import Json
from sandbox.slack.plain import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.kit import Kit
    from sandbox.slack.answers import Watch
    from sandbox.slack.pace import Pace
    from sandbox.slack.tickets import Tickets
    from sandbox.slack.validate import Judge
    from sandbox.slack.views import Views
    from sandbox.slack.world import Channel, World


class ApiError(Exception):
    """A request that Slack answers with `{"ok": false, "error": …}`."""

    def __init__(self, error: str, messages: Sequence[str] = (), *, noted: bool = False, **extra: Any) -> None:
        """`noted`: the violation behind it is recorded already."""
        super().__init__(error)
        self.noted = noted
        self.body: Json = {"ok": False, "error": error, **extra}
        if messages:
            self.body["response_metadata"] = {"messages": list(messages)}


class RateLimitedError(Exception):
    """A request that comes too soon after others: HTTP 429."""


@dataclass(slots=True)
class Api:
    """The parts of the sandbox's Slack, for everything that serves the bot or acts for a person."""

    kit: Kit
    world: World
    watch: Watch
    judge: Judge
    views: Views
    tickets: Tickets
    pace: Pace
    base: str = ""

    def reader(self, user: str | None = None) -> Reader:
        """Reads texts as `user` sees them."""
        member = self.world.members.get(user or "")
        return Reader(self.world.name_of, ZoneInfo(member.tz if member else "UTC"))

    def channel(self, args: Json, *, name: str = "channel") -> Channel:
        """The channel that a request names; a person's id stands for their direct messages."""
        where = str(need(args, name))
        if where in self.world.members:
            return self.world.im(self.world.members[where])
        if where not in self.world.channels:
            raise ApiError("channel_not_found")
        return self.world.channels[where]


def need(args: Json, name: str) -> Any:
    """An argument that the method cannot do without."""
    if args.get(name) in (None, ""):
        raise ApiError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return args[name]


def whole(args: Json, name: str, default: int) -> int:
    try:
        return int(args.get(name) or default)
    except (TypeError, ValueError):
        raise ApiError("invalid_arguments", [f"[ERROR] {name} must be a number"]) from None


def flag(args: Json, name: str, *, default: bool = False) -> bool:
    value = args.get(name, default)
    return value in (True, 1, "1", "true", "True")


def page(things: list[Any], args: Json, *, limit: int = 100) -> tuple[list[Any], Json]:
    """One page by `cursor` and `limit`, and the response_metadata that leads to the next."""
    size = min(max(whole(args, "limit", limit), 1), 1000)
    start = 0
    if cursor := args.get("cursor"):
        try:
            start = int(base64.b64decode(cursor).decode().removeprefix("next:"))
        except (ValueError, binascii.Error):
            raise ApiError("invalid_cursor") from None
    more = start + size < len(things)
    following = base64.b64encode(f"next:{start + size}".encode()).decode() if more else ""
    return things[start : start + size], {"next_cursor": following}


def secret(length: int = 24) -> str:
    return secrets.token_hex(length // 2)
