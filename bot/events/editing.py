"""Changing an event that is planned, and planning it again: each is one transaction, like every use case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.announcements.sending import follow
from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.events import edit_cards, list_cards, texts
from bot.events.actions import promote_first
from bot.events.dates import carry_on_after
from bot.events.forms import edit_form, event_form, repeated, written
from bot.events.lookup import find_event, known_event, picked_number, upcoming
from bot.events.model import USUAL_DURATION, Edit, Event, Plan, Standing, State, moves, revise, seats_for_line
from bot.events.posts import refresh, reschedule
from bot.events.recurrence import SeriesState
from bot.events.series_cards import which_card
from bot.events.when import say_duration
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx
from bot.talks.posts import event_changed

_REMEMBERED = 500  # events of the past that can be planned again by their titles


# --- Forms -----------------------------------------------------------------------------------------------------------


async def open_only(app: App, call: Call, *, event: int) -> Form | Card:
    """The form to change one date of a series alone."""
    return await open_edit(app, call, event=event, only=True)


async def open_edit(
    app: App, call: Call, *, text: str = "", event: int = 0, picked: str = "", only: bool = False
) -> Form | Card:
    """The form to change an event, filled with what it is; without a name, ask which one is meant. For a date of a series
    ask first whether `only` that one is.
    """

    def load(tx: Tx) -> Form | Card:
        require_organizer(call, known_member(tx, call), "event edit")
        events = changeable(tx, call)
        if event or picked:
            found = known_event(tx, call, event or picked_number(picked))
        elif text.strip():
            found = find_event(tx, call, text, among=events, route="event:edit")
        elif events:
            return list_cards.pick_card(events, "event:edit", texts.CHANGE_WHICH)
        else:
            raise Refusal(texts.TO_EDIT_NONE)
        _changeable(found, call)
        series = None if only else tx.series.of_event(found.id)
        if series is not None and series.state is SeriesState.RUNNING:
            wall = next(wall for wall, number in tx.series.dates(series.id).items() if number == found.id)
            return which_card(series, found, wall)
        return edit_form(found.id, found.revision, written(found.plan, call.zone))

    return await app.store.read(load)


def reopen_edit(_call: Call, values: Mapping[str, str], *, event: int, revision: int) -> Form:
    """The same form with what was typed into it before."""
    return edit_form(event, revision, values)


async def open_duplicate(app: App, call: Call, *, text: str = "", event: int = 0, picked: str = "") -> Form | Card:
    """The form to plan an event, filled with all of another one but its time; without a name, ask which one."""

    def load(tx: Tx) -> Form | Card:
        require_organizer(call, known_member(tx, call), "event duplicate")
        events = repeatable(tx, call)
        if event or picked:
            found = known_event(tx, call, event or picked_number(picked))
        elif text.strip():
            found = find_event(tx, call, text, among=events, route="event:duplicate")
        elif events:
            return list_cards.pick_card(events, "event:duplicate", texts.REPEAT_TITLE)
        else:
            raise Refusal(texts.TO_DUPLICATE_NONE)
        values, length = repeated(found.plan), found.plan.ends_at - found.plan.starts_at
        # Discord's form has no room for the length, so the example says it where it is not what everybody expects.
        return event_form(values) if length == USUAL_DURATION else event_form(values, length=say_duration(length))

    return await app.store.read(load)


def changeable(tx: Tx, call: Call) -> Sequence[Event]:
    """Events that an organizer can still change, the next one first."""
    return [each for each in upcoming(tx, call) if not each.started(call.at)]


def repeatable(tx: Tx, call: Call) -> Sequence[Event]:
    """Events of any time, the last of each title: that is the one to repeat."""
    last: dict[str, Event] = {}
    for each in tx.events.latest(call.space.community, _REMEMBERED):
        last.setdefault(each.title.casefold(), each)
    return list(last.values())


# --- The change ------------------------------------------------------------------------------------------------------


async def edit_event(app: App, call: Call, edit: Edit, *, event: int, revision: int) -> Card:
    """Change an event as it was at `revision`: its cards and reminders follow, freed seats go to the line, and everybody
    who is going or waiting hears of a new time or place.
    """
    return await app.store.write(_edit, call, edit, event, revision)


def _edit(tx: Tx, call: Call, edit: Edit, number: int, revision: int) -> Card:
    member = meet(tx, call)
    require_organizer(call, member, "event edit")
    event = known_event(tx, call, number, lock=True)
    if tx.calls.done(call.key) is not None:
        return edit_cards.edited_card(event, asked=0, promoted=0)
    _changeable(event, call)
    if event.revision != revision:
        raise Refusal(edit_cards.meanwhile(event), again=f"event:{event.id}:edit:{event.revision}")
    plan = revise(event.plan, edit)
    if plan == event.plan:
        return edit_cards.unchanged_card(event)
    if plan.seats is not None and plan.seats < event.taken:
        raise Refusal(texts.SEATS_BELOW(taken=event.taken, seats=plan.seats), field="seats")
    tx.calls.remember(call.key, f"event:{event.id}", call.at)
    changed = change_event(tx, event, plan, call)
    carry_on_after(tx, event.id, call.at)
    return edit_cards.edited_card(
        known_event(tx, call, number),
        asked=changed.asked,
        promoted=changed.promoted,
        speakers=changed.speakers,
        over=changed.over,
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """What followed from a change: how many are asked whether they still come, how many got a seat, how many speakers are
    asked about their talks, and by how many minutes the line-up is too long now.
    """

    asked: int
    promoted: int
    speakers: int
    over: int


def change_event(tx: Tx, event: Event, plan: Plan, call: Call) -> Changed:
    """Write an event's new plan and owe all that follows from it."""
    after = tx.events.change(event.id, plan, call.at)
    asked = _ask_everybody(tx, after, event.plan, call) if moves(event.plan, plan) else 0
    promoted = seats_for_line(plan.seats, taken=event.taken, waiting=event.waiting)
    for _ in range(promoted):
        promote_first(tx, after, call)
    reschedule(tx, after, event.plan, call.at)
    refresh(tx, after.id, call.at)
    follow(tx, after.id, call.at)
    talks = event_changed(tx, after, call.at, moved=moves(event.plan, plan))
    return Changed(asked, promoted, speakers=talks.speakers, over=talks.over)


def _ask_everybody(tx: Tx, event: Event, before: Plan, call: Call) -> int:
    """Owe everybody who is going or waiting the news of the new time or place; how many they are."""
    move = tx.events.move(event, before, call.at)
    people = tx.answers.members(event.id, Standing.GOING, Standing.WAITING)
    late = event.plan.starts_at
    for each in people:
        key = f"moved:{move}:member:{each}"
        owe_person(tx, each, Kind.MOVED, move, key=key, due_at=call.at, late_at=late, event=event.id)
    return len(people)


def _changeable(event: Event, call: Call) -> None:
    """Refuse an event that nobody can change any more."""
    if event.state is State.CANCELLED:
        raise Refusal(texts.EDIT_CANCELLED(title=event.title))
    if event.over(call.at):
        raise Refusal(texts.EDIT_OVER(title=event.title))
    if event.started(call.at):
        raise Refusal(texts.EDIT_STARTED(title=event.title))
