"""Announcements: what is said, to whom, and when its time has come. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.events.model import Event
from bot.events.model import State as EventState
from bot.people.model import Platform

TITLE_LENGTH = 100
# Escaped it is at most twice as long: Discord's 4,000 characters hold all of it beside title, event and sender.
TEXT_LENGTH = 1700
USEFUL = timedelta(days=1)
# Discord takes a bot that opens dozens of conversations at once for a spammer: some at once, then one after another.
DIRECT_AT_ONCE = 10
DIRECT_PAUSE = timedelta(seconds=5)


class Audience(Enum):
    """Who gets it: the channels that were picked, or privately each person with that answer to the event, or a talk at it."""

    CHANNELS = "channels"
    GOING = "going"
    WAITING = "waiting"
    BOTH = "both"
    SPEAKING = "speaking"


class Mention(Enum):
    """Whom it notifies beyond those who read along, in each channel."""

    NOBODY = "nobody"
    HERE = "here"
    EVERYONE = "everyone"


class State(Enum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OUT = "out"
    RETRACTED = "retracted"
    DISCARDED = "discarded"
    CALLED_OFF = "called_off"  # its event was cancelled before it went out
    TOO_LATE = "too_late"  # we were away until it was of no more use


class Anchor(Enum):
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Shift:
    """A time that moves with an event: `by` after its start or end; a negative one is before."""

    by: timedelta
    anchor: Anchor

    def due(self, starts_at: datetime, ends_at: datetime) -> datetime:
        return (starts_at if self.anchor is Anchor.START else ends_at) + self.by


@dataclass(frozen=True, slots=True)
class Wording:
    """What the organizer wrote. `due_at` is `None` for now; with a `shift` it follows the event's clock."""

    title: str
    text: str
    due_at: datetime | None = None
    shift: Shift | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """`version` counts its changes, so that a button on an older preview cannot send what it does not show."""

    id: int
    community: int
    author: int
    author_name: str
    wording: Wording
    audience: Audience
    mention: Mention
    state: State
    version: int
    out_at: datetime | None

    @property
    def title(self) -> str:
        return self.wording.title

    @property
    def pending(self) -> bool:
        """Whether it has not gone out yet and still may."""
        return self.state in (State.DRAFT, State.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of an announcement: a channel, or the account of a person who gets it privately.

    `name` is what people call it, as far as we know.
    """

    id: int
    announcement: int
    space: int
    platform: Platform
    channel: str | None
    account: int | None
    name: str


class Verdict(Enum):
    """What becomes of an announcement when its clock rings."""

    NOTHING = "nothing"
    WAIT = "wait"
    SEND = "send"
    CALL_OFF = "call_off"
    TOO_LATE = "too_late"


def due_of(wording: Wording, event: Event | None) -> datetime | None:
    """When it is to go out by what is known now; `None` is at once."""
    if wording.shift is not None and event is not None:
        return wording.shift.due(event.plan.starts_at, event.plan.ends_at)
    return wording.due_at


def useful_until(due: datetime, event: Event | None) -> datetime:
    """When it becomes too late to send: the end of its event, or a day after it was due where that comes later."""
    if event is not None and due < event.plan.ends_at:
        return event.plan.ends_at
    return due + USEFUL


def judge(announcement: Announcement, event: Event | None, now: datetime) -> Verdict:
    """What is to happen to an announcement now: nothing unless it is scheduled, and never before its time."""
    if announcement.state is not State.SCHEDULED:
        return Verdict.NOTHING
    if event is not None and event.state is EventState.CANCELLED:
        return Verdict.CALL_OFF
    due = due_of(announcement.wording, event)
    if due is None:
        return Verdict.SEND
    if now < due:
        return Verdict.WAIT
    return Verdict.TOO_LATE if now >= useful_until(due, event) else Verdict.SEND


def sent_at(out_at: datetime, order: int) -> datetime:
    """When the private message to the person at this place of the list goes out, counted from 0."""
    return out_at + max(0, order + 1 - DIRECT_AT_ONCE) * DIRECT_PAUSE
