"""Newcomers are welcomed once each; a crowd that comes at once, one by one, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import discord
import pytest

from bot.delivery.pace import Rate
from bot.people.model import Platform
from bot.people.welcome import welcome_newcomer
from bot.ports import Busy
from cogs.discord.messenger import translated  # what Discord said, as the core understands it
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall, evening_in
from tests.bot.people.one_person import hold, release
from tests.waiting import soon

D, S = Platform.DISCORD, Platform.SLACK


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def come(evening: Evening, *people: str, platform: Platform = D) -> None:
    for each in people:
        await welcome_newcomer(evening.app, evening.call(each, platform))


def welcomed(wall: Wall) -> list[str]:
    return [to for to, _, _ in wall.pinned if "Welcome" in wall.titles(to)[-1]]


async def due(evening: Evening) -> list[datetime]:
    found = []
    while (at := await evening.app.store.read(lambda tx: tx.deliveries.next_due(frozenset({D, S})))) is not None:
        found.append(at)
        evening.clock.go_to(at)
        await evening.dispatcher.catch_up()
    return found


async def test_fifty_within_a_minute_are_greeted_one_by_one(evening: Evening) -> None:
    everybody = [f"n{at}" for at in range(50)]
    await come(evening, *everybody, *everybody)  # each told twice
    times = await due(evening)
    gaps = {round((later - earlier).total_seconds(), 1) for earlier, later in pairwise(times)}
    assert gaps == {5.0}
    assert welcomed(evening.discord) == everybody


async def test_one_alone_is_greeted_at_once_also_after_a_crowd(evening: Evening) -> None:
    await come(evening, *(f"n{at}" for at in range(10)))
    await come(evening, "emma", platform=S)  # the other side has its own
    await evening.dispatcher.catch_up()
    assert welcomed(evening.slack) == ["emma"]
    evening.clock.go_to(NOW + timedelta(hours=1))
    await evening.dispatcher.catch_up()
    await come(evening, "late")
    await evening.dispatcher.catch_up()
    assert welcomed(evening.discord)[-1] == "late"


async def test_a_welcome_a_day_late_is_not_sent(evening: Evening) -> None:
    await hold(evening)
    await come(evening, "nina", "noah")
    evening.clock.go_to(NOW + timedelta(days=1, seconds=2))
    await release(evening)
    assert welcomed(evening.discord) == []


async def test_a_flood_of_welcomes_does_not_hold_up_a_reminder(evening: Evening) -> None:
    """While we were away from Discord 300 people came, and all of it is due at once when we are back."""
    await evening.plan(ahead=timedelta(hours=3))
    await evening.dispatcher.catch_up()
    await hold(evening)
    await come(evening, *(f"n{at}" for at in range(300)))
    evening.clock.go_to(NOW + timedelta(hours=2, seconds=30))  # the reminder of an hour before is the last to be due
    slow = replace(Wall.pace, posts=Rate(10, burst=2), crowds=Rate(1, burst=5))
    evening.discord.pace = slow
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await soon(lambda: len(evening.discord.titles("events-d")) >= 2)
    assert len(welcomed(evening.discord)) <= slow.crowds.burst + 5


class _Response:
    status, reason = 400, "Bad Request"


def test_opening_conversations_too_fast_is_a_reason_to_wait() -> None:
    said = discord.HTTPException(_Response(), {"code": 40003, "message": "You are opening direct messages too fast"})
    assert isinstance(translated(said), Busy)
