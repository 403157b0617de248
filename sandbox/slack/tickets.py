"""What lets the app answer a press: trigger ids (3 s, once) and response URLs (30 min, 5 times)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from time import monotonic

TRIGGER_S = 3.0
RESPONSE_S = 30 * 60.0
RESPONSE_USES = 5


@dataclass(slots=True)
class Trigger:
    user: str
    team: str
    made: float
    view: str | None = None  # the modal it was pressed in
    used: bool = False

    @property
    def expired(self) -> bool:
        return monotonic() - self.made > TRIGGER_S


@dataclass(slots=True)
class Response:
    """`message`: ts of the message that was clicked, which replace_original and delete_original are about."""

    user: str
    channel: str
    made: float
    message: str | None = None
    uses: int = 0

    @property
    def expired(self) -> bool:
        return monotonic() - self.made > RESPONSE_S


class Tickets:
    def __init__(self) -> None:
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, Response] = {}

    def trigger(self, user: str, team: str, *, view: str | None = None) -> str:
        trigger_id = f"{len(self.triggers) + 1}.{int(team[1:], 16)}.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, team, monotonic(), view)
        return trigger_id

    def response(self, user: str, channel: str, *, message: str | None = None) -> str:
        token = secrets.token_hex(12)
        self.responses[token] = Response(user, channel, monotonic(), message)
        return token
