"""Where an event stands in public, and what it makes us owe: its cards, kept up to date, and its reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.delivery.model import Kind, Post, PostKind
from bot.delivery.outbox import open_posts, refresh_posts, showing
from bot.delivery.reminders import owe_follow_ups, owe_reminders
from bot.events.mirror import change_mirrors, mirror
from bot.events.model import Event, Plan
from bot.people.model import Space
from bot.ports import Tx


def announce(tx: Tx, event: Event, spaces: Iterable[Space], now: datetime) -> list[Space]:
    """Owe the event's card and reminders in each of these spaces that has a place for them; those spaces.

    A platform's own list of events is kept too.
    """
    spaces = list(spaces)
    mirror(tx, event, spaces, now)
    owe_follow_ups(tx, event)
    places = [each for each in spaces if each.channel is not None]
    for post in open_posts(tx, PostKind.EVENT, event.id, places, now, event=event.id):
        owe_reminders(tx, event, post.space, post.channel, now)
        _owe_moments(tx, event, post)
    return places


def reschedule(tx: Tx, event: Event, before: Plan, now: datetime) -> None:
    """After an event has changed: its reminders, and the moments at which its cards change, move with its time.

    A platform's own list of events follows, too.
    """
    change_mirrors(tx, event.id, now)
    begins_anew = event.plan.starts_at != before.starts_at
    owe_follow_ups(tx, event)
    if begins_anew:
        tx.deliveries.unplan(Kind.REMINDER, event.id, "the event was moved", now)
    for post in tx.posts.of(PostKind.EVENT, event.id):
        if begins_anew:
            owe_reminders(tx, event, post.space, post.channel, now)
        _owe_moments(tx, event, post)


def _owe_moments(tx: Tx, event: Event, post: Post) -> None:
    """The card says so when the event begins and ends, and its buttons go."""
    tx.deliveries.owe(showing(post, event.plan.starts_at, moment="begins", event=event.id))
    tx.deliveries.owe(showing(post, event.plan.ends_at, moment="ends", event=event.id))


def refresh(tx: Tx, event: int, now: datetime) -> Sequence[Post]:
    """Owe every card of the event anew."""
    return refresh_posts(tx, PostKind.EVENT, event, now, event=event)
