"""What digits in a typed date could be: a time, a date, a count, an offset. Pure; every reading is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

from bot.events.when.clocks import Time, tell
from bot.events.when.phrase import Clock, MonthDay, Offset, Phrase, Stamp

Kinds: TypeAlias = dict[str, tuple[Any, ...]]  # what a token can be → the values it can have as that

_MINUTES, _MONTHS, _DAYS = 60, 12, 31
_CENTURY = 2000
_WEST, _EAST = -11 * 60, 14 * 60  # the offsets where people live; UTC-12 is open sea, and "UTC-12:00" may be a range
_LAST_FIFTH = 5  # no month has a sixth Thursday


def read_number(text: str) -> Kinds:
    """All that a token with digits can be; nothing for what is no date, time, count or offset."""
    if text.isdecimal():
        return _whole(text)
    for shape, kinds in _SHAPES:
        if found := shape.fullmatch(text):
            return {kind: values for kind, values in kinds(*found.groups()).items() if values}
    return {}


def _whole(text: str) -> Kinds:
    number, digits = int(text[:5]), len(text)
    kinds: Kinds = {}
    if number and digits < 5:  # noqa: PLR2004 (longer counts are typing errors)
        kinds["COUNT"] = (number,)
    if digits == 4:  # noqa: PLR2004 (a year, or the time of "1830h")
        kinds["YEAR"] = (number,)
        kinds["FOUR"] = _time(text[:2], text[2:])
    if digits > 2:  # noqa: PLR2004
        return kinds
    if 1 <= number <= _DAYS:
        kinds["DAY"] = (number,)
    if hour := tell(number, 0, padded=text.startswith("0")):
        kinds["HOUR"] = (hour,)
    if digits == 1:
        kinds["ONE"] = kinds["HOUR"]
        kinds["DIGIT"] = (number,)
        return kinds
    kinds["HH"] = _time(text, "00")
    if number < _MINUTES:
        kinds["MM"] = (number,)
    return kinds


def _time(hour: str, minute: str) -> tuple[Time, ...]:
    time = tell(int(hour), int(minute), padded=len(hour) > 1)
    return (time,) if time else ()


def _date(day: str, month: str, year: str | None = None) -> tuple[MonthDay, ...]:
    if not (1 <= int(day) <= _DAYS and 1 <= int(month) <= _MONTHS):
        return ()
    return (MonthDay(int(month), int(day), int(year) + _CENTURY * (len(year) == len("26")) if year else None),)


def _ordinal(digits: str, suffix: str) -> Kinds:
    number = int(digits[:4])
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 % 10 != 1 else 0, "th")
    if suffix != last or not 1 <= number <= _DAYS:
        return {}
    return {"DAY": (number,), "TH": (number,), "NTH": (number,) if number <= _LAST_FIFTH else ()}


def _slashed(one: str, _: str, other: str, year: str | None) -> Kinds:
    return {"DATE": tuple(dict.fromkeys(_date(one, other, year) + _date(other, one, year)))}


def _coloned(hour: str, minute: str, second: str | None) -> Kinds:
    if second not in (None, "00"):
        return {}
    length = timedelta(hours=int(hour), minutes=int(minute))
    return {"TIME": _time(hour, minute), "COLON": (length,) if length and int(minute) < _MINUTES else ()}


def _dotted(one: str, other: str) -> Kinds:
    """A time ("18.30"), a number ("1.5"), or a date, which both "10.12" and "1.5" can be as well."""
    paired = len(other) > 1
    return {
        "TIME": _time(one, other) if paired else (),
        "DECIMAL": () if paired else (float(f"{one}.{other}"),),
        "DATE": _date(one, other),
    }


def _offset(sign: str, hours: str, minutes: str | None) -> tuple[Offset, ...]:
    east = (int(hours) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    return (Offset(east),) if _WEST <= east <= _EAST and int(minutes or 0) < _MINUTES else ()


def _instant(year: str, month: str, day: str, clock: str, second: str | None, zone: str | None) -> Kinds:
    """A whole phrase in one token: "2026-12-10T18:30+01:00"."""
    time, date = _time(*clock.split(":")), _date(day, month, year)
    if not (time and date) or int(second or 0):
        return {}
    local = Phrase(day=date[0], clock=Clock(time[0].minutes[0]))
    if zone is None:
        return {"INSTANT": (local,)}
    marks = (Offset(0),) if zone == "z" else _offset(zone[0], zone[1:3], zone[-2:])
    return {"INSTANT": tuple(replace(local, mark=mark) for mark in marks)}


_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., Kinds]], ...] = tuple(
    (re.compile(shape, re.ASCII), kinds)
    for shape, kinds in (
        (r"(\d\d?):(\d\d)(?::(\d\d))?", _coloned),
        (r"(\d\d?)\.(\d\d?)", _dotted),
        (r"(\d{1,3}),(\d)", lambda one, tenth: {"DECIMAL": (float(f"{one}.{tenth}"),)}),
        (r"(\d+)(st|nd|rd|th)", _ordinal),
        (r"(\d\d?)([-/])(\d\d?)(?:\2(\d{4}))?", _slashed),
        (r"(\d\d?)\.(\d\d?)\.(\d{4}|\d\d)?", lambda *date: {"DATE": _date(*date)}),
        (r"(\d{4})-(\d\d?)-(\d\d?)", lambda y, m, d: {"DATE": _date(d, m, y), "ISO": _date(d, m, y)}),
        (r"(\d{4})/(\d\d?)/(\d\d?)", lambda y, m, d: {"DATE": _date(d, m, y)}),
        (r"(?:utc|gmt)\s?([-+])(\d\d?)(?::?(\d\d))?", lambda *of: {"OFFSET": _offset(*of)}),
        (r"(\+)(\d\d):?(\d\d)", lambda *of: {"OFFSET": _offset(*of)}),
        (r"(\d{4})-(\d\d)-(\d\d)t(\d\d:\d\d)(?::(\d\d)(?:\.0+)?)?(z|[-+]\d\d:?\d\d)?", _instant),
        (r"<t:(\d+)(?::[a-z])?>", lambda seconds: {"INSTANT": (Phrase(moment=Stamp(int(seconds))),)}),
    )
)
