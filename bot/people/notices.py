"""The posts that intros owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Post
from bot.people import intro_cards
from bot.ports import Tx


def intro(tx: Tx, post: Post, _now: datetime) -> Card | None:
    """An intro's card, which its posts show; nothing once it was taken back, and then the posts go."""
    found = tx.intros.get(post.subject)
    known = None if found is None else tx.members.known(found.member)
    return None if found is None or known is None else intro_cards.intro_card(found, known)
