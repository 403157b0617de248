"""Dates and times as organizers type them: understood completely or refused with an example, never silently wrong. Pure.

    thu 6:30pm · next friday at 18:30 · 10 Dec 18:30-20:30 · the last friday of january, half past six in the evening ·
    tomorrow 18h30 for 2 hours · in 90 minutes · 31.12.2026 22:00 UTC · 6pm London time on the 10th · <t:1796923800:F>

English, in any order and case; a community's zone and now are parameters. These decisions keep it honest:

* The whole text has to be understood, and all ways to read it have to be the same moment. So "03/04" is refused, "6:30"
  (06:30 and 10:30 are the 24-hour clock, 6:30 could be evening), midnight (of which night?), "CST" (of which country?)
  and the hour that a clock change repeats, each with the choices; "31/12", "6:30 in the evening", "tonight at 9" and
  "6-8pm" are clear. A skipped hour is refused with both neighbours.
* "Thu" is the coming Thursday; on a Thursday it is refused unless today's is over, since it may be today or in a week.
  "Next thu" is taken when the first Thursday after today lies in the next week, Monday to Sunday; otherwise it might be
  that one or a week later, and is refused. "This thu", "thu next week" and "a week from thu" are clear.
* Without a year a date is the next one, today included; today's that is over is past, not next year's. A weekday beside
  a date has to be right.
* No day or no time is never filled in. Nothing is past, or further ahead than three years.
* An end before the start is on the next day ("22:00-01:00"), unless that makes more than half a day: rather a slip.
  A duration is real time: "22:00-04:00" lasts seven hours on the night when the clocks go back.

The way of a text: words and numbers (`words`, `numbers`), parts found by the tables of `grammar`, laid end
to end by `read`, days and zones (`days`, `zones`), one moment or a refusal (`resolve`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.events.when.phrase import Kind, Problem, When
from bot.events.when.read import read_length, read_phrases
from bot.events.when.resolve import HORIZON, judge
from bot.events.when.say import find_example, say_choice
from bot.events.when.zones import Home


class WhenError(ValueError):
    """A text that was not taken. `str()` is a sentence for the person, which ends with what would work.

    `choices` are phrases that parse, where the text may have meant one of these.
    """

    def __init__(self, sentence: str, *, kind: Kind, choices: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.choices = choices


def parse_when(text: str, *, zone: str, now: datetime) -> When:
    """The moment that `text` means to somebody in the IANA `zone` at `now`, which is aware.

    `start` is in the future and on a full minute; `zone` is the one typed, else the community's. An offset like +02:00
    says when, and leaves the zone the community's. Raises `WhenError`.
    """
    if now.tzinfo is None:
        raise ValueError("now has to be aware")
    home = Home(zone, now.astimezone(UTC))
    try:
        return judge(read_phrases(text), home)
    except Problem as problem:
        raise _refuse(problem, home) from None


def parse_duration(text: str) -> timedelta:
    """How long `text` says, more than nothing and up to 14 days: "2h", "1h30", "90 min", "two hours", "1:30".

    Raises `WhenError`.
    """
    try:
        return read_length(text)
    except Problem as problem:
        raise WhenError(f"{problem.says} For example: “1 h 30 min”.", kind=problem.kind) from None


def _refuse(problem: Problem, home: Home) -> WhenError:
    """The refusal for `problem`, with what is still ahead of the moments that it offers."""
    offered = sorted({when for when in problem.near if home.now < when.start <= home.now + HORIZON}, key=_order)
    relative = problem.kind == "no date"
    choices = tuple(dict.fromkeys(say_choice(when, home, relative=relative) for when in offered))
    if len(choices) > 1:
        return WhenError(f"{problem.says} Write {_either(choices)}.", kind=problem.kind, choices=choices)
    example = choices[0] if choices else say_choice(problem.example or find_example(home), home)
    return WhenError(f"{problem.says} For example: “{example}”.", kind=problem.kind, choices=choices)


def _order(when: When) -> tuple[datetime, timedelta, str]:
    return when.start, when.duration or timedelta(), when.zone


def _either(choices: tuple[str, ...]) -> str:
    *first, last = (f"“{choice}”" for choice in choices)
    return f"{', '.join(first)} or {last}"
