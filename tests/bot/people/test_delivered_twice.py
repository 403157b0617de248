"""What a platform delivers twice is done once, and answered alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.people import linking, meeting
from bot.people.model import Account, Platform
from tests.bot.delivery.test_dispatch import Evening, evening_in
from tests.bot.people.one_person import link, member


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def test_that_two_met(evening: Evening) -> None:
    ben, call = Account(Platform.DISCORD, "ben", "Ben"), evening.call("ana")
    asked = await meeting.say_met(evening.app, call, person=ben)
    assert await meeting.say_met(evening.app, call, person=ben) == asked
    assert await meeting.say_met(evening.app, evening.call("ana"), person=ben) != asked  # said again, she waits
    await evening.dispatcher.catch_up()
    assert len(evening.discord.titles("ben")) == 1


async def test_that_two_accounts_are_separated(evening: Evening) -> None:
    kept = await link(evening, "ana", "ana on slack")
    call = evening.call("ana")
    apart = await linking.unlink(evening.app, call)
    alone = await member(evening, "ana")
    assert alone != kept
    assert await linking.unlink(evening.app, call) == apart
    assert (await member(evening, "ana"), await member(evening, "ana on slack", Platform.SLACK)) == (alone, kept)
