"""Routes: the short strings that buttons and forms carry, the same on both platforms, and what they lead to.

A route reads `feature:argument:argument`, such as `rsvp:42:going`. A pattern names its arguments in braces and may say that
one is a number: `rsvp:{event:int}:{answer}`. Unknown routes (an old button, a forged one) match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from bot.chat.views import Card, Form

T = TypeVar("T")
Opener = Callable[..., Form | Card | Awaitable[Form | Card]]
_HOLE = re.compile(r"\{(\w+)(:int)?\}")
_LARGEST = 2**63 - 1  # what an INTEGER column holds


@dataclass(frozen=True, slots=True)
class Pattern:
    text: str
    regex: re.Pattern[str]
    numbers: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> Pattern:
        numbers = frozenset(name for name, kind in _HOLE.findall(text) if kind)
        parts = _HOLE.sub(lambda hole: f"(?P<{hole[1]}>{'[0-9]{1,19}' if hole[2] else '[^:]+'})", text)
        return cls(text, re.compile(parts), numbers)

    def match(self, route: str) -> dict[str, str | int] | None:
        found = self.regex.fullmatch(route)
        if found is None:
            return None
        arguments = {name: int(value) if name in self.numbers else value for name, value in found.groupdict().items()}
        return None if any(isinstance(each, int) and each > _LARGEST for each in arguments.values()) else arguments


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a route leads to, and the arguments that it carries."""

    target: T
    arguments: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form: how it opens with what was typed before, how it is read, and what it does. All get the route's arguments.

    `open(call, answers, **arguments)` and `read(call, answers)` are plain functions without I/O, so that neither can be
    late; `read` raises Refusal with the field that it is about. `act(app, call, what was read, **arguments)` is a use case.
    A form whose menus show what is stored also has `reopen(app, call, answers, **arguments)`, which may look it up.
    """

    open: Callable[..., Form]
    read: Callable[..., Any]
    act: Callable[..., Awaitable[Card]]
    reopen: Callable[..., Awaitable[Form]] | None = None


@dataclass(slots=True)
class Router(Generic[T]):
    _table: list[tuple[Pattern, T]] = field(default_factory=list)

    def add(self, pattern: str, target: T) -> None:
        """Lead `pattern` to `target`; raises ValueError when that pattern is taken."""
        parsed = Pattern.parse(pattern)
        if any(each.regex.pattern == parsed.regex.pattern for each, _ in self._table):
            raise ValueError(f"the route {pattern!r} is there already")
        self._table.append((parsed, target))

    def find(self, route: str) -> Found[T] | None:
        for pattern, target in self._table:
            if (arguments := pattern.match(route)) is not None:
                return Found(target, arguments)
        return None

    def patterns(self) -> list[str]:
        return [pattern.text for pattern, _ in self._table]
