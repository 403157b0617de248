"""When an announcement goes out, in words: a date and time, or a time counted from an event. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.announcements.model import Anchor, Shift
from bot.chat.typed import one_line
from bot.events.when import parse_duration, say_duration

_COUNTED = re.compile(
    r"(?P<length>.+?) (?P<side>before|after)(?: (?:the )?(?:event|meetup|it|(?P<anchor>start|beginning|end)))?",
    re.IGNORECASE,
)
_AT_START = {"at the start", "at start", "when it starts", "when it begins"}
_AT_END = {"at the end", "at end", "when it ends"}


def read_shift(text: str) -> Shift | None:
    """The time counted from an event that `text` says, or `None` where it speaks of no event.

    "2 days before" counts from the start, "an hour after" from the end, unless it says which. Raises WhenError for a length
    that cannot be read.
    """
    tidy = one_line(text).lower()
    if tidy in _AT_START:
        return Shift(timedelta(), Anchor.START)
    if tidy in _AT_END:
        return Shift(timedelta(), Anchor.END)
    if (found := _COUNTED.fullmatch(tidy)) is None:
        return None
    length, before = parse_duration(found["length"]), found["side"] == "before"
    usual = Anchor.START if before else Anchor.END
    anchor = usual if found["anchor"] is None else Anchor.END if found["anchor"] == "end" else Anchor.START
    return Shift(-length if before else length, anchor)


def say_shift(shift: Shift) -> str:
    """The same in words that are read back as the same."""
    if not shift.by:
        return f"at the {shift.anchor.value}"
    side = "before" if shift.by < timedelta() else "after"
    return f"{say_duration(abs(shift.by))} {side} the {shift.anchor.value}"
