"""What organizers do with announcements. Each use case is one transaction that writes the fact and what it makes us owe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.announcements import cards, previews, texts
from bot.announcements.forms import announcement_form, typed_again, wording_form
from bot.announcements.lookup import (
    as_it_stands,
    known,
    older,
    one_of,
    outline,
    preview,
    require_somebody,
    still_out,
    still_pending,
    timed,
)
from bot.announcements.model import Announcement, Audience, Mention, State, Verdict, Wording, due_of, judge
from bot.announcements.sending import event_of, put_out, refresh, set_clock
from bot.app import App, Call
from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.typed import number as read_number
from bot.chat.views import Button, Card, Form
from bot.people.model import Member, Platform
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx

_NEW, _LIST = "announce new", "announce list"


# --- Forms -----------------------------------------------------------------------------------------------------------


async def open_new(app: App, call: Call, answers: Mapping[str, str] | None = None) -> Form:
    """The form to write an announcement, with the events that it may be about."""

    def load(tx: Tx) -> Form:
        require_organizer(call, known_member(tx, call), _NEW)
        return announcement_form(answers or {}, tx.events.upcoming(call.space.community, call.at)[: limits.OPTIONS])

    return await app.store.read(load)


async def open_change(app: App, call: Call, answers: Mapping[str, str] | None = None, *, announcement: int) -> Form:
    """The form of an announcement as it stands, or with what was typed before."""

    def load(tx: Tx) -> Form:
        require_organizer(call, known_member(tx, call), _NEW)
        found = known(tx, call, announcement)
        event, route = event_of(tx, found), f"announce:{announcement}:change"
        values = answers or typed_again(found.wording, event, call.zone)
        if found.state is State.OUT:
            return wording_form(values, route)
        if not found.pending:
            raise Refusal(texts.NOT_CHANGED_ANY_MORE(title=found.title))
        events = list(tx.events.upcoming(call.space.community, call.at))[: limits.OPTIONS]
        scheduled = found.state is State.SCHEDULED
        return announcement_form(values, events, route=route, title=texts.FORM_CHANGE, timed=scheduled)

    return await app.store.read(load)


# --- Writing and aiming ----------------------------------------------------------------------------------------------


async def write(app: App, call: Call, wording: Wording) -> Card:
    """Keep a draft for the events channel of every space, and show its preview."""
    return await app.store.write(_write, call, wording)


async def change(app: App, call: Call, wording: Wording, *, announcement: int) -> Card:
    """Change what is said and when; what has gone out already is changed everywhere."""
    return await app.store.write(_change, call, announcement, wording)


async def aim(app: App, call: Call, *, announcement: int, version: int, picked: str) -> Card:
    """Send it to channels, or privately to people with an answer to its event."""
    wanted = one_of(Audience, picked)

    def work(tx: Tx, found: Announcement) -> None:
        audience = Audience.CHANNELS if found.wording.event is None else wanted
        tx.announcements.aim(found.id, audience, Mention.NOBODY)

    return await app.store.write(_decide, call, announcement, version, work)


async def mention(app: App, call: Call, *, announcement: int, version: int, picked: str) -> Card:
    """Ping everyone in its channels, those online now, or nobody."""
    wanted = one_of(Mention, picked)
    return await app.store.write(
        _decide, call, announcement, version, lambda tx, found: tx.announcements.aim(found.id, found.audience, wanted)
    )


async def toggle_channel(app: App, call: Call, *, announcement: int, version: int, picked: str) -> Card:
    """Add a channel of this space, or take it away."""
    return await app.store.write(
        _decide, call, announcement, version, lambda tx, found: _toggle(tx, call, found, call.space.id, picked)
    )


async def toggle_elsewhere(app: App, call: Call, *, announcement: int, version: int, picked: str) -> Card:
    """The same for a channel of another space; or show more of them."""
    word, _, rest = picked.partition(":")
    if word == "more":
        return await app.store.write(_turn, call, announcement, read_number(rest))
    return await app.store.write(
        _decide, call, announcement, version, lambda tx, found: _toggle(tx, call, found, read_number(word), rest)
    )


# --- Sending ---------------------------------------------------------------------------------------------------------


async def send(app: App, call: Call, *, announcement: int, version: int) -> Card:
    """Owe it to everybody whom the preview named."""
    return await app.store.write(_send, call, announcement, version)


async def schedule(app: App, call: Call, *, announcement: int, version: int) -> Card:
    """Have it go out at its time."""
    return await app.store.write(_schedule, call, announcement, version)


async def discard(app: App, call: Call, *, announcement: int, version: int) -> Card:
    """Throw a draft away, or call a scheduled one off."""
    return await app.store.write(_discard, call, announcement, version)


async def list_announcements(app: App, call: Call) -> Card:
    """The latest announcements and how they stand."""
    return await app.store.write(_list, call)


async def open_picked(app: App, call: Call, *, picked: str) -> Card:
    """One announcement: its preview while it can still be decided about, else how it stands."""
    return await app.store.write(_open, call, read_number(picked))


async def ask_retract(app: App, call: Call, *, announcement: int) -> Card:
    """Before every copy is removed, say what that does."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), _LIST)
        found = still_out(known(tx, call, announcement))
        return cards.ask_retract_card(found, len(tx.announcements.spots(found.id)))

    return await app.store.read(load)


