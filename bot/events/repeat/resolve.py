"""From readings to the one series meant, or why there is none: the calendar, the zone and now are asked here. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.events.recurrence import EVERY_MONTH_HAS, MOST_TIMES, MonthlyDay, Repeat, Rule, Yearly, attach, first_date
from bot.events.repeat.grammar import DateSaid, Said
from bot.events.repeat.say import say_day, say_ordinal, say_repeat
from bot.events.when.clocks import DAY, HALF_DAY, HOUR
from bot.events.when.days import find_day
from bot.events.when.phrase import Clock, MonthDay, Phrase, Problem
from bot.events.when.resolve import HORIZON
from bot.events.when.words import WEEKDAYS
from bot.events.when.zones import Home, wheres

Found = TypeVar("Found")
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Repeating:
    """What was understood: when a series takes place, and how long each date lasts if the text said so."""

    repeat: Repeat
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of the wall clock, and how long from then if the text said so."""

    at: time
    duration: timedelta | None = None


def judge(readings: tuple[Said, ...], home: Home) -> Repeating:
    """The series that all `readings` of one text mean; raises `Problem` where they do not agree."""
    return _agreed(readings, lambda said: _resolve(said, home), lambda found: f"“{say_repeat(found.repeat)}”")


def judge_clock(readings: tuple[Said, ...]) -> TimeOfDay:
    """The time of day that they mean, and nothing else."""
    return _agreed(readings, _clock_alone, lambda found: f"{found.at:%H:%M}")


def _agreed(readings: tuple[Said, ...], resolve: Callable[[Said], Found], say: Callable[[Found], str]) -> Found:
    found: dict[Found, None] = {}
    problems: list[Problem] = []
    for said in readings:
        try:
            found[resolve(said)] = None
        except Problem as problem:
            problems.append(problem)
    standing = [each for each in problems if each.kind not in ("wrong weekday", "no such day", "contradiction")]
    if len(found) == 1 and not standing:
        return next(iter(found))
    if found:
        ways = " or ".join(map(say, islice(found, 2))) if len(found) > 1 else ""
        raise Problem("ambiguous", f"That can be read in more than one way{ways and ': '}{ways}.")
    raise (standing or problems)[0]


def _resolve(said: Said, home: Home) -> Repeating:
    if said.rule is None:
        raise Problem("no date", "How often, and on which day?")
    clock = _clock(said)
    if said.until is not None and said.times is not None:
        raise Problem("too long", "Tell me until when or how many times, and not both.")
    _check(said.rule)
    zone = _zone(said, home)
    at, duration = _at(clock, said.length)
    tz = ZoneInfo(zone)
    today = home.now.astimezone(tz).date()
    start = today if said.start is None else _day(said.start, today)
    if start < today:
        raise Problem("past", f"{say_day(start)} is in the past.")
    first = first_date(said.rule, at, zone, start=start, after=home.now)
    if attach(datetime.combine(first, at), tz) > home.now + HORIZON:
        raise Problem("too far", "That begins more than three years ahead.")
    until = None if said.until is None else _day(said.until, today)
    if until is not None and until < first:
        raise Problem("contradiction", f"The first date is {say_day(first)}, and {say_day(until)} is before it.")
    if said.times is not None and not 1 < said.times <= MOST_TIMES:
        raise Problem("contradiction", f"A series has 2 to {MOST_TIMES} dates, not {said.times}.")
    return Repeating(Repeat(said.rule, first, at, zone, until, said.times), duration)


def _clock_alone(said: Said) -> TimeOfDay:
    if (said.rule, said.place, said.start, said.until, said.times) != (None,) * 5:
        raise Problem("not understood", "Only the time of day can be changed here, and how long it lasts.")
    return TimeOfDay(*_at(_clock(said), said.length))


def _clock(said: Said) -> Clock:
    if said.clock is None:
        raise Problem("no time", "At what time?")
    if said.part and not said.part.first <= said.clock.start <= said.part.last:
        raise Problem("contradiction", f"That time is not {said.part.name}.")
    return said.clock


def _check(rule: Rule) -> None:
    """Refuse a day that not every month or year has."""
    match rule:
        case MonthlyDay(_, day) if day > EVERY_MONTH_HAS:
            raise Problem("no such day", f"Not every month has a {say_ordinal(day)}; there is “the last day” instead.")
        case Yearly(month, day) if (month, day) == (_FEBRUARY, _LEAP_DAY):
            raise Problem("no such day", "Not every year has a 29 February.")
        case Yearly(month, day):
            find_day(MonthDay(month, day), date(2027, 1, 1))


def _zone(said: Said, home: Home) -> str:
    if said.place is None:
        return home.zone
    found = wheres(Phrase(place=said.place), home)
    if len(found) > 1 or (found[0].offset is not None and found[0].name != "UTC"):
        raise Problem("ambiguous", f"A series keeps the clock of a place, and “{said.place}” names none.")
    return found[0].name


def _at(clock: Clock, length: timedelta | None) -> tuple[time, timedelta | None]:
    if clock.start >= DAY:
        raise Problem("contradiction", "A date begins between 00:00 and 23:59.")
    at = time(clock.start // HOUR, clock.start % HOUR)
    if clock.end is None:
        return at, length
    if clock.end > DAY and clock.end - clock.start > HALF_DAY:
        raise Problem("ambiguous", "That would end on the next day, more than twelve hours later.")
    return at, timedelta(minutes=clock.end - clock.start)


def _day(said: DateSaid, today: date) -> date:
    found = find_day(said.date, today)
    if said.weekday not in (None, found.weekday()):
        raise Problem("wrong weekday", f"{say_day(found).partition(' ')[2]} is a {WEEKDAYS[found.weekday()]}.")
    return found
