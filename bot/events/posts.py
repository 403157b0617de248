"""Where an event stands in public, and what it makes us owe: its cards, kept up to date, and its reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.delivery.model import Post, PostKind
from bot.delivery.outbox import open_posts, refresh_posts, showing
from bot.delivery.reminders import owe_follow_ups, owe_reminders
from bot.events.model import Event
from bot.people.model import Space
from bot.ports import Tx


def announce(tx: Tx, event: Event, spaces: Iterable[Space], now: datetime) -> list[Space]:
    """Owe the event's card and reminders in each of these spaces that has a place for them; those spaces."""
    owe_follow_ups(tx, event)
    places = [each for each in spaces if each.channel is not None]
    for post in open_posts(tx, PostKind.EVENT, event.id, places, now, event=event.id):
        owe_reminders(tx, event, post.space, post.channel, now)
        # The card says so when the event begins and ends, and its buttons go.
        tx.deliveries.owe(showing(post, event.plan.starts_at, moment="begins", event=event.id))
        tx.deliveries.owe(showing(post, event.plan.ends_at, moment="ends", event=event.id))
    return places


def refresh(tx: Tx, event: int, now: datetime) -> Sequence[Post]:
    """Owe every card of the event anew."""
    return refresh_posts(tx, PostKind.EVENT, event, now, event=event)
