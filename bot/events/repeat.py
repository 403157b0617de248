"""Repeating dates as organizers type them: understood completely or refused with an example, like single dates. Pure.

    every 2nd Thursday 19:00 · weekly on mondays 7pm · every other tue 18:30 · tuesdays and thursdays at noon ·
    last friday of the month 18:00-20:00 · every month on the 10th 19:00 for 2 h · every 3 months on the 1st Monday 18:30 ·
    every year on 10 December 18:00 · … starting 10 Dec · … until 30 June 2027 · … for 10 times · … (Europe/Paris)

These decisions keep it honest:

* "Every 2nd Thursday" is the second one of each month, as meetups announce themselves; every two weeks is "every other
  Thursday". What was understood is echoed with the next dates.
* The first date is the next one that begins after now, or after the day that is said with "starting".
* Every month has to have the day: the 29th, 30th and 31st are refused in favour of "the last day".
* A time is one of the wall clock of a place, so an offset like +02:00 is refused. `recurrence` says what happens when the
  clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.events.recurrence import (
    EVERY_MONTH_HAS,
    LAST,
    MOST_TIMES,
    MonthlyDay,
    MonthlyWeekday,
    Repeat,
    Rule,
    Weekly,
    Yearly,
    attach,
    first_date,
)
from bot.events.repeat_grammar import GRAMMAR, DateSaid, Said, speaks_of_repeating, with_plurals
from bot.events.when import WhenError
from bot.events.when_clocks import DAY, HALF_DAY, HOUR
from bot.events.when_days import find_day
from bot.events.when_phrase import Clock, MonthDay, Phrase, Problem
from bot.events.when_resolve import HORIZON
from bot.events.when_rules import Matcher
from bot.events.when_words import MONTHS, WEEKDAYS, Token, split, tidy
from bot.events.when_zones import Home, wheres

LONGEST_TEXT = 200
EXAMPLE = "every 2nd Thursday 19:00"
_SHOWN = 40  # signs of a text to say back
_BETWEEN = {",", "-", ".", ";"}
_NTH = {1: "1st", 2: "2nd", 3: "3rd", LAST: "last"}
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Repeating:
    """What was understood: when a series takes place, and how long each date lasts if the text said so."""

    repeat: Repeat
    duration: timedelta | None = None


def repeats(text: str) -> bool:
    """Whether `text` speaks of something that repeats, so that it is for `parse_repeat` and not for `parse_when`."""
    return len(text) <= LONGEST_TEXT and speaks_of_repeating(split(tidy(text)))


def parse_repeat(text: str, *, zone: str, now: datetime) -> Repeating:
    """The series that `text` means to somebody in the IANA `zone` at `now`, which is aware. Raises `WhenError`."""
    if now.tzinfo is None:
        raise ValueError("now has to be aware")
    home = Home(zone, now.astimezone(UTC))
    try:
        return _judge(_read(text), home)
    except Problem as problem:
        raise WhenError(f"{problem.says} For example: “{EXAMPLE}”.", kind=problem.kind) from None


# --- From text to readings -------------------------------------------------------------------------------------------


def _read(text: str) -> tuple[Said, ...]:
    if len(text) > LONGEST_TEXT:
        raise Problem("too long", "That is more text than I can read; how often and at what time is enough.")
    plain = tidy(text)
    search = _Search(GRAMMAR.matcher(with_plurals(split(plain))))
    if said := tuple(dict.fromkeys(search.whole(0, Said()))):
        return said
    raise Problem("not understood", f"I do not understand “{search.leftover(plain)}”.")


class _Search:
    """Every way to lay parts end to end over a text, as for single dates."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._tokens: list[Token] = matcher.tokens
        self._stuck = 0  # the furthest token that something had to begin with

    def whole(self, at: int, said: Said) -> Iterator[Said]:
        while at < len(self._tokens) and self._tokens[at].text in _BETWEEN:
            at += 1
        if at == len(self._tokens):
            yield said
            return
        self._stuck = max(self._stuck, at)
        for part, after in self._matcher.read("PHRASE", at):
            if (both := said.join(part)) is not None:
                yield from self.whole(after, both)

    def leftover(self, plain: str) -> str:
        """From where the search got stuck to where a part could begin again; whole words of it."""
        after = self._stuck + 1
        while after < len(self._tokens) and not self._matcher.read("PHRASE", after):
            after += 1
        first = plain.rfind(" ", 0, self._tokens[self._stuck].start + 1) + 1
        last = plain.find(" ", self._tokens[after - 1].end)
        left = plain[first : last if last >= 0 else None]
        return left if len(left) <= _SHOWN else left[:_SHOWN] + "…"


