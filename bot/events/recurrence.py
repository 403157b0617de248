"""Dates that repeat: the rule of a series, and its dates on the wall clock of a zone. Pure.

Dates are counted on naive local time and the zone is attached afterwards, so that a series keeps its wall clock whatever
the clocks do. A date that falls into a skipped hour begins at the first minute after it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import dropwhile
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule
from dateutil.rrule import weekday as nth_weekday

from bot.events.model import Plan
from bot.events.when.zones import beside

LAST = -1
EVERY_MONTH_HAS = 28  # days
MOST_TIMES = 500
ANNOUNCED_AHEAD = timedelta(days=14)
ANNOUNCED_AT_LEAST = timedelta(hours=20)  # daily dates are a day apart, or an hour less when the clocks change
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days of the week (Monday is 0, in order), every so many weeks."""

    every: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """On the first, third, last (-1) … such weekday of the month, every so many months."""

    every: int
    nths: tuple[int, ...]
    weekday: int


@dataclass(frozen=True, slots=True)
class MonthlyDay:
    """On a day of the month, -1 for its last, every so many months."""

    every: int
    day: int


@dataclass(frozen=True, slots=True)
class Yearly:
    month: int
    day: int


Rule: TypeAlias = Weekly | MonthlyWeekday | MonthlyDay | Yearly


@dataclass(frozen=True, slots=True)
class Repeat:
    """When a series takes place: from the date `first`, which the rule hits, at a time of day in an IANA zone.

    It ends with the date `until`, after `times` dates, or never. Dates that are left out count.
    """

    rule: Rule
    first: date
    at: time
    zone: str
    until: date | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series: what the wall clock of `zone` is meant to show, and when that is."""

    wall: datetime
    starts_at: datetime
    zone: str

    @property
    def shown(self) -> datetime:
        """What the clock really shows when it begins."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def moved(self) -> bool:
        """Whether the clock skips the time that was meant."""
        return self.shown != self.wall


class SeriesState(Enum):
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """What an organizer decides about a series: the plan of its first date, which all others inherit, and when they are."""

    plan: Plan
    repeat: Repeat

    def on(self, date: Occurrence) -> Plan:
        """The plan of one date: like the first one, which lasted as long."""
        lasts = self.plan.ends_at - self.plan.starts_at
        return replace(self.plan, starts_at=date.starts_at, ends_at=date.starts_at + lasts)

    def date(self, day: date) -> Occurrence:
        """The date that takes place on this day."""
        wall = datetime.combine(day, self.repeat.at)
        return Occurrence(wall, attach(wall, ZoneInfo(self.repeat.zone)), self.repeat.zone)


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """What an organizer makes of all coming dates. `at` is a time of the wall clock; the days stay. `length` is `None`
    where they last as long as before.
    """

    title: str
    place: str
    seats: int | None
    description: str
    at: time
    length: timedelta | None


@dataclass(frozen=True, slots=True)
class Series:
    """Events that repeat. Its dates become events one after the other. `revision` counts its changes, `changed_at` is the
    last one's moment.
    """

    id: int
    community: int
    host: int
    plan: Plan
    repeat: Repeat
    state: SeriesState
    revision: int
    changed_at: datetime

    @property
    def title(self) -> str:
        return self.plan.title

    def plan_on(self, date: Occurrence) -> Plan:
        """The plan of one date."""
        return SeriesPlan(self.plan, self.repeat).on(date)


def change(series: Series, edit: SeriesEdit) -> SeriesPlan:
    """The series as it is after an edit."""
    before = series.plan
    length = before.ends_at - before.starts_at if edit.length is None else edit.length
    repeat = replace(series.repeat, at=edit.at)
    plan = replace(before, title=edit.title, place=edit.place, seats=edit.seats, description=edit.description)
    first = SeriesPlan(plan, repeat).date(repeat.first).starts_at
    return SeriesPlan(replace(plan, starts_at=first, ends_at=first + length), repeat)


def follow(plan: Plan, before: Plan, after: Plan) -> Plan:
    """What becomes of a date that is announced as `plan`, when its series would have it from `before` to `after`: it follows
    in all that it has in common with its series, and keeps what was decided for it alone.
    """
    length, was, will = (each.ends_at - each.starts_at for each in (plan, before, after))
    starts_at = after.starts_at if plan.starts_at == before.starts_at else plan.starts_at
    return replace(
        plan,
        title=after.title if plan.title == before.title else plan.title,
        place=after.place if plan.place == before.place else plan.place,
        seats=after.seats if plan.seats == before.seats else plan.seats,
        description=after.description if plan.description == before.description else plan.description,
        starts_at=starts_at,
        ends_at=starts_at + (will if length == was else length),
    )


