"""How fast we may speak, so that a burst never meets a rate limit: a bucket of tokens per place and per platform."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """Allows `burst` messages at once and `rate` a second after that. Machine time: the platforms count by it too."""

    rate: float
    burst: int
    _free_at: float = field(default=0.0, init=False)

    async def take(self) -> None:
        """Wait until one more message is allowed."""
        now = time.monotonic()
        # The moment from which the bucket would be full again moves on by one message each time.
        self._free_at = max(self._free_at, now - self.burst / self.rate) + 1 / self.rate
        if (wait := self._free_at - now) > 0:
            await asyncio.sleep(wait)