# --- From readings to the one series meant ---------------------------------------------------------------------------


def _judge(readings: tuple[Said, ...], home: Home) -> Repeating:
    found: dict[Repeating, None] = {}
    problems: list[Problem] = []
    for said in readings:
        try:
            found[_resolve(said, home)] = None
        except Problem as problem:
            problems.append(problem)
    standing = [each for each in problems if each.kind not in ("wrong weekday", "no such day", "contradiction")]
    if len(found) == 1 and not standing:
        return next(iter(found))
    if found:
        ways = " or ".join(f"“{say_repeat(each.repeat)}”" for each in islice(found, 2)) if len(found) > 1 else ""
        raise Problem("ambiguous", f"That can be read in more than one way{ways and ': '}{ways}.")
    raise (standing or problems)[0]


def _resolve(said: Said, home: Home) -> Repeating:
    if said.rule is None:
        raise Problem("no date", "How often, and on which day?")
    if said.clock is None:
        raise Problem("no time", "At what time?")
    if said.part and not said.part.first <= said.clock.start <= said.part.last:
        raise Problem("contradiction", f"That time is not {said.part.name}.")
    if said.until is not None and said.times is not None:
        raise Problem("too long", "Tell me until when or how many times, and not both.")
    _check(said.rule)
    zone = _zone(said, home)
    at, duration = _at(said.clock, said.length)
    tz = ZoneInfo(zone)
    today = home.now.astimezone(tz).date()
    start = today if said.start is None else _day(said.start, today)
    if start < today:
        raise Problem("past", f"{_say_date(start)} is in the past.")
    first = first_date(said.rule, at, zone, start=start, after=home.now)
    if attach(datetime.combine(first, at), tz) > home.now + HORIZON:
        raise Problem("too far", "That begins more than three years ahead.")
    until = None if said.until is None else _day(said.until, today)
    if until is not None and until < first:
        raise Problem("contradiction", f"The first date is {_say_date(first)}, and {_say_date(until)} is before it.")
    if said.times is not None and not 1 < said.times <= MOST_TIMES:
        raise Problem("contradiction", f"A series has 2 to {MOST_TIMES} dates, not {said.times}.")
    return Repeating(Repeat(said.rule, first, at, zone, until, said.times), duration)


def _check(rule: Rule) -> None:
    """Refuse a day that not every month or year has."""
    match rule:
        case MonthlyDay(_, day) if day > EVERY_MONTH_HAS:
            raise Problem("no such day", f"Not every month has a {_ordinal(day)}; there is “the last day” instead.")
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
        raise Problem("wrong weekday", f"{_say_date(found).partition(' ')[2]} is a {WEEKDAYS[found.weekday()]}.")
    return found


# --- Back to words ---------------------------------------------------------------------------------------------------


def say_rule(rule: Rule) -> str:
    """How often: "every month on the 2nd Thursday"."""
    match rule:
        case Weekly(1, days):
            return f"every {_list([WEEKDAYS[day] for day in days])}"
        case Weekly(every, days):
            return f"every {every} weeks on {_list([WEEKDAYS[day] for day in days])}"
        case MonthlyWeekday(every, nths, day):
            return f"{_months(every)} on the {_list([_ordinal(nth) for nth in nths])} {WEEKDAYS[day]}"
        case MonthlyDay(every, day):
            return f"{_months(every)} on the {'last day' if day == LAST else _ordinal(day)}"
        case Yearly(month, day):
            return f"every year on {day} {MONTHS[month - 1]}"


def say_repeat(repeat: Repeat) -> str:
    """How often, when and until when, without the first date: "every Thursday, 19:00 (Europe/Berlin), for 10 times"."""
    said = f"{say_rule(repeat.rule)}, {repeat.at:%H:%M} ({repeat.zone})"
    if repeat.until is not None:
        return f"{said}, until {_say_date(repeat.until)}"
    return said if repeat.times is None else f"{said}, for {repeat.times} times"


def say_all(repeat: Repeat) -> str:
    """The same with the first date: what `parse_repeat` reads back as the same series."""
    return f"{say_repeat(repeat)}, starting {_say_date(repeat.first)}"


def _months(every: int) -> str:
    return "every month" if every == 1 else f"every {every} months"


def _say_date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year:04}"


def _ordinal(number: int) -> str:
    if number in _NTH:
        return _NTH[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 != 1 else "th"
    return f"{number}{ending}"


def _list(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
