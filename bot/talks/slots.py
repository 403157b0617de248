"""Giving slots, freeing them, and offering what came free to the next in line. Parts of transactions; nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Typed
from bot.delivery.model import Errand, ErrandKind, Kind
from bot.delivery.outbox import owe_person
from bot.events.lookup import known_event
from bot.events.model import Event, State
from bot.ports import Tx
from bot.talks import texts
from bot.talks.model import (
    CONFIRM_WITHIN,
    MOST_ITEMS,
    Item,
    Lineup,
    SlotState,
    Spot,
    Talk,
    TalkState,
    Timing,
    minutes_left,
    offer_until,
    room_for_talk,
    schedule,
    stamp,
)
from bot.talks.posts import show_lineup, show_proposal_anew, show_proposal_at, spare_speaker, tell_organizers


def coming_event(tx: Tx, call: Call, number: int) -> Event:
    """The community's event with this number, while its line-up may still change; refuses otherwise."""
    event = known_event(tx, call, number)
    if event.state is State.CANCELLED or event.over(call.at):
        raise Refusal(texts.NO_LINEUP_OVER(title=event.title))
    return event


def spot_of(tx: Tx, talk: int) -> Spot | None:
    """Where a talk stands in a line-up, if it does."""
    if (item := tx.talks.slot(talk)) is None or (event := tx.events.get(item.event)) is None:
        return None
    lineup = tx.talks.lineup(event.id)
    slots = schedule(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
    at = next(place for place, each in enumerate(lineup.items) if each.id == item.id)
    return Spot(event, item, slots[at])


def room_at(tx: Tx, event: Event) -> int:
    """How long one more talk at the end of this event may be."""
    lineup = tx.talks.lineup(event.id)
    return room_for_talk(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)


def require_fit(event: Event, before: Lineup, items: Sequence[Item], timing: Timing) -> None:
    """Refuse a line-up that would run past the event's end, unless it did so by as much before."""
    left = _left(event, items, timing)
    if left < min(0, _left(event, before.items, before.timing)):
        raise Refusal(texts.NO_ROOM_LINEUP(over=-left, event=event.title))


def _left(event: Event, items: Sequence[Item], timing: Timing) -> int:
    return minutes_left(event.plan.starts_at, event.plan.ends_at, items, timing)


def place(tx: Tx, talk: Talk, event: Event, by: int, now: datetime) -> None:
    """Give a talk a slot at the end of the line-up, or the one that is held for it there, and ask its speaker to confirm.

    Refuses, with how many minutes are left, when it does not fit.
    """
    slot = tx.talks.slot(talk.id)
    if slot is not None and slot.event == event.id:
        tx.talks.settle(slot.id, SlotState.PLANNED, now)
    else:
        if (room := room_at(tx, event)) < talk.what.minutes:
            raise Refusal(
                texts.NO_ROOM(
                    event=event.title, left=room, title=(Typed(talk.title, strong=True),), minutes=talk.what.minutes
                )
            )
        if len(tx.talks.lineup(event.id).items) >= MOST_ITEMS:
            raise Refusal(texts.TOO_MANY_ITEMS(limit=MOST_ITEMS))
        if slot is not None:
            free(tx, talk, slot, now)
        tx.talks.put(event.id, talk.what.minutes, SlotState.PLANNED, now, talk=talk.id)
    tx.talks.decide(talk.id, TalkState.PLACED, by, now)
    start, end = event.plan.starts_at, event.plan.ends_at
    key = f"talk:{talk.id}:accepted:{stamp(now)}"
    owe_person(tx, talk.speaker, Kind.TALK_ACCEPTED, talk.id, key=key, due_at=now, late_at=end, event=event.id)
    if (nudge := now + CONFIRM_WITHIN) < start:
        key = f"talk:{talk.id}:confirm:{stamp(now)}"
        owe_person(tx, talk.speaker, Kind.TALK_CONFIRM, talk.id, key=key, due_at=nudge, late_at=start, event=event.id)
        show_proposal_at(tx, talk.id, nudge, f"unconfirmed:{stamp(now)}")
    show_lineup(tx, event, now)
    show_proposal_anew(tx, talk.id, now)


def confirm(tx: Tx, item: Item, event: Event, now: datetime) -> None:
    """The slot is its speaker's."""
    tx.talks.settle(item.id, SlotState.CONFIRMED, now)
    if item.talk is not None:
        spare_speaker(tx, item.talk, now)  # what is owed to a confirmed speaker is owed with the line-up, below
        tx.talks.stand(item.talk, TalkState.PLACED, now)
        show_proposal_anew(tx, item.talk, now)
    show_lineup(tx, event, now)


def free(tx: Tx, talk: Talk, item: Item, now: datetime) -> None:
    """Take a talk out of its slot and offer that to the next in line; the organizers hear of it."""
    event = tx.events.get(item.event)
    if event is None or event.state is State.CANCELLED:
        tx.talks.take_out(item.id)
        return
    spare_speaker(tx, talk.id, now)
    place_in_line = [each.id for each in tx.talks.lineup(event.id).items].index(item.id)
    tx.talks.take_out(item.id)
    tx.talks.refuse_offers(event.id, talk.id, now)
    _offer_next(tx, event, place_in_line, now)
    if not event.started(now):
        tell_organizers(tx, event, f"talk:{talk.id}:freed:{stamp(now)}", now)
    show_lineup(tx, event, now)


def _offer_next(tx: Tx, event: Event, place_in_line: int, now: datetime) -> None:
    """Hold the slot at this place for the first waiting talk that fits, and owe its speaker the offer and its end."""
    if (until := offer_until(event.plan.starts_at, now)) is None:
        return
    fitting = (each for each in tx.talks.waiting_for(event.id) if each.what.minutes <= _room_held(tx, event))
    if (talk := next(fitting, None)) is None:
        return
    item = tx.talks.put(event.id, talk.what.minutes, SlotState.HELD, now, talk=talk.id)
    order = [each.id for each in tx.talks.lineup(event.id).items if each.id != item]
    order.insert(place_in_line, item)
    tx.talks.arrange(event.id, order)
    tx.talks.offer(event.id, talk.id, until, now)
    key = f"talk:{talk.id}:offer:{stamp(now)}"
    owe_person(tx, talk.speaker, Kind.TALK_OFFERED, talk.id, key=key, due_at=now, late_at=until, event=event.id)
    tx.errands.owe(ErrandKind.TALK_OFFER_ENDS, talk.id, key=f"{key}:ends", due_at=until)
    show_proposal_anew(tx, talk.id, now)


def _room_held(tx: Tx, event: Event) -> int:
    """Minutes for one more talk wherever it is put: with a changeover on either side."""
    lineup = tx.talks.lineup(event.id)
    return _left(event, lineup.items, lineup.timing) - 2 * lineup.timing.changeover


def end_offer(tx: Tx, errand: Errand, now: datetime) -> None:
    """When an offer's time is over: if nobody answered, the slot goes to the next in line."""
    talk, item = tx.talks.get(errand.subject), tx.talks.slot(errand.subject)
    same = item is not None and errand.key == f"talk:{errand.subject}:offer:{stamp(item.since)}:ends"
    if talk is not None and item is not None and same and item.state is SlotState.HELD:
        free(tx, talk, item, now)
        show_proposal_anew(tx, talk.id, now)


def give_up(tx: Tx, talk: Talk, item: Item, now: datetime) -> None:
    """Its speaker cannot, or will not, at this event: the slot goes on, and the talk waits for another event."""
    tx.talks.rewrite(talk.id, replace(talk.what, wish=None))
    tx.talks.stand(talk.id, TalkState.WAITING, now)
    free(tx, talk, item, now)
    show_proposal_anew(tx, talk.id, now)
