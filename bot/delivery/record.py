"""What the dispatcher reads and writes of the outbox: functions of a transaction each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Delivery, Fate, Kind, Later, Listing, Message
from bot.delivery.rooms import give_up_room
from bot.people.model import Platform
from bot.ports import Tx

Shown = Card | Listing | Later | None
Compose = Callable[[Tx, Delivery, datetime], Shown]
Tell = Callable[[Tx, Delivery, datetime], None]


def next_due(tx: Tx, platforms: frozenset[Platform]) -> datetime | None:
    """When the next delivery to these platforms is due, or the next errand."""
    moments = (tx.deliveries.next_due(platforms), tx.errands.next_due())
    return min((each for each in moments if each is not None), default=None)


def load(tx: Tx, delivery: Delivery, compose: Compose, now: datetime) -> tuple[Delivery, Shown]:
    """The delivery as it stands now, and what to show for it, which is true for just that generation of it."""
    current = tx.deliveries.get(delivery.id)
    return current, None if current.place.nowhere else compose(tx, current, now)


def wait(tx: Tx, delivery: Delivery, later: Later, now: datetime) -> None:
    """It waits, unless it was owed anew since it was loaded: then it may be different now."""
    changed = tx.deliveries.get(delivery.id).generation != delivery.generation
    tx.deliveries.retry(delivery, now if changed else later.at, later.why)


def close(
    tx: Tx,
    delivery: Delivery,
    fate: Fate,
    now: datetime,
    message: Message | None,
    why: str,
    tell: Tell,
) -> None:
    """Record how a delivery ended, and what follows: what stands where, and who has to hear of it."""
    tx.deliveries.close(delivery, fate, now, message=message, why=why)
    if message is not None and delivery.kind is Kind.POST:
        tx.posts.sent(delivery.subject, message)
    if message is not None and delivery.kind is Kind.MIRROR:
        tx.mirrors.sent(delivery.subject, message.id)
    if fate is Fate.FAILED and delivery.place.room is not None:
        give_up_room(tx, delivery.place.room, now)
    # An event that begins before it is in a platform's list is no trouble to anybody.
    if fate is Fate.FAILED or (fate is Fate.DROPPED and delivery.kind is not Kind.MIRROR):
        tell(tx, delivery, now)


def no_longer_true(tx: Tx, delivery: Delivery, now: datetime) -> None:
    """Close a delivery that has nothing to show any more."""
    tx.deliveries.close(delivery, Fate.DROPPED, now, message=None, why="no longer true")
    if delivery.kind is Kind.POST:
        tx.posts.gone(delivery.subject)
