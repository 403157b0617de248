"""What the core asks of the rows of announcements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.announcements.model import Announcement, Audience, Mention, Spot, State, Wording


class Announcements(Protocol):
    def add(self, community: int, author: int, wording: Wording, now: datetime) -> Announcement: ...
    def get(self, announcement: int) -> Announcement | None: ...
    def by(self, author: int) -> Sequence[Announcement]:
        """All that a member wrote, in whatever state."""
        ...

    def hand_over(self, announcement: int, author: int) -> None: ...
    def latest(self, community: int, *, most: int) -> Sequence[Announcement]:
        """All but the discarded ones, the newest first."""
        ...

    def about(self, event: int) -> Sequence[Announcement]: ...
    def reword(self, announcement: int, wording: Wording) -> None: ...
    def aim(self, announcement: int, audience: Audience, mention: Mention) -> None:
        """Write whom it is for. This and every other change gives it a new version."""
        ...

    def schedule(self, announcement: int, due: datetime) -> int:
        """Write when it goes out; its new version."""
        ...

    def put(self, announcement: int, state: State, now: datetime) -> None:
        """Write how it stands; `OUT` keeps since when."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Give to one member what another wrote, when both turn out to be the same person."""
        ...

    def add_spot(
        self, announcement: int, space: int, *, channel: str | None = None, account: int | None = None
    ) -> None:
        """Add a channel or a person, unless they are there already."""
        ...

    def drop_spot(self, spot: int) -> None: ...
    def clear_spots(self, announcement: int) -> None: ...
    def spots(self, announcement: int) -> Sequence[Spot]: ...
    def at_spot(self, spot: int) -> tuple[Announcement, Spot] | None:
        """A place and the announcement that goes there."""
        ...

    def delivered(self, announcement: int) -> int:
        """How many copies stand."""
        ...

    def missed(self, announcement: int) -> Sequence[Spot]:
        """The places that no copy could be delivered to."""
        ...
