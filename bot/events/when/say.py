"""Moments and lengths in words that the grammar reads back as the same. Pure; the same in every locale."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.events.when.days import find_day
from bot.events.when.phrase import MonthDay, When
from bot.events.when.words import MONTHS, WEEKDAYS
from bot.events.when.zones import Home, Where, mark_of, moments

_THURSDAY = 3
_MINUTE = timedelta(minutes=1)


def say_when(start: datetime, zone: str) -> str:
    """A moment on the wall clock of `zone`: "Thursday 10 December 2026, 18:30 (Europe/Berlin)".

    In the hour that a clock change repeats it says which one: "Sunday 31 October 2027, 02:30 CEST (Europe/Berlin)".
    """
    return f"{say_date(start, zone)}, {say_clock(start, zone)} ({zone})"


def say_duration(length: timedelta) -> str:
    """A length, to the minute: "1 h 30 min", "2 days". Raises `ValueError` for a negative one."""
    if length < timedelta():
        raise ValueError(f"{length} is less than nothing")
    hours, minutes = divmod(round(length / _MINUTE), 60)
    days, hours = divmod(hours, 24)
    said = [
        f"{days} day{'s' if days > 1 else ''}" if days else "",
        f"{hours} h" if hours else "",
        f"{minutes} min" if minutes or not (days or hours) else "",
    ]
    return " ".join(filter(None, said))


def say_date(start: datetime, zone: str) -> str:
    local = start.astimezone(ZoneInfo(zone))
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year:04}"


def say_clock(start: datetime, zone: str) -> str:
    local = start.astimezone(ZoneInfo(zone))
    return f"{local.hour:02}:{local.minute:02} {mark_of(start, zone)}".rstrip()


def say_choice(when: When, home: Home, *, relative: bool = False) -> str:
    """`when` as a person at `home` would type it, in full but not longer: "Thu 10 Dec 18:30".

    With `relative` today and tomorrow are called so.
    """
    local = when.start.astimezone(ZoneInfo(when.zone))
    todays = {home.now.astimezone(ZoneInfo(zone)).date() for zone in (home.zone, when.zone)}
    obvious = {find_day(MonthDay(local.month, local.day), today) for today in todays} == {local.date()}
    day = f"{WEEKDAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}"
    if not obvious:
        day += f" {local.year:04}"
    if relative and len(todays) == 1:
        day = {0: "today", 1: "tomorrow"}.get((local.date() - todays.pop()).days, day)
    said = [
        day,
        say_clock(when.start, when.zone),
        "" if when.zone == home.zone else f"({when.zone})",
        "" if when.duration is None else f"for {say_duration(when.duration)}",
    ]
    return " ".join(filter(None, said))


def find_example(home: Home) -> When:
    """A moment that anybody could have meant: half past six on the coming Thursday, tomorrow at the earliest."""
    tz = ZoneInfo(home.zone)
    evening = home.now.astimezone(tz).replace(tzinfo=None, hour=18, minute=30, second=0, microsecond=0)
    first = evening + timedelta(days=1 + (_THURSDAY - 1 - evening.weekday()) % 7)
    clocks = (moments(first + timedelta(weeks=weeks), Where(home.zone, tz)) for weeks in count())
    return When(next(found[0] for found in clocks if len(found) == 1), home.zone)
