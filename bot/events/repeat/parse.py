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

from datetime import UTC, datetime

from bot.events.repeat.grammar import speaks_of_repeating
from bot.events.repeat.read import LONGEST_TEXT, read_said
from bot.events.repeat.resolve import Repeating, TimeOfDay, judge, judge_clock
from bot.events.when import WhenError
from bot.events.when.phrase import Problem
from bot.events.when.words import split, tidy
from bot.events.when.zones import Home

EXAMPLE = "every 2nd Thursday 19:00"
CLOCK_EXAMPLE = "18:30 for 90 min"


def repeats(text: str) -> bool:
    """Whether `text` speaks of something that repeats, so that it is for `parse_repeat` and not for `parse_when`."""
    return len(text) <= LONGEST_TEXT and speaks_of_repeating(split(tidy(text)))


def parse_repeat(text: str, *, zone: str, now: datetime) -> Repeating:
    """The series that `text` means to somebody in the IANA `zone` at `now`, which is aware. Raises `WhenError`."""
    if now.tzinfo is None:
        raise ValueError("now has to be aware")
    home = Home(zone, now.astimezone(UTC))
    try:
        return judge(read_said(text), home)
    except Problem as problem:
        raise WhenError(f"{problem.says} For example: “{EXAMPLE}”.", kind=problem.kind) from None


def parse_clock(text: str) -> TimeOfDay:
    """The time of day that `text` means, and how long from then if it says so: "18:30 for 90 min". Raises `WhenError`."""
    try:
        return judge_clock(read_said(text))
    except Problem as problem:
        raise WhenError(f"{problem.says} For example: “{CLOCK_EXAMPLE}”.", kind=problem.kind) from None
