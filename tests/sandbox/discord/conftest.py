from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from sandbox.discord import Discord
from sandbox.kit import Kit
from tests.sandbox.discord.house import SPEC, House
from tests.sandbox.discord.tryout import TryoutBot


@pytest.fixture
def spec() -> Path:
    if not SPEC.exists():
        pytest.skip("Discord's OpenAPI is not beside this checkout")
    return SPEC


@pytest.fixture
async def empty() -> AsyncIterator[Discord]:
    """A sandbox without anybody in it."""
    house = Discord(Kit(), spec=SPEC if SPEC.exists() else None)
    await house.start()
    yield house
    await house.stop()


@pytest.fixture
def intents() -> discord.Intents:
    return discord.Intents.all()


@pytest.fixture
async def house(empty: Discord, intents: discord.Intents) -> AsyncIterator[House]:
    guild = empty.add_guild("PyLadies")
    channel = empty.add_channel(guild, "general", topic="Everything")
    ada, olga = empty.add_member("Ada"), empty.add_member("Olga", organizer=True)
    bot = TryoutBot(empty, intents)
    running = asyncio.create_task(bot.start(empty.token))
    async with asyncio.timeout(5):
        await empty.connected.wait()
        await bot.wait_until_ready()
        await bot.tree.sync()
    yield House(empty.kit, empty, bot, guild, channel, ada, olga)
    await bot.close()
    await running
