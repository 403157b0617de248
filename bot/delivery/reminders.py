"""Reminders of an event: a day and an hour before, in each place where it stands; and the morning after, to people."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.model import ErrandKind, Kind, Owed, reminder_key
from bot.events.model import Event
from bot.people.meeting_model import follow_up_at
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


def owe_follow_ups(tx: Tx, event: Event) -> None:
    """Owe the errand of the morning after, once for each time at which the event is planned to end."""
    due = _morning_after(event)
    tx.errands.owe(ErrandKind.FOLLOW_UPS, event.id, key=follow_ups_key(event), due_at=due)


def follow_ups_key(event: Event) -> str:
    """The errand's key for the time at which the event is planned now; another one is out of date."""
    return f"follow-ups:{event.id}:{int(_morning_after(event).timestamp())}"


def _morning_after(event: Event) -> datetime:
    """In the event's own zone, which stays when the community chooses another one."""
    return follow_up_at(event.plan.starts_at, event.plan.ends_at, event.plan.zone)
