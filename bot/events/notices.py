"""The cards that events owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Delivery
from bot.events import cards
from bot.events.actions import attendance
from bot.events.model import State
from bot.ports import Tx


def card(tx: Tx, event: int, now: datetime) -> Card | None:
    """The event's own card, which its posts show."""
    found = tx.events.get(event)
    return None if found is None else cards.event_card(found, attendance(tx, found), now)


def reminder(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """A reminder, while the event is planned and lies ahead."""
    event = tx.events.get(delivery.subject)
    gone = event is None or event.state is State.CANCELLED or event.started(now)
    return None if event is None or gone else cards.reminder_card(event)


def promoted(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That a seat is theirs, while that is news they can use."""
    event = tx.events.get(delivery.subject)
    gone = event is None or event.state is State.CANCELLED or event.started(now)
    return None if event is None or gone else cards.promoted_card(event)


def called_off(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    event = tx.events.get(delivery.subject)
    return None if event is None else cards.called_off_card(event)


def trouble(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    event = tx.events.get(delivery.subject)
    return None if event is None else cards.trouble_card(event)
