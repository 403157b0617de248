"""What an event with a line-up makes us owe after it: thanks to its speakers when it ends, and its recap the next day."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.model import ErrandKind, PostKind
from bot.delivery.outbox import refresh_posts
from bot.events.model import Event
from bot.ports import Tx
from bot.recap.model import recap_at
from bot.talks.model import stamp


def owe_recap(tx: Tx, event: Event) -> None:
    """Owe both errands, once for each time at which the event is planned to end. Called whenever a line-up changes."""
    tx.errands.owe(ErrandKind.RECAP, event.id, key=recap_key(event), due_at=recap_at(event))
    tx.errands.owe(ErrandKind.TALK_THANKS, event.id, key=f"{thanks_key(event)}:0", due_at=event.plan.ends_at)


def recap_key(event: Event) -> str:
    """The errand's key for the time at which the event is planned now; another one is out of date."""
    return f"recap:{event.id}:{stamp(recap_at(event))}"


def thanks_key(event: Event) -> str:
    """What the keys of the errands of thanks begin with, as the event is planned now."""
    return f"thanks:{event.id}:{stamp(event.plan.ends_at)}"


def show_recap_anew(tx: Tx, event: int, now: datetime) -> None:
    """Owe the recap's posts anew, if it stands already."""
    refresh_posts(tx, PostKind.RECAP, event, now, event=event)
