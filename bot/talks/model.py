"""Talks, proposals and the line-up of an event: who speaks when, and what fits. Pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import pairwise

from bot.events.model import Event

_START = datetime(1970, 1, 1, tzinfo=UTC)
TITLE_LENGTH = 100
PITCH_LENGTH = 1200
REPLY_LENGTH = 1000
MOST_LINKS = 5
LINK_LENGTH = 300
MOST_DOORS = 240
MOST_CHANGEOVER = 60
MOST_ITEMS = 24
BREAKS = (5, 10, 15, 20, 30, 45, 60)
OFFER_LASTS = timedelta(hours=24)
OFFER_ENDS_BEFORE = timedelta(hours=3)
CONFIRM_WITHIN = timedelta(days=3)


class TalkKind(Enum):
    LIGHTNING = "lightning"
    TALK = "talk"
    WORKSHOP = "workshop"
    PANEL = "panel"


# What can be proposed: the kind, how many minutes, and whether somebody's first talk can be one.
FORMATS = (
    (TalkKind.LIGHTNING, 5, True),
    (TalkKind.LIGHTNING, 10, True),
    (TalkKind.TALK, 20, True),
    (TalkKind.TALK, 30, True),
    (TalkKind.TALK, 45, True),
    (TalkKind.WORKSHOP, 60, False),
    (TalkKind.WORKSHOP, 90, False),
    (TalkKind.PANEL, 45, False),
    (TalkKind.PANEL, 60, False),
)


class TalkState(Enum):
    """Where the organizers' decision leaves a talk. `PLACED` has a slot in a line-up, whose own state says how sure it is."""

    PROPOSED = "proposed"
    WAITING = "waiting"
    PLACED = "placed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class SlotState(Enum):
    """How sure an item of a line-up is: `HELD` is offered to a waiting speaker, `PLANNED` is not confirmed yet."""

    HELD = "held"
    PLANNED = "planned"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a speaker decides about a talk. `wish` is the event it is meant for, `None` for any."""

    title: str
    pitch: str
    kind: TalkKind
    minutes: int
    first: bool
    links: tuple[str, ...]
    wish: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which organizer decided, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that somebody proposed; `name` is the speaker's, `reply` what an organizer wrote when declining."""

    id: int
    community: int
    speaker: int
    name: str
    what: Proposal
    state: TalkState
    decision: Decision | None
    reply: str

    @property
    def title(self) -> str:
        return self.what.title

    @property
    def open(self) -> bool:
        """Whether organizers may still give it a slot."""
        return self.state in (TalkState.PROPOSED, TalkState.WAITING)

    @property
    def alive(self) -> bool:
        """Whether its speaker may still change it or take it back."""
        return self.open or self.state is TalkState.PLACED


@dataclass(frozen=True, slots=True)
class ProposalCopy:
    """A proposal as it was sent privately to an organizer's account."""

    id: int
    account: int


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a line-up, in order of `position`: a talk, or a break where `talk` is `None`.

    `since` is when it came to its state; `until` is how long a held slot is held.
    """

    id: int
    event: int
    position: int
    minutes: int
    state: SlotState
    since: datetime
    talk: int | None = None
    title: str = ""
    speaker: int | None = None
    name: str = ""
    kind: TalkKind | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Minutes between the event's start and the first item, and between one talk and the next."""

    doors: int = 0
    changeover: int = 0


@dataclass(frozen=True, slots=True)
class Lineup:
    """The items of an event in order."""

    event: int
    timing: Timing
    items: tuple[Item, ...]

    def item(self, number: int) -> Item | None:
        return next((each for each in self.items if each.id == number), None)


@dataclass(frozen=True, slots=True)
class Slot:
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a talk stands in a line-up; `slot` is `None` where the event has no time left for it."""

    event: Event
    item: Item
    slot: Slot | None

    @property
    def start(self) -> datetime:
        """When it is on, as far as is known."""
        return self.event.plan.starts_at if self.slot is None else self.slot.start


@dataclass(frozen=True, slots=True)
class Given:
    """A talk that was given: where and when."""

    talk: Talk
    event: str
    at: datetime
    zone: str


def schedule(start: datetime, end: datetime, items: Sequence[Item], timing: Timing) -> tuple[Slot | None, ...]:
    """When each item of an event is on, in their order; `None` from the first one on that would end after the event."""
    at, found = start + timedelta(minutes=timing.doors), list[Slot]()
    before: Item | None = None
    for item in items:
        begins = at + timedelta(minutes=_pause(before, item, timing))
        at = begins + timedelta(minutes=item.minutes)
        if at > end:
            break
        found.append(Slot(begins, at))
        before = item
    return (*found, *[None] * (len(items) - len(found)))


def minutes_left(start: datetime, end: datetime, items: Sequence[Item], timing: Timing) -> int:
    """Minutes of the event that nothing is planned for; negative when more is planned than there is time."""
    pauses = sum(_pause(before, item, timing) for before, item in pairwise(items))
    return (end - start) // timedelta(minutes=1) - timing.doors - pauses - sum(each.minutes for each in items)


def room_for_talk(start: datetime, end: datetime, items: Sequence[Item], timing: Timing) -> int:
    """How long one more talk at the end of the line-up may be."""
    after_talk = bool(items) and items[-1].talk is not None
    return max(0, minutes_left(start, end, items, timing) - (timing.changeover if after_talk else 0))


def _pause(before: Item | None, item: Item, timing: Timing) -> int:
    """A changeover lies between two talks; a break is one already."""
    return timing.changeover if before is not None and before.talk is not None and item.talk is not None else 0


def moved(items: Sequence[Item], number: int, by: int) -> tuple[Item, ...]:
    """The items with one of them earlier (`by` < 0) or later; at an end it stays."""
    order = list(items)
    at = next(place for place, each in enumerate(order) if each.id == number)
    order.insert(max(0, min(len(items) - 1, at + by)), order.pop(at))
    return tuple(order)


def offer_until(event_start: datetime, now: datetime) -> datetime | None:
    """How long a freed slot is held for the next speaker; `None` when it is too late to ask anybody."""
    until = min(now + OFFER_LASTS, event_start - OFFER_ENDS_BEFORE)
    return until if until > now else None


def stamp(moment: datetime) -> int:
    """A moment as a whole number, for keys that have to differ from one time to the next."""
    return (moment - _START) // timedelta(microseconds=1)
