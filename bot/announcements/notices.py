"""The cards that announcements owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.announcements import cards
from bot.announcements.model import State
from bot.announcements.sending import event_of
from bot.chat.views import Card
from bot.delivery.model import Delivery, Post
from bot.ports import Tx


def copy(tx: Tx, post: Post, _now: datetime) -> Card | None:
    """One copy of an announcement; nothing once it is retracted."""
    found = tx.announcements.at_spot(post.subject)
    if found is None or found[0].state is not State.OUT:
        return None
    announcement, at = found
    return cards.announcement_card(announcement, event_of(tx, announcement), public=at.channel is not None)


def news(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To its author: what did not go out, or whom it did not reach."""
    announcement = tx.announcements.get(delivery.subject)
    if announcement is None:
        return None
    if announcement.state in (State.CALLED_OFF, State.TOO_LATE):
        return cards.unsent_card(announcement, event_of(tx, announcement))
    if announcement.state is not State.OUT:
        return None
    if not tx.announcements.spots(announcement.id):
        return cards.nobody_card(announcement)
    missed = tx.announcements.missed(announcement.id)
    return cards.missed_card(announcement, missed) if missed else None
