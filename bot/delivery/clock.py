"""The clock, and the alarm that wakes the dispatcher when the next delivery is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock

_JOB = "next delivery"


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Alarm:
    """APScheduler as an alarm clock: one date job that rings at the next due time. What is due is known by the rows alone."""

    def __init__(self, clock: Clock, ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _ring_here(self) -> None:
        """A coroutine, because APScheduler runs plain functions in a thread, where no event may be set."""
        self._ring()

    def set(self, at: datetime | None) -> None:
        """Ring at this moment of the community's time, instead of when it was set for before; never, for `None`."""
        if at is None:
            if self._scheduler.get_job(_JOB) is not None:
                self._scheduler.remove_job(_JOB)
            return
        # The community's clock may be moved against the machine's; the wait is the same on both.
        machine_time = datetime.now(UTC) + (at - self._clock.now())
        self._scheduler.add_job(
            self._ring_here, "date", run_date=machine_time, id=_JOB, replace_existing=True, misfire_grace_time=None
        )
