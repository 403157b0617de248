"""What the core asks of the rows of arrivals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.checkin.model import Arrival, Comer, Expected


class Arrivals(Protocol):
    def add(self, event: int, now: datetime, *, member: int | None = None, guest: str = "") -> Arrival:
        """Note who came, a member or a guest by name; a member comes once."""
        ...

    def has(self, event: int, member: int) -> bool: ...
    def remove(self, event: int, arrival: int) -> Arrival | None:
        """Take an arrival back; what it was, or `None` when it is not there (any more)."""
        ...

    def counts(self, event: int) -> tuple[int, int]:
        """How many have come with a seat, and how many without."""
        ...

    def members(self, event: int) -> Sequence[int]:
        """Every member who has come, in the order in which they did; guests are none."""
        ...

    def expected(self, event: int, *, skip: int, most: int) -> Sequence[Expected]:
        """Who has a seat and has not come yet, by name."""
        ...

    def recent(self, event: int, most: int) -> Sequence[Arrival]:
        """Who came, the last one first."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Two members turn out to be one: `keep` has come wherever either had, once."""
        ...

    def known(self, event: int, community: int) -> Sequence[Comer]:
        """Every member of the community, with what the door of this event has to know of them."""
        ...
