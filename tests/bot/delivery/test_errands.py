"""Errands on a real database: each is one transaction, done exactly once, undone whole when it fails."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.errands import run_errands
from bot.delivery.model import Errand, ErrandKind
from bot.ports import Tx
from storage.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KIND = ErrandKind.COFFEE_DRAW


class StandingClock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "hallway.db") as opened:
        yield opened


async def owe(store: Store, subject: int, due_at: datetime = NOW) -> None:
    await store.write(lambda tx: tx.errands.owe(KIND, subject, key=f"errand:{subject}", due_at=due_at))


async def noted(store: Store) -> list[str]:
    """The communities that errands have founded: facts, written by them."""

    def names(tx: Tx) -> list[str]:
        found = []
        for number in range(1, 100):
            try:
                found.append(tx.communities.get(number).name)
            except LookupError:
                break
        return found

    return await store.read(names)


def found(tx: Tx, errand: Errand, now: datetime) -> None:
    tx.communities.found(f"{errand.subject}", "UTC", now)


async def test_what_is_due_is_done_once_and_in_order(store: Store) -> None:
    clock = StandingClock()
    await owe(store, 1, NOW + timedelta(hours=2))
    await owe(store, 2, NOW + timedelta(hours=1))
    await owe(store, 2, NOW)  # owed again: nothing changes
    assert await run_errands(store, clock, {KIND: found}) == 0
    assert await store.read(lambda tx: tx.errands.next_due()) == NOW + timedelta(hours=1)
    clock.at = NOW + timedelta(hours=3)
    assert await run_errands(store, clock, {KIND: found}) == 2
    assert await run_errands(store, clock, {KIND: found}) == 0
    assert await noted(store) == ["2", "1"]
    assert await store.read(lambda tx: tx.errands.next_due()) is None


async def test_one_that_fails_is_undone_whole_and_comes_back_while_others_go_on(store: Store) -> None:
    clock, broken = StandingClock(), {1}
    await owe(store, 1)
    await owe(store, 2)

    def run(tx: Tx, errand: Errand, now: datetime) -> None:
        found(tx, errand, now)
        tx.errands.owe(KIND, 10 + errand.subject, key=f"from {errand.subject}", due_at=now)
        if errand.subject in broken:
            raise RuntimeError("half way")

    assert await run_errands(store, clock, {KIND: run}) == 2
    assert await noted(store) == ["2"]
    broken.clear()
    await run_errands(store, clock, {KIND: found})
    assert await noted(store) == ["2", "12"]
    clock.at = NOW + timedelta(seconds=1)
    await run_errands(store, clock, {KIND: found})
    assert await noted(store) == ["2", "12", "1"]


async def test_pauses_between_attempts_grow(store: Store) -> None:
    clock = StandingClock()
    await owe(store, 1)

    def run(_tx: Tx, _errand: Errand, _now: datetime) -> None:
        raise RuntimeError("never mind")

    pauses = []
    for _ in range(11):
        await run_errands(store, clock, {KIND: run})
        due = await store.read(lambda tx: tx.errands.next_due())
        assert due is not None
        pauses.append((due - clock.at).total_seconds())
        clock.at = due
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from datetime import UTC, datetime
from bot.delivery.errands import run_errands
from bot.delivery.model import ErrandKind
from storage.store import Store

class Clock:
    def now(self):
        return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

def run(tx, errand, now):
    tx.communities.found("half", "UTC", now)
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    await run_errands(await Store.open(Path(sys.argv[1])), Clock(), {ErrandKind.COFFEE_DRAW: run})

asyncio.run(main())
"""


async def test_a_process_killed_in_the_middle_leaves_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "hallway.db"
    async with await Store.open(path) as store:
        await owe(store, 1)
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(path))
    assert await killed.wait() == -signal.SIGKILL
    async with await Store.open(path) as store:
        assert await noted(store) == []
        assert await run_errands(store, StandingClock(), {KIND: found}) == 1
        assert await run_errands(store, StandingClock(), {KIND: found}) == 0
        assert await noted(store) == ["1"]


async def test_what_an_errand_writes_survives_and_is_not_done_again_by_the_next_process(tmp_path: Path) -> None:
    path, clock = tmp_path / "hallway.db", StandingClock()
    async with await Store.open(path) as store:
        await owe(store, 1)
        await run_errands(store, clock, {KIND: found})
    async with await Store.open(path) as store:
        assert await run_errands(store, clock, {KIND: found}) == 0
        assert await noted(store) == ["1"]
