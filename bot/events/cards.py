"""How events look, as cards that mean something and say nothing about widgets. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat import limits
from bot.chat.views import (
    Block,
    Button,
    Card,
    Field,
    Line,
    LinkButton,
    Moment,
    MomentStyle,
    Note,
    Paragraph,
    Quote,
    Say,
    Tone,
    Typed,
    join,
)
from bot.events import texts
from bot.events.destinations import Destinations
from bot.events.model import Answered, Attendance, Attendee, Event, Standing, State
from bot.events.when import say_when

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NAMES_ON_CARD = 20
NAMES_IN_LINE = 5
NAMES_IN_LIST = 50
_NAME_LENGTH = 40


def event_card(event: Event, people: Attendance, now: datetime, *, repeats: str = "") -> Card:
    """The card of an event as it stands now, with the buttons to answer while it has not begun.

    `repeats` says how often, for one date of a series.
    """
    blocks: list[Block] = []
    if (word := _state_line(event, now)) is not None:
        blocks.append(Paragraph(word))
    blocks.append(Field("When", _when(event)))
    if repeats:
        blocks.append(Field("Repeats", (Say(repeats),)))
    blocks.append(Field("Where", _where(event)))
    if event.plan.description:
        blocks.append(Quote(event.plan.description))
    blocks += [Field("Seats", _seats(event)), Field("Going", _names(people.going, event.taken, NAMES_ON_CARD))]
    if event.waiting:
        blocks.append(Field("Waiting list", _names(people.waiting, event.waiting, NAMES_IN_LINE)))
    blocks.append(Note(texts.NUMBER(number=event.id)))
    planned = event.state is State.PLANNED
    return Card(
        title=(Typed(event.title),),
        tone=_tone(event, now),
        blocks=tuple(blocks),
        buttons=_answer_rows(event) if planned and not event.started(now) else (),
    )


def _tone(event: Event, now: datetime) -> Tone:
    if event.state is State.CANCELLED:
        return "bad"
    if event.started(now):
        return "quiet"
    return "waiting" if event.free == 0 else "good"


def _state_line(event: Event, now: datetime) -> Line | None:
    if event.state is State.CANCELLED:
        return texts.CANCELLED
    if event.over(now):
        return texts.OVER
    return texts.STARTED if event.started(now) else None


def _when(event: Event) -> Line:
    at, zone = event.plan.starts_at, event.plan.zone
    return (Moment(at, zone), Say(" · "), Moment(at, zone, MomentStyle.RELATIVE))


def _where(event: Event) -> Line:
    return (Typed(event.plan.place),) if event.plan.place else texts.WHERE_OPEN


def _seats(event: Event) -> Line:
    if event.plan.seats is None or event.free is None:
        return texts.SEATS_OPEN(going=event.taken)
    if not event.free:
        going = event.taken
        return (
            texts.SEATS_WAITING(going=going, waiting=event.waiting) if event.waiting else texts.SEATS_FULL(going=going)
        )
    if event.waiting:
        return texts.SEATS_LEFT_WAITING(
            going=event.taken, waiting=event.waiting, free=event.free, seats=event.plan.seats
        )
    if event.plan.seats == 1:
        return texts.SEATS_LEFT_ONE(going=event.taken)
    return texts.SEATS_LEFT(going=event.taken, free=event.free, seats=event.plan.seats)


def _names(people: Sequence[Attendee], in_all: int, most: int) -> Line:
    if not in_all:
        return texts.NOBODY_YET
    shown = people[:most]
    names = join(((Typed(limits.clip(each.name, _NAME_LENGTH)),) for each in shown), ", ")
    return texts.AND_MORE(names=names, more=in_all - len(shown)) if in_all > len(shown) else names


def _answer_rows(event: Event) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(texts.BUTTON_GOING, f"rsvp:{event.id}:going", "good"),
            Button(texts.BUTTON_MAYBE, f"rsvp:{event.id}:maybe"),
            Button(texts.BUTTON_NO, f"rsvp:{event.id}:no"),
            Button(texts.BUTTON_PEOPLE, f"event:{event.id}:people"),
        ),
    )


def answered_card(answered: Answered, calendar: str = "") -> Card:
    """What a person sees after answering; `calendar` is where the event can be had as a file."""
    event, title = answered.event, (Typed(answered.event.title, strong=True),)
    rows = ((LinkButton(texts.BUTTON_CALENDAR, calendar),),) if calendar else ()
    match answered.standing:
        case Standing.GOING:
            line = texts.GOING(title=title, when=Moment(event.plan.starts_at, event.plan.zone))
            return Card(tone="good", blocks=(Paragraph(line),), buttons=rows)
        case Standing.WAITING:
            line = texts.WAITING(title=title, line=answered.line or 1)
            return Card(tone="waiting", blocks=(Paragraph(line),), buttons=rows)
        case Standing.MAYBE:
            return Card(tone="plain", blocks=(Paragraph(texts.MAYBE(title=title)),), buttons=rows)
        case Standing.NO:
            return Card(tone="quiet", blocks=(Paragraph(texts.NO(title=title)),))


def promoted_card(event: Event) -> Card:
    """To a person in line who now has a seat."""
    return Card(
        title=texts.PROMOTED_TITLE,
        tone="good",
        blocks=(
            Paragraph(texts.PROMOTED(title=(Typed(event.title, strong=True),))),
            Field("When", _when(event)),
            Field("Where", _where(event)),
        ),
        buttons=((Button(texts.BUTTON_NO, f"rsvp:{event.id}:no"),),),
    )


def reminder_card(event: Event) -> Card:
    """A day or an hour before, to a channel."""
    return Card(
        title=texts.REMINDER_TITLE(title=event.title),
        tone="plain",
        blocks=(
            Field("When", _when(event)),
            Field("Where", _where(event)),
            Field("Seats", _seats(event)),
            Note(texts.REMINDER_CAN_YOU),
        ),
        buttons=_answer_rows(event),
    )


def called_off_card(event: Event) -> Card:
    """That an event is cancelled, to a channel or a person who was coming."""
    line = texts.CALLED_OFF(when=Moment(event.plan.starts_at, event.plan.zone))
    return Card(title=texts.CALLED_OFF_TITLE(title=event.title), tone="bad", blocks=(Paragraph(line),))


def created_card(event: Event, places: Destinations, now: datetime) -> Card:
    """To the organizer: what was understood, echoed in words, and where it goes."""
    lines = places.lines(_reminders(event.plan.starts_at - now))
    return Card(
        title=texts.CREATED_TITLE(title=event.title),
        tone="good" if places.now and not places.later else "waiting",
        blocks=(*facts(event), *map(Paragraph, lines), Note(texts.NUMBER(number=event.id))),
        buttons=(
            (
                Button(texts.BUTTON_EDIT, f"event:{event.id}:edit"),
                Button(texts.BUTTON_CANCEL, f"event:{event.id}:cancel", "bad"),
            ),
        ),
    )


def facts(event: Event) -> tuple[Field, ...]:
    """What was understood, on the event's own clock."""
    return (
        Field("When", (Say(say_when(event.plan.starts_at, event.plan.zone)),)),
        Field("Until", (Say(say_when(event.plan.ends_at, event.plan.zone)),)),
        Field("Where", _where(event)),
        Field("Seats", _seats(event)),
    )


