"""The grammar of repeating dates, as tables like those of single dates beside it, whose words, times and lengths it uses.

All readings are kept here too; what is not in the tables is not understood, on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise, starmap
from typing import Any, TypeAlias

from bot.events.recurrence import LAST, MonthlyDay, MonthlyWeekday, Rule, Weekly, Yearly
from bot.events.when.clocks import Time, clocks, ranges
from bot.events.when.grammar import CLEAR_LENGTHS, ENDS, HOURS, TIMES
from bot.events.when.phrase import Clock, DayPart, MonthDay
from bot.events.when.rules import Grammar, Table
from bot.events.when.words import WEEKDAYS, Token
from bot.events.when.zones import find_city

_PLURALS = {f"{day.lower()}s": at for at, day in enumerate(WEEKDAYS)}
_WORDS = {"every", "each", "weekly", "fortnightly", "biweekly", "monthly", "yearly", "annually", "daily", "times"}
_MOST_APART = 12  # weeks or months


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as typed, perhaps with its weekday."""

    date: MonthDay
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a text about repeating, or of a part of it."""

    rule: Rule | None = None
    clock: Clock | None = None
    part: DayPart | None = None
    length: timedelta | None = None
    place: str | None = None
    start: DateSaid | None = None
    until: DateSaid | None = None
    times: int | None = None

    def join(self, other: Said) -> Said | None:
        """Both together, or `None` where they say the same thing twice."""
        if any(starmap(_both, zip(self._slots(), other._slots(), strict=True))):
            return None
        pairs = zip(self._slots(), other._slots(), strict=True)
        whole = Said(*(mine if mine is not None else its for mine, its in pairs))
        ranged = whole.clock is not None and whole.clock.end is not None
        return None if ranged and whole.length is not None else whole

    def _slots(self) -> tuple[Any, ...]:
        return self.rule, self.clock, self.part, self.length, self.place, self.start, self.until, self.times


def _both(mine: object, its: object) -> bool:
    return mine is not None and its is not None


Saids: TypeAlias = tuple[Said, ...]


def speaks_of_repeating(tokens: list[Token]) -> bool:
    """Whether a word in it can only mean that something repeats; no single date has one."""
    pairs = pairwise(tokens)
    return any(token.text in _WORDS or token.text in _PLURALS for token in tokens) or any(
        one.text in ("the", "a") and other.text == "month" for one, other in pairs
    )


def with_plurals(tokens: list[Token]) -> list[Token]:
    """The tokens, in which "mondays" is a day too: one that repeats."""
    return [
        replace(each, kinds={**each.kinds, "PLURAL": (_PLURALS[each.text],)}) if each.text in _PLURALS else each
        for each in tokens
    ]


def _weekly(days: tuple[int, ...]) -> Saids:
    return _each_weeks(1, days)


def _each_weeks(every: int, days: tuple[int, ...]) -> Saids:
    if len(set(days)) < len(days) or every > _MOST_APART:
        return ()
    return (Said(rule=Weekly(every, tuple(sorted(days)))),)


def _nth(nths: tuple[int, ...], weekday: int, every: int = 1) -> Saids:
    if len(set(nths)) < len(nths) or every > _MOST_APART:
        return ()
    in_order = tuple(sorted(nths, key=lambda nth: (nth == LAST, nth)))
    return (Said(rule=MonthlyWeekday(every, in_order, weekday)),)


def _each_months_nth(every: int, nths: tuple[int, ...], weekday: int) -> Saids:
    return _nth(nths, weekday, every)


def _monthly(day: int, every: int = 1) -> Saids:
    return (Said(rule=MonthlyDay(every, day)),) if every <= _MOST_APART else ()


def _each_months(every: int, day: int) -> Saids:
    return _monthly(day, every)


def _yearly(date: MonthDay) -> Saids:
    return (Said(rule=Yearly(date.month, date.day)),) if date.year is None else ()


def _dated(day: int, month: int, year: int | None = None) -> tuple[MonthDay, ...]:
    return (MonthDay(month, day, year),)


def _starts(time: Time) -> Saids:
    return tuple(Said(clock=each) for each in clocks(time))


def _range(start: Time, end: Time) -> Saids:
    return tuple(Said(clock=each) for each in ranges(start, end))


def _lasts(time: Time, length: timedelta) -> Saids:
    return tuple(Said(clock=each, length=length) for each in clocks(time))


def _city(*words: str) -> Saids:
    zone = find_city(" ".join(words))
    return (Said(place=zone),) if zone else ()


DAY_NAMES: Table = (
    ("WEEKDAY", lambda day: (day,)),
    ("PLURAL", lambda day: (day,)),
)

DAY_LISTS: Table = (
    ("NAME", lambda day: ((day,),)),
    ("NAME and|, DAYS", lambda day, days: ((day, *days),)),
    ("NAME , and DAYS", lambda day, days: ((day, *days),)),
)

PLURAL_LISTS: Table = (
    ("PLURAL", lambda day: ((day,),)),
    ("PLURAL and|, PLURALS", lambda day, days: ((day, *days),)),
    ("PLURAL , and PLURALS", lambda day, days: ((day, *days),)),
)

NTH_LISTS: Table = (
    ("NTH", lambda nth: ((nth,),)),
    ("NTH and|, the? NTHS", lambda nth, nths: ((nth, *nths),)),
    ("NTH , and the? NTHS", lambda nth, nths: ((nth, *nths),)),
)

INTERVALS: Table = (  # of weeks or months
    ("other", lambda: (2,)),
    ("COUNT", lambda every: (every,)),
)

MONTH_DAYS: Table = (
    ("TH", lambda day: (day,)),
    ("the DAY", lambda day: (day,)),
    ("the? last day", lambda: (LAST,)),
)

RULES: Table = (
    ("every|each DAYS", _weekly),
    ("every|each week ,? on? DAYS", _weekly),
    ("weekly ,? on? DAYS", _weekly),
    ("on? PLURALS", _weekly),
    ("on? DAYS weekly", _weekly),
    ("on? DAYS every|each week", _weekly),
    ("every|each other DAYS", lambda days: _each_weeks(2, days)),
    ("every|each INTERVAL week|weeks ,? on? DAYS", _each_weeks),
    ("fortnightly ,? on? DAYS", lambda days: _each_weeks(2, days)),
    ("on? DAYS fortnightly", lambda days: _each_weeks(2, days)),
    ("on? DAYS every|each INTERVAL week|weeks", lambda days, every: _each_weeks(every, days)),
    ("every|each NTHS NAME", _nth),
    ("on? every|each|the? NTHS NAME of|in the|every|each|a month", _nth),
    ("on? the? NTHS NAME every|each month", _nth),
    ("on? the? NTHS NAME monthly", _nth),
    ("every|each month ,? on? the? NTHS NAME", _nth),
    ("monthly ,? on? the? NTHS NAME", _nth),
    ("every|each INTERVAL month|months ,? on? the? NTHS NAME", _each_months_nth),
    ("on? the? NTHS NAME of? every|each INTERVAL month|months", _nth),
    ("every|each month ,? on? MONTHDAY", _monthly),
    ("monthly ,? on? MONTHDAY", _monthly),
    ("on? every|each? MONTHDAY of|in the|every|each|a month", _monthly),
    ("on? MONTHDAY every|each month", _monthly),
    ("on? MONTHDAY monthly", _monthly),
    ("every|each INTERVAL month|months ,? on? MONTHDAY", _each_months),
    ("on? MONTHDAY of? every|each INTERVAL month|months", _monthly),
    ("every|each year ,? on? DATED", _yearly),
    ("yearly|annually ,? on? DATED", _yearly),
    ("on? DATED every|each year", _yearly),
    ("on? DATED yearly|annually", _yearly),
)

DATES: Table = (
    ("DATE", lambda date: (date,)),
    ("the? DAY .? of? MONTH ,? YEAR?", _dated),
    ("MONTH the? DAY ,? YEAR?", lambda month, day, year: _dated(day, month, year)),
)

FULL_DATES: Table = (
    ("DATED", lambda date: (DateSaid(date),)),
    ("WEEKDAY ,? the? DATED", lambda day, date: (DateSaid(date, day),)),
)

PARTS: Table = (
    ("RULE", lambda said: (said,)),
    ("at|from? CLOCK", _starts),
    ("at|from HOUR", _starts),
    ("at|from END -|to END", _range),
    ("between END and END", _range),
    ("CLOCK -|to END", _range),
    ("HOUR -|to CLOCK", _range),
    ("at|from? CLOCK ,? CLEAR", _lasts),
    ("at|from HOUR ,? CLEAR", _lasts),
    ("in the PART", lambda part: (Said(part=part),)),
    ("at? PART", lambda part: (Said(part=part),)),
    ("for HOURS", lambda length: (Said(length=length),)),
    ("from|beginning on? FULL", lambda date: (Said(start=date),)),
    ("to|ending on? FULL", lambda date: (Said(until=date),)),
    ("for? COUNT times|dates|occurrences", lambda times: (Said(times=times),)),
    ("PLACE", lambda place: (Said(place=place),)),
    ("MARK", lambda mark: (Said(place="utc"),) if mark.name == "utc" else ()),
    ("WORD time", _city),
    ("WORD WORD time", _city),
    ("WORD WORD WORD time", _city),
)

GRAMMAR = Grammar(
    {
        "PHRASE": PARTS,
        "RULE": RULES,
        "CLOCK": TIMES,
        "END": ENDS,
        "CLEAR": CLEAR_LENGTHS,
        "HOURS": HOURS,
        "NAME": DAY_NAMES,
        "DAYS": DAY_LISTS,
        "PLURALS": PLURAL_LISTS,
        "NTHS": NTH_LISTS,
        "INTERVAL": INTERVALS,
        "MONTHDAY": MONTH_DAYS,
        "DATED": DATES,
        "FULL": FULL_DATES,
    }
)
