"""What people do with events. Each use case is one transaction that writes the fact and what it makes us owe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.app import App, Call
from bot.chat.typed import one_line
from bot.chat.views import Card, Form, Option
from bot.checkin.model import door_open
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.events import cards, edit_cards, list_cards, texts
from bot.events.cancel import call_off
from bot.events.dates import repeats
from bot.events.destinations import Destinations
from bot.events.forms import event_form
from bot.events.lookup import (
    find_answered,
    find_event,
    known_event,
    not_begun,
    not_over,
    picked_number,
    read_answer,
    upcoming,
)
from bot.events.model import Answer, Answered, Attendance, Event, Plan, Standing, settle_seat
from bot.events.posts import announce, refresh
from bot.events.when import say_when
from bot.people.model import Member, Platform
from bot.people.presence import known_member, meet, organizes, require_organizer
from bot.ports import Tx

Among = Callable[[Tx, Call], Sequence[Event]]


# --- Members ---------------------------------------------------------------------------------------------------------


async def answer_event(app: App, call: Call, *, event: int, answer: str) -> Card:
    """Take a seat, wait for one, or give it back."""
    wanted = read_answer(answer)
    return _answered_card(app, await app.store.write(_answer, call, event, wanted))


async def answer_named(app: App, call: Call, *, text: str, answer: str) -> Card:
    """The same for an event that is named in words or by number."""
    wanted = read_answer(answer)
    event = await app.store.read(find_event, call, text)
    return _answered_card(app, await app.store.write(_answer, call, event.id, wanted))


async def answer_in_words(app: App, call: Call, *, text: str) -> Card:
    """The same with name and answer in one text: "Lightning talks maybe"."""
    event, wanted = await app.store.read(find_answered, call, text)
    return _answered_card(app, await app.store.write(_answer, call, event.id, wanted))


async def list_events(app: App, call: Call) -> Card:
    """What is coming up."""
    return list_cards.list_card(await app.store.read(upcoming, call))


async def show_event(app: App, call: Call, *, text: str = "") -> Card:
    """One event as it stands; without a name, the next one and a menu of the others."""

    def load(tx: Tx) -> Card:
        if text.strip():
            return _shown(tx, find_event(tx, call, text), call)
        events = upcoming(tx, call)
        if not events:
            return list_cards.list_card(events)
        return list_cards.with_others(_shown(tx, events[0], call), events[1:])

    return await app.store.read(load)


async def show_picked(app: App, call: Call, *, picked: str) -> Card:
    """The event that was picked from a menu."""
    return await app.store.read(lambda tx: _shown(tx, known_event(tx, call, picked_number(picked)), call))


async def show_people(app: App, call: Call, *, event: int) -> Card:
    """Who is coming, who waits, who may come."""

    def load(tx: Tx) -> Card:
        found = known_event(tx, call, event)
        return cards.people_card(found, tx.answers.all(event, most=cards.NAMES_IN_LIST))

    return await app.store.read(load)


async def suggest_events(app: App, call: Call, text: str, among: Among | None = None) -> list[Option]:
    """Events whose title or number fits what was typed so far, for autocomplete; the value is the number."""
    events = await app.store.read(among or upcoming, call)
    wanted = one_line(text).lower()
    fitting = [each for each in events if wanted in each.title.lower() or wanted.lstrip("#") == str(each.id)]
    return [Option(each.title, str(each.id), say_when(each.plan.starts_at, each.plan.zone)) for each in fitting]


# --- Organizers ------------------------------------------------------------------------------------------------------


async def open_new(app: App, call: Call) -> Form:
    """The form to plan an event. Who is an organizer by another account alone is looked up for it."""
    if not call.who.organizer:
        member = await app.store.read(known_member, call)
        require_organizer(call, member, "event create")
    return event_form({})


def reopen_event_form(_call: Call, values: Mapping[str, str]) -> Form:
    """The same form with what was typed into it before."""
    return event_form(values)


async def create_event(app: App, call: Call, plan: Plan) -> Card:
    """Plan an event and owe its cards and reminders everywhere the community lives."""
    return await app.store.write(_create, call, plan, app.away)


async def ask_cancel(app: App, call: Call, *, text: str = "") -> Card:
    """Before an event is cancelled, say what that will do; without a name, ask which one is meant."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), "event cancel")
        if text.strip():
            return cards.ask_cancel_card(not_over(find_event(tx, call, text), call))
        events = upcoming(tx, call)
        return (
            list_cards.pick_card(events, "event:cancel", texts.CANCEL_WHICH) if events else list_cards.list_card(events)
        )

    return await app.store.read(load)


