"""Where an event stands in public, and what it makes us owe: its cards, kept up to date, and its reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.delivery.model import Kind, Owed, Post
from bot.delivery.reminders import owe_reminders
from bot.events.model import Event
from bot.people.model import Space
from bot.ports import Tx


def announce(tx: Tx, event: Event, spaces: Iterable[Space], now: datetime) -> list[Space]:
    """Owe the event's card and reminders in each of these spaces that has a place for them; those spaces."""
    posted = {each.space for each in tx.posts.of(event.id)}
    reached = []
    for space in spaces:
        if space.channel is None:
            continue
        reached.append(space)
        if space.id not in posted:
            _owe_post(tx, event, tx.posts.add(event.id, space.id, space.channel), now)
            owe_reminders(tx, event, space.id, space.channel, now)
    return reached


def refresh(tx: Tx, event: int, now: datetime) -> Sequence[Post]:
    """Owe every card of the event anew. Many changes while one edit is on its way are one further edit."""
    posts = tx.posts.of(event)
    for post in posts:
        tx.deliveries.owe(_showing(post, now))
    return posts


def _showing(post: Post, due_at: datetime, moment: str = "") -> Owed:
    return Owed(f"post:{post.id}{moment}", Kind.POST, post.id, post.space, due_at, channel=post.channel)


def _owe_post(tx: Tx, event: Event, post: Post, now: datetime) -> None:
    tx.deliveries.owe(_showing(post, now))
    # The card says so when the event begins and ends, and its buttons go.
    tx.deliveries.owe(_showing(post, event.plan.starts_at, ":begins"))
    tx.deliveries.owe(_showing(post, event.plan.ends_at, ":ends"))
