"""The door of an event: who has arrived, who is expected, and whom an organizer means by a name. Pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.events.model import Event, State

OPENS_BEFORE = timedelta(hours=1)
CLOSES_AFTER = timedelta(days=1)
PAGE = 25  # what one menu holds
GUEST_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Expected:
    """A member with a seat who has not arrived."""

    member: int
    name: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came: a member, or a guest who is in none of our chats (`member` is `None`). `seated`: had a seat."""

    id: int
    member: int | None
    name: str
    seated: bool


@dataclass(frozen=True, slots=True)
class Comer:
    """A member, as the door knows them: with a seat or not, and their arrival where they have come."""

    member: int
    name: str
    seated: bool
    arrival: int | None


@dataclass(frozen=True, slots=True)
class Door:
    """The state of check-in. `page` counts from 0; `expected` are those of that page, `recent` came last, newest first."""

    event: Event
    arrived: int
    others: int
    page: int
    pages: int
    expected: tuple[Expected, ...]
    recent: tuple[Arrival, ...]


def opens_at(event: Event) -> datetime:
    return event.plan.starts_at - OPENS_BEFORE


def closes_at(event: Event) -> datetime:
    return event.plan.ends_at + CLOSES_AFTER


def door_open(event: Event, now: datetime) -> bool:
    """Whether people can be checked in: from an hour before the start until a day after the end."""
    return event.state is State.PLANNED and opens_at(event) <= now < closes_at(event)


def turn_to(wanted: int, people: int) -> tuple[int, int]:
    """The page to show and how many there are, when `wanted` may lie behind the last one by now."""
    pages = max(1, -(-people // PAGE))
    return min(wanted, pages - 1), pages


def who_is_meant(text: str, people: Sequence[Comer]) -> list[Comer]:
    """The members whom a typed name fits: those with a seat before the others, an exact name before a part of it.

    Each word has to begin a word of the name, so that "ben ok" is Ben Okafor and "en" is nobody.
    """
    wanted = text.casefold().split()
    fitting = [each for each in people if _fits(wanted, each.name.casefold().split())]
    for group in ([each for each in fitting if each.seated], fitting):
        exact = [each for each in group if each.name.casefold().split() == wanted]
        if exact or group:
            return exact or group
    return []


def _fits(wanted: Sequence[str], name: Sequence[str]) -> bool:
    return bool(wanted) and all(any(word.startswith(each) for word in name) for each in wanted)
