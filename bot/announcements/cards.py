"""How announcements look: what everybody reads, and the preview, list and news that organizers see. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.announcements import texts
from bot.announcements.model import Announcement, Audience, Mention, Spot, State, due_of
from bot.announcements.timing import say_shift
from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Everyone,
    Field,
    Line,
    Moment,
    Note,
    Option,
    Paragraph,
    Prose,
    Say,
    Typed,
    join,
)
from bot.events.model import Event
from bot.events.model import State as EventState
from bot.people.model import Channel

PLACES_SHOWN = 6
LINES_IN_LIST = 10
_NAME_LENGTH = 40
_WHO = {
    Audience.GOING: texts.WHO_GOING,
    Audience.WAITING: texts.WHO_WAITING,
    Audience.BOTH: texts.WHO_BOTH,
    Audience.SPEAKING: texts.WHO_SPEAKING,
}


@dataclass(frozen=True, slots=True)
class Outline:
    """An announcement with all that its cards tell of it.

    `spots` are its channels before it goes out, and every copy after; `people` counts those who would get it privately;
    `elsewhere` are the channels that the platform at hand has no menu for. `zone` is the community's.
    """

    announcement: Announcement
    zone: str
    event: Event | None = None
    spots: Sequence[Spot] = ()
    people: int = 0
    elsewhere: Sequence[Channel] = ()
    sent: int = 0
    missed: Sequence[Spot] = ()


# --- What everybody reads --------------------------------------------------------------------------------------------


def announcement_card(announcement: Announcement, event: Event | None, *, public: bool) -> Card:
    """The announcement itself; in public it pings whom its author chose."""
    blocks: list[Block] = []
    if public and announcement.mention is not Mention.NOBODY:
        blocks.append(Paragraph((Everyone(announcement.mention is Mention.HERE, ping=True),)))
    return Card(title=(Typed(announcement.title),), blocks=(*blocks, *body(announcement, event)))


def body(announcement: Announcement, event: Event | None) -> list[Block]:
    """What it says, what about, and from whom."""
    blocks: list[Block] = [Prose(announcement.wording.text)]
    if event is not None:
        when = Moment(event.plan.starts_at, event.plan.zone)
        cancelled = event.state is EventState.CANCELLED
        line = texts.EVENT_CANCELLED(title=event.title) if cancelled else texts.EVENT(title=event.title, when=when)
        blocks.append(Field("Event", line))
    blocks.append(Note(texts.FROM(name=limits.clip(announcement.author_name, _NAME_LENGTH))))
    return blocks


# --- What its author sees --------------------------------------------------------------------------------------------


def goes_to(outline: Outline) -> Line:
    """Who gets it."""
    announcement = outline.announcement
    if announcement.audience is Audience.CHANNELS:
        return places_line(outline.spots) if outline.spots else texts.NOWHERE
    who = _WHO[announcement.audience]
    people = texts.ONE_PERSON if outline.people == 1 else texts.PEOPLE.format(number=outline.people)
    later = announcement.pending and due_of(announcement.wording, outline.event) is not None
    sentence = texts.PEOPLE_THEN if later else texts.PEOPLE_NOW
    return sentence(people=Say(people), who=Say(who), title=outline.event.title if outline.event else "")


def places_line(spots: Sequence[Spot]) -> Line:
    """The names of places, as many as fit."""
    names = join((_place(each) for each in spots[:PLACES_SHOWN]), ", ")
    return texts.AND_MORE(names=names, more=len(spots) - PLACES_SHOWN) if len(spots) > PLACES_SHOWN else names


def _place(spot: Spot) -> Line:
    if spot.channel is None:
        return (Typed(limits.clip(spot.name, _NAME_LENGTH)),)
    return texts.CHANNEL(name=limits.clip(spot.name, _NAME_LENGTH), platform=Say(spot.platform.title))


def when_line(outline: Outline) -> Line:
    """When it goes out."""
    wording, event = outline.announcement.wording, outline.event
    if (due := due_of(wording, event)) is None:
        return texts.NOW
    moment = Moment(due, event.plan.zone if event else outline.zone)
    if wording.shift is None or event is None:
        return texts.AT(when=moment)
    return texts.COUNTED(when=moment, shift=Say(say_shift(wording.shift)), title=event.title)


def standing_card(outline: Outline) -> Card:
    """One that has gone out, or never will: how it stands."""
    announcement = outline.announcement
    said = body(announcement, outline.event)
    match announcement.state:
        case State.OUT:
            return _out_card(outline, said)
        case State.RETRACTED:
            line = texts.STATE_RETRACTED
        case State.CALLED_OFF:
            line = texts.STATE_CALLED_OFF
        case State.TOO_LATE:
            line = texts.STATE_TOO_LATE
        case _:
            line = texts.STATE_DISCARDED
    return Card(title=(Typed(announcement.title),), tone="quiet", blocks=(Paragraph(line), *said))


def _out_card(outline: Outline, said: Sequence[Block]) -> Card:
    announcement = outline.announcement
    sent = Moment(announcement.out_at, outline.zone) if announcement.out_at else Say("")
    state = texts.STATE_OUT(when=sent, sent=outline.sent, copies=len(outline.spots))
    blocks: list[Block] = [*said, Paragraph(state)]
    if outline.missed:
        blocks.append(Paragraph(texts.STATE_MISSED(places=places_line(outline.missed))))
    return Card(
        title=(Typed(announcement.title),),
        tone="waiting" if outline.missed else "good",
        blocks=tuple(blocks),
        buttons=(standing_buttons(announcement),),
    )


def standing_buttons(announcement: Announcement) -> tuple[Button, ...]:
    """What can be done with one that is out."""
    return (
        Button(texts.BUTTON_CHANGE, f"announce:{announcement.id}:change"),
        Button(texts.BUTTON_RETRACT, f"announce:{announcement.id}:retract", "bad"),
    )


def ask_retract_card(announcement: Announcement, copies: int) -> Card:
    """Before every copy is removed."""
    counted = Say(texts.ONE_COPY if copies == 1 else texts.COPIES.format(number=copies))
    return Card(
        title=texts.RETRACT_TITLE(title=announcement.title),
        tone="bad",
        blocks=(Paragraph(texts.RETRACT_ASK(copies=counted)),),
        buttons=((Button(texts.BUTTON_RETRACT, f"announce:{announcement.id}:retract:yes", "bad"),),),
    )


def told_card(line: Line) -> Card:
    """A short answer to its author."""
    return Card(tone="quiet", blocks=(Paragraph(line),))


def list_card(outlines: Sequence[Outline]) -> Card:
    """The latest announcements with how they stand, and a menu to open one."""
    if not outlines:
        return Card(title=texts.LIST_TITLE, tone="quiet", blocks=(Paragraph(texts.LIST_NONE),))
    options = tuple(Option(each.announcement.title, str(each.announcement.id)) for each in outlines[: limits.OPTIONS])
    return Card(
        title=texts.LIST_TITLE,
        blocks=(Bullets(tuple(_list_line(each) for each in outlines[:LINES_IN_LIST])),),
        choices=(Choice(texts.PICK_ONE, "announce:open", options),),
    )


def _list_line(outline: Outline) -> Line:
    announcement = outline.announcement
    title = (Typed(announcement.title, strong=True),)
    match announcement.state:
        case State.SCHEDULED:
            due = due_of(announcement.wording, outline.event)
            return texts.LIST_SCHEDULED(title=title, when=Moment(due, outline.zone) if due else Say("now"))
        case State.OUT:
            when = Moment(announcement.out_at, outline.zone) if announcement.out_at else Say("")
            return texts.LIST_OUT(title=title, when=when, sent=outline.sent, copies=len(outline.spots))
        case State.RETRACTED:
            return texts.LIST_RETRACTED(title=title)
        case State.CALLED_OFF:
            return texts.LIST_CALLED_OFF(title=title)
        case State.TOO_LATE:
            return texts.LIST_TOO_LATE(title=title)
        case _:
            return texts.LIST_DRAFT(title=title, name=limits.clip(announcement.author_name, _NAME_LENGTH))


# --- News ------------------------------------------------------------------------------------------------------------


def unsent_card(announcement: Announcement, event: Event | None) -> Card:
    """To its author: it did not go out."""
    if announcement.state is State.CALLED_OFF and event is not None:
        line = texts.NEWS_CALLED_OFF(event=event.title)
    else:
        line = texts.NEWS_TOO_LATE
    return replace(told_card(line), title=texts.NEWS_UNSENT(title=announcement.title), tone="bad")


def nobody_card(announcement: Announcement) -> Card:
    """To its author: when it was due, there was nobody to send it to."""
    return replace(told_card(texts.NEWS_NOBODY), title=texts.NEWS_UNSENT(title=announcement.title), tone="bad")


def missed_card(announcement: Announcement, missed: Sequence[Spot]) -> Card:
    """To its author: some did not get it."""
    line = texts.NEWS_MISSED_WHERE(places=places_line(missed))
    return replace(told_card(line), title=texts.NEWS_MISSED(title=announcement.title), tone="bad")
