"""Private conversations of a few people: owed in the transaction that brings them together, opened when it is delivered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.delivery.model import ErrandKind, Kind, Owed, Room, RoomKind
from bot.people.model import Space
from bot.ports import Tx

# What happens instead, where a platform refuses to open a room for good.
_INSTEAD = {RoomKind.COFFEE: ErrandKind.COFFEE_CLOSED}


def owe_room(
    tx: Tx,
    kind: RoomKind,
    subject: int,
    space: Space,
    *,
    title: str,
    accounts: Sequence[int],
    due_at: datetime,
    late_at: datetime,
) -> None:
    """Owe a room for these accounts of a space, and the card in it that says what it is for."""
    room = tx.rooms.add(kind, subject, space.id, title, accounts)
    key = f"room:{room.id}"
    tx.deliveries.owe(Owed(key, Kind.GATHERING, room.id, space.id, due_at, late_at, channel=space.channel))


def give_up_room(tx: Tx, room: Room, now: datetime) -> None:
    """The platform refuses the room: what was to be said in it is said in another way."""
    tx.errands.owe(_INSTEAD[room.kind], room.subject, key=f"room:{room.id}:instead", due_at=now)
