"""The card of a talk's questions, composed at the moment of sending, so that it shows what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Post
from bot.ports import Tx
from bot.questions import cards
from bot.questions.asking import floor_of


def card(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The open questions of the talk, most votes first."""
    talk = tx.talks.get(post.subject)
    if talk is None:
        return None
    return cards.questions_card(talk, tx.questions.of(talk.id), closed=floor_of(tx, talk.id, now) is None)