def occurrences(repeat: Repeat) -> Iterator[Occurrence]:
    """Every date in order; without end where the series has none."""
    zone = ZoneInfo(repeat.zone)
    for wall in _walls(repeat):
        yield Occurrence(wall, attach(wall, zone), repeat.zone)


def attach(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the clock first shows `wall`, or the first minute after the hour that it skips."""
    before, after = beside(wall, zone, 1), beside(wall, zone, 0)
    if after.astimezone(zone).replace(tzinfo=None) == wall:
        return after
    while after - before > _MINUTE:
        middle = before + (after - before) // _MINUTE // 2 * _MINUTE
        before, after = (middle, after) if middle.astimezone(zone).replace(tzinfo=None) < wall else (before, middle)
    return after


def upcoming(
    repeat: Repeat, now: datetime, past: datetime | None, left_out: Container[datetime]
) -> Iterator[Occurrence]:
    """The dates that lie ahead: after the wall time `past`, and not among those `left_out`."""
    ahead = dropwhile(
        lambda each: each.starts_at <= now or (past is not None and each.wall <= past), occurrences(repeat)
    )
    return (each for each in ahead if each.wall not in left_out)


def announced_at(date: Occurrence, previous: datetime | None, now: datetime) -> datetime:
    """When a date is announced: as the `previous` one begins, or two weeks ahead, whichever is later.

    So one date of a weekly series stands at a time, and a monthly one is not forgotten for weeks. Without a previous one
    that takes place, nothing is waited for but the two weeks. One that was moved close to this date, or behind it, does not
    hold it up until nobody can come any more.
    """
    earliest = max(now, date.starts_at - ANNOUNCED_AHEAD)
    if previous is None or previous >= date.starts_at:
        return earliest
    return max(earliest, min(previous, date.starts_at - ANNOUNCED_AT_LEAST))


def first_date(rule: Rule, at: time, zone: str, *, start: date, after: datetime) -> date:
    """The first date of a rule from `start` on that begins after the moment `after`."""
    once = rule if isinstance(rule, Yearly) else replace(rule, every=1)
    trial = Repeat(once, start, at, zone)
    return next(each.wall.date() for each in occurrences(trial) if each.starts_at > after)


def _walls(repeat: Repeat) -> Iterator[datetime]:
    first = datetime.combine(repeat.first, repeat.at)
    until = None if repeat.until is None else datetime.combine(repeat.until, time.max)
    match repeat.rule:
        case Weekly(every, days):
            found = rrule(WEEKLY, first, every, count=repeat.times, until=until, byweekday=days)
        case MonthlyWeekday(every, nths, day):
            nth = [nth_weekday(day, each) for each in nths]
            found = rrule(MONTHLY, first, every, count=repeat.times, until=until, byweekday=nth)
        case MonthlyDay(every, day):
            found = rrule(MONTHLY, first, every, count=repeat.times, until=until, bymonthday=day)
        case Yearly(month, day):
            found = rrule(YEARLY, first, count=repeat.times, until=until, bymonth=month, bymonthday=day)
    return iter(found)


def write_rule(rule: Rule) -> str:
    """A rule as RFC 5545 writes it: "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TH"."""
    match rule:
        case Weekly(every, days):
            return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(_DAYS[day] for day in days)}"
        case MonthlyWeekday(every, nths, day):
            return f"FREQ=MONTHLY;INTERVAL={every};BYDAY={','.join(f'{nth}{_DAYS[day]}' for nth in nths)}"
        case MonthlyDay(every, day):
            return f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={day}"
        case Yearly(month, day):
            return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def read_rule(text: str) -> Rule:
    """The rule that `write_rule` wrote."""
    parts = dict(part.split("=") for part in text.split(";"))
    match parts:
        case {"FREQ": "WEEKLY", "INTERVAL": every, "BYDAY": days}:
            return Weekly(int(every), tuple(_DAYS.index(day) for day in days.split(",")))
        case {"FREQ": "MONTHLY", "INTERVAL": every, "BYDAY": days}:
            each = days.split(",")
            return MonthlyWeekday(int(every), tuple(int(day[:-2]) for day in each), _DAYS.index(each[0][-2:]))
        case {"FREQ": "MONTHLY", "INTERVAL": every, "BYMONTHDAY": day}:
            return MonthlyDay(int(every), int(day))
        case {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": day}:
            return Yearly(int(month), int(day))
    raise ValueError(f"{text!r} is no rule of ours")
