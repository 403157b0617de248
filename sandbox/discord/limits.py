"""Discord's rate limits: 50 requests a second for a bot, 5 messages in 5 seconds for a channel."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

GLOBAL_PER_SECOND = 50
CHANNEL_MESSAGES, CHANNEL_SECONDS = 5, 5.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in a bucket after this request, and when it is full again."""

    allowed: bool
    limit: int
    remaining: int
    reset_after: float

    def headers(self, bucket: str) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": bucket,
        }


class GlobalLimit:
    """At most 50 requests within any second; says once per burst that there were more."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._recent: deque[float] = deque()
        self._told_at = float("-inf")

    def take(self) -> float | None:
        """None when the request may pass, else the seconds to wait."""
        now = self._now()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= GLOBAL_PER_SECOND:
            return self._recent[0] + 1 - now
        self._recent.append(now)
        return None

    def rest(self) -> None:
        """Time has passed."""
        self._recent.clear()

    def first_of_burst(self) -> bool:
        now = self._now()
        first, self._told_at = now - self._told_at > 1, now
        return first


class ChannelLimit:
    """A bucket of 5 messages for each channel, full again 5 seconds after its first use."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, channel_id: str) -> Allowance:
        now = self._now()
        since, used = self._windows.get(channel_id, (now, 0))
        if now - since >= CHANNEL_SECONDS:
            since, used = now, 0
        allowed = used < CHANNEL_MESSAGES
        used += allowed
        self._windows[channel_id] = (since, used)
        return Allowance(allowed, CHANNEL_MESSAGES, CHANNEL_MESSAGES - used, since + CHANNEL_SECONDS - now)

    def rest(self) -> None:
        """Time has passed: every bucket is full."""
        self._windows.clear()
