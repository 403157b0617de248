"""The platforms' ways out, and what they say when they refuse."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.chat.views import Card
from bot.delivery.model import Listing, Message, Place, Room
from bot.delivery.pace import Pace


class NotLetIn(Exception):  # noqa: N818 - a fact about the key, not an error of ours
    """A platform refuses our token; the sentence says which setting to look at, and never the token."""


class Undeliverable(Exception):  # noqa: N818 - a fact about the place, not an error of ours
    """The platform refuses this message for good: the channel is gone, the person takes no direct messages."""


class Busy(Exception):  # noqa: N818 - a fact about the platform
    """The platform cannot take this message now; `after` is how many seconds it asks us to wait, if it said.

    `away` is whether it takes nothing at all from us: usually where it names no time.
    """

    def __init__(self, why: str, after: float | None = None, *, away: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.away = away or after is None


class Messenger(Protocol):
    """One platform's way out. All methods raise Undeliverable or Busy for what the platform says, and nothing else for it."""

    @property
    def pace(self) -> Pace: ...

    async def post(self, to: Place, card: Card, *, mark: int) -> Message:
        """Send a message; it carries `mark` (a positive 32-bit number), so that a repetition can be recognised."""
        ...

    async def find(self, to: Place, *, mark: int, since: datetime) -> Message | None:
        """The message with this mark that an earlier attempt left in `to`, not before `since`."""
        ...

    async def edit(self, message: Message, card: Card) -> None: ...
    async def retract(self, message: Message) -> None:
        """Take a message away; one that is gone already is fine."""

    async def gather(self, room: Room, *, again: bool) -> str:
        """The channel of a private conversation with these people, opened now; where an earlier attempt may have opened
        it (`again`), the one that is there. Trying again does no harm.
        """
        ...


@runtime_checkable
class EventLister(Protocol):
    """A platform that keeps a list of events of its own, beside its messages: Discord does."""

    async def list_event(self, to: Place, listing: Listing, *, since: datetime | None) -> str | None:
        """Put an event into the list, or change what is there; its id there. Raises Undeliverable or Busy.

        `since` says when an earlier attempt began that may have put it there, so that it is looked for first. What is
        cancelled and not there is `None`.
        """
        ...
