"""What a person who leaves for good leaves behind of asks and offers: cards that go, or that count one answer less."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.model import Kind, PostKind
from bot.delivery.outbox import refresh_posts
from bot.ports import Tx


def leave_asks(tx: Tx, member: int, now: datetime) -> None:
    """Owe the cards of what they wrote and of what they answered anew, before it is erased in this same transaction."""
    for ask in tx.asks.by(member):
        tx.deliveries.unplan(Kind.ASK_MATCH, ask.id, "its author was forgotten", now)
        refresh_posts(tx, PostKind.ASK, ask.id, now)
    for number in tx.asks.answered_by(member):
        refresh_posts(tx, PostKind.ASK, number, now)
