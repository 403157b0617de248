"""Events and their seats: who has one, who waits, and what happens when somebody changes their mind. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

TITLE_LENGTH = 100
PLACE_LENGTH = 200
DESCRIPTION_LENGTH = 1500
MOST_SEATS = 100_000
USUAL_DURATION = timedelta(hours=2)


class Answer(Enum):
    """What a person answers to an invitation."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Standing(Enum):
    """Where an answer leaves a person: `GOING` has a seat, `WAITING` stands in line for one."""

    GOING = "going"
    WAITING = "waiting"
    MAYBE = "maybe"
    NO = "no"


class State(Enum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an organizer decides about an event before it exists. `seats` is `None` when everybody fits."""

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    seats: int | None
    description: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What an organizer makes of an event that exists. `length` is `None` where it stays as long as it was."""

    plan: Plan
    length: timedelta | None


@dataclass(frozen=True, slots=True)
class Event:
    """One date that people can go to. Moments are UTC; `zone` is the IANA zone its wall clock is in.

    `taken` counts the people with a seat, `waiting` those in line. `revision` counts its changes, the cancelling too;
    `moved_at` is when its time or place last changed, so that people were asked whether they still come.
    """

    id: int
    community: int
    host: int
    plan: Plan
    state: State
    taken: int
    waiting: int
    revision: int = 0
    moved_at: datetime | None = None

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def free(self) -> int | None:
        """Seats left for the next person, `None` when there is no limit."""
        return None if self.plan.seats is None else max(0, self.plan.seats - self.taken)

    def started(self, now: datetime) -> bool:
        return now >= self.plan.starts_at

    def over(self, now: datetime) -> bool:
        return now >= self.plan.ends_at


@dataclass(frozen=True, slots=True)
class Change:
    """What one answer does to the seats: where it leaves the person, and whether a seat came free for the line."""

    standing: Standing
    frees_seat: bool


def settle_seat(event: Event, before: Standing | None, answer: Answer) -> Change:
    """Decide where `answer` leaves a person who stands at `before`.

    A person who already has a seat or a place in line keeps it. Nobody passes the line: while people wait, a new answer
    waits behind them even if a seat is free.
    """
    match answer:
        case Answer.GOING if before in (Standing.GOING, Standing.WAITING):
            return Change(before, frees_seat=False)
        case Answer.GOING:
            full = event.free == 0 or event.waiting > 0
            return Change(Standing.WAITING if full else Standing.GOING, frees_seat=False)
        case _:
            return Change(Standing(answer.value), frees_seat=before is Standing.GOING)


def revise(plan: Plan, edit: Edit) -> Plan:
    """The plan as it is after an edit: what does not say how long it lasts lasts as long as before."""
    length = plan.ends_at - plan.starts_at if edit.length is None else edit.length
    return replace(edit.plan, ends_at=edit.plan.starts_at + length)


def moves(before: Plan, after: Plan) -> bool:
    """Whether people who are coming have to hear of it: it begins at another time, or is somewhere else."""
    return (before.starts_at, before.place) != (after.starts_at, after.place)


def seats_for_line(seats: int | None, *, taken: int, waiting: int) -> int:
    """How many of those in line get a seat when there are `seats` of them, none of the taken ones given up."""
    return waiting if seats is None else max(0, min(waiting, seats - taken))


@dataclass(frozen=True, slots=True)
class Move:
    """That an event was somewhere or sometime else before: what people last heard. `last` until it moves again."""

    event: int
    started_at: datetime
    zone: str
    place: str
    last: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An answer as it is held: the standing, and the place among those with the same standing."""

    standing: Standing
    place: int


_FIRM = (Standing.GOING, Standing.WAITING, Standing.MAYBE, Standing.NO)


def join_answers(one: Held, other: Held) -> Held:
    """Which of two answers counts when the people who gave them are one: a seat before a place in line before a maybe
    before a no, and of two alike the earlier one. The other one is given up: if it was a seat, the line gets it.
    """
    return min(one, other, key=lambda each: (_FIRM.index(each.standing), each.place))


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person's standing at an event; `place` orders answers, first come first."""

    member: int
    name: str
    standing: Standing
    place: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Everybody who answered, in order. `going` may be shortened for a card; the event's counters stay exact."""

    going: tuple[Attendee, ...]
    waiting: tuple[Attendee, ...]
    maybe: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of an answer, for the person who gave it. `line` is their place in the waiting list, from 1.

    `calendar` is the token of the community's calendar, if it has one.
    """

    event: Event
    standing: Standing
    line: int | None
    calendar: str | None = None
