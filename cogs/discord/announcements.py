"""Slash commands about announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import features
from bot.announcements import actions
from bot.chat.catalog import WORDS, command

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Group]:
    """`/announce …`, leading to the use cases."""
    group = app_commands.Group(name="announce", description=WORDS["announce"], guild_only=True)

    @group.command(name="new", description=command("announce new").summary)
    async def new(interaction: discord.Interaction) -> None:
        await cog.open(interaction, lambda call: features.open_form(cog.app, call, "announce:new"))

    @group.command(name="list", description=command("announce list").summary)
    async def list_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.list_announcements)

    return [group]