async def retract(app: App, call: Call, *, announcement: int) -> Card:
    """Remove every copy, and send none of those that are still to come."""
    return await app.store.write(_retract, call, announcement)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _organizer(tx: Tx, call: Call, command: str = _NEW) -> Member:
    member = meet(tx, call)
    require_organizer(call, member, command)
    return member


def _write(tx: Tx, call: Call, wording: Wording) -> Card:
    member = _organizer(tx, call)
    if (done := tx.calls.done(call.key)) is not None:
        return preview(tx, call, known(tx, call, read_number(done.partition(":")[2])))
    wording = timed(tx, call, wording)
    made = tx.announcements.add(call.space.community, member.id, wording, call.at)
    tx.calls.remember(call.key, f"announce:{made.id}", call.at)
    for space in tx.spaces.of(made.community):
        if space.channel is not None:
            tx.announcements.add_spot(made.id, space.id, channel=space.channel)
    return preview(tx, call, made)


def _change(tx: Tx, call: Call, number: int, wording: Wording) -> Card:
    _organizer(tx, call)
    found = known(tx, call, number)
    if tx.calls.done(call.key) is not None:
        return as_it_stands(tx, call, found)
    tx.calls.remember(call.key, f"announce:{number}", call.at)
    if found.state is State.OUT:
        tx.announcements.reword(number, replace(found.wording, title=wording.title, text=wording.text))
        refresh(tx, found, call.at)
        return cards.told_card(texts.REWORDED(title=wording.title))
    if not found.pending:
        raise Refusal(texts.NOT_CHANGED_ANY_MORE(title=found.title))
    wording = timed(tx, call, wording)
    tx.announcements.reword(number, wording)
    if found.state is State.SCHEDULED and wording.due_at is not None:
        set_clock(tx, found, wording.due_at)
    elif found.state is State.SCHEDULED:
        raise Refusal(texts.TIME_PASSED)
    if wording.event is None and found.audience is not Audience.CHANNELS:
        tx.announcements.aim(number, Audience.CHANNELS, found.mention)
    return preview(tx, call, known(tx, call, number))


def _decide(tx: Tx, call: Call, number: int, version: int, work: Callable[[Tx, Announcement], object]) -> Card:
    """Change one thing about a preview, and show it anew; an older preview changes nothing."""
    _organizer(tx, call)
    found = still_pending(known(tx, call, number))
    if found.version != version:
        return preview(tx, call, found, stale=True)
    work(tx, found)
    return preview(tx, call, known(tx, call, number))


