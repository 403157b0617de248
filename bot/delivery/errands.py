"""Errands: what happens at a time without being a message, such as drawing a round. Each is one transaction, done once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.delivery.model import Errand, ErrandKind
from bot.ports import Clock, Store, Tx

log = logging.getLogger("hallway.delivery")

_AT_ONCE = 100
_LONGEST_PAUSE = 300.0

Run = Callable[[Tx, Errand, datetime], None]


async def run_errands(store: Store, clock: Clock, runs: Mapping[ErrandKind, Run]) -> int:
    """Run what is due, oldest first; how many. One that fails is undone whole and comes back with growing pauses."""
    now = clock.now()
    due = await store.read(lambda tx: tx.errands.due(now, _AT_ONCE))
    for errand in due:
        try:
            await store.write(_run, errand, runs, now)
        except Exception as broken:
            log.exception("errand %s failed", errand)
            await store.write(_try_later, errand, now, repr(broken))
    return len(due)


def _run(tx: Tx, number: int, runs: Mapping[ErrandKind, Run], now: datetime) -> None:
    errand = tx.errands.take(number)
    if errand is not None:
        runs[errand.kind](tx, errand, now)
        tx.errands.done(number, now)


def _try_later(tx: Tx, number: int, now: datetime, why: str) -> None:
    errand = tx.errands.take(number)
    if errand is not None:
        pause = min(_LONGEST_PAUSE, 2.0**errand.attempts)
        tx.errands.retry(number, now + timedelta(seconds=pause), why)
