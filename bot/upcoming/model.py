"""What goes out, as people read of it: deliveries gathered into lines of what, where and when. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.model import Fate, Kind, PostKind
from bot.people.model import Platform

PUNCTUAL = timedelta(minutes=5)  # sent within this time is sent when it was due


# What organizers read of. Who met whom, and who is new, is nobody's business but theirs.
ORGANIZERS_SEE = frozenset(
    {Kind.POST, Kind.REMINDER, Kind.CANCELLED, Kind.PROMOTED, Kind.MOVED, Kind.HANDED_OVER, Kind.TROUBLE}
)


@dataclass(frozen=True, slots=True)
class Sending:
    """One delivery. It goes to `person` (a name) privately, else to `channel`, which is called `name` where that is known.

    `about` is the event it belongs to, by number and title; `closed_at` is when it came to its end. `attempts` are those
    that were made and failed, while it is still due.
    """

    kind: Kind
    post: PostKind | None
    key: str
    about: tuple[int, str] | None
    platform: Platform
    channel: str | None
    name: str | None
    person: str | None
    due_at: datetime
    late_at: datetime | None
    closed_at: datetime | None
    fate: Fate
    attempts: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A date of a series that will be announced: when that is, what it is called, and when it begins."""

    at: datetime
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Where:
    """A channel of a platform; `name` is for where it cannot be shown by its id."""

    platform: Platform
    channel: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """Deliveries of the same news at the same time: the first of them, all its channels, and everybody told privately."""

    first: Sending
    channels: tuple[Where, ...]
    people: tuple[str, ...]


def was_late(sending: Sending) -> bool:
    """Sent, but not when it was due."""
    return sending.fate is Fate.SENT and sending.closed_at is not None and sending.closed_at - sending.due_at > PUNCTUAL


def was_useless(sending: Sending) -> bool:
    """Not sent, because by then it would have come too late."""
    return (
        sending.fate is Fate.DROPPED
        and sending.late_at is not None
        and sending.closed_at is not None
        and sending.closed_at >= sending.late_at
    )


def gather(sendings: Iterable[Sending]) -> list[Line]:
    """Lines in the order of their first delivery: what says the same about the same event at the same minute is one."""
    lines: dict[object, list[Sending]] = {}
    for each in sendings:
        news = (each.kind, each.post, _which(each), each.about, each.fate, was_late(each), was_useless(each))
        at = each.due_at if each.closed_at is None else each.closed_at
        lines.setdefault((*news, bool(each.attempts), at.replace(second=0, microsecond=0)), []).append(each)
    return [_line(each) for each in lines.values()]


def _which(sending: Sending) -> str:
    """What tells two reminders of an event apart; other news of an event is one however many it goes to."""
    return sending.key.split(":")[4] if sending.kind is Kind.REMINDER else ""


def _line(sendings: Sequence[Sending]) -> Line:
    channels = [
        Where(each.platform, each.channel, each.name)
        for each in sendings
        if each.person is None and each.channel is not None
    ]
    people = [each.person for each in sendings if each.person is not None]
    in_order = sorted(dict.fromkeys(channels), key=lambda each: (each.platform.value, each.name or each.channel))
    return Line(sendings[0], tuple(in_order), tuple(people))
