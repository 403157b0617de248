"""The grammar of typed dates, as tables: one row for each way to say something.

All readings are kept ("03/04" is two dates, "6:30" two times), so being ambiguous is nothing that a row has to think of:
it shows when the readings turn out to be different moments. What is not in the tables is not understood, on purpose.
A new way to say something is a new row; a new thing to say ("every 2nd Thursday") is a new part of `Phrase`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from bot.events.when.clocks import HALF_DAY, HOUR, MIDNIGHT, NOON, Time, add_meridiem, clocks, ranges, shift, within
from bot.events.when.phrase import (
    After,
    Ahead,
    DayOfMonth,
    DayPart,
    MonthDay,
    NthWeekday,
    Offset,
    Phrase,
    Weekday,
)
from bot.events.when.rules import Grammar, Table
from bot.events.when.words import NIGHT
from bot.events.when.zones import find_city

Phrases: TypeAlias = tuple[Phrase, ...]
Lengths: TypeAlias = tuple[timedelta, ...]

LONGEST = timedelta(days=14)


def _ahead(days: int, part: DayPart | None = None) -> Phrases:
    return (Phrase(day=Ahead(days), part=part),)


def _date(day: int, month: int, year: int | None) -> Phrases:
    return (Phrase(day=MonthDay(month, day, year)),)


def _nth(nth: int, weekday: int, month: int | None = None, year: int | None = None, months: int = 0) -> Phrases:
    return (Phrase(day=NthWeekday(nth, weekday, month, year, months)),)


def _weekday(weekday: Weekday) -> Phrases:
    return (Phrase(weekday=weekday),)


def _starts(time: Time) -> Phrases:
    return tuple(Phrase(clock=each) for each in clocks(time))


def _range(start: Time, end: Time) -> Phrases:
    return tuple(Phrase(clock=each) for each in ranges(start, end))


def _lasts(time: Time, length: timedelta) -> Phrases:
    return tuple(Phrase(clock=each, length=length) for each in clocks(time) if length <= LONGEST)


def _length(days: int = 0, hours: float = 0, minutes: int = 0) -> Lengths:
    length = timedelta(days=days, hours=hours, minutes=minutes)
    return (length,) if length else ()


def _mixed(hours: int, minutes: int) -> Lengths:
    """Hours and minutes, which end at 59 beside hours: "1 h 30"."""
    return _length(hours=hours, minutes=minutes) if minutes < 60 else ()  # noqa: PLR2004 (minutes of an hour)


def _behind(start: Time, _minus: str, west: Time) -> Phrases:
    """What looks like a range through the night can be a time in the Americas: "18:30 -05:00"."""
    behind = west.minutes[0]
    if start.minutes[0] < behind or not 3 * HOUR <= behind <= HALF_DAY:
        return ()
    return tuple(Phrase(clock=clock, mark=Offset(-behind)) for clock in clocks(start))


def _iso_behind(date: MonthDay, start: Time, west: Time) -> Phrases:
    """The same as programs write it: "2026-12-10 18:30-05:00"."""
    return tuple(replace(phrase, day=date) for phrase in _behind(start, "-", west))


def _city(*words: str) -> Phrases:
    zone = find_city(" ".join(words))
    return (Phrase(place=zone),) if zone else ()


DAYS: Table = (
    ("today", lambda: _ahead(0)),
    ("tonight", lambda: _ahead(0, NIGHT)),
    ("this PART", lambda part: _ahead(0, part)),
    ("tomorrow", lambda: _ahead(1)),
    ("the? day after tomorrow", lambda: _ahead(2)),
    ("in COUNT day", _ahead),
    ("in COUNT week|weeks", lambda weeks: _ahead(7 * weeks)),
    ("COUNT day from today|now", _ahead),
    ("COUNT week|weeks from today|now", lambda weeks: _ahead(7 * weeks)),
    ("COUNT week|weeks from tomorrow", lambda weeks: _ahead(7 * weeks + 1)),
    ("on? WEEKDAY", lambda day: _weekday(Weekday(day))),
    ("this? coming WEEKDAY", lambda day: _weekday(Weekday(day))),
    ("on? this WEEKDAY", lambda day: _weekday(Weekday(day, "this"))),
    ("on? next WEEKDAY", lambda day: _weekday(Weekday(day, "next"))),
    ("on? WEEKDAY of? this week", lambda day: _weekday(Weekday(day, "this week"))),
    ("on? WEEKDAY of? next week", lambda day: _weekday(Weekday(day, "next week"))),
    ("next week on? WEEKDAY", lambda day: _weekday(Weekday(day, "next week"))),
    ("on? WEEKDAY week", lambda day: _weekday(Weekday(day, weeks=1))),
    ("on? WEEKDAY in COUNT week|weeks", lambda day, weeks: _weekday(Weekday(day, weeks=weeks))),
    ("COUNT week|weeks from WEEKDAY", lambda weeks, day: _weekday(Weekday(day, weeks=weeks))),
    ("on? DATE", lambda date: (Phrase(day=date),)),
    ("on? the? DAY .? of? MONTH ,? YEAR?", _date),
    ("on? MONTH the? DAY ,? YEAR?", lambda month, day, year: _date(day, month, year)),
    ("on? TH", lambda day: (Phrase(day=DayOfMonth(day)),)),
    ("on? the DAY", lambda day: (Phrase(day=DayOfMonth(day)),)),
    ("on? the? DAY of this month", lambda day: (Phrase(day=DayOfMonth(day, 0)),)),
    ("on? the? DAY of next month", lambda day: (Phrase(day=DayOfMonth(day, 1)),)),
    ("on? the? NTH WEEKDAY of|in MONTH ,? YEAR?", _nth),
    ("on? the? NTH WEEKDAY of|in this month", _nth),
    ("on? the? NTH WEEKDAY of|in next month", lambda nth, weekday: _nth(nth, weekday, months=1)),
    ("on? the? NTH WEEKDAY", lambda nth, weekday: _nth(nth, weekday) + _nth(nth, weekday, months=1)),
)

TIMES: Table = (
    ("TIME PM?", add_meridiem),
    ("TIME h|hour", lambda time: (time,)),
    ("HOUR PM", add_meridiem),
    ("HOUR oclock PM?", add_meridiem),
    ("HOUR in the PART", within),
    ("HH h", lambda time: (time,)),
    ("HH h MM", lambda time, minutes: (shift(time, minutes),)),
    ("ONE h MM", lambda time, minutes: (shift(time, minutes),)),
    ("FOUR h|hour", lambda time: (time,)),
    ("half past HOUR PM?", lambda time, pm: add_meridiem(shift(time, 30), pm)),
    ("quarter past HOUR PM?", lambda time, pm: add_meridiem(shift(time, 15), pm)),
    ("quarter to HOUR PM?", lambda time, pm: add_meridiem(shift(time, -15), pm)),
    ("SPOKEN past HOUR PM?", lambda minutes, time, pm: add_meridiem(shift(time, minutes), pm)),
    ("SPOKEN to noon", lambda minutes: (shift(NOON, -minutes),)),
    ("SPOKEN to midnight", lambda minutes: (shift(MIDNIGHT, -minutes),)),
    ("SPOKEN to HOUR PM?", lambda minutes, time, pm: add_meridiem(shift(time, -minutes), pm)),
    ("12? noon", lambda: (NOON,)),
    ("12? midnight", lambda: (MIDNIGHT,)),
)

ENDS: Table = (
    ("CLOCK", lambda time: (time,)),
    ("HOUR", lambda time: (time,)),
)

CLEAR_LENGTHS: Table = (  # nobody could take these for a time of day, as "18h30"
    ("DIGIT h", lambda hours: _length(hours=hours)),
    ("COUNT hour", lambda hours: _length(hours=hours)),
    ("COUNT min", lambda minutes: _length(minutes=minutes)),
    ("COUNT h|hour and? COUNT min", _mixed),
    ("COUNT h MINUTES min", _mixed),
    ("DECIMAL h|hour", lambda hours: _length(hours=hours)),
    ("half a|an? hour", lambda: _length(minutes=30)),
    ("COUNT h|hour and a half", lambda hours: _length(hours=hours, minutes=30)),
    ("COUNT and a half hour", lambda hours: _length(hours=hours, minutes=30)),
)

HOURS: Table = (
    ("CLEAR", lambda length: (length,)),
    ("COUNT h", lambda hours: _length(hours=hours)),
    ("DIGIT h MM", _mixed),
)

LENGTHS: Table = (
    ("HOURS", lambda length: (length,)),
    ("COUNT day", _length),
    ("COUNT week|weeks", lambda weeks: _length(days=7 * weeks)),
    ("COUNT day and? HOURS", lambda days, rest: (timedelta(days) + rest,)),
)

PARTS: Table = (
    *DAYS,
    ("at|from? CLOCK", _starts),
    ("at|from HOUR", _starts),
    ("at|from END -|to END", _range),
    ("between END and END", _range),
    ("CLOCK -|to END", _range),
    ("HOUR -|to CLOCK", _range),
    ("in the PART", lambda part: (Phrase(part=part),)),
    ("at? PART", lambda part: (Phrase(part=part),)),
    ("for LENGTH", lambda length: (Phrase(length=length),) if length <= LONGEST else ()),
    ("at|from? CLOCK ,? CLEAR", _lasts),
    ("at|from HOUR ,? CLEAR", _lasts),
    ("on? DATE ,? CLEAR", lambda date, length: (Phrase(day=date, length=length),)),
    ("in HOURS", lambda length: (Phrase(moment=After(length)),)),
    ("HOURS from now", lambda length: (Phrase(moment=After(length)),)),
    ("INSTANT", lambda phrase: (phrase,)),
    ("TIME MINUS TIME", _behind),
    ("ISO ,? TIME - TIME", _iso_behind),
    ("PLACE", lambda place: (Phrase(place=place),)),
    ("WORD time", _city),
    ("WORD WORD time", _city),
    ("WORD WORD WORD time", _city),
    ("MARK", lambda mark: (Phrase(mark=mark),)),
    ("OFFSET", lambda mark: (Phrase(mark=mark),)),
)

GRAMMAR = Grammar(
    {
        "PHRASE": PARTS,
        "CLOCK": TIMES,
        "END": ENDS,
        "CLEAR": CLEAR_LENGTHS,
        "HOURS": HOURS,
        "LENGTH": LENGTHS,
        "ALONE": (*LENGTHS, ("COLON", lambda length: (length,))),  # beside a time, "for 6:30" may be when it starts
    }
)
