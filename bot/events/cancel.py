"""Cancelling an event, within the transaction that decides it."""

from __future__ import annotations

from datetime import datetime

from bot.announcements.sending import follow
from bot.delivery.model import Kind, Owed
from bot.delivery.outbox import owe_person
from bot.events.dates import carry_on_after
from bot.events.mirror import change_mirrors
from bot.events.model import Event, Standing
from bot.events.posts import refresh
from bot.ports import Tx
from bot.stage.posts import call_off_stage
from bot.talks.posts import call_off_talks


def call_off(tx: Tx, event: Event, now: datetime) -> int:
    """Cancel an event, owe the news to everybody whom it concerns, and let its series go on.

    How many speakers are told who were not coming as guests as well.
    """
    tx.events.call_off(event.id, now)
    follow(tx, event.id, now)
    tx.deliveries.unplan(Kind.REMINDER, event.id, "the event was cancelled", now)
    call_off_stage(tx, event, now)
    speakers = call_off_talks(tx, event, now)
    late = event.plan.ends_at
    for post in refresh(tx, event.id, now):
        key = f"cancelled:{event.id}:space:{post.space}"
        tx.deliveries.owe(
            Owed(key, Kind.CANCELLED, event.id, post.space, now, late, channel=post.channel, event=event.id)
        )
    coming = set(tx.answers.members(event.id, Standing.GOING, Standing.WAITING))
    for person in sorted(coming - speakers):  # speakers are told about their talk with it
        key = f"cancelled:{event.id}:member:{person}"
        owe_person(tx, person, Kind.CANCELLED, event.id, key=key, due_at=now, late_at=late, event=event.id)
    change_mirrors(tx, event.id, now)
    carry_on_after(tx, event.id, now)
    return len(speakers - coming)
