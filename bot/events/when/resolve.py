"""From readings to the one moment meant, or why there is none: the calendar, the zone and now are asked here. Pure.

Two rules make sure that nothing is silently wrong. A text is taken only if all its readings are the same moment; how it
is written decides, not the hour it is read at, so a reading that is over or lacks its time still counts as one. Only a
reading that contradicts itself ("Thu 03/04", when one of the two dates is no Thursday) is no reading.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from bot.events.when.clocks import is_overlong
from bot.events.when.days import find_day, find_weekday
from bot.events.when.phrase import After, Ahead, Clock, Phrase, Problem, Stamp, When
from bot.events.when.say import say_date, say_when
from bot.events.when.words import MONTHS, WEEKDAYS
from bot.events.when.zones import Home, Where, beside, moments, wheres

HORIZON = timedelta(days=3 * 366)
_EVENING = Clock(18 * 60 + 30)  # when most meetups begin, for examples
_MINUTE, _DAY, _WEEK = timedelta(minutes=1), timedelta(days=1), 7
_NO_READING = {"wrong weekday", "no such day", "contradiction"}


def judge(phrases: tuple[Phrase, ...], home: Home) -> When:
    """The moment that all `phrases`, the readings of one text, mean; raises `Problem` where they do not agree."""
    found: dict[When, None] = {}
    problems: list[Problem] = []
    for phrase in phrases:
        try:
            found.update(dict.fromkeys(_resolve(phrase, home)))
        except Problem as problem:
            problems.append(problem)
    standing = [problem for problem in problems if problem.kind not in _NO_READING]
    if len(found) == 1 and not standing:
        return next(iter(found))
    if found:
        raise _ambiguous((*found, *(when for problem in standing for when in problem.near)))
    first = (standing or problems)[0]
    near = tuple(when for problem in problems if problem.kind == first.kind for when in problem.near)
    raise Problem(first.kind, first.says, near, first.example)


def _ambiguous(near: tuple[When, ...]) -> Problem:
    walls = {(when.zone, when.start.astimezone(ZoneInfo(when.zone)).replace(tzinfo=None)) for when in near}
    if len({when.start for when in near}) > len(walls) == 1:
        where = f"on {say_date(near[0].start, near[0].zone)} in {near[0].zone}"
        return Problem("fold", f"The clocks go back {where}, so an hour comes twice.", near)
    return Problem("ambiguous", "That can be read in more than one way.", near)


def _resolve(phrase: Phrase, home: Home) -> tuple[When, ...]:
    """All moments ahead that one reading can mean: several for "Thu" on a Thursday, or in a repeated hour."""
    if phrase.moment is not None:
        found: tuple[When, ...] = (_measure(phrase.moment, phrase.length, home),)
    elif phrase.day is None and phrase.weekday is None:
        raise _no_date(phrase, home)
    elif phrase.clock is None:
        raise _no_time(phrase, home)
    elif phrase.part and not phrase.part.first <= phrase.clock.start <= phrase.part.last:
        raise Problem("contradiction", f"That time is not {phrase.part.name}.")
    else:
        found = _on_all_days(phrase, phrase.clock, home)
    ahead = tuple(when for when in found if when.start > home.now)
    if not ahead:
        raise Problem("past", f"That is in the past: {say_when(found[0].start, found[0].zone)}.")
    if any(when.start > home.now + HORIZON for when in ahead):
        raise _too_far()
    return ahead


def _measure(moment: After | Stamp, length: timedelta | None, home: Home) -> When:
    """The moment that needs no calendar. "In 2 hours" counts from the minute that the clock shows."""
    match moment:
        case After(ahead):
            return When(home.now.replace(second=0, microsecond=0) + ahead, home.zone, length)
        case Stamp(seconds):
            if seconds > (home.now + HORIZON).timestamp():
                raise _too_far()
            start = datetime.fromtimestamp(seconds, UTC)
            if start.second:
                near = (When(start.replace(second=0), home.zone, length),)
                raise Problem("not understood", "Events start on a full minute.", near)
            return When(start, home.zone, length)


def _too_far() -> Problem:
    return Problem("too far", "That is more than three years ahead.")


def _no_date(phrase: Phrase, home: Home) -> Problem:
    if phrase.clock is None:
        return Problem("no date", "Please tell me a day and a time.")
    near: list[When] = []
    for days in (0, 1):
        near += _try(replace(phrase, day=Ahead(days)), home)
    return Problem("no date", "On which day?", tuple(near))


def _no_time(phrase: Phrase, home: Home) -> Problem:
    tries = _try(replace(phrase, clock=_EVENING, part=None), home)
    return Problem("no time", "At what time?", example=tries[0] if tries else None)


def _try(phrase: Phrase, home: Home) -> tuple[When, ...]:
    try:
        return _resolve(phrase, home)
    except Problem:
        return ()


def _on_all_days(phrase: Phrase, clock: Clock, home: Home) -> tuple[When, ...]:
    """What `phrase` means on every day it can mean. "Today" differs between zones; then both days count."""
    found: list[When] = []
    problems: list[Problem] = []
    for where in wheres(phrase, home):
        for today in sorted({home.now.astimezone(tz).date() for tz in (ZoneInfo(home.zone), where.tz)}):
            try:
                days = _days(phrase, today)
                _check_weekday(phrase, clock, where, today, days[0])
            except Problem as problem:
                problems.append(problem)
                continue
            for day in days:
                found += _meanings(day, clock, phrase.length, where)
    if not found:
        raise problems[0]
    return tuple(found)


def _days(phrase: Phrase, today: date) -> tuple[date, ...]:
    if phrase.day is not None:
        return (find_day(phrase.day, today),)
    return find_weekday(phrase.weekday, today) if phrase.weekday else ()


def _check_weekday(phrase: Phrase, clock: Clock, where: Where, today: date, day: date) -> None:
    """A weekday beside a date has to be that date's, and with "this" or "next" also in that week."""
    weekday = phrase.weekday
    if phrase.day is None or weekday is None:
        return
    plain = weekday.which == "coming" and not weekday.weeks
    if day.weekday() == weekday.day and (plain or day in find_weekday(weekday, today)):
        return
    apart = (weekday.day - day.weekday() + _WEEK // 2) % _WEEK - _WEEK // 2
    near = tuple(
        when
        for each in dict.fromkeys((day, day + apart * _DAY))
        for when in _meanings(each, clock, phrase.length, where)
    )
    said, other = f"{day.day} {MONTHS[day.month - 1]} {day.year}", WEEKDAYS[weekday.day]
    why = f"a {WEEKDAYS[day.weekday()]}, not a {other}" if apart else f"another {other}"
    raise Problem("wrong weekday", f"{said} is {why}.", near)


def _meanings(day: date, clock: Clock, length: timedelta | None, where: Where) -> tuple[When, ...]:
    """Every moment at which the clock of `where` shows that time on that day; raises `Problem` if it never does."""
    midnight = datetime.combine(day, time())
    wall = midnight + clock.start * _MINUTE
    starts = moments(wall, where)
    if not starts:
        nominal = length if clock.end is None else (clock.end - clock.start) * _MINUTE
        raise _gap(wall, where, tuple(When(start, where.name, nominal) for start in _beside(wall, where)))
    if clock.end is None:
        return tuple(When(start, where.name, length) for start in starts)
    wall = midnight + clock.end * _MINUTE
    ends = moments(wall, where)
    spans = tuple(When(at, where.name, to - at) for at, to in product(starts, ends or _beside(wall, where)) if at < to)
    if not ends:
        raise _gap(wall, where, spans)
    if not spans:
        raise Problem("contradiction", "That ends before it begins.")
    if is_overlong(clock):
        raise Problem("ambiguous", "That would end on the next day, more than twelve hours later.", spans)
    return spans


def _beside(wall: datetime, where: Where) -> tuple[datetime, ...]:
    """The moments just as far before and after a skipped hour as `wall` is inside it."""
    return beside(wall, where.tz, 1), beside(wall, where.tz, 0)


def _gap(wall: datetime, where: Where, near: tuple[When, ...]) -> Problem:
    day = f"{WEEKDAYS[wall.weekday()]} {wall.day} {MONTHS[wall.month - 1]} {wall.year}"
    return Problem("gap", f"The clocks skip {wall:%H:%M} on {day} in {where.name}.", near)
