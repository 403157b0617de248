"""What organizers do at the door. Each use case is one transaction; marking somebody twice marks them once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Card, Form, Line, Moment, Typed
from bot.checkin import cards, texts
from bot.checkin.model import GUEST_LENGTH, PAGE, Door, closes_at, door_open, opens_at, turn_to, who_is_meant
from bot.events.list_cards import pick_card
from bot.events.lookup import find_event, known_event, picked_number, upcoming
from bot.events.model import Event, State
from bot.people.model import Account
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx

COMMAND = "event checkin"
_LOOKED_BACK = 500  # events among which one that is over is found


async def show_door(app: App, call: Call, *, text: str = "") -> Card:
    """Check-in of the event that is on; with a name, of that one; where several are on, ask which."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), COMMAND)
        found = _which(tx, call, text)
        if isinstance(found, Event):
            return cards.door_card(_door(tx, found, 0))
        return pick_card(found, "checkin:pick", texts.PICK_EVENT_TITLE)

    return await app.store.read(load)


async def show_page(app: App, call: Call, *, event: int = 0, page: int = 0, picked: str = "") -> Card:
    """One page of those who are expected, as it stands now."""
    number = event or picked_number(picked)

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), COMMAND)
        return cards.door_card(_door(tx, _open(known_event(tx, call, number), call), page))

    return await app.store.read(load)


async def arrive(app: App, call: Call, *, event: int, page: int, picked: str) -> Card:
    """Mark the member that was picked as arrived."""
    member = picked_number(picked)

    def mark(tx: Tx, found: Event) -> Line:
        if tx.members.name(call.space.community, member) is None:
            raise Refusal(texts.NO_SUCH_PERSON)
        return _mark(tx, found, call, member=member)

    return await app.store.write(lambda tx: _at_door(tx, call, event, page, mark))


async def walk_in(app: App, call: Call, *, event: int, page: int, person: Account) -> Card:
    """Mark somebody from this chat as arrived, whether they answered or not."""
    return await app.store.write(
        lambda tx: _at_door(tx, call, event, page, lambda tx, found: _mark_account(tx, found, call, person))
    )


async def check_in(app: App, call: Call, *, text: str, person: Account) -> Card:
    """The same for an event that is named in words, or the one that is on."""

    def find(tx: Tx) -> Event | Sequence[Event]:
        require_organizer(call, known_member(tx, call), COMMAND)
        return _which(tx, call, text)

    found = await app.store.read(find)
    if not isinstance(found, Event):
        return pick_card(found, "checkin:pick", texts.PICK_EVENT_TITLE)
    return await walk_in(app, call, event=found.id, page=0, person=person)


def open_name(_app: App, call: Call, *, event: int, page: int) -> Form:
    """The form to check somebody in by name."""
    return reopen_name(call, {}, event=event, page=page)


def reopen_name(_call: Call, values: Mapping[str, str], *, event: int, page: int) -> Form:
    """The same with what was typed before."""
    return cards.name_form(event, page, values.get("name", ""))


def read_name(_call: Call, values: Mapping[str, str]) -> str:
    """The name that was typed; raises Refusal when there is none."""
    name = one_line(values.get("name", ""))
    if not name:
        raise Refusal(texts.NAME_MISSING, field="name")
    if len(name) > GUEST_LENGTH:
        raise Refusal(texts.NAME_LONG(limit=GUEST_LENGTH, length=len(name)), field="name")
    return name


async def arrive_named(app: App, call: Call, name: str, *, event: int, page: int) -> Card:
    """Mark the one person whom a name fits; ask where it fits several, and take it for a guest where it fits nobody."""
    return await app.store.write(_arrive_named, call, name, event, page)


