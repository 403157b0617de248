"""People of another community do not exist for us, whatever number a button or a menu carries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Home
from bot.chat.replies import Refusal
from bot.people import intros, meeting
from bot.people.actions import Arrival, join_space
from bot.people.intro_model import Profile
from bot.people.model import Platform
from tests.bot.delivery.test_dispatch import Evening, evening_in


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """Ana, who is the first member and has the first intro; and another server with a community of its own."""
    async with evening_in(tmp_path) as made:
        await intros.save_intro(made.app, made.call("ana"), Profile("Bees", "queues", "", "", ()))
        yield made


async def test_nobody_elsewhere_reads_an_intro(evening: Evening) -> None:
    other = await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))
    await intros.show_intro(evening.app, evening.call("ben"), picked="1")
    with pytest.raises(Refusal):
        await intros.show_intro(evening.app, replace(evening.call("eve"), home=Home(other, "UTC")), picked="1")


async def test_nobody_elsewhere_says_that_they_met(evening: Evening) -> None:
    other = await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))
    with pytest.raises(Refusal):
        await meeting.say_met_member(evening.app, replace(evening.call("eve"), home=Home(other, "UTC")), member=1)
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == []
