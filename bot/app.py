"""App and Call: what each use case is handed. The app is the world it may touch; the call is who asks, where and when."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.reach import Reach
from bot.people.model import Account, Platform, Space
from bot.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class Home:
    """A space and the IANA zone in which its community reads a clock.

    `organizers` are the roles (Discord) or people (Slack) that setup has made organizers there; empty where the
    environment says who they are.
    """

    space: Space
    zone: str
    organizers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Directory:
    """The spaces we are in, kept at hand so that a call needs no database before it is acknowledged."""

    _homes: dict[tuple[Platform, str], Home] = field(default_factory=dict)

    def enter(self, home: Home) -> None:
        self._homes[home.space.platform, home.space.external] = home

    def find(self, platform: Platform, external: str) -> Home | None:
        """The space with the platform's id, if we are in it."""
        return self._homes.get((platform, external))


@dataclass(frozen=True, slots=True)
class Web:
    """Where our pages are: `url` is the address that members' browsers and calendars reach them by."""

    url: str

    def link(self, path: str) -> str:
        """The whole address of a page of ours; `path` begins with a slash."""
        return self.url.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class App:
    """What is the same for every call. `web` is None while we have no pages, `reach` where nothing is sent."""

    store: Store
    clock: Clock
    directory: Directory
    web: Web | None = None
    reach: Reach | None = None

    @property
    def away(self) -> AbstractSet[Platform]:
        """The platforms that take nothing from us at the moment; what we owe there waits."""
        return frozenset() if self.reach is None else self.reach.away()


@dataclass(frozen=True, slots=True)
class Call:
    """One press of a button, one command, one form sent.

    `key` is the platform's own name for it: a call that is delivered twice carries the same key twice.
    """

    who: Account
    home: Home
    channel: str | None
    at: datetime
    key: str

    @property
    def space(self) -> Space:
        return self.home.space

    @property
    def zone(self) -> str:
        """The IANA zone in which the community reads a clock."""
        return self.home.zone
