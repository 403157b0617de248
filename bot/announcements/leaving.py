"""What becomes of the announcements of a person who leaves for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.announcements.model import Announcement, State
from bot.announcements.sending import refresh, set_clock
from bot.ports import Tx


def scheduled(tx: Tx, member: int) -> list[Announcement]:
    """Those of a member that are still to go out."""
    return [each for each in tx.announcements.by(member) if each.state is State.SCHEDULED]


def leave_announcements(tx: Tx, member: int, heir: int | None, now: datetime) -> None:
    """Give what is still to go out to another organizer, or call it off; owe the copies of what is out without the name."""
    for each in scheduled(tx, member):
        if heir is not None and each.wording.due_at is not None:
            tx.announcements.hand_over(each.id, heir)
            set_clock(tx, replace(each, author=heir), each.wording.due_at)
        else:
            tx.announcements.put(each.id, State.CALLED_OFF, now)
    for each in tx.announcements.by(member):
        if each.state is State.OUT:
            refresh(tx, each, now)