async def take_back(app: App, call: Call, *, event: int, page: int, picked: str) -> Card:
    """Take an arrival back."""
    number = picked_number(picked)

    def remove(tx: Tx, found: Event) -> Line:
        gone = tx.arrivals.remove(found.id, number)
        return texts.TAKEN_BACK_ALREADY if gone is None else texts.TAKEN_BACK(name=(Typed(gone.name, strong=True),))

    return await app.store.write(lambda tx: _at_door(tx, call, event, page, remove))


# --- Transactions ----------------------------------------------------------------------------------------------------


def _at_door(tx: Tx, call: Call, number: int, page: int, do: Callable[[Tx, Event], Line]) -> Card:
    """Do something at the door of an event, once, and show it as it is then."""
    event = _enter(tx, call, number)
    news: Line = ()
    if tx.calls.done(call.key) is None:
        news = do(tx, event)
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
    return cards.door_card(_door(tx, event, page), news)


def _enter(tx: Tx, call: Call, number: int) -> Event:
    require_organizer(call, meet(tx, call), COMMAND)
    return _open(known_event(tx, call, number, lock=True), call)


def _arrive_named(tx: Tx, call: Call, name: str, number: int, page: int) -> Card:
    event = _enter(tx, call, number)
    people = who_is_meant(name, tx.arrivals.known(event.id, event.community))
    if len(people) > 1:
        return cards.which_card(_door(tx, event, page), name, people)
    return _at_door(
        tx,
        call,
        number,
        page,
        lambda tx, found: (
            _mark(tx, found, call, member=people[0].member)
            if people
            else cards.came(tx.arrivals.add(found.id, call.at, guest=name), again=False)
        ),
    )


def _mark_account(tx: Tx, event: Event, call: Call, person: Account) -> Line:
    known = tx.members.find(event.community, person)
    # Somebody who has never used us becomes a member now; what we know of the others stays as they left it.
    member = known or tx.members.meet(event.community, person, call.space.id, call.at)
    return _mark(tx, event, call, member=member.id)


def _mark(tx: Tx, event: Event, call: Call, *, member: int) -> Line:
    again = tx.arrivals.has(event.id, member)
    return cards.came(tx.arrivals.add(event.id, call.at, member=member), again=again)


# --- Shared ----------------------------------------------------------------------------------------------------------


def checkable(tx: Tx, call: Call) -> Sequence[Event]:
    """The events whose door is open, the first to begin first."""
    latest = tx.events.latest(call.space.community, _LOOKED_BACK)
    return [each for each in reversed(latest) if door_open(each, call.at)]


def _which(tx: Tx, call: Call, text: str) -> Event | Sequence[Event]:
    events = checkable(tx, call)
    if text.strip():
        near = [*events, *(each for each in upcoming(tx, call) if each not in events)]
        return _open(find_event(tx, call, text, among=near, route="checkin:pick"), call)
    if not events:
        later = upcoming(tx, call)
        raise Refusal(_none_open(later[0]) if later else texts.NONE_OPEN)
    return events[0] if len(events) == 1 else events


def _none_open(event: Event) -> Line:
    return texts.NONE_OPEN_NEXT(title=event.title, when=Moment(opens_at(event), event.plan.zone))


def _open(event: Event, call: Call) -> Event:
    """Refuse at a closed door."""
    if door_open(event, call.at):
        return event
    if event.state is State.CANCELLED:
        raise Refusal(texts.CANCELLED(title=event.title))
    if call.at >= closes_at(event):
        raise Refusal(texts.CLOSED(title=event.title))
    raise Refusal(texts.NOT_OPEN(title=event.title, when=Moment(opens_at(event), event.plan.zone)))


def _door(tx: Tx, event: Event, wanted: int) -> Door:
    arrived, others = tx.arrivals.counts(event.id)
    page, pages = turn_to(wanted, event.taken - arrived)
    return Door(
        event,
        arrived,
        others,
        page,
        pages,
        expected=tuple(tx.arrivals.expected(event.id, skip=page * PAGE, most=PAGE)),
        recent=tuple(tx.arrivals.recent(event.id, PAGE)),
    )
