"""What organizers do with a line-up: order it, add breaks, take something out, set when it begins."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.events.lookup import find_event, known_event
from bot.events.model import Event
from bot.people.presence import meet, require_organizer
from bot.ports import Tx
from bot.talks import lineup_cards, texts
from bot.talks.forms import open_timing_form
from bot.talks.model import BREAKS, MOST_ITEMS, Item, SlotState, TalkState, Timing, moved, stamp
from bot.talks.own import number_in
from bot.talks.posts import show_lineup, show_proposal_anew, spare_speaker
from bot.talks.slots import coming_event, require_fit

_COMMAND = "talk lineup"


async def show_lineup_card(app: App, call: Call, *, text: str = "", event: int = 0, picked: str = "") -> Card:
    """The line-up of an event with everything to change it; without a name, of the next one."""

    def load(tx: Tx) -> Card:
        _organizer(tx, call)
        if number := event or number_in(picked):
            return _arranged(tx, known_event(tx, call, number), call)
        if text.strip():
            return _arranged(tx, find_event(tx, call, text), call)
        ahead = tx.events.upcoming(call.space.community, call.at)
        return _arranged(tx, ahead[0], call) if ahead else lineup_cards.no_lineup_card()

    return await app.store.write(load)


async def pick_item(app: App, call: Call, *, event: int, picked: str) -> Card:
    """One item of the line-up, with the buttons to move it."""

    def load(tx: Tx) -> Card:
        _organizer(tx, call)
        found = known_event(tx, call, event)
        return _arranged(tx, found, call, picked=_item(tx, found, number_in(picked)).id)

    return await app.store.write(load)


async def move_item(app: App, call: Call, *, event: int, item: int, by: int) -> Card:
    """Move an item one place; refuses an order whose pauses would run past the end."""
    return await app.store.write(_move, call, event, item, by)


def _move(tx: Tx, call: Call, number: int, item: int, by: int) -> Card:
    event = _changing(tx, call, number)
    if tx.calls.done(call.key) is None:
        _item(tx, event, item)
        lineup = tx.talks.lineup(event.id)
        order = moved(lineup.items, item, by)
        require_fit(event, lineup, order, lineup.timing)
        tx.talks.arrange(event.id, [each.id for each in order])
        _changed(tx, event, call)
    return _arranged(tx, event, call, picked=item)


async def remove_item(app: App, call: Call, *, event: int, item: int) -> Card:
    """Take a break away, or a talk out: it waits again, and its speaker is told. Nobody is offered the slot."""
    return await app.store.write(_remove, call, event, item)


def _remove(tx: Tx, call: Call, number: int, item: int) -> Card:
    event = _changing(tx, call, number)
    if tx.calls.done(call.key) is None:
        found = _item(tx, event, item)
        if (run := tx.stages.run(event.id)) is not None and run.has_had(found.id):
            raise Refusal(texts.ON_STAGE)
        tx.talks.take_out(found.id)
        if found.talk is not None and found.speaker is not None:
            tx.talks.stand(found.talk, TalkState.WAITING, call.at)
            spare_speaker(tx, found.talk, call.at)
            key = f"talk:{found.talk}:unplaced:{stamp(call.at)}"
            owe_person(
                tx,
                found.speaker,
                Kind.TALK_UNPLACED,
                found.talk,
                key=key,
                due_at=call.at,
                late_at=event.plan.ends_at,
                event=event.id,
            )
            show_proposal_anew(tx, found.talk, call.at)
        _changed(tx, event, call)
    return _arranged(tx, event, call)


async def add_break(app: App, call: Call, *, event: int, picked: str) -> Card:
    """Add a break at the end of the line-up, from where it can be moved."""
    return await app.store.write(_break, call, event, number_in(picked))


def _break(tx: Tx, call: Call, number: int, minutes: int) -> Card:
    event = _changing(tx, call, number)
    if minutes not in BREAKS:
        raise Refusal(texts.NO_SUCH_ITEM)
    added = None
    if tx.calls.done(call.key) is None:
        lineup = tx.talks.lineup(event.id)
        if len(lineup.items) >= MOST_ITEMS:
            raise Refusal(texts.TOO_MANY_ITEMS(limit=MOST_ITEMS))
        last = Item(0, event.id, 0, minutes, SlotState.CONFIRMED, call.at)
        require_fit(event, lineup, (*lineup.items, last), lineup.timing)
        added = tx.talks.put(event.id, minutes, SlotState.CONFIRMED, call.at)
        _changed(tx, event, call)
    return _arranged(tx, event, call, picked=added)


async def open_timing(app: App, call: Call, values: Mapping[str, str] | None = None, *, event: int) -> Form:
    """The form for when the first talk begins and the pause between talks, as they are."""

    def load(tx: Tx) -> Form:
        timing = tx.talks.lineup(_changing(tx, call, event).id).timing
        known = {"doors": str(timing.doors), "changeover": str(timing.changeover)}
        return open_timing_form(call, known if values is None else values, event=event)

    return await app.store.write(load)


async def set_timing(app: App, call: Call, timing: Timing, *, event: int) -> Card:
    """Set when the first talk begins and the pause between talks, as far as everything still fits."""
    return await app.store.write(_time, call, timing, event)


def _time(tx: Tx, call: Call, timing: Timing, number: int) -> Card:
    event = _changing(tx, call, number)
    lineup = tx.talks.lineup(event.id)
    require_fit(event, lineup, lineup.items, timing)
    tx.talks.time(event.id, timing)
    _changed(tx, event, call)
    return _arranged(tx, event, call)


# --- Shared ----------------------------------------------------------------------------------------------------------


def _organizer(tx: Tx, call: Call) -> None:
    require_organizer(call, meet(tx, call), _COMMAND)


def _changing(tx: Tx, call: Call, number: int) -> Event:
    """The event whose line-up an organizer may change."""
    _organizer(tx, call)
    return coming_event(tx, call, number)


def _item(tx: Tx, event: Event, number: int) -> Item:
    if (item := tx.talks.lineup(event.id).item(number)) is None:
        raise Refusal(texts.NO_SUCH_ITEM)
    return item


def _changed(tx: Tx, event: Event, call: Call) -> None:
    if tx.calls.done(call.key) is None:
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
    show_lineup(tx, event, call.at)
    for item in tx.talks.lineup(event.id).items:
        if item.talk is not None:
            show_proposal_anew(tx, item.talk, call.at)


def _arranged(tx: Tx, event: Event, call: Call, *, picked: int | None = None) -> Card:
    lineup = tx.talks.lineup(event.id)
    others = [each for each in tx.events.upcoming(call.space.community, call.at) if each.id != event.id]
    found = None if picked is None else lineup.item(picked)
    return lineup_cards.arrange_card(event, lineup, others, picked=found)
