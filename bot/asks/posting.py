"""Where asks and offers stand: once in each space that has a place for them, until they run out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.asks.model import Ask
from bot.delivery.model import Post, PostKind
from bot.delivery.outbox import showing
from bot.people.model import Space
from bot.ports import Tx


def show_ask(tx: Tx, ask: Ask, spaces: Iterable[Space], now: datetime) -> list[Post]:
    """Owe the card in each of these spaces that has a channel for it and does not show it yet; the new posts."""
    shown, posts = {each.space for each in tx.posts.of(PostKind.ASK, ask.id)}, []
    for space in spaces:
        channel = space.asks_channel or space.channel
        if channel is not None and space.id not in shown:
            post = tx.posts.add(PostKind.ASK, ask.id, space.id, channel)
            tx.deliveries.owe(showing(post, now))
            # The card says so when it has run out, and its buttons go.
            tx.deliveries.owe(showing(post, ask.closes_at, moment="closes"))
            posts.append(post)
    return posts


def bring_asks(tx: Tx, space: Space, now: datetime) -> int:
    """Owe what is open to a space that does not show it yet; how many."""
    return sum(bool(show_ask(tx, each, [space], now)) for each in tx.asks.open(space.community, now))