def _turn(tx: Tx, call: Call, number: int, page: int) -> Card:
    """The preview with further channels to pick from."""
    _organizer(tx, call)
    return preview(tx, call, known(tx, call, number), page=page)


def _toggle(tx: Tx, call: Call, found: Announcement, space: int, channel: str) -> None:
    ours = {(each.space, each.external) for each in tx.spaces.channels(call.space.community)}
    if (space, channel) not in ours:
        slack = call.space.platform is Platform.SLACK
        raise Refusal(texts.CANNOT_POST_SLACK if slack else texts.CANNOT_POST_DISCORD)
    there = [each for each in tx.announcements.spots(found.id) if (each.space, each.channel) == (space, channel)]
    if there:
        tx.announcements.drop_spot(there[0].id)
    else:
        tx.announcements.add_spot(found.id, space, channel=channel)
    tx.announcements.aim(found.id, found.audience, found.mention)


def _send(tx: Tx, call: Call, number: int, version: int) -> Card:
    _organizer(tx, call)
    found = known(tx, call, number)
    if tx.calls.done(call.key) is not None:
        return previews.under_way_card(outline(tx, call, found))
    if (stale := older(tx, call, found, version)) is not None:
        return stale
    require_somebody(tx, found)
    tx.calls.remember(call.key, f"announce:{number}", call.at)
    people = outline(tx, call, found).people
    put_out(tx, found, call.at)
    return previews.under_way_card(replace(outline(tx, call, known(tx, call, number)), people=people))


def _schedule(tx: Tx, call: Call, number: int, version: int) -> Card:
    _organizer(tx, call)
    found = known(tx, call, number)
    if tx.calls.done(call.key) is not None:
        return previews.under_way_card(outline(tx, call, found))
    if (stale := older(tx, call, found, version)) is not None:
        return stale
    if found.audience is Audience.CHANNELS:
        require_somebody(tx, found)
    event = event_of(tx, found)
    change_it = (Button(texts.BUTTON_CHANGE, f"announce:{number}:change", "good"),)
    verdict = judge(replace(found, state=State.SCHEDULED), event, call.at)
    if verdict is Verdict.CALL_OFF and event is not None:
        raise Refusal(texts.EVENT_OFF(title=event.title), buttons=change_it)
    due = due_of(found.wording, event)
    if verdict is not Verdict.WAIT or due is None:
        raise Refusal(texts.TIME_PASSED, buttons=change_it)
    tx.calls.remember(call.key, f"announce:{number}", call.at)
    set_clock(tx, found, due)
    return previews.under_way_card(outline(tx, call, known(tx, call, number)))


def _discard(tx: Tx, call: Call, number: int, version: int) -> Card:
    _organizer(tx, call)
    found = known(tx, call, number)
    if found.state is State.DISCARDED:
        return cards.told_card(texts.DISCARDED(title=found.title))
    if (stale := older(tx, call, found, version)) is not None:
        return stale
    tx.announcements.put(number, State.DISCARDED, call.at)
    line = texts.CALLED_OFF if found.state is State.SCHEDULED else texts.DISCARDED
    return cards.told_card(line(title=found.title))


def _retract(tx: Tx, call: Call, number: int) -> Card:
    _organizer(tx, call, _LIST)
    found = known(tx, call, number)
    if found.state is not State.RETRACTED:
        tx.announcements.put(still_out(found).id, State.RETRACTED, call.at)
        refresh(tx, replace(found, state=State.RETRACTED), call.at)
    return cards.told_card(texts.RETRACTED(title=found.title))


def _list(tx: Tx, call: Call) -> Card:
    _organizer(tx, call, _LIST)
    latest = tx.announcements.latest(call.space.community, most=limits.OPTIONS)
    return cards.list_card([outline(tx, call, each) for each in latest])


def _open(tx: Tx, call: Call, number: int) -> Card:
    _organizer(tx, call, _LIST)
    return as_it_stands(tx, call, known(tx, call, number))
