"""Series in words that the grammar reads back as the same. Pure."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.events.recurrence import LAST, MonthlyDay, MonthlyWeekday, Repeat, Rule, Weekly, Yearly
from bot.events.when.words import MONTHS, WEEKDAYS

_NTH = {1: "1st", 2: "2nd", 3: "3rd", LAST: "last"}


def say_rule(rule: Rule) -> str:
    """How often: "every month on the 2nd Thursday"."""
    match rule:
        case Weekly(1, days):
            return f"every {_list([WEEKDAYS[day] for day in days])}"
        case Weekly(every, days):
            return f"every {every} weeks on {_list([WEEKDAYS[day] for day in days])}"
        case MonthlyWeekday(every, nths, day):
            return f"{_months(every)} on the {_list([say_ordinal(nth) for nth in nths])} {WEEKDAYS[day]}"
        case MonthlyDay(every, day):
            return f"{_months(every)} on the {'last day' if day == LAST else say_ordinal(day)}"
        case Yearly(month, day):
            return f"every year on {day} {MONTHS[month - 1]}"


def say_repeat(repeat: Repeat) -> str:
    """How often, when and until when, without the first date: "every Thursday, 19:00 (Europe/Berlin), for 10 times"."""
    said = f"{say_rule(repeat.rule)}, {repeat.at:%H:%M} ({repeat.zone})"
    if repeat.until is not None:
        return f"{said}, until {say_day(repeat.until)}"
    return said if repeat.times is None else f"{said}, for {repeat.times} times"


def say_time(at: time, length: timedelta) -> str:
    """A time of day and a length, as `parse_clock` reads them back: "18:30 for 2 h". Days are hours here: beside what
    repeats, "for 2 days" could say for how long it does.
    """
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    said = [f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else ""]
    return f"{at:%H:%M} for {' '.join(filter(None, said))}"


def say_all(repeat: Repeat) -> str:
    """The same with the first date: what `parse_repeat` reads back as the same series."""
    return f"{say_repeat(repeat)}, starting {say_day(repeat.first)}"


def _months(every: int) -> str:
    return "every month" if every == 1 else f"every {every} months"


def say_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year:04}"


def say_ordinal(number: int) -> str:
    if number in _NTH:
        return _NTH[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 != 1 else "th"
    return f"{number}{ending}"


def _list(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
