"""Which talk a question goes to, and whether it can be asked about now. Parts of transactions."""

from __future__ import annotations

from datetime import datetime

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Line, Moment, Typed
from bot.ports import Tx
from bot.questions import texts
from bot.questions.model import OPEN_AFTER, Floor, floors, meant
from bot.talks.model import SlotState, Talk, schedule


def known_talk(tx: Tx, call: Call, number: int) -> Talk:
    """The community's talk with this number; one of another community does not exist for us."""
    found = tx.talks.get(number)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.NO_SUCH_TALK)
    return found


def floor_of(tx: Tx, talk: int, now: datetime) -> Floor | None:
    """The talk as it stands now; `None` before it was called, and once its questions are closed."""
    event = tx.questions.event_of(talk)
    run = None if event is None else tx.stages.run(event)
    found = () if run is None else floors([run], now)
    return next((each for each in found if each.talk == talk), None)


def require_floor(tx: Tx, talk: Talk, now: datetime) -> Floor:
    """The same, refusing a talk that cannot be asked about now."""
    found = floor_of(tx, talk.id, now)
    if found is not None and not found.skipped:
        return found
    was_called = found is None and tx.questions.event_of(talk.id) is not None
    sentence = texts.TALK_CLOSED if was_called else texts.TALK_NOT_ON
    raise Refusal(sentence(title=(Typed(talk.title, strong=True),)))


def talks_meant(tx: Tx, call: Call) -> list[Talk]:
    """The talks that a question without an address may go to; refuses when there is none, saying when there will be."""
    events = tx.questions.staged_since(call.space.community, call.at - OPEN_AFTER)
    runs = [run for each in events if (run := tx.stages.run(each)) is not None]
    found = [talk for each in meant(floors(runs, call.at)) if (talk := tx.talks.get(each.talk)) is not None]
    if not found:
        raise Refusal(_nobody_on(tx, call))
    return found


def _nobody_on(tx: Tx, call: Call) -> Line:
    """When the next talks are, as far as it is known."""
    for event in tx.events.upcoming(call.space.community, call.at):
        lineup = tx.talks.lineup(event.id)
        slots = schedule(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
        starts = [
            slot.start
            for item, slot in zip(lineup.items, slots, strict=True)
            if slot is not None and item.talk is not None and item.state is not SlotState.HELD
        ]
        if ahead := [each for each in starts if each > call.at]:
            return texts.NOBODY_ON(event=event.title, when=Moment(ahead[0], event.plan.zone))
        run = tx.stages.run(event.id)
        if starts and (run is None or not run.turns):
            return texts.NOT_BEGUN(event=event.title)
    return texts.NOTHING_PLANNED
