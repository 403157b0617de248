"""What somebody typed as a date and time, as data: the parts of a phrase, before any calendar or zone is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import starmap
from typing import Literal, TypeAlias

Kind = Literal[
    "empty",
    "too long",
    "not understood",
    "no date",
    "no time",
    "no such day",
    "wrong weekday",
    "contradiction",
    "ambiguous",
    "gap",
    "fold",
    "past",
    "too far",
]


@dataclass(frozen=True, slots=True)
class When:
    """What was understood: `start` in UTC, the IANA `zone` it was read in, and `duration` if the text said one."""

    start: datetime
    zone: str
    duration: timedelta | None = None


class Problem(Exception):  # noqa: N818 (no error of ours: a reading that fails, until `judge` has seen all of them)
    """Why a phrase, or one reading of it, cannot be taken. `near` are moments to offer, `example` is one to show."""

    def __init__(self, kind: Kind, says: str, near: tuple[When, ...] = (), example: When | None = None) -> None:
        super().__init__(says)
        self.kind = kind
        self.says = says
        self.near = near
        self.example = example


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday is 0), and which one; `weeks` more weeks on top ("a week from Tuesday")."""

    day: int
    which: Literal["coming", "this", "next", "this week", "next week"] = "coming"
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days after today."""

    days: int


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A date; without a year it is the next such date."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The next such day of a month, "the 10th", or the one in a number of `months` from this one."""

    day: int
    months: int | None = None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday counted in a month, -1 for the last. Instead of a month, a number of `months` from this one."""

    nth: int
    weekday: int
    month: int | None = None
    year: int | None = None
    months: int = 0


Day: TypeAlias = Ahead | MonthDay | DayOfMonth | NthWeekday


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after the day's midnight, beyond 1440 on the next day; `end` only for a range, and after `start`."""

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day and the minutes at which something may start in it."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Offset:
    """Minutes east of UTC."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A zone's short name as typed, in lower case: "cet"."""

    name: str


@dataclass(frozen=True, slots=True)
class After:
    """A moment that needs no calendar: so long after now."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment that needs no calendar: seconds since 1970, as Discord writes them."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One reading of a text, or of a part of it. Whatever could be read two ways makes two phrases.

    A phrase with a `moment` has no other part than perhaps a `length`. `place` is a zone's name as typed.
    """

    day: Day | None = None
    weekday: Weekday | None = None
    clock: Clock | None = None
    part: DayPart | None = None
    length: timedelta | None = None
    place: str | None = None
    mark: Offset | Abbreviation | None = None
    moment: After | Stamp | None = None

    def join(self, other: Phrase) -> Phrase | None:
        """Both together, or `None` where they say the same thing twice."""
        if any(starmap(_both, zip(self._slots(), other._slots(), strict=True))):
            return None
        whole = Phrase(
            self.day or other.day,
            self.weekday or other.weekday,
            self.clock or other.clock,
            self.part or other.part,
            self.length or other.length,
            self.place or other.place,
            self.mark or other.mark,
            self.moment or other.moment,
        )
        return whole if whole.fits() else None

    def fits(self) -> bool:
        """Whether no part makes another one pointless: a range has its length, a moment its day and its zone."""
        if self.moment is not None:
            return not any((self.day, self.weekday, self.clock, self.part, self.place, self.mark))
        return self.length is None or self.clock is None or self.clock.end is None

    def _slots(self) -> tuple[object, ...]:
        return self.day, self.weekday, self.clock, self.part, self.length, self.place, self.mark, self.moment


def _both(mine: object, theirs: object) -> bool:
    return mine is not None and theirs is not None
