"""What becomes of the talks of a person who leaves for good."""

from __future__ import annotations

from datetime import datetime

from bot.events.model import Event
from bot.ports import Tx
from bot.recap.owing import show_recap_anew
from bot.stage.posts import show_speaker_anew
from bot.talks.model import Item, TalkState
from bot.talks.posts import show_proposal_anew
from bot.talks.slots import free

_OPEN = (TalkState.PROPOSED, TalkState.WAITING, TalkState.PLACED)


def leave_talks(tx: Tx, member: int, now: datetime) -> None:
    """Take back what is still ahead: each slot goes to the next in line, and the organizers see it. What was given stays."""
    for talk in tx.talks.of(member):
        slot = tx.talks.slot(talk.id)
        event = None if slot is None else tx.events.get(slot.event)
        if event is not None:
            show_recap_anew(tx, event.id, now)
            show_speaker_anew(tx, event, talk.id, now)
        if talk.state not in _OPEN or (event is not None and slot is not None and _given(tx, event, slot, now)):
            continue
        tx.talks.stand(talk.id, TalkState.WITHDRAWN, now)
        if slot is not None:
            free(tx, talk, slot, now)
        show_proposal_anew(tx, talk.id, now)


def _given(tx: Tx, event: Event, slot: Item, now: datetime) -> bool:
    """Whether a talk has been on, or, where no stage is open that would say so, its event has begun."""
    run = tx.stages.run(event.id)
    if run is not None and run.live:
        return run.has_spoken(slot.id)
    return event.started(now) or (run is not None and run.has_spoken(slot.id))
