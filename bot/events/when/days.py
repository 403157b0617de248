"""From parts of a date to dates: which days "next Tuesday", "the 10th" or "31 December" can be, seen from a day. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.events.when.phrase import Ahead, Day, DayOfMonth, MonthDay, NthWeekday, Problem, Weekday
from bot.events.when.words import MONTHS, WEEKDAYS

_WEEK = timedelta(days=7)
_YEARS = 5  # more than anybody may plan ahead, so that dates beyond are refused before they are computed
_LEAP = 8  # years within which every date exists
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def find_weekday(weekday: Weekday, today: date) -> tuple[date, ...]:
    """The dates that a day of the week can be; weeks begin on Monday.

    "Thu" said on a Thursday is today or in a week. "Next Thu" is the first one after today, or the one in the next
    week: most of the week these are two.
    """
    monday = today - timedelta(days=today.weekday())
    in_week = monday + timedelta(days=weekday.day)
    coming = in_week if in_week >= today else in_week + _WEEK
    match weekday.which:
        case "this":
            return (coming,)
        case "this week":
            return (in_week,)
        case "next week":
            return (in_week + _WEEK,)
        case "next":
            return tuple(sorted({coming if coming > today else coming + _WEEK, in_week + _WEEK}))
        case _:
            later = coming + weekday.weeks * _WEEK
            return (later, later + _WEEK) if coming == today else (later,)


def find_day(day: Day, today: date) -> date:
    """The date that `day` is; without a year the next one, today included. Raises `Problem` where there is none."""
    match day:
        case Ahead(days):
            return today + timedelta(days=days)
        case DayOfMonth():
            return _find_numbered(day, today)
        case MonthDay():
            return _find_date(day, today)
        case NthWeekday():
            return _find_nth(day, today)


def _find_numbered(day: DayOfMonth, today: date) -> date:
    if day.months is None:
        return next(found for found in _in_months(day.day, today) if found >= today)
    year, month = _month_after(today, day.months)
    return _find_date(MonthDay(month, day.day, year), today)


def _find_date(day: MonthDay, today: date) -> date:
    name = f"{day.day} {MONTHS[day.month - 1]}"
    if day.year is None:
        found = next((each for each in _in_years(day.month, day.day, today) if each >= today), None)
        if found is None:
            raise Problem("no such day", f"There is no {name}.")
        return found
    _check_year(day.year, today)
    if day.day > monthrange(day.year, day.month)[1]:
        raise Problem("no such day", f"There is no {name} {day.year}.")
    return date(day.year, day.month, day.day)


def _in_months(number: int, today: date) -> Iterator[date]:
    for months in range(13):
        year, month = _month_after(today, months)
        if number <= monthrange(year, month)[1]:
            yield date(year, month, number)


def _in_years(month: int, number: int, today: date) -> Iterator[date]:
    for year in range(today.year, today.year + _LEAP + 1):
        if number <= monthrange(year, month)[1]:
            yield date(year, month, number)


def _find_nth(day: NthWeekday, today: date) -> date:
    if day.month is None:
        return _nth_in(day, *_month_after(today, day.months))
    if day.year is not None:
        _check_year(day.year, today)
        return _nth_in(day, day.year, day.month)
    found = _nth_in(day, today.year, day.month)
    return found if found >= today else _nth_in(day, today.year + 1, day.month)


def _nth_in(day: NthWeekday, year: int, month: int) -> date:
    first, length = monthrange(year, month)
    numbers = range(1 + (day.weekday - first) % 7, length + 1, 7)
    at = day.nth - 1 if day.nth > 0 else day.nth
    if at >= len(numbers):
        name = f"{_NTH[day.nth]} {WEEKDAYS[day.weekday]}"
        raise Problem("no such day", f"There is no {name} in {MONTHS[month - 1]} {year}.")
    return date(year, month, numbers[at])


def _month_after(today: date, months: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


def _check_year(year: int, today: date) -> None:
    if year < today.year - 1:
        raise Problem("past", f"{year} is in the past.")
    if year > today.year + _YEARS:
        raise Problem("too far", f"{year} is too far ahead for me.")
