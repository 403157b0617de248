"""Sentences: data with named holes. Whatever people typed travels as `Typed` (a plain `str` in a hole becomes one), which a
renderer shows as text, never as markup or a mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from string import Formatter

from bot.people.model import Platform


@dataclass(frozen=True, slots=True)
class Say:
    """Our own words."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that somebody typed: shown as they are, on one line."""

    text: str
    strong: bool = False


class MomentStyle(Enum):
    """How much of a moment: `FULL` "Thursday 10 December 2026, 18:30"; `RELATIVE` "in 3 days"; `CLOCK` "18:30"."""

    FULL = "full"
    RELATIVE = "relative"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's own zone; `zone` (IANA) is the event's, for where that cannot be done."""

    at: datetime
    zone: str
    style: MomentStyle = MomentStyle.FULL


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the label may be typed text, the address has been checked to be one (http or https)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member. `accounts` are (platform, the platform's id); where they have none on a platform, it shows the name.

    Only `ping` makes it a mention that notifies them: on cards for everybody, people are names.
    """

    name: str
    accounts: tuple[tuple[Platform, str], ...] = ()
    ping: bool = False

    def on(self, platform: Platform) -> str | None:
        """Their id on a platform, where they have to be pinged there."""
        return next((external for at, external in self.accounts if at is platform), None) if self.ping else None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, as a native reference on its own platform; elsewhere, and for those not in it, by its name."""

    platform: Platform
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """All who are in the place where the card stands, or those of them who are `here` now.

    Only `ping` notifies them; without it, it is the word alone, which a preview shows.
    """

    here: bool = False
    ping: bool = False


Span = Say | Typed | Moment | Link | Person | Channel | Everyone
Line = tuple[Span, ...]
Hole = Span | Line | str | int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours with named holes: `Sentence("{name} is going.")(name="Ana")`.

    Raises KeyError when the holes that are filled are not exactly the holes that are there.
    """

    template: str

    @property
    def holes(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in Formatter().parse(self.template) if name)

    def __call__(self, **filling: Hole) -> Line:
        if filling.keys() != self.holes:
            raise KeyError(f"{self.template!r} has the holes {sorted(self.holes)}, not {sorted(filling)}")
        spans: list[Span] = []
        for words, name, _, _ in Formatter().parse(self.template):
            if words:
                spans.append(Say(words))
            if name:
                spans.extend(fill(filling[name]))
        return tuple(spans)


def fill(hole: Hole) -> Line:
    """What stands in a sentence for a value; a bare `str` is taken for typed text, which is always safe."""
    match hole:
        case tuple():
            return hole
        case str():
            return (Typed(hole),)
        case int():
            return (Say(str(hole)),)
        case _:
            return (hole,)


def say(words: str) -> Line:
    """A line of our own words alone."""
    return (Say(words),)


def join(lines: Iterable[Line], between: str) -> Line:
    """The lines as one, with our words `between` them."""
    joined: list[Span] = []
    for line in lines:
        if joined:
            joined.append(Say(between))
        joined.extend(line)
    return tuple(joined)