def _reminders(ahead: timedelta) -> Line:
    if ahead > DAY:
        return texts.REMIND_TWICE
    return texts.REMIND_ONCE if ahead > HOUR else ()


def people_card(event: Event, people: Attendance) -> Card:
    """Everybody who answered, in order."""
    blocks: list[Block] = [Field("Going", _names(people.going, event.taken, NAMES_IN_LIST))]
    if event.waiting:
        blocks.append(Field("Waiting, in order", _names(people.waiting, event.waiting, NAMES_IN_LIST)))
    if people.maybe:
        blocks.append(Field("Maybe", _names(people.maybe, len(people.maybe), NAMES_IN_LIST)))
    return Card(title=texts.PEOPLE_TITLE(title=event.title), blocks=tuple(blocks))


def ask_cancel_card(event: Event) -> Card:
    """Before an event is cancelled: what that will do."""
    return Card(
        title=texts.CANCEL_TITLE(title=event.title),
        tone="bad",
        blocks=(Field("When", _when(event)), Paragraph(texts.CANCEL_ASK(told=who_is_told(event)))),
        buttons=((Button(texts.BUTTON_CANCEL, f"event:{event.id}:cancel:yes", "bad"),),),
    )


def who_is_told(event: Event) -> Line:
    """The sentence that says who hears of it when an event is cancelled."""
    match event.taken + event.waiting:
        case 0:
            return texts.TOLD_NONE
        case 1:
            return texts.TOLD_ONE
        case _ if not event.waiting:
            return texts.TOLD_GOING(going=event.taken)
        case _:
            return texts.TOLD_MANY(going=event.taken, waiting=event.waiting)


def cancelled_card(event: Event, *, speakers: int = 0) -> Card:
    """To the organizer who cancelled. `speakers` signed up to speak, beside those who were coming."""
    title = (Typed(event.title, strong=True),)
    match event.taken + event.waiting + speakers:
        case 0:
            line = texts.CANCEL_DONE_QUIET(title=title)
        case 1:
            line = texts.CANCEL_DONE_ONE(title=title)
        case told:
            line = texts.CANCEL_DONE(title=title, people=told)
    return Card(tone="quiet", blocks=(Paragraph(line),))
