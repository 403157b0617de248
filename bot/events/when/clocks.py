"""Times of day as people write them, and ranges of them: what each can mean, in minutes after midnight. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.events.when.phrase import Clock, DayPart

HOUR, HALF_DAY, DAY = 60, 720, 1440  # minutes
_NOON = 12  # the hour that "am" and "pm" begin with
_TEN = 10 * HOUR


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as written: the minutes after midnight it can mean, the literal one first.

    "bare" says that morning and evening are both open ("6:30"); "24" and "12" which clock it was told by.
    """

    minutes: tuple[int, ...]
    notation: Literal["bare", "24", "12"]


NOON = Time((HALF_DAY,), "12")
MIDNIGHT = Time((0, DAY), "12")  # the one that begins the day, or the one that ends it: nobody can know


def tell(hour: int, minute: int, *, padded: bool) -> Time | None:
    """The time that `hour` and `minute` write; `padded` means like "06:30" or "06", which is the 24-hour clock."""
    at = hour * HOUR + minute
    if minute >= HOUR or at > DAY:
        return None
    if padded or not 1 <= hour <= _NOON:
        return Time((at,), "24")
    if at == HALF_DAY:
        return Time((at, 0, DAY), "bare")
    return Time((at, (at + HALF_DAY) % DAY), "bare")


def add_meridiem(time: Time, pm: bool | None) -> tuple[Time, ...]:  # noqa: FBT001 (a capture of the grammar, by place)
    """`time` with "pm" or "am", or as it is; none where it cannot have one. "12 am" is as open as midnight."""
    if pm is None:
        return (time,)
    at = time.minutes[0]
    if time.notation == "12" or not HOUR <= at < HALF_DAY + HOUR:
        return ()
    if at == HALF_DAY and not pm:
        return (MIDNIGHT,)
    return (Time((at % HALF_DAY + HALF_DAY * pm,), "12"),)


def shift(time: Time, minutes: int) -> Time:
    """`time` moved by less than an hour: "half past", "quarter to"."""
    moved = dict.fromkeys((at + minutes) % DAY for at in time.minutes)
    return Time(tuple(moved), time.notation)


def clocks(time: Time) -> tuple[Clock, ...]:
    """The readings of a time that stands alone."""
    return tuple(map(Clock, time.minutes))


def within(time: Time, part: DayPart) -> tuple[Time, ...]:
    """What of `time` lies in a part of the day: "7 in the evening"."""
    fitting = tuple(at for at in time.minutes if part.first <= at <= part.last)
    return (Time(fitting, "12"),) if fitting else ()


def ranges(start: Time, end: Time) -> tuple[Clock, ...]:
    """The readings of "from `start` to `end`"; none for a range of no length.

    A bare time beside "am" or "pm" is the nearest ("6-8pm", "11-1pm"), two bare ones stay together in the morning or the
    evening. Beside the 24-hour clock a bare time is literal ("9-17:00"), unless that makes more than half a day and the
    other reading less ("6:30-20:30"). "10:00" to "12:59" look the same on both clocks, and may follow their partner.
    More than half a day through the night is meant by nobody who can have meant something else ("6pm-10:30").
    """
    every = _pair(start, end)
    if start.notation != end.notation:
        every += _pair(_loosen(start), _loosen(end))
    readings = dict.fromkeys(clock for clock in every if clock.end != clock.start)
    return tuple(clock for clock in readings if not is_overlong(clock)) or tuple(readings)


def is_overlong(clock: Clock) -> bool:
    """Whether a range goes on through the night, for more than half a day."""
    return clock.end is not None and clock.end > DAY and clock.end - clock.start > HALF_DAY


def _pair(start: Time, end: Time) -> tuple[Clock, ...]:
    match start.notation, end.notation:
        case "bare" | "12", "bare":
            return tuple(_span(at, length=_nearest(at, end.minutes[0])) for at in start.minutes)
        case "bare", "12":
            length = _nearest(start.minutes[0], end.minutes[0])
            return (_span(end.minutes[0] - length, length=length),)
        case ("bare", _) | (_, "bare"):
            every = tuple(_span(at, length=(to - at) % DAY) for at in start.minutes for to in end.minutes)
            literal = every[0]
            return (literal,) if (literal.end or 0) - literal.start <= HALF_DAY else every
        case _:
            return tuple(_span(at, length=(end.minutes[0] - at) % DAY) for at in start.minutes)


def _loosen(time: Time) -> Time:
    """What somebody who means half past ten at night writes as "10:30"."""
    at = time.minutes[0]
    if time.notation != "24" or not _TEN <= at < HALF_DAY + HOUR:
        return time
    return Time((at, (at + HALF_DAY) % DAY), "bare")


def _nearest(start: int, end: int) -> int:
    """How long from `start` until a clock face shows `end`: less than twelve hours."""
    return (end - start) % HALF_DAY


def _span(start: int, *, length: int) -> Clock:
    start += DAY if start < 0 else 0
    return Clock(start, start + length)
