"""How fast Slack lets an app go: short bursts are fine, more than that is answered with 429."""

from __future__ import annotations

from time import monotonic

from sandbox.kit import Json
from sandbox.slack.api import RateLimitedError

# method → (burst, per second, the arguments that each have their own bucket)
RULES: dict[str, tuple[float, float, tuple[str, ...]]] = {
    "chat.postMessage": (10, 1.0, ("channel",)),
    "chat.update": (50, 50 / 60, ()),  # tier 3
}


class Pace:
    """A token bucket per method, and per channel where Slack counts so."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, ...], tuple[float, float]] = {}

    def check(self, method: str, args: Json) -> None:
        """Count one request; RateLimitedError when it comes too soon."""
        if method not in RULES:
            return
        burst, per_second, apart = RULES[method]
        key = (method, *(str(args.get(name)) for name in apart))
        now = monotonic()
        left, at = self._buckets.get(key, (burst, now))
        left = min(burst, left + (now - at) * per_second)
        if left < 1:
            raise RateLimitedError
        self._buckets[key] = (left - 1, now)

    def rest(self) -> None:
        """Time has passed: every bucket is full."""
        self._buckets.clear()
