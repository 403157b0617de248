"""Snowflakes: Discord's ids, which carry the moment of their making."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from sandbox.kit import SandboxClock

DISCORD_EPOCH_MS = 1_420_070_400_000
SEEDS_FROM = datetime(2024, 1, 1, tzinfo=UTC)
Kind = Literal["app", "guild", "channel", "role", "user"]
KINDS: tuple[Kind, ...] = ("app", "guild", "channel", "role", "user")


def snowflake_at(moment: datetime) -> int:
    """The first id of that millisecond."""
    return (int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS) << 22


class Snowflakes:
    """Makes every id of the sandbox; none is given twice."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._seeds: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        self._last = 0
        self._last_interaction = 0

    def seed(self, kind: Kind) -> str:
        """The same ids in the same order of creation, so that a bot's database fits a restarted sandbox."""
        self._seeds[kind] += 1
        day = 1 + KINDS.index(kind)
        return str(snowflake_at(SEEDS_FROM.replace(day=day)) + (self._seeds[kind] << 22))

    def next(self) -> str:
        """For messages, threads, events: carries the community's time, and always grows."""
        self._last = max(self._last + 1, snowflake_at(self._clock.now()))
        return str(self._last)

    def interaction(self) -> str:
        """Carries the machine's own time: discord.py reads an interaction's expiry from its id."""
        self._last_interaction = max(self._last_interaction + 1, snowflake_at(datetime.now(UTC)))
        return str(self._last_interaction)
