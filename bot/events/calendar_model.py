"""Calendars to subscribe to: the community's, each member's own, and single events as files. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.events.model import Plan, Standing

KEPT_CANCELLED = timedelta(days=60)  # so that a calendar that is seldom fetched still learns of it
KEPT_PAST = timedelta(days=365)
SERIES_AHEAD = timedelta(days=183)


def event_name(event: int) -> str:
    """What an event is called in its UID; it never changes."""
    return f"event-{event}"


def date_name(series: int, day: date) -> str:
    """What a date of a series is called until it is announced; then it goes, and an event comes."""
    return f"series-{series}-{day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Feed:
    """A community's calendar. Whoever knows its `token` may read it; `domain` makes its events' UIDs unlike all others."""

    community: int
    name: str
    zone: str
    token: str
    domain: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a calendar shows it, or a date of a series that is not `announced` yet. `name` makes it one among all of
    the community's. `revision` counts its changes, `changed_at` is the last one's moment.

    `standing` is where the calendar's owner stands, in their own calendar; it changing is a change of the entry.
    """

    name: str
    plan: Plan
    cancelled: bool
    revision: int
    changed_at: datetime
    standing: Standing | None = None
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that a calendar file says; the same calendar is written as the same bytes."""

    name: str
    zone: str
    domain: str
    entries: tuple[Entry, ...]
