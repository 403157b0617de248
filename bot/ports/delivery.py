"""What the core asks of the rows of what is owed: posts, deliveries, errands, rooms."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from bot.delivery.model import (
    Delivery,
    Errand,
    ErrandKind,
    Fate,
    Kind,
    Message,
    Owed,
    Post,
    PostKind,
    Room,
    RoomKind,
    Unreached,
)
from bot.people.model import Platform, Recipient
from bot.upcoming.model import Sending


class Posts(Protocol):
    def add(self, kind: PostKind, subject: int, space: int, channel: str) -> Post: ...
    def get(self, post: int) -> Post | None: ...
    def of(self, kind: PostKind, subject: int) -> Sequence[Post]: ...
    def sent(self, post: int, message: Message) -> None: ...
    def gone(self, post: int) -> None:
        """Its message was taken away."""
        ...


class Deliveries(Protocol):
    def owe(self, owed: Owed) -> None:
        """Write a delivery; owing a key again makes it due again with what is true then, and never loses one."""
        ...

    def redirect(self, account: int, to: Recipient) -> None:
        """Send what is still due to an account to another one."""
        ...

    def unplan(self, kind: Kind, subject: int, why: str, now: datetime) -> None:
        """Drop what is still due of this kind and subject; nobody has to be told."""
        ...

    def untried(self, key: str) -> bool:
        """Whether the delivery with this key is due and nobody has begun to send it."""
        ...

    def lease(self, now: datetime, most: int, platforms: AbstractSet[Platform]) -> Sequence[Delivery]:
        """Take up to `most` due deliveries to these platforms, oldest first; nobody else is given them meanwhile."""
        ...

    def get(self, delivery: int) -> Delivery:
        """A delivery that was leased once, as it stands now."""
        ...

    def close(self, delivery: Delivery, fate: Fate, now: datetime, *, message: Message | None, why: str) -> None:
        """Record the end of a leased delivery, or make it due again if it was owed anew meanwhile."""
        ...

    def retry(self, delivery: Delivery, at: datetime, why: str) -> None: ...
    def release(self) -> None:
        """Give back every lease: called when a process starts on a database that it holds alone."""
        ...

    def space_of(self, message: str, platform: Platform) -> int | None:
        """The space that a message of ours was sent for, by the platform's id of the message."""
        ...

    def last_due(self, kind: Kind, space: int) -> datetime | None:
        """When the last one of a kind was or is due in a space, by the newest subject."""
        ...

    def next_due(self, platforms: AbstractSet[Platform]) -> datetime | None: ...


class Errands(Protocol):
    def owe(self, kind: ErrandKind, subject: int, *, key: str, due_at: datetime) -> None:
        """Write an errand; owing a key again changes nothing."""
        ...

    def due(self, now: datetime, most: int) -> Sequence[int]:
        """The errands that are due, oldest first."""
        ...

    def take(self, errand: int) -> Errand | None:
        """The errand, to be done in this transaction; nothing when it is done already."""
        ...

    def done(self, errand: int, now: datetime) -> None: ...
    def retry(self, errand: int, at: datetime, why: str) -> None: ...
    def next_due(self) -> datetime | None: ...


class Rooms(Protocol):
    def add(self, kind: RoomKind, subject: int, space: int, title: str, accounts: Sequence[int]) -> Room:
        """A room that is to be opened for these accounts. Its title names it on the platform: no two may have the same."""
        ...

    def get(self, room: int) -> Room | None: ...
    def opened(self, room: int, channel: str) -> None: ...
    def leave(self, kind: RoomKind, member: int) -> Sequence[int]:
        """Take a member out of the rooms that are not open yet; what these are about."""
        ...


class Sendings(Protocol):
    """The outbox to read in, by people. A card's later changes are left out: they are no messages."""

    def ahead(self, community: int, most: int) -> Sequence[Sending]:
        """What will be sent, the next one first."""
        ...

    def lately(self, community: int, since: datetime, most: int) -> Sequence[Sending]:
        """What came to its end after `since`, the last one first."""
        ...

    def ahead_of(self, member: int, most: int) -> Sequence[Sending]:
        """What will be sent to a member, and to everybody about events that they answered going, waiting or maybe."""
        ...

    def unreached(self, event: int, since: datetime, until: datetime) -> Sequence[Unreached]:
        """Who could not be told something about an event in this time. One who takes no messages is there the first time
        alone; one whom we told nothing because we were away, each time.
        """
        ...
