"""A sandbox with the tryout bot in it, as the tests hold it in hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import discord
from discord import TextChannel

from sandbox.discord import Discord
from sandbox.discord.connect import connector
from sandbox.kit import Kit
from tests.sandbox.discord.tryout import TryoutBot

SPEC = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"


@dataclass(slots=True)
class House:
    """A running sandbox with the bot in it: one guild, one channel, Ada the member and Olga the organizer."""

    kit: Kit
    discord: Discord
    bot: TryoutBot
    guild: str
    channel: str
    ada: str
    olga: str

    @property
    def place(self) -> TextChannel:
        """The channel as the bot sees it."""
        found = self.bot.get_channel(int(self.channel))
        assert isinstance(found, TextChannel)
        return found

    @property
    def rules_broken(self) -> list[str]:
        return [violation.rule for violation in self.kit.violations]

    def raw(self) -> aiohttp.ClientSession:
        """A client of its own, to send what discord.py never would."""
        return aiohttp.ClientSession(
            "https://discord.com",
            connector=connector(port=self.discord.port, ca_pem=self.discord.ca_pem),
            headers={"Authorization": f"Bot {self.discord.token}"},
        )


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait for a condition, at most that long."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - a condition of any kind has no event to wait for
            await asyncio.sleep(0.002)


async def make_event(house: House, name: str = "Python night", days: float = 7) -> discord.ScheduledEvent:
    start = house.kit.clock.now() + timedelta(days=days)
    return await house.bot.guilds[0].create_scheduled_event(
        name=name,
        start_time=start,
        end_time=start + timedelta(hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="The library",
        description="Bring a laptop",
    )
