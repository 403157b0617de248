"""Reminders of an event: a day and an hour before, in each place where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.model import Kind, Owed, reminder_key
from bot.events.model import Event
from bot.ports import Tx

DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)


def owe_reminders(tx: Tx, event: Event, space: int, channel: str, now: datetime) -> None:
    """Owe the reminders that still lie ahead. Each is too late once the next one is due, the last one at the start."""
    start = event.plan.starts_at
    for before, late in ((DAY, start - HOUR), (HOUR, start)):
        if start - before > now:
            key = reminder_key(event.id, space, start, before, event.revision)
            owed = Owed(key, Kind.REMINDER, event.id, space, start - before, late, channel=channel, event=event.id)
            tx.deliveries.owe(owed)