async def ask_cancel_picked(app: App, call: Call, *, event: int = 0, picked: str = "") -> Card:
    """The same for the event of a button or a menu."""
    number = event or picked_number(picked)

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), "event cancel")
        return cards.ask_cancel_card(not_over(known_event(tx, call, number), call))

    return await app.store.read(load)


async def cancel_event(app: App, call: Call, *, event: int) -> Card:
    """Cancel an event: its reminders go, its cards change, and everybody who was coming is told."""
    return await app.store.write(_cancel, call, event)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _answer(tx: Tx, call: Call, number: int, wanted: Answer) -> Answered:
    event = not_begun(known_event(tx, call, number, lock=True), call)
    member = meet(tx, call)
    before = tx.answers.standing(event.id, member.id)
    if tx.calls.done(call.key) is None:
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
        change = settle_seat(event, before, wanted)
        if change.standing is not before:
            tx.answers.stand(event.id, member.id, change.standing, call.at)
            if change.frees_seat:
                promote_first(tx, event, call)
            refresh(tx, event.id, call.at)
        if wanted is Answer.GOING:
            tx.answers.confirm(event.id, member.id, call.at)
    return _answered(tx, event.id, member)


def _answered(tx: Tx, number: int, member: Member) -> Answered:
    event, standing = tx.events.get(number), tx.answers.standing(number, member.id)
    if event is None or standing is None:
        raise LookupError(f"event {number} was answered in this transaction")
    feed = tx.feeds.of(event.community)
    line = tx.answers.place_in_line(number, member.id)
    return Answered(event, standing, line, None if feed is None else feed.token)


def _answered_card(app: App, answered: Answered) -> Card:
    """What a person sees after answering, with the event for their calendar where we have pages."""
    if app.web is None or answered.calendar is None:
        return cards.answered_card(answered)
    return cards.answered_card(answered, app.web.link(f"/calendar/{answered.calendar}/{answered.event.id}.ics"))


def promote_first(tx: Tx, event: Event, call: Call) -> None:
    """Give a freed seat to the first in line, in this same transaction, and owe them the news."""
    if (first := tx.answers.first_waiting(event.id)) is None:
        return
    tx.answers.stand(event.id, first, Standing.GOING, call.at)
    key = f"promoted:{event.id}:{first}:{call.key}"
    owe_person(
        tx, first, Kind.PROMOTED, event.id, key=key, due_at=call.at, late_at=event.plan.starts_at, event=event.id
    )


def _create(tx: Tx, call: Call, plan: Plan, away: AbstractSet[Platform] = frozenset()) -> Card:
    member = meet(tx, call)
    require_organizer(call, member, "event create")
    done = tx.calls.done(call.key)
    if done is not None:
        event = known_event(tx, call, picked_number(done.partition(":")[2]))
    else:
        event = tx.events.add(call.space.community, member.id, plan, call.at)
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
    reached = announce(tx, event, tx.spaces.of(event.community), call.at)
    return cards.created_card(event, Destinations.of(reached, away), call.at)


def _cancel(tx: Tx, call: Call, number: int) -> Card:
    member = meet(tx, call)
    require_organizer(call, member, "event cancel")
    event = known_event(tx, call, number)
    if tx.calls.done(call.key) is not None:
        return cards.cancelled_card(event)
    not_over(event, call)
    tx.calls.remember(call.key, f"event:{event.id}", call.at)
    speakers = call_off(tx, event, call.at)
    return cards.cancelled_card(event, speakers=speakers)


# --- Shared ----------------------------------------------------------------------------------------------------------


def _shown(tx: Tx, event: Event, call: Call) -> Card:
    card = cards.event_card(event, attendance(tx, event), call.at, repeats=repeats(tx, event))
    if not organizes(tx, call):
        return card
    confirmed = 0 if event.moved_at is None else tx.answers.confirmed(event.id, event.moved_at)
    return edit_cards.with_tools(card, event, confirmed=confirmed, door=door_open(event, call.at))


def attendance(tx: Tx, event: Event) -> Attendance:
    """Those whose names a card has room for."""
    return tx.answers.all(event.id, most=cards.NAMES_ON_CARD)
