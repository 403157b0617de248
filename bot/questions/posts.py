"""Where the questions to a talk stand in public, and when they close."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.model import Errand, ErrandKind, PostKind
from bot.delivery.outbox import open_posts, refresh_posts
from bot.ports import Tx
from bot.questions.asking import floor_of
from bot.questions.model import OPEN_AFTER, Floor
from bot.recap.owing import show_recap_anew
from bot.talks.model import Talk, stamp


def show_questions(tx: Tx, talk: Talk, floor: Floor, now: datetime) -> None:
    """Owe the card in each space, anew where it stands already, and once more when no more can be asked."""
    spaces = tx.spaces.of(talk.community)
    opened = open_posts(tx, PostKind.QUESTIONS, talk.id, spaces, now, event=floor.event)
    if len(opened) < len(spaces):
        refresh_questions(tx, talk.id, now)
    _owe_close(tx, talk.id, floor, now)


def refresh_questions(tx: Tx, talk: int, now: datetime) -> None:
    """Owe the card of a talk's questions anew, and the recap that shows the open ones, where it stands already."""
    refresh_posts(tx, PostKind.QUESTIONS, talk, now)
    if (event := tx.questions.event_of(talk)) is not None:
        show_recap_anew(tx, event, now)


def _owe_close(tx: Tx, talk: int, floor: Floor, now: datetime) -> None:
    """While a talk is on, nobody knows when it ends: a day from the first question is early enough to look again."""
    at = floor.closes_at or floor.began_at + OPEN_AFTER
    while at <= now:
        at += OPEN_AFTER
    tx.errands.owe(ErrandKind.QUESTIONS_CLOSE, talk, key=f"questions:{talk}:close:{stamp(at)}", due_at=at)


def close_questions(tx: Tx, errand: Errand, now: datetime) -> None:
    """The time may be over in which a talk can be asked about: then its card says so, else we look again later."""
    floor = floor_of(tx, errand.subject, now)
    if floor is None:
        refresh_questions(tx, errand.subject, now)
    else:
        _owe_close(tx, errand.subject, floor, now)
