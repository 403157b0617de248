"""How fast we may speak, so that a burst never meets a rate limit: a bucket of tokens per place and per platform."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, and `per_second` after that."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Pace:
    """A platform's limits, kept clear of: for one place, for all new messages, and for all edits.

    `crowds` is for new messages to many people that may wait: they have a rate of their own, so that no others wait for
    them.
    """

    place: Rate
    posts: Rate
    edits: Rate
    crowds: Rate = Rate(1.0, burst=5)


@dataclass(slots=True)
class Bucket:
    """Lets messages through at a rate. Machine time: the platforms count by it too."""

    rate: Rate
    _free_at: float = field(default=0.0, init=False)

    def refill(self) -> None:
        """Enough time has passed for the whole burst."""
        self._free_at = 0.0

    async def take(self) -> None:
        """Wait until one more message is allowed."""
        now = time.monotonic()
        # The moment from which the bucket would be full again moves on by one message each time.
        full = now - self.rate.burst / self.rate.per_second
        self._free_at = max(self._free_at, full) + 1 / self.rate.per_second
        if (wait := self._free_at - now) > 0:
            await asyncio.sleep(wait)
