"""What a person who leaves for good leaves behind of questions: cards without theirs, with a vote less."""

from __future__ import annotations

from datetime import datetime

from bot.ports import Tx
from bot.questions.posts import refresh_questions


def leave_questions(tx: Tx, member: int, now: datetime) -> None:
    """Owe the cards of the talks that they asked or voted about, before both are erased in this same transaction."""
    for talk in tx.questions.talks_of(member):
        refresh_questions(tx, talk, now)
